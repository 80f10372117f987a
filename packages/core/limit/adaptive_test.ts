import { describe, expect, test } from "bun:test";
import { FakeClock } from "../testing/fake_clock.ts";
import { AdaptiveWidth } from "./adaptive.ts";
import type { Observation } from "./host_gate.ts";
import type { WidthRule } from "./width_rule.ts";

/** A host by its law: how long an answer takes, and what it is, when so many run at once. */
type Host = (load: { readonly active: number; readonly at: number; readonly random: number }) => {
  readonly ms: number;
  readonly kind?: "throttled" | "error";
};

/** Answers in 50 ms, give or take a tenth, however many ask. */
const far: Host = ({ random }) => ({ ms: 50 * (0.9 + 0.2 * random) });
/** Answers in 50 ms for as many as it has hands; the others stand in a queue. */
const withHands =
  (hands: number): Host =>
  ({ active, random }) => ({ ms: 50 * Math.max(1, active / hands) * (0.9 + 0.2 * random) });

/** The same host, of whose bodies one in ten stalls for three seconds, whatever else goes on. */
const stalling =
  (host: Host): Host =>
  (load) =>
    load.random < 0.1
      ? { ms: 3_000, kind: "error" }
      : host({ ...load, random: (load.random - 0.1) / 0.9 });

interface Step {
  readonly at: number;
  readonly width: number;
  readonly done: number;
}

/** Runs files one after the other through as many lanes as the rule says; event by event, in simulated time. */
function simulate(rule: WidthRule, host: Host, files: number, seed = 7): Step[] {
  const chance = new FakeClock(0, seed);
  const ends: { at: number; ms: number; kind: Observation["kind"] }[] = [];
  const steps: Step[] = [];
  let at = 0;
  for (let done = 0; done < files; done++) {
    while (ends.length < rule.width) {
      const { ms, kind = "ok" } = host({ active: ends.length + 1, at, random: chance.random() });
      ends.push({ at: at + ms, ms, kind });
    }
    ends.sort((a, b) => b.at - a.at);
    const end = ends.pop()!;
    at = end.at;
    const observation =
      end.kind === "ok" ? { kind: end.kind, ms: end.ms, bytes: 1 } : { kind: end.kind };
    rule.note(observation as Observation, { active: ends.length + 1 });
    steps.push({ at, width: rule.width, done: done + 1 });
  }
  return steps;
}

/** Answers a second over the second half of a run. */
function lateRate(steps: readonly Step[]): number {
  const late = steps.slice(steps.length / 2);
  return ((late.length - 1) / (late.at(-1)!.at - late[0]!.at)) * 1000;
}

describe("AdaptiveWidth", () => {
  test("begins with four", () => {
    expect(new AdaptiveWidth().width).toBe(4);
  });

  test("begins with its maximum when that is less", () => {
    expect(new AdaptiveWidth({ max: 2 }).width).toBe(2);
  });

  test("passes 32 within 64 files when more is always better", () => {
    const steps = simulate(new AdaptiveWidth(), far, 64);
    expect(steps.at(-1)!.width).toBeGreaterThan(32);
  });

  test("reaches its maximum when more is always better", () => {
    const steps = simulate(new AdaptiveWidth({ max: 100 }), far, 2_000);
    expect(steps.at(-1)!.width).toBe(100);
  });

  test.each([4, 8, 16, 30, 64])(
    "gets nine tenths of what a host with %d hands can give",
    (hands) => {
      const steps = simulate(new AdaptiveWidth(), withHands(hands), 4_000);
      expect(lateRate(steps)).toBeGreaterThan(0.9 * hands * 20);
    },
  );

  test.each([4, 8, 16, 30, 64])(
    "asks a host with %d hands for no more than twice that in the end",
    (hands) => {
      const steps = simulate(new AdaptiveWidth(), withHands(hands), 4_000);
      expect(steps.at(-1)!.width).toBeLessThanOrEqual(2 * hands);
    },
  );

  test.each([4, 8, 16, 30, 64])("has settled near %d hands after three seconds", (hands) => {
    const steps = simulate(new AdaptiveWidth(), withHands(hands), 4_000);
    const { width } = steps.find(({ at }) => at >= 3_000)!;
    expect(width).toBeGreaterThanOrEqual(hands * 0.8);
    expect(width).toBeLessThanOrEqual(hands * 2);
  });

  test("grows again when the host grows", () => {
    const growing: Host = (load) => withHands(load.at < 20_000 ? 4 : 32)(load);
    const steps = simulate(new AdaptiveWidth(), growing, 10_000);
    expect(steps.at(-1)!.width).toBeGreaterThan(24);
  });

  test("shrinks when the host shrinks", () => {
    const shrinking: Host = (load) => withHands(load.at < 5_000 ? 32 : 6)(load);
    const steps = simulate(new AdaptiveWidth(), shrinking, 10_000);
    expect(steps.at(-1)!.width).toBeLessThanOrEqual(12);
  });

  test("stays under what the host throttles", () => {
    const throttling: Host = ({ active, random }) =>
      active > 16 ? { ms: 5, kind: "throttled" } : far({ active, at: 0, random });
    const steps = simulate(new AdaptiveWidth(), throttling, 3_000);
    const over = steps.slice(1_000).filter(({ width }) => width > 16);
    expect(over.length).toBeLessThan(20);
  });

  test("halves what ran when the host throttles", () => {
    const rule = new AdaptiveWidth({ start: 32 });
    rule.note({ kind: "throttled" }, { active: 20 });
    expect(rule.width).toBe(10);
  });

  test("becomes narrower when many answers fail", () => {
    const failing: Host = ({ random }) => (random < 0.3 ? { ms: 50, kind: "error" } : { ms: 50 });
    const steps = simulate(new AdaptiveWidth({ start: 32 }), failing, 2_000);
    expect(steps.at(-1)!.width).toBeLessThan(8);
  });

  test("keeps its width when a tenth of the bodies stall, and grows to where more is better", () => {
    const steps = simulate(new AdaptiveWidth({ max: 100 }), stalling(far), 4_000);
    const late = steps.slice(2_000).map(({ width }) => width);
    expect(Math.min(...late)).toBeGreaterThan(50);
    expect(lateRate(steps)).toBeGreaterThan(150);
  });

  test("takes one long video in ten for what it is", () => {
    const mixed: Host = ({ random }) => ({ ms: random < 0.1 ? 600 : 60 });
    for (let seed = 1; seed <= 9; seed++) {
      const steps = simulate(new AdaptiveWidth({ max: 100 }), mixed, 1_000, seed);
      expect(steps.at(-1)!.width).toBe(100);
    }
  });

  test.each([8, 16, 30])(
    "asks a host with %d hands for no more than twice that, though a tenth of the bodies stall",
    (hands) => {
      const steps = simulate(new AdaptiveWidth(), stalling(withHands(hands)), 6_000);
      const late = steps.slice(3_000).map(({ width }) => width);
      expect(Math.max(...late)).toBeLessThanOrEqual(2 * hands);
      expect(Math.min(...late)).toBeGreaterThanOrEqual(hands / 2);
    },
  );

  test("is never under one, and never over its maximum", () => {
    const mad: Host = ({ random }) => ({
      ms: 1 + random * 100,
      ...(random < 0.1
        ? { kind: "throttled" as const }
        : random < 0.3
          ? { kind: "error" as const }
          : {}),
    });
    const widths = simulate(new AdaptiveWidth({ max: 40 }), mad, 5_000).map(({ width }) => width);
    expect([Math.min(...widths) >= 1, Math.max(...widths) <= 40]).toEqual([true, true]);
  });
});
