import type { FetchEnd, RunEvent, RunFinished, Target } from "@acacia/core";
import { fetchRun } from "@acacia/core/fetch";
import { adviceAfter } from "./advice.ts";
import { archiveFlag } from "./archive_flag.ts";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { printFailure } from "./failure.ts";
import { openFetch } from "./open_fetch.ts";
import { openRenderer } from "./render/renderer.ts";
import { openStyle } from "./render/style.ts";
import { printSummary, ReasonCounts } from "./render/summary.ts";

/** Fetches targets into the archive; resolves to the exit code. */
export function runFetch(
  targets: readonly Target[],
  call: Call,
  context: Context,
): Promise<number> {
  return showRun({ call, context, isSingle: targets.length === 1 }, async (onEvent) => {
    await using fetch = await openFetch(targets, call.config, { context, onEvent });
    // Awaited here: what it works with is disposed at the end of this function.
    return await fetchRun(fetch.options, fetch.deps);
  });
}

/**
 * Shows a run as it goes and what came of it; resolves to its exit code.
 *
 * @param how The call; `isSingle`: the error that ends its only listing is said at the end, and not twice.
 * @param run Runs it, and tells of its events.
 */
export async function showRun(
  how: { call: Call; context: Context; isSingle: boolean },
  run: (onEvent: (event: RunEvent) => void) => Promise<FetchEnd>,
): Promise<number> {
  const { call, context, isSingle } = how;
  const { config } = call;
  const renderer = await openRenderer(config, context);
  const reasons = new ReasonCounts();
  let finished: RunFinished | undefined;
  const isSaidAtEnd = (event: RunEvent) =>
    isSingle && event.type === "run.notice" && event.level === "error" && !config.is("json");
  const onEvent = (event: RunEvent) => {
    if (!isSaidAtEnd(event)) renderer.show(event);
    reasons.follow(event);
    if (event.type === "run.finished") finished = event;
  };
  try {
    const end = await run(onEvent);
    renderer.close();
    if (finished) report(finished, { reasons, call, context });
    const failure = end.error && end.exitCode !== 0 ? end.error : finished && adviceAfter(finished);
    if (failure) context.err.write(printFailure(failure));
    return end.exitCode;
  } finally {
    renderer.close();
  }
}

/** The sums, and where to look at what they count; without any, the error says it all. */
function report(
  finished: RunFinished,
  { reasons, call, context }: { reasons: ReasonCounts; call: Call; context: Context },
): void {
  const { config } = call;
  if (config.is("json") || config.is("quiet") || finished.totals.announced === 0) return;
  const style = openStyle(context.err, { config, context });
  const { isTerminal, columns } = context.err;
  const width = isTerminal ? { columns } : {};
  const summary = printSummary(finished, { reasons, style, ...width });
  context.err.write(summary + printNext(finished, call));
}

/** Where what was kept can be looked at, or what became of it when the user's own filter left nothing. */
function printNext({ totals }: RunFinished, { config }: Call): string {
  if (totals.filtered === totals.announced) {
    return "Nothing is left after --where and --range; `--json` names each item.\n";
  }
  if (totals.stored + totals.duplicate + totals.known === 0) return "";
  return `Look at it with \`acacia web${archiveFlag(config)}\`.\n`;
}
