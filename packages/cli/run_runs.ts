import { AcaciaError, prepareRuns, type Run, type Runs, runState } from "@acacia/core";
import { REASONS } from "@acacia/core/outcomes";
import { printDuration, printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openReading } from "./open_reading.ts";
import { printDate } from "./render/print_date.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { openStyle, type Style } from "./render/style.ts";
import { printTotals } from "./render/summary.ts";
import { printTable } from "./render/table.ts";

const NEWEST = 20;
/** Failed items that are named. */
const NAMED = 100;

/** Lists the newest runs, or shows one; resolves to the exit code. */
export async function runRuns(call: Call, context: Context): Promise<number> {
  const { args, config } = call;
  await using archive = await openReading(call, context);
  const runs = prepareRuns(archive);
  if (args[0] !== undefined) return showRun(readRunId(args[0]), { runs, call, context });
  const list = runs.list({ limit: Math.min(1000, config.number("limit") ?? NEWEST) });
  if (config.is("json")) {
    for (const run of list) context.out.write(jsonLine(run));
    return 0;
  }
  if (list.length === 0) {
    context.err.write("There was no run yet.\n");
    return 0;
  }
  context.out.write(
    printTable(
      ["run", "began (UTC)", "took", "end", "announced", "stored", "new", "targets"],
      list.map((run) => runRow(run, context.clock.now())),
    ),
  );
  return 0;
}

function readRunId(text: string): number {
  if (/^\d{1,12}$/.test(text)) return Number(text);
  throw new AcaciaError("usage", `Cannot show the run '${text}': it is no number`, {
    hint: "Give a number as `acacia runs` prints it",
  });
}

function runRow(run: Run, now: number): string[] {
  const { totals } = run;
  return [
    String(run.id),
    printDate(run.startedAt) ?? "",
    run.seconds === null ? "" : printDuration(run.seconds * 1000),
    endOf(run, now),
    String(totals.announced),
    String(totals.stored),
    printSize(totals.bytes),
    run.targets.slice(0, 3).join(", ") + (run.targets.length > 3 ? ", …" : ""),
  ];
}

function endOf(run: Run, now: number): string {
  if (run.exitCode !== null) return run.exitCode === 0 ? "ok" : `exit ${run.exitCode}`;
  return runState(run, { now }) === "running" ? "running" : "killed";
}

function showRun(
  id: number,
  { runs, call, context }: { runs: Runs; call: Call; context: Context },
): number {
  const run = runs.get(id);
  if (!run) {
    throw new AcaciaError("not_found", `Cannot show run ${id}: there was no such run`, {
      hint: "See `acacia runs`",
    });
  }
  const bad = (["failed", "rejected"] as const).flatMap((outcome) =>
    runs.items(id, { outcome, limit: NAMED }),
  );
  if (call.config.is("json")) {
    context.out.write(jsonLine({ ...run, items: bad }));
    return 0;
  }
  const style = openStyle(context.out, { config: call.config, context });
  const failures = bad.map(({ outcome, media, source, reason }) =>
    style.clay(
      `  ${outcome} ${safe(media ?? "")} (${safe(source ?? "")})${reason ? `: ${REASONS[reason]}` : ""}`,
    ),
  );
  context.out.write(
    `${[...headOf(run, { style, now: context.clock.now() }), ...failures].join("\n")}\n`,
  );
  return 0;
}

function headOf(run: Run, { style, now }: { style: Style; now: number }): string[] {
  const { id, startedAt, seconds, strategy, jobs, targets, totals, sources, version } = run;
  const took = seconds === null ? "" : `, ${printDuration(seconds * 1000)}`;
  const lines = [
    `${style.bold(`Run ${id}`)}: ${endOf(run, now)}`,
    `  ${printDate(startedAt)} UTC${took}, ${strategy} with ${jobs} jobs, Acacia ${version}`,
    `  ${targets.map(safe).join(", ")}`,
    `${printTotals(totals, style)}.`,
  ];
  if (sources.length > 1) {
    for (const source of sources)
      lines.push(`  ${safe(source.source)}: ${printTotals(source, style)}`);
  }
  lines.push(`${printSize(totals.bytes)} new.`);
  return lines;
}
