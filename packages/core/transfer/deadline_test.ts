import { expect, test } from "bun:test";
import { FakeClock } from "../testing/fake_clock.ts";
import { openDeadline } from "./deadline.ts";

const TIMEOUTS = { connectMs: 100, idleMs: 200, attemptMs: 1_000 };

function open(parent = new AbortController().signal) {
  const clock = new FakeClock();
  return { clock, deadline: openDeadline(TIMEOUTS, clock, parent) };
}

test("openDeadline() aborts when no answer begins", async () => {
  const { clock, deadline } = open();
  await clock.advance(100);
  expect(deadline.signal.reason).toMatchObject({ name: "TimeoutError" });
});

test("openDeadline() counts idle time from the beginning of the body", async () => {
  const { clock, deadline } = open();
  await clock.advance(90);
  deadline.beginBody();
  await clock.advance(199);
  expect(deadline.signal.aborted).toBe(false);
  await clock.advance(1);
  expect(deadline.signal.aborted).toBe(true);
});

test("openDeadline() counts idle time anew with each piece", async () => {
  const { clock, deadline } = open();
  deadline.beginBody();
  for (let piece = 0; piece < 4; piece++) {
    await clock.advance(199);
    deadline.touch();
  }
  expect(deadline.signal.aborted).toBe(false);
});

test("openDeadline() does not count a wait of our own", async () => {
  const { clock, deadline } = open();
  deadline.beginBody();
  deadline.pause();
  await clock.advance(900);
  deadline.touch();
  expect(deadline.signal.aborted).toBe(false);
});

test("openDeadline() ends the attempt, however lively", async () => {
  const { clock, deadline } = open();
  deadline.beginBody();
  for (let piece = 0; piece < 10; piece++) {
    await clock.advance(100);
    deadline.touch();
  }
  expect(deadline.signal.aborted).toBe(true);
});

test("openDeadline() aborts with the run, for its reason", () => {
  const run = new AbortController();
  const { deadline } = open(run.signal);
  run.abort(new Error("Ctrl-C"));
  expect(deadline.signal.reason).toEqual(new Error("Ctrl-C"));
});

test("openDeadline() leaves no time-out behind", () => {
  const { clock, deadline } = open();
  deadline.beginBody();
  deadline[Symbol.dispose]();
  expect(clock.waiting).toBe(0);
});
