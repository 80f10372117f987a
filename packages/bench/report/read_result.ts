import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { Glob } from "bun";
import { PACKAGES } from "../root.ts";
import type { StudyResult } from "../study/study.ts";

/** Where results are kept. */
export const RESULTS = join(PACKAGES, "bench/results");

/** A kept result, and the file that it came from. */
export interface KeptResult {
  readonly path: string;
  readonly result: StudyResult;
}

/** A file that could not be used, and why. */
export interface UnreadResult {
  readonly path: string;
  readonly reason: string;
}

const LISTS = ["figures", "cases", "charts", "missing"] as const;

/**
 * A result as `bench STUDY --save` keeps it.
 *
 * @param text JSON.
 * @param path For the message.
 * @throws {AcaciaError} `usage` when it is none, or was written by an older bench.
 */
export function parseResult(text: string, path: string): StudyResult {
  const value = parseJson(text, path);
  const lacks = findLack(value);
  if (lacks === undefined) return value as StudyResult;
  throw new AcaciaError(
    "usage",
    `Cannot read ${path} as a result of the bench: it has no ${lacks}`,
    {
      hint: "Measure again: `bun run bench STUDY --save`",
    },
  );
}

/** @throws {AcaciaError} `usage` like {@link parseResult}, and when there is no such file. */
export async function readResult(path: string): Promise<KeptResult> {
  const text = await readFile(path, "utf8").catch((cause: unknown) => {
    throw new AcaciaError("usage", `Cannot read ${path}: there is no such file`, {
      cause,
      hint: "Keep a result first: `bun run bench STUDY --save`",
    });
  });
  return { path, result: parseResult(text, path) };
}

/** Every kept result, by name of the study; files that are none are told and left out. */
export async function readResults(
  dir = RESULTS,
): Promise<{ readonly results: KeptResult[]; readonly unread: UnreadResult[] }> {
  const results: KeptResult[] = [];
  const unread: UnreadResult[] = [];
  for (const name of [...new Glob("*.json").scanSync({ cwd: dir })].sort()) {
    const path = join(dir, name);
    try {
      results.push(await readResult(path));
    } catch (error) {
      if (!(error instanceof AcaciaError)) throw error;
      unread.push({ path, reason: error.message });
    }
  }
  return { results, unread };
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AcaciaError("usage", `Cannot read ${path} as a result of the bench: it is no JSON`, {
      cause,
      hint: "Keep one anew: `bun run bench STUDY --save`",
    });
  }
}

/** The first thing that a result has and this value has not. */
function findLack(value: unknown): string | undefined {
  if (typeof value !== "object" || value === null) return "study";
  const result = value as Record<string, unknown>;
  if (typeof result.study !== "string") return "study";
  if (typeof result.machine !== "object" || result.machine === null) return "machine";
  for (const name of ["seed", "rounds", "seconds"]) {
    if (typeof result[name] !== "number") return name;
  }
  return LISTS.find((name) => !Array.isArray(result[name]));
}
