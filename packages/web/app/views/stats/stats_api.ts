import type { Stats } from "../../../routes/stats_schemas.ts";
import { get } from "../../api.ts";

export type { Stats } from "../../../routes/stats_schemas.ts";

/** The archive in figures. */
export function fetchStats(signal?: AbortSignal): Promise<Stats> {
  return get("api/stats", signal);
}
