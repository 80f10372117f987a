import type { z } from "zod";
import { type Fields, object, oneOf, time } from "./fields.ts";

/** A kind of line that a command prints with `--json`. */
export interface JsonRecord {
  /** Its `type`, or for lines without one what it is. */
  readonly name: string;
  /** When it comes, a sentence. */
  readonly when: string;
  readonly schema: z.ZodType;
}

/** A line without a type. */
export function row<T>(name: string, when: string, fields: Fields<T>): JsonRecord {
  return { name, when, schema: object<T>(fields) };
}

/** A line with the time at which it was printed, and a type. */
export function event<T extends { readonly type: string }>(
  type: T["type"],
  when: string,
  fields: Fields<Omit<T, "type" | "t">>,
): JsonRecord {
  const stamped = { t: time("when it happened"), type: oneOf([type], "what the line tells") };
  return { name: type, when, schema: object({ ...stamped, ...fields }) };
}
