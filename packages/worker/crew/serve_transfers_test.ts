import { expect, test } from "bun:test";
import { mkdirSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  openHostGate,
  systemClock,
  TRANSFER_DEFAULTS,
  type TransferPlan,
  type TransferResult,
} from "@acacia/core";
import { openTempArchive } from "@acacia/core/testing";
import { type Sim, startSim } from "@acacia/sim";
import { HeldClock, until } from "../testing/held_clock.ts";
import { lendLimits } from "./lend_limits.ts";
import type { FromMember, ToMember } from "./messages.ts";
import { serveTransfers } from "./serve_transfers.ts";
import type { TransferJob, TransferSetup } from "./transfer_job.ts";

/** A member in this thread. */
function openMember(sim: Sim, archiveDir: string) {
  const cancel = new AbortController();
  const gate = openHostGate({ role: "cdn", clock: systemClock });
  const heard: FromMember<TransferResult>[] = [];
  const line = lendLimits<ToMember<TransferSetup, TransferJob>, FromMember<TransferResult>>(
    (events) => {
      let hear: ((message: never) => void) | undefined;
      serveTransfers({
        post: (message) => queueMicrotask(() => events.onMessage(message)),
        listen: (onMessage) => {
          hear = onMessage;
        },
      });
      return { send: (message) => hear?.(message as never), stop: () => undefined };
    },
    { gate, signal: cancel.signal },
  )({ onMessage: (message) => heard.push(message), onExit: () => undefined });
  const bases = { api: sim.apiUrl, site: sim.siteUrl, cdn: sim.cdnUrl };
  const settings = { ...TRANSFER_DEFAULTS, archiveDir, bases, userAgent: "test" };
  line.send({ type: "start", setup: { settings, isRated: false, bodyBytes: 1e6 } });
  return { line, heard, cancel, gate };
}

test("serveTransfers() goes on with what a dead member left, also in a member that is older", async () => {
  const clock = new HeldClock(16);
  await using archive = await openTempArchive();
  await using sim = await startSim({
    seed: 7,
    posts: 1,
    albums: 0,
    gifs: 0,
    videos: 0,
    sizeBytes: 2_000_000,
    bandwidth: 10_000_000,
    clock,
  });
  const [media] = sim.world.posts[0]!.media;
  const url = `${sim.cdnUrl}/${media!.id}.${media!.ext}`;
  const rest = { source: "hot", fallbackUrls: [], companions: [], sizeBytes: null };
  const plan: TransferPlan = { item: 0, media: media!.id, url, ...rest };
  const partial = join(archive.dir, "partial");
  mkdirSync(partial, { recursive: true });
  const older = openMember(sim, archive.dir);
  const dead = openMember(sim, archive.dir);
  await until(() => older.heard.length + dead.heard.length === 2);

  dead.line.send({ type: "job", job: 0, work: { plan, slot: 0 } });
  await until(() =>
    readdirSync(partial).some(
      (name) => name.endsWith(".part") && statSync(join(partial, name)).size >= 512 * 1024,
    ),
  );
  dead.cancel.abort();
  await until(() => dead.heard.length === 2);
  clock.release();
  older.line.send({ type: "job", job: 0, work: { plan, slot: 0 }, isAgain: true });
  await until(() => older.heard.length === 2);

  expect(older.heard[1]).toMatchObject({ type: "done", result: { verdict: "arrived" } });
  expect(sim.stats().media[media!.id]).toMatchObject({ partial: 1 });
});

test("serveTransfers() uses the coordinator's gate", async () => {
  const clock = new HeldClock();
  await using archive = await openTempArchive();
  await using sim = await startSim({ seed: 7, posts: 1, sizeBytes: 4_000, latency: "1", clock });
  const [media] = sim.world.posts[0]!.media;
  const url = `${sim.cdnUrl}/${media!.id}.${media!.ext}`;
  const rest = { source: "hot", fallbackUrls: [], companions: [], sizeBytes: null };
  const { line, heard, gate } = openMember(sim, archive.dir);
  await until(() => heard.length === 1);
  line.send({
    type: "job",
    job: 0,
    work: { plan: { item: 0, media: "a", url, ...rest }, slot: 0 },
  });
  await until(() => clock.held === 1);
  expect(gate.active).toBe(1);
  clock.release();
  await until(() => heard.length === 2);
  expect(gate.active).toBe(0);
});
