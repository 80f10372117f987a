import { expect, test } from "bun:test";
import { FakeClock } from "../testing/fake_clock.ts";
import { describeHostGate } from "../testing/limiter_suite.ts";
import { openHostGate, type PauseNotice } from "./gate.ts";

describeHostGate("of the coordinator", (options) => openHostGate({ role: "cdn", ...options }));

const never = new AbortController().signal;

test("HostGate halves what ran when the host throttles", async () => {
  const gate = openHostGate({ role: "cdn", clock: new FakeClock() });
  for (let i = 0; i < 8; i++) await gate.enter(never);
  gate.note({ kind: "throttled" });
  expect(gate.width).toBe(4);
});

test("HostGate halves once for all the refusals of one moment", async () => {
  const gate = openHostGate({ role: "cdn", clock: new FakeClock() });
  for (let i = 0; i < 8; i++) await gate.enter(never);
  for (let i = 0; i < 8; i++) gate.note({ kind: "throttled" });
  expect(gate.width).toBe(4);
});

test("HostGate gives places back while the host answers, and stays under what met a refusal", async () => {
  const clock = new FakeClock();
  const gate = openHostGate({ role: "cdn", clock, width: 8 });
  const lane = async () => {
    for (;;) {
      using _slot = await gate.enter(never);
      await clock.sleep(50);
      gate.note({ kind: "ok", ms: 50, bytes: 1 });
    }
  };
  for (let i = 0; i < 8; i++) void lane();
  await clock.advance(0);
  gate.note({ kind: "throttled" });
  expect(gate.width).toBe(4);
  await clock.advance(4_000);
  expect(gate.width).toBe(7);
});

test("HostGate never grows past its width", () => {
  const gate = openHostGate({ role: "cdn", clock: new FakeClock(), width: 2 });
  for (let i = 0; i < 200; i++) gate.note({ kind: "ok", ms: 50, bytes: 1 });
  expect(gate.width).toBe(2);
});

test("HostGate tells of a pause: host, reason, end", () => {
  const clock = new FakeClock(5_000);
  const notices: PauseNotice[] = [];
  const gate = openHostGate({ role: "api", clock, onPause: (notice) => notices.push(notice) });
  gate.note({ kind: "throttled" });
  gate.note({ kind: "throttled" });
  expect(notices).toEqual([{ host: "api", reason: "too many requests", until: 6_000 }]);
});

test("HostGate tells of a pause that became longer", () => {
  const clock = new FakeClock(0);
  const notices: PauseNotice[] = [];
  const gate = openHostGate({ role: "cdn", clock, onPause: (notice) => notices.push(notice) });
  gate.note({ kind: "throttled" });
  gate.note({ kind: "capacity" });
  expect(notices.map(({ until }) => until)).toEqual([1_000, 120_000]);
});

test("HostGate wakes once for all who wait", async () => {
  const clock = new FakeClock();
  const gate = openHostGate({ role: "cdn", clock });
  gate.note({ kind: "throttled" });
  for (let i = 0; i < 100; i++) void gate.enter(never);
  expect(clock.waiting).toBe(1);
});

test("HostGate begins nothing in any pause of a host that goes on throttling", async () => {
  const clock = new FakeClock();
  let until = 0;
  const begunInPause: number[] = [];
  const gate = openHostGate({
    role: "cdn",
    clock,
    width: 4,
    onPause: (notice) => {
      until = notice.until;
    },
  });
  const request = async () => {
    for (;;) {
      using _slot = await gate.enter(never);
      if (clock.now() < until) begunInPause.push(clock.now());
      await clock.sleep(30);
      gate.note({ kind: "throttled" });
    }
  };
  for (let i = 0; i < 6; i++) void request();
  await clock.advance(600_000);
  expect(begunInPause).toEqual([]);
});
