import type { Left } from "./look.ts";

/** What a run was at when it was killed, in the order of a picture's way; `remove` is what emptying the trash does. */
export const PHASES = [
  "list",
  "body",
  "hash",
  "sync",
  "rename",
  "commit",
  "link",
  "thumb",
  "remove",
  "end",
] as const;

/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/** A line of the run's NDJSON. */
export type Told = Readonly<Record<string, unknown>> & { readonly type?: string };

/**
 * Tells the phase by what is on the disk and what the run said. Several go on at once: the one counts that is nearest
 * to harm, so that `body` means that nothing was on its way into the archive.
 */
export function phaseOf(left: Left, told: readonly Told[], before: Left): Phase {
  const rows = new Set(left.rows.map(({ path }) => path));
  const orphans = [...left.blobs].filter((path) => !rows.has(path) && !before.blobs.has(path));
  const waiting = left.partial.filter(({ name }) => !/\.part(\.json)?$/.test(name));
  const settled = waiting.filter(({ isSettled }) => isSettled);
  if (left.removals > 0) return "remove";
  if (orphans.length > 0) return settled.length > 0 ? "rename" : "commit";
  if (left.namesMissing > before.namesMissing || left.nameless > before.nameless) return "link";
  if (settled.length > 0) return "sync";
  if (waiting.length > 0) return "hash";
  if (left.thumbs.some((path) => path.endsWith(".part"))) return "thumb";
  if (left.partial.length > 0) return "body";
  if (hasEnded(told)) return "end";
  const isFilled = left.rows.length > before.rows.length || told.some(isAboutThumbs);
  if (isFilled && left.rows.some(({ thumbs }) => thumbs === "pending")) return "thumb";
  if (!told.some(({ type }) => type === "media.planned")) return "list";
  return "body";
}

function isAboutThumbs({ type }: Told): boolean {
  return type?.startsWith("thumb") === true;
}

function hasEnded(told: readonly Told[]): boolean {
  return told.some(
    ({ type }) => type?.endsWith(".finished") === true && /^(run|thumbs|repair|trash)\./.test(type),
  );
}
