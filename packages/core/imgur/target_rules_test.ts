import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { type Address, readAddress } from "./_address.ts";
import { TARGET_RULES, type TargetRule } from "./target_rules.ts";

const words = fc.constantFrom(
  ..."a all gallery t r user topic topics search hot top new rising random viral time day week month year".split(
    " ",
  ),
  ..."download favorites folder posts submitted newest best me page hit layout grid upload about".split(
    " ",
  ),
  ..."aBc12De fGh34 aBc12Deh aBc12De.jpg some-title-aBc12De aBc12De,fGh34 cats 12 ,".split(" "),
);
const paths = fc.array(words, { maxLength: 5 }).map((parts) => `/${parts.join("/")}`);

describe("TARGET_RULES", () => {
  test.each(TARGET_RULES.map((rule) => [rule.example, rule] as const))(
    "only its own rule reads %s",
    (example, rule) => expect(findRules(pathOf(example))).toEqual([rule]),
  );

  test("no path is read by two", () => assertDisjoint(TARGET_RULES));

  test("fail that law with one rule that reads too much", () => {
    const greedy: TargetRule = {
      example: "imgur.com/r/aww/whatever",
      pattern: /^\/r\/(?<name>\w+)\/.*$/,
      read: ({ name = "" }) => ({ kind: "subreddit", name }),
    };
    expect(() => assertDisjoint([...TARGET_RULES, greedy])).toThrow();
  });
});

function assertDisjoint(rules: readonly TargetRule[]): void {
  fc.assert(
    fc.property(paths, (path) => findRules(path, rules).length <= 1),
    { numRuns: 3000, seed: 7 },
  );
}

function findRules(path: string, rules = TARGET_RULES): TargetRule[] {
  return rules.filter((rule) => rule.pattern.test(path));
}

function pathOf(example: string): string {
  return (readAddress(example) as Address).path;
}
