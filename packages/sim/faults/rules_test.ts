import { describe, expect, test } from "bun:test";
import { parseRule } from "./rules.ts";

describe("parseRule() reads", () => {
  test.each([
    ["cut", { role: null, name: "cut", arg: "", when: { kind: "always" } }],
    ["cdn:cut:1000", { role: "cdn", name: "cut", arg: "1000", when: { kind: "always" } }],
    [
      "api:capacity:gateway@first3",
      { role: "api", name: "capacity", arg: "gateway", when: { kind: "first", count: 3 } },
    ],
    [
      "site:gone@0.25",
      { role: "site", name: "gone", arg: "", when: { kind: "rate", share: 0.25 } },
    ],
    [
      "cdn:throttle@above16",
      { role: "cdn", name: "throttle", arg: "", when: { kind: "above", count: 16 } },
    ],
    [
      "throttle:date:30@after2",
      { role: null, name: "throttle", arg: "date:30", when: { kind: "after", count: 2 } },
    ],
    ["reset@every10", { role: null, name: "reset", arg: "", when: { kind: "every", count: 10 } }],
  ])("%s", (text, expected) => {
    expect(parseRule(text)).toEqual({ text, ...expected } as never);
  });
});

describe("parseRule() refuses", () => {
  test.each(["", "cutt", "www:cut", "cut@", "cut@2", "cut@0", "cut@sometimes"])("%p", (text) => {
    expect(() => parseRule(text)).toThrow(/^Cannot /);
  });
});
