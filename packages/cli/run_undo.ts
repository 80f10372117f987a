import { AcaciaError, prepareUndo, type Undo } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openReading } from "./open_reading.ts";
import { printDate } from "./render/print_date.ts";
import { jsonLine } from "./render/safe.ts";
import { printTable } from "./render/table.ts";
import { openEditing } from "./run_edit.ts";

const LISTED = 50;

/** Takes back the last edits, or lists them; resolves to the exit code. */
export async function runUndo(call: Call, context: Context): Promise<number> {
  const [first = "1", ...more] = call.args;
  if (first === "list" && more.length === 0) return listEdits(call, context);
  const count = /^[1-9]\d{0,2}$/.test(first) && more.length === 0 ? Number(first) : undefined;
  if (count === undefined) {
    throw new AcaciaError(
      "usage",
      `Cannot undo '${call.args.join(" ")}': it takes a number of edits`,
      {
        hint: "Give `acacia undo`, `acacia undo 3` or `acacia undo list`",
      },
    );
  }
  await using archive = await openEditing(call, context);
  const undo = prepareUndo(archive);
  for (let done = 0; done < count && !(done > 0 && isOver(undo)); done++) {
    const undone = undo.undo({ at: context.clock.now() });
    if (call.config.is("json")) {
      context.out.write(jsonLine({ t: context.clock.now(), type: "edit.undone", ...undone }));
    } else if (!call.config.is("quiet")) {
      context.err.write(`Taken back: ${undone.summary} (${undone.changed} changed).\n`);
    }
  }
  return 0;
}

/** Fewer edits than asked for are no failure once some were taken back. */
function isOver(undo: Undo): boolean {
  return undo.list({ limit: 1_000 }).every(({ undoneAt }) => undoneAt !== null);
}

async function listEdits(call: Call, context: Context): Promise<number> {
  await using archive = await openReading(call, context);
  const edits = prepareUndo(archive).list({ limit: LISTED });
  if (call.config.is("json")) {
    for (const edit of edits) context.out.write(jsonLine(edit));
    return 0;
  }
  if (edits.length === 0) {
    context.err.write("No edits yet.\n");
    return 0;
  }
  const rows = edits.map(({ id, at, summary, undoneAt }) => [
    String(id),
    printDate(at) ?? "",
    summary,
    undoneAt === null ? "" : `taken back ${printDate(undoneAt)}`,
  ]);
  context.out.write(printTable(["edit", "when (UTC)", "what", ""], rows));
  return 0;
}
