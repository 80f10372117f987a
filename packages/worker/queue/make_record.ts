import { makeLayout, readStorage } from "@acacia/core";
import type { CoordinatorOptions } from "./coordinator.ts";
import { PROTOCOL, type RunRecord } from "./jobs.ts";

/**
 * What a coordinator tells workers of its run.
 *
 * @param options The coordinator's. @param own The run's token, and the file that shows which archive it is.
 */
export function makeRecord(
  options: Pick<CoordinatorOptions, "recipe" | "leftover" | "perSecond" | "bytesPerSecond">,
  own: { readonly run: string; readonly marker: string },
): RunRecord {
  const { recipe, leftover, perSecond = null, bytesPerSecond = null } = options;
  const { bases, userAgent, retries, timeouts, sizeLimitBytes, placeholders } = recipe.settings;
  return {
    protocol: PROTOCOL,
    ...own,
    storage: readStorage(makeLayout(recipe.settings.archiveDir)) ?? null,
    settings: {
      bases,
      userAgent,
      retries,
      timeouts,
      sizeLimitBytes,
      placeholders: [...placeholders],
    },
    perSecond,
    bytesPerSecond,
    // What is collected stays what it was until it is done, whatever becomes of this run.
    left: leftover.plans.length > 0 ? (leftover.record?.left ?? null) : null,
  };
}
