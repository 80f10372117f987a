import { expect, test } from "bun:test";
import {
  AcaciaError,
  DEFAULT_BASES,
  openHostGate,
  type TransferPlan,
  type TransferResult,
} from "@acacia/core";
import { FakeClock } from "@acacia/core/testing";
import { BODY_BYTES, TRANSFER_DEFAULTS } from "@acacia/core/transfer";
import { makeCrewStrategy } from "./crew_strategy.ts";
import type { LineEvents } from "./member.ts";
import type { FromTransferMember, ToTransferMember, TransferJob } from "./transfer_job.ts";

const SETTINGS = {
  ...TRANSFER_DEFAULTS,
  archiveDir: "/nowhere",
  bases: DEFAULT_BASES,
  userAgent: "test",
};

/** A member that is ready at once and does what the test says. */
class FakeMember {
  readonly heard: ToTransferMember[] = [];
  readonly events: LineEvents<FromTransferMember>;
  stopped = false;

  constructor(events: LineEvents<FromTransferMember>) {
    this.events = events;
  }

  send(message: ToTransferMember): void {
    this.heard.push(message);
    if (message.type === "start") queueMicrotask(() => this.events.onMessage({ type: "ready" }));
    if (message.type === "drain") queueMicrotask(() => this.events.onMessage({ type: "drained" }));
  }

  stop(): void {
    this.stopped = true;
  }

  get jobs(): TransferJob[] {
    return this.heard.flatMap((message) => (message.type === "job" ? [message.work] : []));
  }

  finish(index: number): void {
    const jobs = this.heard.filter((message) => message.type === "job");
    const { job, work } = jobs[index]!;
    this.events.onMessage({ type: "done", job, result: refused(work), rssBytes: 0 });
  }
}

function refused({ plan, slot }: TransferJob): TransferResult {
  const facts = { plan, slot, startedAt: 0, ms: 0, bytes: 0, attempts: 1 };
  return { ...facts, verdict: "refused", outcome: "removed", reason: "gone.404" };
}

function makePlan(item: number, media = `media${item}`): TransferPlan {
  const url = `https://i.imgur.com/${media}.jpg`;
  return { item, media, source: "hot", url, fallbackUrls: [], companions: [], sizeBytes: null };
}

function start(plans: readonly TransferPlan[], jobs: number | "auto") {
  const clock = new FakeClock();
  const members: FakeMember[] = [];
  const cancel = new AbortController();
  const tools = { gate: openHostGate({ role: "cdn", clock }), clock, signal: cancel.signal };
  const strategy = makeCrewStrategy({
    name: "test",
    openLine(events) {
      const member = new FakeMember(events);
      members.push(member);
      return member;
    },
  });
  const transfer = Object.assign(() => Promise.reject(new Error("not here")), {
    recipe: { settings: SETTINGS, tools },
  });
  async function* source() {
    yield* plans;
  }
  const results = Array.fromAsync(
    strategy.run(source(), {
      jobs,
      transfer,
      clock,
      draining: new AbortController().signal,
      signal: cancel.signal,
    }),
  );
  return { clock, members, cancel, results, settle: () => clock.advance(0) };
}

const many = (count: number) => Array.from({ length: count }, (_, item) => makePlan(item));

test.each([
  [1, 1, 1],
  [3, 3, 1],
  [8, 8, 1],
  ["auto", 8, 1],
  [16, 8, 2],
  [32, 8, 4],
] as const)("makeCrewStrategy() runs %p jobs in %d members of at most %d lanes", async (...row) => {
  const [jobs, size, lanes] = row;
  const { members, settle } = start(many(100), jobs);
  for (let turn = 0; turn < 100; turn++) await settle();
  const loads = members.map((member) => member.jobs.length);
  expect(loads.length).toBe(size);
  expect(Math.max(...loads)).toBe(lanes);
  expect(loads.reduce((sum, load) => sum + load)).toBe(jobs === "auto" ? 8 : jobs);
});

test("makeCrewStrategy() shares the bytes in memory among its members", async () => {
  const { members, settle } = start(many(9), 4);
  for (let turn = 0; turn < 9; turn++) await settle();
  const setups = members.flatMap(({ heard }) =>
    heard.flatMap((message) => (message.type === "start" ? [message.setup] : [])),
  );
  expect(setups.reduce((sum, { bodyBytes }) => sum + bodyBytes, 0)).toBe(BODY_BYTES);
});

test("makeCrewStrategy() never has one media in two members at once", async () => {
  const { members, settle } = start([makePlan(0, "same"), makePlan(1, "same")], 2);
  for (let turn = 0; turn < 9; turn++) await settle();
  const items = () => members.flatMap(({ jobs }) => jobs.map(({ plan }) => plan.item));
  expect(items()).toEqual([0]);
  members[0]?.finish(0);
  for (let turn = 0; turn < 9; turn++) await settle();
  expect(items()).toEqual([0, 1]);
});

test.each([
  ["stopped.user", new Error("Ctrl-C")],
  ["stopped.limit", new AcaciaError("limit", "Cannot go on: the time is over")],
])(
  "makeCrewStrategy() does not wait long for a stuck member after a cancel (%s)",
  async (...row) => {
    const [named, reason] = row;
    const { clock, members, cancel, results, settle } = start(many(5), 2);
    for (let turn = 0; turn < 9; turn++) await settle();
    cancel.abort(reason);
    await clock.advance(3_000);
    const ended = { outcome: "cancelled", reason: named };
    expect(await results).toMatchObject([ended, ended]);
    expect(members.every(({ stopped }) => stopped)).toBe(true);
  },
);

test("makeCrewStrategy() leaves no timer behind after a cancel", async () => {
  const { clock, members, cancel, results, settle } = start(many(1), 1);
  for (let turn = 0; turn < 9; turn++) await settle();
  cancel.abort();
  members[0]?.finish(0);
  await results;
  expect(clock.waiting).toBe(0);
});

test("makeCrewStrategy() refuses a transfer that cannot be built elsewhere", async () => {
  const strategy = makeCrewStrategy({
    name: "test",
    openLine: () => new FakeMember(null as never),
  });
  const never = new AbortController().signal;
  const options = { jobs: 1, clock: new FakeClock(), draining: never, signal: never };
  const run = strategy.run([][Symbol.iterator]() as never, {
    ...options,
    transfer: () => Promise.reject(new Error("not here")),
  });
  await expect(Array.fromAsync(run)).rejects.toThrow("no recipe");
});
