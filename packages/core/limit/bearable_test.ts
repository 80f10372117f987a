import { expect, test } from "bun:test";
import { BearableWidth } from "./bearable.ts";
import type { Observation } from "./host_gate.ts";

const ok: Observation = { kind: "ok", ms: 50, bytes: 1 };
const throttled: Observation = { kind: "throttled" };

/** A width that has served so many answers with as many at once. */
function served(answers: number, active: number): BearableWidth {
  const rule = new BearableWidth(256);
  for (let n = 0; n < answers; n++) rule.note(ok, { active });
  return rule;
}

test("BearableWidth blames no width for a refusal before a round was served", () => {
  const rule = served(7, 8);
  expect(rule.note(throttled, { active: 8 })).toBe(false);
  expect(rule.width).toBe(4);
});

test("BearableWidth goes back to what is proven when more than that is refused", () => {
  const rule = served(40, 16);
  expect(rule.note(throttled, { active: 20 })).toBe(true);
  for (let active = 19; active > 16; active--) rule.note(throttled, { active });
  expect(rule.width).toBe(16);
});

test("BearableWidth takes all refusals of requests that ran at one time for one event", () => {
  const rule = served(40, 16);
  for (let active = 32; active > 0; active--) rule.note(throttled, { active });
  expect(rule.width).toBe(16);
});

test("BearableWidth halves when the narrower width is refused as well", () => {
  const rule = served(40, 16);
  for (let active = 32; active > 0; active--) rule.note(throttled, { active });
  expect(rule.note(throttled, { active: 16 })).toBe(false);
  expect(rule.width).toBe(8);
});

test("BearableWidth halves for a host over capacity, whatever was served", () => {
  const rule = served(40, 16);
  expect(rule.note({ kind: "capacity" }, { active: 16 })).toBe(false);
  expect(rule.width).toBe(8);
});

test("BearableWidth tries one more at its ceiling ever more rarely", () => {
  const rule = served(40, 17);
  const waits: number[] = [];
  for (let event = 0; event < 4; event++) {
    rule.note(throttled, { active: 17 });
    for (let active = 16; active > 0; active--) rule.note(ok, { active });
    let waited = 0;
    while (rule.width < 17) {
      rule.note(ok, { active: rule.width });
      waited += 1;
    }
    rule.note(ok, { active: 17 });
    waits.push(waited);
  }
  expect(waits.slice(1)).toEqual([2_048, 8_192, 8_192]);
});
