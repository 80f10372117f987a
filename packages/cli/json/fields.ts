import { REASONS, type Reason } from "@acacia/core/outcomes";
import { z } from "zod";

/**
 * A schema for each field of a type: a field that the type gains or loses does not compile until it is told here,
 * which is how documents and program stay one.
 */
export type Fields<T> = { readonly [Key in keyof T]-?: z.ZodType<T[Key]> };

/** Text. @param means A few words for the reference. */
export function text(means: string): z.ZodType<string> {
  return z.string().describe(means);
}

/** A whole number, 0 or more. */
export function count(means: string): z.ZodType<number> {
  return z.int().min(0).describe(means);
}

/** A whole number, also below 0. */
export function whole(means: string): z.ZodType<number> {
  return z.int().describe(means);
}

/** Any number. */
export function amount(means: string): z.ZodType<number> {
  return z.number().describe(means);
}

/** A point in time, epoch ms. */
export function time(means: string): z.ZodType<number> {
  return z.int().min(0).describe(`${means}, epoch ms`);
}

/** Yes or no. */
export function flag(means: string): z.ZodType<boolean> {
  return z.boolean().describe(means);
}

/** One of some words. */
export function oneOf<const Word extends string>(
  words: readonly Word[],
  means: string,
): z.ZodType<Word> {
  return z.enum(words as readonly [Word, ...Word[]]).describe(means);
}

/** The code of a reason: too many to list at each field. */
export function reason(means: string): z.ZodType<Reason> {
  const codes = Object.keys(REASONS) as [Reason, ...Reason[]];
  return z.enum(codes).meta({ title: "reason", description: means });
}

/** Several of a kind. */
export function list<T>(of: z.ZodType<T>, means: string): z.ZodType<readonly T[]> {
  return z.array(of).describe(means);
}

/** What may be unknown. */
export function orNull<T>(field: z.ZodType<T>): z.ZodType<T | null> {
  return z.union([field, z.null()]).meta(field.meta() ?? {});
}

/** What is left away when there is nothing to say. */
export function maybe<T>(field: z.ZodType<T>): z.ZodType<T> {
  return z.exactOptional(field).meta(field.meta() ?? {}) as unknown as z.ZodType<T>;
}

/** A value with named fields, and no others. */
export function object<T>(fields: Fields<T>, means = ""): z.ZodType<T> {
  return z.strictObject(fields).describe(means) as unknown as z.ZodType<T>;
}

/** Anything: what other programs should not rely on. */
export function anything<T>(means: string): z.ZodType<T> {
  return z.unknown().describe(means) as unknown as z.ZodType<T>;
}
