// What has to hold after each kill, and after the run that follows it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { filesIn, type Left, sha256Of } from "./look.ts";
import type { Told } from "./phase.ts";

/** What `verify` may tell after a kill, by docs/archive_format.md: each goes away with the next run. */
const LEFT_BY_A_KILL = new Set(["blob.orphan", "view.missing", "partial.stray", "thumb.stray"]);
const KEPT_OUTCOMES = new Set(["stored", "known", "duplicate"]);
const THUMB_SIZES = ["128", "480"];

/** Blobs whose bytes are not what their name says, relative to `blobs/`. */
export function findWrong(archive: string): Set<string> {
  const blobs = join(archive, "blobs");
  return new Set(
    filesIn(blobs).filter((path) => !path.includes(`/${sha256Of(join(blobs, path))}.`)),
  );
}

/** What is broken right after the kill; nothing may be. */
export function* checkKilled(
  archive: string,
  {
    left,
    before,
    told,
  }: { left: Left; before: Left & { wrong: ReadonlySet<string> }; told: readonly Told[] },
): Generator<string> {
  if (left.database !== "ok") yield `the database is broken: ${left.database}`;
  for (const path of findWrong(archive)) {
    if (!before.wrong.has(path)) yield `blobs/${path} is not what its name says`;
  }
  // Known to be damaged: `repair` removes it once the right bytes are here, right before it names them.
  const missing = before.rows.filter(({ path }) => !before.blobs.has(path));
  const damaged = new Set([...before.wrong, ...missing.map(({ path }) => path)]);
  for (const { path } of left.rows) {
    if (!left.blobs.has(path) && !damaged.has(path))
      yield `a row names blobs/${path}: it is not there`;
  }
  const rows = new Set(left.rows.map(({ sha256 }) => sha256));
  for (const sha256 of before.kept)
    if (!rows.has(sha256)) yield `${sha256} was kept before and is gone`;
  for (const { type, outcome, sha256, key } of told) {
    if (
      type === "media.finished" &&
      KEPT_OUTCOMES.has(String(outcome)) &&
      !rows.has(String(sha256))
    ) {
      yield `${sha256} was told as ${outcome} and has no row`;
    }
    if (type !== "thumbnail.finished") continue;
    const blob = String(sha256 ?? key);
    for (const size of THUMB_SIZES) {
      if (
        !left.thumbs.some(
          (path) =>
            path.startsWith(`${size}/`) && path.includes(`/${blob}.`) && !path.endsWith(".part"),
        )
      ) {
        yield `the thumb ${size} of ${blob} was told and is not there`;
      }
    }
  }
  for (const path of left.thumbs) {
    if (!path.endsWith(".part") && !isWhole(join(archive, "thumbs", path)))
      yield `thumbs/${path} is half`;
  }
}

/** By their last bytes: thumbs are JPEG or WebP. */
function isWhole(path: string): boolean {
  const bytes = readFileSync(path);
  if (path.endsWith(".jpg"))
    return bytes.length > 4 && bytes.readUInt16BE(bytes.length - 2) === 0xffd9;
  return bytes.length >= 12 && bytes.readUInt32LE(4) + 8 === bytes.length;
}

/** What `verify` tells that no kill may leave. @param out Its NDJSON. @param from The archive may have been damaged. */
export function* checkVerified(
  out: string,
  { isDamaged }: { isDamaged: boolean },
): Generator<string> {
  const findings = readLines(out).filter(({ type }) => type === "verify.finding");
  for (const { kind, path, detail } of findings) {
    if (LEFT_BY_A_KILL.has(String(kind))) continue;
    if (isDamaged && /^(blob|view)\./.test(String(kind))) continue;
    yield `verify after the kill: ${kind} ${path ?? ""} ${detail ?? ""}`;
  }
}

/** What is missing once the run that follows is through. @param expected How many pictures there have to be. */
export function* checkNext(
  { left, out, exitCode }: { left: Left; out: string; exitCode: number },
  expected: number,
): Generator<string> {
  const last = readLines(out).findLast(({ type }) => type?.endsWith(".finished"));
  if (exitCode !== 0) yield `the next run ended with ${exitCode}`;
  if (last === undefined) yield "the next run told no end";
  const { announced, bytes: _, ...outcomes } = (last?.totals ?? {}) as Record<string, number>;
  if (announced !== undefined) {
    const sum = Object.values(outcomes).reduce((a, b) => a + b, 0);
    if (sum !== announced) yield `the next run announced ${announced}, its outcomes are ${sum}`;
  }
  if (left.rows.length !== expected) yield `${left.rows.length} rows instead of ${expected}`;
  if (left.blobs.size !== expected) yield `${left.blobs.size} blobs instead of ${expected}`;
  if (left.removals > 0) yield `${left.removals} files are still to be removed`;
  if (left.namesMissing > 0) yield `${left.namesMissing} names under images/ are missing`;
  const bare = left.rows.filter(({ thumbs }) => thumbs !== "made").length;
  if (last?.type === "thumbs.finished" && bare > 0) yield `${bare} blobs have no thumbs`;
}

/** Lines of NDJSON; one that a kill cut off is left out. */
export function readLines(out: string): Told[] {
  const lines = out.split("\n");
  return lines
    .slice(0, -1)
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Told);
}
