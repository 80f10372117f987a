import { expect, test } from "bun:test";
import { FakeClock } from "../testing/fake_clock.ts";
import { makePlan } from "../testing/transfer_rig.ts";
import { cancelled } from "../transfer/fault.ts";
import type { TransferResult } from "../transfer/plan.ts";
import { StopLights, type StopOptions } from "./stop_lights.ts";

const FACTS = {
  plan: makePlan({ url: "https://i.imgur.com/aBc12De.jpg" }),
  startedAt: 0,
  ms: 1,
  attempts: 1,
  bytes: 0,
  slot: 0,
};
const THROTTLED: TransferResult = {
  ...FACTS,
  verdict: "refused",
  outcome: "failed",
  reason: "http.429",
};
const ARRIVED: TransferResult = {
  ...FACTS,
  verdict: "arrived",
  file: {
    path: "partial/aBc12De.jpg",
    sha256: "",
    md5: "",
    sizeBytes: 1000,
    type: "jpg",
    width: 1,
    height: 1,
    animated: false,
    durationMs: null,
  },
  companions: [],
  finalUrl: "",
  lastModified: null,
};

function openLights(options: Partial<StopOptions> = {}) {
  const user = new AbortController();
  const { signal } = new AbortController();
  const clock = new FakeClock();
  const lights = new StopLights({ draining: user.signal, signal, clock, ...options });
  return { lights, clock, user };
}

test("StopLights drops what runs at the deadline, and what runs learns why", async () => {
  const { lights, clock } = openLights({ deadlineMs: 5_000 });
  await clock.advance(5_000);
  expect(lights.signal.aborted).toBe(true);
  expect([cancelled(lights.signal).reason, lights.reason]).toEqual([
    "stopped.limit",
    "stopped.limit",
  ]);
});

test("StopLights takes nothing new after --max-bytes, and who waits learns why", () => {
  const { lights } = openLights({ maxBytes: 1500 });
  lights.noteEnd(ARRIVED);
  expect(lights.draining.aborted).toBe(false);
  lights.noteEnd(ARRIVED);
  expect([lights.draining.aborted, lights.signal.aborted]).toEqual([true, false]);
  expect(cancelled(lights.draining).reason).toBe("stopped.limit");
});

test("StopLights takes nothing new from a host that refused three in a row", () => {
  const { lights } = openLights();
  for (const result of [THROTTLED, THROTTLED, ARRIVED, THROTTLED, THROTTLED])
    lights.noteEnd(result);
  expect(lights.draining.aborted).toBe(false);
  lights.noteEnd(THROTTLED);
  expect([cancelled(lights.draining).reason, lights.reason]).toEqual([
    "stopped.host",
    "stopped.host",
  ]);
});

const MINUTE_MS = 60_000;

test("StopLights takes nothing new from a host whose pauses come to more than 15 minutes", () => {
  const { lights } = openLights();
  lights.notePause(8 * MINUTE_MS, 0);
  lights.notePause(15 * MINUTE_MS, 8 * MINUTE_MS);
  expect(lights.draining.aborted).toBe(false);
  lights.notePause(16 * MINUTE_MS, 15 * MINUTE_MS);
  expect([lights.hostRefuses, cancelled(lights.draining).reason]).toEqual([true, "stopped.host"]);
});

test("StopLights counts a pause once that became longer", () => {
  const { lights } = openLights();
  for (let minute = 0; minute < 5; minute++) lights.notePause(10 * MINUTE_MS, minute * MINUTE_MS);
  expect(lights.draining.aborted).toBe(false);
});

test("StopLights is patient again after anything came", () => {
  const { lights } = openLights();
  lights.notePause(10 * MINUTE_MS, 0);
  lights.noteEnd(ARRIVED);
  lights.notePause(20 * MINUTE_MS, 10 * MINUTE_MS);
  expect(lights.draining.aborted).toBe(false);
});

test("StopLights takes nothing new after the first Ctrl-C", () => {
  const { lights, user } = openLights();
  user.abort();
  expect([lights.draining.aborted, lights.signal.aborted]).toEqual([true, false]);
  expect(cancelled(lights.draining).reason).toBe("stopped.user");
});
