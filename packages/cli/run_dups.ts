import { AcaciaError, type DuplicateScan, type DuplicateTier } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openReading } from "./open_reading.ts";
import { readAction } from "./read_action.ts";
import { printGroup, printTotals, toGroupLine } from "./render/print_duplicates.ts";
import { jsonLine } from "./render/safe.ts";
import { openStyle } from "./render/style.ts";
import { compareAll, readTiers } from "./run_dups_compare.ts";
import { runMerge, runRelate } from "./run_dups_decide.ts";

/** Groups that are read from the database together. */
const PAGE = 100;

/** Lists duplicates, merges them or tells them apart; resolves to the exit code. */
export async function runDups(call: Call, context: Context): Promise<number> {
  const { action, rest } = readAction(call, {
    command: "dups",
    actions: ["list", "merge", "relate"],
    fallback: "list",
  });
  const own = { ...call, args: rest };
  if (action === "merge") return runMerge(own, context);
  if (action === "relate") return runRelate(own, context);
  return runList(own, context);
}

async function runList(call: Call, context: Context): Promise<number> {
  const { args, config } = call;
  if (args.length > 0) {
    throw new AcaciaError("usage", `Cannot list duplicates of '${args[0]}': it compares all`, {
      hint: `Narrow it by --where, or see \`acacia show ${args[0]}\``,
    });
  }
  const tiers = readTiers(call);
  await using archive = await openReading(call, context);
  const scan = await compareAll(archive, { call, context, tiers });
  const style = openStyle(context.out, { config, context });
  for (const group of listGroups(scan, tiers, config.number("limit"))) {
    if (config.is("json")) context.out.write(jsonLine(toGroupLine(group)));
    else context.out.write(`${printGroup(group, style)}\n`);
  }
  tellEnd(scan, { call, context, tiers });
  return context.stoppedBy() ?? 0;
}

function* listGroups(
  scan: DuplicateScan,
  tiers: readonly DuplicateTier[],
  limit = Number.POSITIVE_INFINITY,
) {
  let left = limit;
  for (const tier of tiers) {
    let after: string | undefined;
    while (left > 0) {
      const page = scan.page(tier, { after, limit: Math.min(left, PAGE) });
      yield* page.groups;
      left -= page.groups.length;
      if (page.after === null) break;
      after = page.after;
    }
  }
}

function tellEnd(
  scan: DuplicateScan,
  { call, context, tiers }: { call: Call; context: Context; tiers: readonly DuplicateTier[] },
): void {
  const { config } = call;
  const complete = !context.draining.aborted;
  const totals = scan.totals().filter(({ tier }) => tiers.includes(tier));
  const { done: compared, pending } = scan.progress;
  if (config.is("json")) {
    const end = { type: "dups.finished", complete, compared, pending, tiers: totals };
    context.out.write(jsonLine({ t: context.clock.now(), ...end }));
  } else if (!config.is("quiet")) {
    context.err.write(printTotals({ totals, pending, complete }, config));
  }
}
