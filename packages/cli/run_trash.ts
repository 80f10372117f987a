import { AcaciaError, type EmptyTrashProgress, emptyTrash, prepareTrashRows } from "@acacia/core";
import { printDuration, printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openArchiveOf } from "./open_reading.ts";
import { readAction } from "./read_action.ts";
import { readSelection } from "./read_selection.ts";
import { jsonLine } from "./render/safe.ts";
import { openEditing, runEdit } from "./run_edit.ts";
import { runList } from "./run_list.ts";

/** The gallery shows the days that are left of these. */
const OLDER_MS = 30 * 86_400_000;

/** Puts pictures into the trash, lists it, gives back, or empties it; resolves to the exit code. */
export async function runTrash(call: Call, context: Context): Promise<number> {
  const { action, rest } = readAction(call, {
    command: "trash",
    actions: ["add", "list", "restore", "empty"],
    fallback: "add",
  });
  if (action === "list") return runList({ ...call, args: ["is:trash", ...rest] }, context);
  if (action === "empty") return runEmpty({ ...call, args: rest }, context);
  const trashed = action === "add";
  await using archive = await openEditing(call, context);
  const verb = trashed ? "trash" : "restore";
  const options = { call, context, archive, verb, trashed: !trashed };
  const selection = readSelection(rest, options);
  return runEdit(
    {
      command: verb,
      done: trashed ? "moved to the trash" : "out of the trash",
      count: (edits) => edits.count(selection),
      run: (edits, at) => edits.setTrashed(selection, { trashed, at }),
    },
    { archive, call, context },
  );
}

async function runEmpty(call: Call, context: Context): Promise<number> {
  const { args, config } = call;
  if (args.length > 0) {
    throw new AcaciaError("usage", `Cannot empty the trash of '${args[0]}': it goes by age`, {
      hint: "Give --older 30d, or --older 0 for all of it",
    });
  }
  const older = config.number("older") ?? OLDER_MS;
  // A millisecond on: what went there just now is older than nothing.
  const before = context.clock.now() - older + (older === 0 ? 1 : 0);
  if (config.is("dry_run")) {
    await using archive = await openEditing(call, context);
    const { items: of, bytes } = prepareTrashRows(archive).count({ before });
    const last = { type: "trash.finished", items: 0, of, blobs: 0, bytes } as const;
    return tell(last, { call, context, isDry: true, older });
  }
  await using archive = await openArchiveOf(call, context, {
    mode: "write",
    create: false,
    command: "trash empty",
  });
  let last: EmptyTrashProgress | undefined;
  for await (last of emptyTrash(archive, { before, draining: context.draining })) {
    if (last.type === "trash.progress" && config.is("json")) {
      context.out.write(jsonLine({ t: context.clock.now(), ...last }));
    }
  }
  return context.stoppedBy() ?? tell(last!, { call, context, isDry: false, older });
}

function tell(
  last: EmptyTrashProgress,
  { call, context, isDry, older }: { call: Call; context: Context; isDry: boolean; older: number },
): number {
  const { config } = call;
  if (config.is("json")) {
    context.out.write(jsonLine({ t: context.clock.now(), ...last, dryRun: isDry }));
    return 0;
  }
  if (config.is("quiet")) return 0;
  const count = isDry ? last.of : last.items;
  const pictures = `${count} ${count === 1 ? "picture" : "pictures"}`;
  const age = older === 0 ? "" : `: nothing has been there for ${printDuration(older)}`;
  const words =
    count === 0 && last.blobs === 0
      ? `Nothing to remove${age}.`
      : isDry
        ? `${pictures} would be removed for good, at most ${printSize(last.bytes)}.`
        : `${pictures} removed for good, ${printSize(last.bytes)} free again.`;
  context.err.write(`${words}\n`);
  return 0;
}
