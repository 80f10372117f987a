import { describe, expect, test } from "bun:test";
import { AcaciaError, openByteRate, openHostGate } from "@acacia/core";
import { describeHostGate, FakeClock } from "@acacia/core/testing";
import { lendLimits, type SharedTools } from "./lend_limits.ts";
import type { LimitAnswer, LimitCall } from "./limit_messages.ts";
import type { LineEvents } from "./member.ts";
import { RemoteLimiter } from "./remote_limiter.ts";

type Nothing = { readonly type: "nothing" };

/** A member in this thread: what it is sent arrives at once, copied as a thread would get it. */
function openMember(tools: SharedTools) {
  const up: (Nothing | LimitCall)[] = [];
  let events: LineEvents<Nothing | LimitCall> | undefined;
  let hear: ((message: Nothing | LimitAnswer) => void) | undefined;
  const openLine = lendLimits<Nothing, Nothing>((given) => {
    events = given;
    return { send: (message) => hear?.(structuredClone(message)), stop: () => undefined };
  }, tools);
  const limiter = new RemoteLimiter<Nothing, Nothing>({
    post(message) {
      up.push(message);
      events?.onMessage(structuredClone(message));
    },
    listen(onMessage) {
      hear = onMessage;
    },
  });
  const heard: Nothing[] = [];
  limiter.port.listen((message) => heard.push(message));
  const told: Nothing[] = [];
  const line = openLine({ onMessage: (message) => told.push(message), onExit: () => undefined });
  return { limiter, line, heard, told, up, die: () => events?.onExit("it died") };
}

function makeTools(width = 1) {
  const clock = new FakeClock();
  const cancel = new AbortController();
  const gate = openHostGate({ role: "cdn", clock, width });
  const events: unknown[] = [];
  const rate = openByteRate(1_000, clock);
  const onEvent = (event: unknown) => events.push(event);
  return { clock, cancel, gate, events, tools: { gate, rate, onEvent, signal: cancel.signal } };
}

const never = new AbortController().signal;

describeHostGate("that a member is lent", ({ clock, width, perSecond }) => {
  const gate = openHostGate({
    role: "cdn",
    clock,
    width,
    ...(perSecond === undefined ? {} : { perSecond }),
  });
  return openMember({ gate, signal: never }).limiter.gate;
});

describe("RemoteLimiter", () => {
  test("shares one gate with the other members", async () => {
    const { clock, gate, tools } = makeTools(1);
    const [a, b] = [openMember(tools), openMember(tools)];
    const first = await a.limiter.gate.enter(never);
    const second = b.limiter.gate.enter(never);
    await clock.advance(0);
    expect([gate.active, gate.waiting]).toEqual([1, 1]);
    first[Symbol.dispose]();
    await second;
    expect([gate.active, gate.waiting]).toEqual([1, 0]);
  });

  test("gives back what a dead member held, and no longer waits for it", async () => {
    const { clock, gate, tools } = makeTools(1);
    const [a, b] = [openMember(tools), openMember(tools)];
    await a.limiter.gate.enter(never);
    void b.limiter.gate.enter(never).catch(() => undefined);
    await clock.advance(0);
    b.die();
    expect([gate.active, gate.waiting]).toEqual([1, 0]);
    a.die();
    expect([gate.active, gate.waiting]).toEqual([0, 0]);
  });

  test("gives back a place that was granted just as the member died", async () => {
    const { clock, gate, tools } = makeTools(1);
    const member = openMember(tools);
    void member.limiter.gate.enter(never).catch(() => undefined);
    member.die();
    await clock.advance(0);
    expect(gate.active).toBe(0);
  });

  test("gives back a place that was granted just as the member no longer wanted it", async () => {
    const { clock, gate, tools } = makeTools(1);
    const leaver = new AbortController();
    const entered = openMember(tools).limiter.gate.enter(leaver.signal);
    leaver.abort(new Error("stop"));
    await expect(entered).rejects.toThrow("stop");
    await clock.advance(0);
    expect(gate.active).toBe(0);
  });

  test("counts the bytes of all members together", async () => {
    const { clock, tools } = makeTools();
    const [a, b] = [openMember(tools), openMember(tools)];
    await a.limiter.rate.take(100, never);
    let isOver = false;
    const taken = b.limiter.rate.take(1_000, never).then(() => {
      isOver = true;
    });
    await clock.advance(999);
    expect(isOver).toBe(false);
    await clock.advance(1);
    await taken;
  });

  test("waits for bytes no longer when its signal aborts", async () => {
    const { clock, tools } = makeTools();
    const { limiter } = openMember(tools);
    const leaver = new AbortController();
    const taken = limiter.rate.take(9_000, leaver.signal);
    leaver.abort(new Error("stop"));
    await expect(taken).rejects.toThrow("stop");
    await clock.advance(0);
    expect(clock.waiting).toBe(0);
  });

  test("tells the coordinator of events", () => {
    const { events, tools } = makeTools();
    const event = { type: "transfer.started", media: "a", slot: 3, attempt: 1 } as const;
    openMember(tools).limiter.onEvent(event);
    expect(events).toEqual([event]);
  });

  test("aborts with the coordinator's reason", () => {
    const { cancel, tools } = makeTools();
    const { limiter } = openMember(tools);
    cancel.abort(new AcaciaError("limit", "Cannot go on: the time is over"));
    expect(limiter.signal.reason).toMatchObject({ name: "AcaciaError", code: "limit" });
  });

  test("aborts at once in a member that starts after the cancel", () => {
    const { cancel, tools } = makeTools();
    cancel.abort();
    expect(openMember(tools).limiter.signal.aborted).toBe(true);
  });

  test("lets everything else pass, both ways", () => {
    const { tools } = makeTools();
    const { limiter, line, heard, told } = openMember(tools);
    line.send({ type: "nothing" });
    limiter.port.post({ type: "nothing" });
    expect([heard, told]).toEqual([[{ type: "nothing" }], [{ type: "nothing" }]]);
  });

  test("costs two messages up and one down for a request's place", async () => {
    const { tools } = makeTools();
    const { limiter, up } = openMember(tools);
    const slot = await limiter.gate.enter(never);
    slot[Symbol.dispose]();
    slot[Symbol.dispose]();
    expect(up.map(({ type }) => type)).toEqual(["enter", "leave"]);
  });
});
