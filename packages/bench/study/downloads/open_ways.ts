import { join } from "node:path";
import type { StrategyName } from "@acacia/core/config";
import { type OwnRedis, REDIS, startOwnRedis } from "../../measure/redis.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import { DOWNLOAD_RIVALS } from "../../rivals/download_rivals.ts";
import { findRivals } from "../../rivals/rival.ts";
import type { StudyOutcome } from "../study.ts";
import type { GridWays } from "./grid.ts";
import { makeNoOpWay } from "./no_op_way.ts";
import { makeOwnWay } from "./own_way.ts";
import { makePeerWay } from "./peer_way.ts";

/** Every strategy but `sequential` and `queue`. */
const MANY = ["threads", "processes", "pool", "async", "adaptive"] as const;

/** Whatever downloads on this machine. */
export interface OpenWays extends AsyncDisposable, GridWays {
  /** Of a Redis that runs while this is open; absent where there is none. */
  readonly redisUrl?: string;
  readonly found: Required<Pick<StudyOutcome, "missing" | "versions">>;
}

/** Finds the peers, and starts a Redis for those that need one. */
export async function openWays(stand: StandIn, { dir }: { dir: string }): Promise<OpenWays> {
  const { found, missing, versions } = findRivals([REDIS, ...DOWNLOAD_RIVALS]);
  const redis = found.includes(REDIS) ? await startOwnRedis(join(dir, "redis")) : undefined;
  const rivals = DOWNLOAD_RIVALS.filter((rival) => found.includes(rival));
  const peers = rivals
    .filter((rival) => !rival.needsRedis || redis)
    .map((rival) => ({ rival, way: makePeerWay(stand, rival, redis?.port) }));
  const own = (strategy: StrategyName) => makeOwnWay(stand, { strategy });
  return {
    many: [
      ...MANY.map(own),
      ...queueWay(stand, redis),
      ...peers.filter(({ rival }) => !rival.isSequential).map(({ way }) => way),
      makeNoOpWay(stand),
    ],
    single: [
      own("sequential"),
      ...peers.filter(({ rival }) => rival.isSequential).map(({ way }) => way),
    ],
    found: { missing, versions },
    ...(redis ? { redisUrl: redis.url } : {}),
    async [Symbol.asyncDispose]() {
      await redis?.[Symbol.asyncDispose]();
    },
  };
}

function queueWay(stand: StandIn, redis: OwnRedis | undefined) {
  return redis ? [makeOwnWay(stand, { strategy: "queue", redisUrl: redis.url })] : [];
}
