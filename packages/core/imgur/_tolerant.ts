import { z } from "zod";
import { AcaciaError } from "../errors.ts";
import { isRecord } from "./_record.ts";
import { ID_PATTERN } from "./ids.ts";

// Pieces shared by the three wire files: tolerant of every variation that docs/imgur.md §2 records,
// strict about the shape of an id. A field that cannot be read is null, never a guess.

/** Deeper than any answer of Imgur; keeps `JSON.stringify` of what is stored off the stack's end. */
const MAX_DEPTH = 64;

function toNumber(value: unknown): unknown {
  if (typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  return value === undefined ? null : value;
}

function toText(value: unknown): unknown {
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

function toFlag(value: unknown): unknown {
  if (value === 1 || value === "1" || value === "true") return true;
  if (value === 0 || value === "0" || value === "false") return false;
  return typeof value === "boolean" ? value : null;
}

/** 5 or 7 letters and digits: what every address is built from, so nothing else passes. */
export const wireId = z.string().regex(new RegExp(`^${ID_PATTERN}$`));

/** Any finite number, also as a numeric string. */
export const wireNumber = z.preprocess(toNumber, z.number().nullable()).catch(null);

/** A whole number from 0, also as a numeric string. */
export const wireCount = z.preprocess(toNumber, z.int().nonnegative().nullable()).catch(null);

/** A text with something in it; empty ones are null. */
export const wireText = z.preprocess(toText, z.string().nullable()).catch(null);

/** A boolean, also as 0, 1, "0" or "1". */
export const wireFlag = z.preprocess(toFlag, z.boolean().nullable()).catch(null);

/** A list whose entries are read one by one; anything else is no list. */
export const wireList = z.array(z.unknown()).nullable().catch(null);

/** Epoch ms of epoch seconds; 0 is how Imgur says "unknown". */
export function secondsToMs(seconds: number | null): number | null {
  const ms = seconds === null || seconds <= 0 ? null : Math.round(seconds * 1000);
  return ms !== null && Number.isSafeInteger(ms) ? ms : null;
}

/** Epoch ms of an ISO-8601 text, or of `YYYY-MM-DD HH:MM:SS` read as UTC. */
export function textToMs(text: string | null): number | null {
  if (text === null) return null;
  const plain = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text);
  const ms = Date.parse(plain ? `${plain[1]}T${plain[2]}Z` : text);
  return Number.isNaN(ms) || ms <= 0 ? null : ms;
}

/** Tag names in lower case, from objects (`name` in v3, `tag` in post/v1) or plain texts. */
export function readTags(tags: readonly unknown[] | null): string[] {
  const names = new Set<string>();
  for (const entry of tags ?? []) {
    const fields = isRecord(entry) ? entry : { name: entry };
    const name = [fields.name, fields.tag].find((value) => typeof value === "string");
    if (typeof name === "string" && name.trim() !== "") names.add(name.trim().toLowerCase());
  }
  return [...names];
}

/**
 * A copy without any `deletehash`: whoever holds one can delete the picture.
 * @throws {AcaciaError} `wire` when it is nested deeper than any answer of Imgur.
 */
export function withoutDeletehash(value: unknown, depth = 0): unknown {
  if (depth > MAX_DEPTH) {
    throw new AcaciaError("wire", "Cannot read Imgur's answer: it is nested too deeply");
  }
  if (Array.isArray(value)) return value.map((entry) => withoutDeletehash(entry, depth + 1));
  if (!isRecord(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value)) {
    if (key.toLowerCase() === "deletehash" || key === "__proto__") continue;
    copy[key] = withoutDeletehash(entry, depth + 1);
  }
  return copy;
}

/**
 * Reads `value` by `schema`.
 * @param what Named in the error: "an album".
 * @throws {AcaciaError} `wire` when it cannot be read.
 */
export function readAs<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  what: string,
): z.output<Schema> {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  const where = issue && issue.path.length > 0 ? ` at '${issue.path.join(".")}'` : "";
  throw new AcaciaError(
    "wire",
    `Cannot read ${what}: ${issue?.message ?? "unknown shape"}${where}`,
    {
      hint: "Try again later; if it stays, Imgur changed its answers: please report it",
      cause: read.error,
    },
  );
}
