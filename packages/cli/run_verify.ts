import {
  AcaciaError,
  type Archive,
  FINDINGS,
  type FindingKind,
  type VerifyEvent,
  type VerifyFinished,
  type VerifyOptions,
  verifyArchive,
} from "@acacia/core";
import type { Config } from "@acacia/core/config";
import { parseSample, printDuration, printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openArchiveOf } from "./open_reading.ts";
import { openThumbnails } from "./open_thumbnails.ts";
import { type ByteMeter, openByteMeter } from "./render/byte_meter.ts";
import { printFinding } from "./render/print_finding.ts";
import { jsonLine } from "./render/safe.ts";
import { openStyle } from "./render/style.ts";

/** Looks at everything that the archive keeps; resolves to the exit code: 10 when something is wrong. */
export async function runVerify(call: Call, context: Context): Promise<number> {
  await using stack = new AsyncDisposableStack();
  const { config } = call;
  const archive = stack.use(await openForVerify(call, context));
  const events = verifyArchive(archive, await readOptions(config, { stack, context }));
  const finished = await show(events, call, context);
  if (!config.is("json") && !config.is("quiet")) context.err.write(printEnd(finished));
  return context.stoppedBy() ?? (finished.errors > 0 ? 10 : 0);
}

/** To keep what is found; where the disk cannot be written, to look only. */
async function openForVerify(call: Call, context: Context): Promise<Archive> {
  try {
    return await openArchiveOf(call, context, { mode: "edit" });
  } catch (error) {
    if (!(error instanceof AcaciaError) || error.code !== "disk") throw error;
    return openArchiveOf(call, context, { mode: "read" });
  }
}

async function readOptions(
  config: Config,
  { stack, context }: { stack: AsyncDisposableStack; context: Context },
): Promise<VerifyOptions> {
  const { clock, draining, signal } = context;
  const text = config.text("sample");
  const jobs = config.get("jobs");
  if (config.number("seed") !== undefined && text === undefined) {
    throw new AcaciaError("usage", "Cannot use --seed: it picks a sample, and none is asked for", {
      hint: "Add --sample 5%",
    });
  }
  const seed = config.number("seed") ?? Math.floor(clock.random() * 2 ** 32);
  const thumbnails = config.is("decode")
    ? await openThumbnails(config, { stack, clock })
    : undefined;
  return {
    ...(text === undefined ? {} : { sample: { text, part: parseSample(text), seed } }),
    ...(thumbnails ? { thumbnailer: thumbnails.thumbnailer } : {}),
    ...(typeof jobs === "number" ? { lanes: jobs } : {}),
    restart: config.is("restart"),
    clock,
    draining,
    signal,
  };
}

async function show(
  events: AsyncIterable<VerifyEvent>,
  { config }: Call,
  context: Context,
): Promise<VerifyFinished> {
  const { clock, out, err } = context;
  const style = openStyle(out, { config, context });
  using cleanup = new DisposableStack();
  let meter: ByteMeter | undefined;
  for await (const event of events) {
    if (config.is("json")) out.write(jsonLine({ t: clock.now(), ...event }));
    else if (event.type === "verify.started") {
      const { blobs: files, bytes, resumed, seed } = event;
      if (!config.is("quiet")) {
        if (resumed) err.write("Going on where the last one was interrupted.\n");
        if (seed !== undefined) err.write(`A sample of ${files}; --seed ${seed} picks it again.\n`);
      }
      meter = cleanup.use(openByteMeter(context, { config, totals: { files, bytes } }));
    } else if (event.type === "verify.finding") meter?.print(printFinding(event, style));
    else if (event.type === "verify.progress") {
      meter?.show({ files: event.blobs, bytes: event.bytes });
    }
    if (event.type === "verify.finished") return event;
  }
  throw new AcaciaError("unexpected", "Cannot tell how the verification ended");
}

function printEnd({ complete, blobs, bytes, seconds, findings, errors }: VerifyFinished): string {
  const pace = seconds > 0 ? `, ${printSize(bytes / seconds)}/s` : "";
  const read = `${blobs} files, ${printSize(bytes)}, read in ${printDuration(seconds * 1000)}${pace}.\n`;
  const rest = complete ? "" : "Stopped; the next `acacia verify` goes on there.\n";
  if (errors === 0) return `${read}${rest || "All is as it was stored.\n"}`;
  const kinds = Object.entries(findings) as [FindingKind, number][];
  const wrong = kinds.filter(([kind]) => FINDINGS[kind].level === "error");
  const list = wrong.map(([kind, count]) => `${count} ${kind}`).join(", ");
  return `${read}${rest}${errors} ${errors === 1 ? "thing is" : "things are"} wrong: ${list}.\n${printAdvice(findings)}`;
}

/** What mends most of it. */
function printAdvice(findings: VerifyFinished["findings"]): string {
  return findings["database.broken"] === undefined
    ? "Try: mend what can be mended with `acacia repair`.\n"
    : "Try: make the database anew with `acacia rebuild`.\n";
}
