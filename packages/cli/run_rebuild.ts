import { type RebuildEvent, type RebuildFinished, rebuildDatabase } from "@acacia/core";
import { printDuration, printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { archiveDirOf } from "./open_reading.ts";
import { openCounter } from "./render/counter.ts";
import { jsonLine, safe } from "./render/safe.ts";

/** Makes the database anew; resolves to the exit code: 10 when some of the archive is damaged or missing. */
export async function runRebuild(call: Call, context: Context): Promise<number> {
  const { clock, draining, signal } = context;
  const dir = archiveDirOf(call, context);
  const finished = await show(rebuildDatabase({ dir, clock, draining, signal }), call, context);
  if (!call.config.is("json") && !call.config.is("quiet")) context.err.write(printEnd(finished));
  const isWhole = finished.damaged + finished.missing === 0;
  return context.stoppedBy() ?? (isWhole ? 0 : 10);
}

async function show(
  events: AsyncIterable<RebuildEvent>,
  { config }: Call,
  context: Context,
): Promise<RebuildFinished> {
  const { clock, out } = context;
  const counter = config.is("json")
    ? undefined
    : openCounter(context, { config, total: undefined, what: "files" });
  let files = 0;
  try {
    for await (const event of events) {
      if (config.is("json")) out.write(jsonLine({ t: clock.now(), ...event }));
      if (event.type === "rebuild.damaged") {
        counter?.print(`not what its name says, or not readable: ${safe(event.path)}`);
      } else if (event.type === "rebuild.table" && event.lost) {
        counter?.print(`${event.table}: ${event.rows} rows could be read, some could not`);
      } else if (event.type === "rebuild.progress") {
        for (; files < event.files; files++) counter?.add();
      } else if (event.type === "rebuild.finished") return event;
    }
  } finally {
    counter?.close();
  }
  throw new TypeError("Cannot tell how the rebuild ended");
}

function printEnd(finished: RebuildFinished): string {
  const { complete, files, bytes, rows, named, unnamed, damaged, missing, aside } = finished;
  if (!complete) return "Stopped; the old database is where it was.\n";
  const lines = [
    `${files} files, ${printSize(bytes)}, and ${rows} rows of the old database read in ${printDuration(finished.seconds * 1000)}.`,
  ];
  if (named > 0) lines.push(`${named} files have their media again by their names under images/.`);
  if (unnamed > 0) lines.push(`Of ${unnamed} files nothing is known but their bytes.`);
  if (damaged > 0) lines.push(`${damaged} files are not what their names say, or not readable.`);
  if (missing > 0) lines.push(`${missing} files that the old database knew are not here.`);
  if (damaged + missing > 0) lines.push("Try: fetch them again with `acacia repair`.");
  if (aside !== null) lines.push(`The old database is kept as ${aside}.`);
  return `${lines.join("\n")}\n`;
}
