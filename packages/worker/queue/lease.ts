import { hostname } from "node:os";
import { AcaciaError, type Clock } from "@acacia/core";
import type { Redis } from "ioredis";
import { z } from "zod";

/** A coordinator that has not renewed its lease for so long is gone, ms. */
const LEASE_MS = 15_000;

/** Takes the lease when nobody has it, when it is one's own, or when its holder is known to be dead. */
const TAKE_SCRIPT = `
local held = redis.call('GET', KEYS[1])
if held and held ~= ARGV[1] and held ~= ARGV[2] then return held end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[3])
return false
`;

const RELEASE_SCRIPT = `
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
`;

/** The right to give a queue its jobs; one coordinator has it at a time. */
export interface Lease extends AsyncDisposable {
  /** Keeps it for another while. @throws {AcaciaError} `usage` when another coordinator has taken it. */
  renew(): Promise<void>;
}

/**
 * Takes the lease of a queue.
 *
 * @param redis A connection.
 * @param options The lease's key, the queue's name for people, and a token that only this coordinator has.
 * @throws {AcaciaError} `usage` when another coordinator has it.
 */
export async function takeLease(
  redis: Redis,
  { key, queue, token, clock }: { key: string; queue: string; token: string; clock: Clock },
): Promise<Lease> {
  const holder = { token, pid: process.pid, host: hostname(), since: clock.now() };
  const own = JSON.stringify(holder);
  const take = async (dead = "") => {
    const held = await redis.eval(TAKE_SCRIPT, 1, key, own, dead, LEASE_MS);
    return typeof held === "string" ? held : undefined;
  };
  const renew = async () => {
    const held = await take();
    if (held === undefined) return;
    // On this machine a killed coordinator is known at once; elsewhere its lease must run out.
    if (isDead(held) && (await take(held)) === undefined) return;
    throw inUse(queue, held);
  };
  await renew();
  return {
    renew,
    [Symbol.asyncDispose]: async () => void (await redis.eval(RELEASE_SCRIPT, 1, key, own)),
  };
}

const HOLDER = z.object({ pid: z.number(), host: z.string(), since: z.number() });
/** Who gives a queue its jobs, and since when, epoch ms. */
export type Holder = z.infer<typeof HOLDER>;

/** The holder of a lease; undefined when there is none. @param held What is in Redis. */
export function readHolder(held: string | null): Holder | undefined {
  try {
    return HOLDER.safeParse(JSON.parse(held ?? "null")).data;
  } catch {
    return undefined;
  }
}

function isDead(held: string): boolean {
  const { pid, host } = readHolder(held) ?? {};
  if (host !== hostname() || pid === undefined || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as { code?: unknown }).code === "ESRCH";
  }
}

function inUse(queue: string, held: string): AcaciaError {
  const { pid, host } = readHolder(held) ?? {};
  const holder = `process ${pid} on ${host}`;
  return new AcaciaError("usage", `Cannot use the queue ${queue}: ${holder} gives it its jobs`, {
    hint: "Wait for it to finish, or take another queue with `--queue NAME`",
  });
}
