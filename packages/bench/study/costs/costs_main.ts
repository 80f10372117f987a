// A process of its own, so that memory is that of one kind alone: starts what can do work, and talks to it.
import { AcaciaError } from "@acacia/core/errors";
import { readTreeRss } from "../../measure/process.ts";
import { median } from "../../measure/statistics.ts";
import { type Echo, type Kind, startEcho } from "./echo.ts";

/** What it prints, as one line. */
export interface CostsLook {
  /** From the start to the first answer, ms. */
  readonly startMs: number;
  /** Memory of the process tree that one more took, bytes. */
  readonly addedBytes: number;
  /** From a message to its answer, by bytes of payload, ms. */
  readonly roundTripMs: Readonly<Record<number, number>>;
}

/** Bytes of payload there and back. */
export const PAYLOADS = [0, 1_000, 1_000_000] as const;
/** Members after the first whose memory is counted: the first loads what all share. */
const MEMBERS = 4;
/** Tasks are too small to be weighed one by one. */
const TASKS = 100_000;

if (import.meta.main) {
  const [kind = "task", redisUrl = ""] = process.argv.slice(2);
  const look = await measureCosts(kind as Kind, redisUrl);
  process.stdout.write(`${JSON.stringify(look)}\n`);
  process.exit();
}

async function measureCosts(kind: Kind, redisUrl: string): Promise<CostsLook> {
  const begun = performance.now();
  await using echo = await startEcho(kind, redisUrl);
  const startMs = performance.now() - begun;
  const roundTripMs: Record<number, number> = {};
  for (const bytes of PAYLOADS) roundTripMs[bytes] = await talk(echo, bytes);
  const addedBytes = kind === "task" ? weighTasks() : await weighMembers(kind, redisUrl);
  return { startMs, addedBytes, roundTripMs };
}

/** The middle of many round trips, ms, once code is warm. */
async function talk({ say }: Echo, bytes: number): Promise<number> {
  const rounds = bytes >= 1_000_000 ? 30 : 300;
  const payload = "x".repeat(bytes);
  const samples: number[] = [];
  for (let round = -rounds / 3; round < rounds; round++) {
    const begun = performance.now();
    const answer = await say(payload);
    if (answer.length !== bytes) {
      throw new AcaciaError("integrity", `Cannot take a message of ${answer.length} as a sample`);
    }
    if (round >= 0) samples.push(performance.now() - begun);
  }
  return median(samples);
}

async function weighMembers(kind: Kind, redisUrl: string): Promise<number> {
  Bun.gc(true);
  const before = readTreeRss(process.pid);
  await using stack = new AsyncDisposableStack();
  for (let n = 0; n < MEMBERS; n++) stack.use(await startEcho(kind, redisUrl));
  return Math.max(0, readTreeRss(process.pid) - before) / MEMBERS;
}

/** Tasks that wait, all at once. */
function weighTasks(): number {
  Bun.gc(true);
  const before = readTreeRss(process.pid);
  const gate = Promise.withResolvers<void>();
  const waiting = Array.from({ length: TASKS }, async (_, n) => {
    await gate.promise;
    return n;
  });
  const added = readTreeRss(process.pid) - before;
  gate.resolve();
  return Math.max(0, added) / waiting.length;
}
