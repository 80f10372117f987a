import { fetchRun, type RunEvent, type RunFinished, type Target } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { printFailure } from "./failure.ts";
import { openFetch } from "./open_fetch.ts";
import { quoteForShell } from "./quote_for_shell.ts";
import { openRenderer } from "./render/renderer.ts";
import { openStyle } from "./render/style.ts";
import { printSummary, ReasonCounts } from "./render/summary.ts";

/** Fetches targets into the archive; resolves to the exit code. */
export async function runFetch(
  targets: readonly Target[],
  call: Call,
  context: Context,
): Promise<number> {
  const { config } = call;
  const renderer = await openRenderer(config, context);
  const reasons = new ReasonCounts();
  let finished: RunFinished | undefined;
  const onEvent = (event: RunEvent) => {
    renderer.show(event);
    reasons.follow(event);
    if (event.type === "run.finished") finished = event;
  };
  try {
    await using fetch = await openFetch(targets, config, { context, onEvent });
    const end = await fetchRun(fetch.options, fetch.deps);
    renderer.close();
    if (finished && !config.is("json") && !config.is("quiet")) {
      const style = openStyle(context.err, { config, context });
      context.err.write(printSummary(finished, { reasons, style }) + printNext(finished, call));
    }
    if (end.error && end.exitCode !== 0) context.err.write(printFailure(end.error));
    else context.err.write(printAdvice(finished, end.exitCode));
    return end.exitCode;
  } finally {
    renderer.close();
  }
}

/** Where what was kept can be looked at. */
function printNext({ totals }: RunFinished, { config }: Call): string {
  if (totals.stored + totals.duplicate + totals.known === 0) return "";
  const isDefault = config.origin("archive") === "default";
  const where = isDefault ? "" : ` -d ${quoteForShell(config.text("archive") ?? "")}`;
  return `Look at it with \`acacia web${where}\`.\n`;
}

/** What to do after a run that was no success, when no error said so already. */
function printAdvice(finished: RunFinished | undefined, exitCode: number): string {
  if (!finished) return "";
  const { totals, sources } = finished;
  const kept = totals.stored + totals.duplicate + totals.known;
  if (exitCode === 3 && kept === 0 && totals.region_blocked > 0) {
    return printFailure({
      message: "Cannot keep anything: Imgur does not serve these pictures in your region",
      hint: "Use a proxy in another region with --proxy, if the law where you are lets you",
    });
  }
  if (exitCode === 7) {
    return printFailure({
      message: "Cannot fetch: nothing was found under the target",
      hint: "Look at it in a browser, or list it with --dry-run",
    });
  }
  if (exitCode === 5) {
    return printFailure({
      message: "Cannot finish: Imgur said that it is too much for now",
      hint: "Give the same command again in an hour; what is stored is not fetched twice",
    });
  }
  if (exitCode === 8) {
    return printFailure({
      message: "Cannot finish: --max-bytes or --deadline stopped it",
      hint: "Give the same command again; it goes on from here",
    });
  }
  if (exitCode === 9) {
    return printFailure({
      message: "Cannot report anything new: everything is here already",
      hint: "Leave out --error-on-no-transfer when that is fine",
    });
  }
  if (totals.failed > 0 && (exitCode === 3 || exitCode === 6)) {
    return printFailure({
      message: `Cannot finish: ${totals.failed} of ${totals.announced} failed`,
      hint: "Give the same command again; what is stored is not fetched twice",
    });
  }
  if (exitCode === 3 && totals.rejected > 0) {
    return printFailure({
      message: `Cannot keep ${totals.rejected} of ${totals.announced}: what came is not what it claims to be`,
      hint: "Look at the addresses in a browser",
    });
  }
  if (exitCode === 3 && sources.some(({ short }) => short > 0)) {
    return printFailure({
      message: "Cannot list everything: Imgur delivered less than it announced",
      hint: "Give the same command again later",
    });
  }
  return "";
}
