import { AcaciaError, fetchRun, type RunEvent, type Target } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { printFailure } from "./failure.ts";
import { openFetch } from "./open_fetch.ts";
import { openRenderer } from "./render/renderer.ts";
import { printSummary } from "./render/summary.ts";

/** Fetches targets into the archive; resolves to the exit code. */
export async function runFetch(
  targets: readonly Target[],
  call: Call,
  context: Context,
): Promise<number> {
  const renderer = await openRenderer(call.config, context);
  let finished: Extract<RunEvent, { type: "run.finished" }> | undefined;
  const onEvent = (event: RunEvent) => {
    renderer.show(event);
    if (event.type === "run.finished") finished = event;
  };
  try {
    await using fetch = await openFetch(targets, call.config, { context, onEvent });
    const end = await fetchRun(fetch.options, fetch.deps);
    renderer.close();
    if (finished && !call.config.is("json") && !call.config.is("quiet")) {
      context.err.write(printSummary(finished));
    }
    if (end.error && end.exitCode !== 0) context.err.write(printFailure(end.error));
    else if (end.exitCode === 3 || end.exitCode === 7) context.err.write(hintFor(finished));
    return end.exitCode;
  } finally {
    renderer.close();
  }
}

function hintFor(finished: Extract<RunEvent, { type: "run.finished" }> | undefined): string {
  if (!finished) return "";
  const { totals } = finished;
  if (totals.announced > 0 && totals.region_blocked === totals.announced) {
    return printFailure(
      new AcaciaError("network", "Cannot keep anything: Imgur blocks your region", {
        hint: "Use a proxy in another region with --proxy, if the law where you are lets you",
      }),
    );
  }
  if (totals.announced === 0)
    return printFailure({
      message: "Cannot find anything to fetch",
      hint: "Look at the target in a browser, or list it with --dry-run",
    });
  if (totals.failed > 0)
    return "Try: the same command again; what is stored is not fetched twice.\n";
  return "";
}
