import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { AcaciaError } from "../errors.ts";
import { isImgurHost } from "./bases.ts";
import { isImgurId } from "./ids.ts";
import { canonicalAddress, parseTarget, printTarget, type Target } from "./target.ts";
import { GALLERY_SORTS, SEARCH_FIELDS, USER_SORTS, WINDOWS } from "./target_kinds.ts";
import { TARGET_RULES } from "./target_rules.ts";

describe("parseTarget()", () => {
  test("throws nothing but usage errors, whatever the text", () => assertOnlyUsage(parseTarget));

  test("fails that law when broken percent-encoding is decoded unguarded", () =>
    expect(() => assertOnlyUsage((text) => parseTarget(decodeURIComponent(text)))).toThrow());
});

describe("canonicalAddress()", () => {
  test("is read as the same target", () => assertReadsBack(canonicalAddress));

  test("fails that law when it loses the case", () =>
    expect(() => assertReadsBack((target) => canonicalAddress(target).toLowerCase())).toThrow());

  test("is an https address on Imgur's hosts", () =>
    fc.assert(
      fc.property(targets(), (target) => {
        const { protocol, hostname, port } = new URL(canonicalAddress(target));
        return protocol === "https:" && isImgurHost(hostname) && port === "";
      }),
    ));
});

describe("printTarget()", () => {
  test("is read as the same target", () => assertReadsBack(printTarget));

  test("fails that law when it forgets the span of time", () =>
    expect(() =>
      assertReadsBack((target) => printTarget(target).replace(/\/week$/, "")),
    ).toThrow());
});

function assertOnlyUsage(parse: (text: string) => unknown): void {
  const examples = fc.constantFrom(...TARGET_RULES.map((rule) => rule.example));
  const splices = fc.tuple(examples, fc.nat(), fc.string({ unit: "binary", maxLength: 4 }));
  const texts = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.webUrl(),
    splices.map(([example, place, piece]) => {
      const at = place % (example.length + 1);
      return example.slice(0, at) + piece + example.slice(at);
    }),
    examples.map((example) => `${example}%`),
  );
  fc.assert(
    fc.property(texts, (text) => {
      try {
        parse(text);
      } catch (error) {
        if (!(error instanceof AcaciaError) || error.code !== "usage") throw error;
        expect(error.hint).toBeTruthy();
      }
    }),
    { numRuns: 1000 },
  );
}

function assertReadsBack(print: (target: Target) => string): void {
  fc.assert(
    fc.property(targets(), (target) => expect(parseTarget(print(target))).toEqual(target)),
    { numRuns: 1500, seed: 11 },
  );
}

function targets(): fc.Arbitrary<Target> {
  const id = fc.stringMatching(/^(?:[A-Za-z0-9]{5}|[A-Za-z0-9]{7})$/).filter(isPostId);
  const name = fc.stringMatching(/^[A-Za-z0-9_]{1,20}$/).filter((word) => word !== "me");
  const tag = fc.oneof(name, fc.constantFrom("café", "cafe\u0301", "日本", "the-end"));
  const order = optional({
    sort: fc.constantFrom(...GALLERY_SORTS),
    window: fc.constantFrom(...WINDOWS),
  });
  const topOrTime = optional({
    sort: fc.constantFrom("top", "time"),
    window: fc.constantFrom(...WINDOWS),
  });
  const viralOrTop = optional({
    sort: fc.constantFrom("viral", "top"),
    window: fc.constantFrom(...WINDOWS),
  });
  const userSort = optional({ sort: fc.constantFrom(...USER_SORTS) });
  const make = (
    kind: Target["kind"],
    fields: Record<string, fc.Arbitrary<unknown>>,
    rest = optional({}),
  ) =>
    fc
      .tuple(fc.record(fields), rest)
      .map(([facts, extra]) => ({ kind, ...facts, ...extra }) as Target);
  return fc.oneof(
    make("image", { id }),
    make("file", { id }, optional({ ext: fc.constantFrom("jpg", "png", "gif", "mp4", "webp") })),
    make("album", { id }),
    make("gallery", { id }),
    make("tag", { name: tag }, order),
    make("tag_post", { name: tag, id }),
    make("subreddit", { name }, topOrTime),
    make("subreddit_post", { name, id }),
    make("user", { name }, userSort),
    make("favorites", { name }, userSort),
    make("favorite_folder", { name, folder: fc.stringMatching(/^\d{1,20}$/) }),
    make("section", { name: fc.constantFrom("hot", "top") }, order),
    make("section", { name: fc.constantFrom("new", "rising", "random") }),
    make("section", { name: fc.constant("user") }, viralOrTop),
    make("list", { ids: fc.uniqueArray(id, { minLength: 2, maxLength: 1000, size: "medium" }) }),
    searches(order.filter((extra) => !("sort" in extra && extra.sort === "rising"))),
  );
}

function searches(order: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Target> {
  const said = fc.string({ unit: "binary", maxLength: 30 }).map((text) =>
    text
      .toWellFormed()
      .replaceAll(/[\s\p{Cc}]+/gu, " ")
      .trim(),
  );
  const words = said.filter((text) => text !== "");
  const fields = optional(Object.fromEntries(SEARCH_FIELDS.map((field) => [field, words])));
  return fc
    .tuple(said, order, fields)
    .filter(([query, , given]) => query !== "" || Object.keys(given).length > 0)
    .map(([query, rest, given]) => {
      const extra = Object.keys(given).length > 0 ? { fields: given } : {};
      return { kind: "search", query, ...rest, ...extra } as Target;
    });
}

function isPostId(text: string): boolean {
  return isImgurId(text) && text !== "month";
}

function optional(
  fields: Record<string, fc.Arbitrary<unknown>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc.record(fields, { requiredKeys: [] });
}
