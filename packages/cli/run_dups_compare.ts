import {
  AcaciaError,
  type Archive,
  DUPLICATE_TIERS,
  DuplicateScan,
  type DuplicateTier,
  type Filter,
  makeEngines,
  parseWhere,
  prepareSavedFilters,
} from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";

const TELL_MS = 5_000;

/** Compares what a call means, to the end or until it is stopped. */
export async function compareAll(
  archive: Archive,
  { call, context, tiers }: { call: Call; context: Context; tiers: readonly DuplicateTier[] },
): Promise<DuplicateScan> {
  const { clock, draining, err } = context;
  const { config } = call;
  const filter = readFilter(archive, { call, context });
  const scan = new DuplicateScan(archive, { engines: makeEngines(), clock, filter });
  if (tiers.every((tier) => tier === "exact")) return scan;
  const tell = () => {
    const { done, of } = scan.progress;
    err.write(`${done} of ${of} pictures compared\n`);
  };
  using _told = config.is("quiet") ? undefined : clock.every(TELL_MS, tell);
  for await (const _step of scan.run(draining)) {
    // The scan keeps what it finds.
  }
  return scan;
}

function readFilter(
  archive: Archive,
  { call, context }: { call: Call; context: Context },
): Filter | undefined {
  const text = call.config.text("where");
  if (text === undefined) return undefined;
  const filters = prepareSavedFilters(archive);
  return { where: parseWhere(text, { now: context.clock.now(), filters }) };
}

/**
 * The tiers that a call asks for.
 * @throws {AcaciaError} `usage` for flags that exclude each other.
 */
export function readTiers({ config }: Call): readonly DuplicateTier[] {
  const tier = config.text("tier") as DuplicateTier | undefined;
  if (tier !== undefined && config.is("exact")) {
    throw new AcaciaError("usage", "Cannot use --exact and --tier at once: same bytes have none", {
      hint: "Give one of them",
    });
  }
  if (tier !== undefined) return [tier];
  if (config.is("exact") === config.is("near")) return DUPLICATE_TIERS;
  return config.is("exact") ? ["exact"] : DUPLICATE_TIERS.filter((one) => one !== "exact");
}
