import {
  AcaciaError,
  type Archive,
  chooseLookalike,
  type DuplicateTier,
  type Edited,
  type Merge,
  prepareDuplicateEdits,
  prepareSimilarRows,
} from "@acacia/core";
import { archiveFlag } from "./archive_flag.ts";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { findMedia } from "./find_media.ts";
import { KEEP_WORDS } from "./render/print_duplicates.ts";
import { jsonLine } from "./render/safe.ts";
import { compareAll, readTiers } from "./run_dups_compare.ts";
import { openEditing } from "./run_edit.ts";

/** Groups that are merged in one edit: short enough that a fetch does not wait. */
const GROUPS_OF_EDIT = 1_000;

/** What is outside of a decision. */
interface Outside {
  readonly archive: Archive;
  readonly call: Call;
  readonly context: Context;
}

/** Merges the pictures that are named, or a whole tier; resolves to the exit code. */
export async function runMerge(call: Call, context: Context): Promise<number> {
  const { args } = call;
  if (args.length === 0) return mergeTier(call, context);
  await using archive = await openEditing(call, context);
  const ids = [...new Set(args.map((text) => findMedia(archive, text).id))];
  if (ids.length < 2) throw tooFew("merge");
  const { keep, why } = readKeep(ids, { archive, call, context });
  const merge = [{ keep: keep.id, ids }];
  return decide(merge, { archive, call, context }, `into ${keep.imgurId}${why}`);
}

/** The one that is named, else the best. */
function readKeep(ids: readonly number[], { archive, call }: Outside) {
  const named = call.config.text("keep");
  const media = prepareSimilarRows(archive).media(ids);
  if (named === undefined) {
    if (media.length < ids.length) throw notShown();
    const { keep, reason } = chooseLookalike(media);
    return { keep, why: ` (${KEEP_WORDS[reason]})` };
  }
  const { id } = findMedia(archive, named);
  const keep = media.find((one) => one.id === id);
  if (keep) return { keep, why: "" };
  throw new AcaciaError("usage", `Cannot keep '${named}': it is not among those to be merged`, {
    hint: "Name it with the others as well",
  });
}

async function mergeTier(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const tiers = readTiers(call);
  if (tiers.length !== 1) throw tooFew("merge");
  const [tier] = tiers as readonly [DuplicateTier];
  const flag = tier === "exact" ? "--exact" : `--tier ${tier}`;
  if (!config.is("yes") && !config.is("dry_run")) {
    throw new AcaciaError("usage", `Cannot merge all of ${flag} unasked`, {
      hint: `See \`acacia dups ${flag}${archiveFlag(config)}\`, then add --yes`,
    });
  }
  await using archive = await openEditing(call, context);
  const scan = await compareAll(archive, { call, context, tiers });
  if (context.draining.aborted) return context.stoppedBy() ?? 0;
  const merges = [...scan.merges(tier)];
  const { length } = merges;
  return decide(
    merges,
    { archive, call, context },
    `into ${length} ${length === 1 ? "other" : "others"}`,
  );
}

/** Makes the merges, or says what they would be; resolves to the exit code. */
function decide(
  merges: readonly Merge[],
  { archive, call, context }: Outside,
  into: string,
): number {
  const isDry = call.config.is("dry_run");
  const others = merges.reduce(
    (sum, { keep, ids }) => sum + ids.filter((id) => id !== keep).length,
    0,
  );
  const made: Edited[] = [];
  if (isDry) made.push({ changed: others, edit: null });
  else {
    const edits = prepareDuplicateEdits(archive);
    for (let from = 0; from < merges.length; from += GROUPS_OF_EDIT) {
      const some = merges.slice(from, from + GROUPS_OF_EDIT);
      made.push(edits.merge(some, { at: context.clock.now() }));
    }
    if (merges.length === 0) made.push({ changed: 0, edit: null });
  }
  tell(made, { call, context, command: "merge", done: `merged ${into}` });
  return 0;
}

/** Remembers that pictures are no duplicates; resolves to the exit code. */
export async function runRelate(call: Call, context: Context): Promise<number> {
  const { args, config } = call;
  const as = config.text("as") as "alternate" | "unrelated" | undefined;
  if (as === undefined) {
    throw new AcaciaError("usage", "Cannot relate pictures without saying what they are", {
      hint: "Add --as alternate or --as unrelated",
    });
  }
  await using archive = await openEditing(call, context);
  const ids = [...new Set(args.map((text) => findMedia(archive, text).id))];
  if (ids.length < 2) throw tooFew("relate");
  const made: Edited = config.is("dry_run")
    ? { changed: ids.length, edit: null }
    : prepareDuplicateEdits(archive).relate(ids, { as, at: context.clock.now() });
  tell([made], { call, context, command: "relate", done: `told apart as ${as}` });
  return 0;
}

function tell(
  made: readonly Edited[],
  { call, context, command, done }: { call: Call; context: Context; command: string; done: string },
): void {
  const { config } = call;
  const dryRun = config.is("dry_run");
  if (config.is("json")) {
    for (const one of made) {
      const event = { type: "edit.finished", command, dryRun, ...one };
      context.out.write(jsonLine({ t: context.clock.now(), ...event }));
    }
    return;
  }
  if (config.is("quiet")) return;
  const changed = made.reduce((sum, one) => sum + one.changed, 0);
  const edits = made.filter(({ edit }) => edit !== null).length;
  const pictures = `${changed} ${changed === 1 ? "picture" : "pictures"}`;
  const back = `Take it back with \`acacia undo${edits > 1 ? ` ${edits}` : ""}${archiveFlag(config)}\`.`;
  const words = dryRun
    ? `${pictures} would be ${done}.`
    : edits === 0
      ? "Nothing changed: there was nothing to decide."
      : `${pictures} ${done}. ${back}`;
  context.err.write(`${words}\n`);
}

function tooFew(verb: "merge" | "relate"): AcaciaError {
  const hint =
    verb === "merge"
      ? "Name two pictures, or give --tier sure --yes, or --exact --yes"
      : "Name two pictures: `acacia dups relate ID ID --as alternate`";
  return new AcaciaError("usage", `Cannot ${verb} pictures: it takes at least two`, { hint });
}

function notShown(): AcaciaError {
  return new AcaciaError("not_found", "Cannot merge pictures that are in the trash, or not here", {
    hint: "Give them back first with `acacia trash restore`",
  });
}
