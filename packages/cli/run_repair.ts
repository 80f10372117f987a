import {
  type RepairEvent,
  type RepairFinished,
  type RepairOptions,
  repairArchive,
  type Unstamped,
} from "@acacia/core";
import { REASONS } from "@acacia/core/outcomes";
import { printDuration } from "@acacia/core/text";
import type { Call } from "./command.ts";
import { connect, readBases } from "./connect.ts";
import type { Context } from "./context.ts";
import { archiveDirOf, openArchiveOf } from "./open_reading.ts";
import { openStrategy } from "./open_strategy.ts";
import { type ByteMeter, openByteMeter } from "./render/byte_meter.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { openStyle, type Style } from "./render/style.ts";

/** Mends what a verification finds; resolves to the exit code: 10 when something is as wrong as before. */
export async function runRepair(call: Call, context: Context): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const options = await openRepair(call, context, stack);
  const finished = await show(repairArchive(options), call, context);
  if (!call.config.is("json") && !call.config.is("quiet")) context.err.write(printEnd(finished));
  return context.stoppedBy() ?? (finished.left > 0 ? 10 : 0);
}

async function openRepair(
  call: Call,
  context: Context,
  stack: AsyncDisposableStack,
): Promise<RepairOptions> {
  const { config } = call;
  const { clock, draining, signal } = context;
  const dir = archiveDirOf(call, context);
  const bases = readBases(config);
  const archive = stack.use(
    await openArchiveOf(call, context, { mode: "write", create: false, command: "repair" }),
  );
  const notice = (message: string) => {
    if (!config.is("json") && !config.is("quiet")) context.err.write(`${safe(message)}\n`);
  };
  const strategy = await openStrategy(config, { stack, clock, onNotice: (n) => notice(n.message) });
  const line = {
    signal,
    draining,
    emit(event: Unstamped) {
      if (event.type !== "host.paused") return;
      const until = printDuration(Math.max(0, event.until - clock.now()));
      const who = event.host === "wayback" ? "The web archive" : `Imgur's ${event.host}`;
      notice(`${who} asks for a pause of ${until} (${event.reason}).`);
    },
  };
  const { transfer, wayback } = connect(config, { line, dir, bases, clock });
  const jobs = config.get("jobs") as number | "auto";
  const prune = config.is("prune");
  return {
    ...{ archive, strategy, transfer, jobs, bases, clock, draining, signal, prune },
    ...(wayback ? { wayback: wayback.transfer } : {}),
  };
}

async function show(
  events: AsyncIterable<RepairEvent>,
  { config }: Call,
  context: Context,
): Promise<RepairFinished> {
  const { clock, out } = context;
  const style = openStyle(out, { config, context });
  using cleanup = new DisposableStack();
  const now = { files: 0, bytes: 0 };
  let meter: ByteMeter | undefined;
  for await (const event of events) {
    if (config.is("json")) out.write(jsonLine({ t: clock.now(), ...event }));
    else if (event.type === "repair.started") {
      const totals = { files: event.damaged, bytes: event.bytes };
      if (event.damaged > 0) meter = cleanup.use(openByteMeter(context, { config, totals }));
    } else if (event.type !== "repair.finished") {
      const line = printEvent(event, style);
      if (meter) meter.print(line);
      else out.write(`${line}\n`);
    }
    if (event.type === "repair.blob") {
      now.files += 1;
      now.bytes += event.bytes;
      meter?.show({ ...now });
    }
    if (event.type === "repair.finished") return event;
  }
  throw new TypeError("Cannot tell how the repair ended");
}

function printEvent(
  event: Exclude<RepairEvent, { type: "repair.started" | "repair.finished" }>,
  style: Style,
): string {
  switch (event.type) {
    case "repair.blob":
      return printBlob(event, style);
    case "repair.orphan":
    case "repair.view":
      return `${event.outcome}  ${safe(event.path)}`;
    case "repair.pruned":
      return `removed  ${event.sha256}`;
    default:
      return event satisfies never;
  }
}

function printBlob(
  { outcome, sha256, media, reason, newSha256 }: Extract<RepairEvent, { type: "repair.blob" }>,
  style: Style,
): string {
  const dress = outcome === "repaired" ? style.leaf : style.clay;
  const whose = media === undefined ? "" : `  ${safe(media)}`;
  const why =
    outcome === "changed"
      ? `  Imgur has other bytes now: ${newSha256}; they are kept, and the old hash stays on record`
      : outcome === "nowhere"
        ? "  Imgur never had it"
        : reason
          ? `  ${REASONS[reason]} (${reason})`
          : "";
  return `${dress(outcome)}  ${sha256}${whose}${why}`;
}

function printEnd(finished: RepairFinished): string {
  const { complete, blobs, adopted, linked, pruned, left, seconds } = finished;
  const parts = [
    [blobs.repaired, "repaired"],
    [blobs.changed, "changed on Imgur"],
    [adopted, "given back to their media"],
    [linked, "names made anew"],
    [pruned, "removed"],
  ] as const;
  const done = parts.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  const stopped = complete ? "" : " Stopped before the end.";
  const rest = left === 0 ? "" : `${left} ${left === 1 ? "is" : "are"} as wrong as before.\n`;
  if (done.length === 0 && left === 0) {
    return `Nothing to mend.${stopped} \`acacia verify\` reads every file and finds more.\n`;
  }
  const sum = done.length === 0 ? "Nothing could be mended" : done.join(", ");
  return `${sum} in ${printDuration(seconds * 1000)}.${stopped}\n${rest}`;
}
