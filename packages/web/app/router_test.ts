import { expect, test } from "bun:test";
import fc from "fast-check";
import { SORTS } from "../routes/flags.ts";
import { type Address, isTrash, PAGE_NAMES, parseAddress, printAddress } from "./router.ts";

const words = fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.trim());
const grids = fc
  .record({ q: words, sort: fc.constantFrom(...SORTS), seed: fc.integer({ min: 1, max: 1e6 }) })
  .map((grid) => ({ ...grid, seed: grid.sort === "random" ? grid.seed : 1 }));
const addresses: fc.Arbitrary<Address> = fc.oneof(
  fc.record({
    view: fc.constant("library" as const),
    grid: grids,
    at: fc.constantFrom("", "2026-11", "p3"),
  }),
  fc.record({
    view: fc.constant("media" as const),
    id: fc.stringMatching(/^~?[A-Za-z0-9]{1,9}$/),
    grid: grids,
  }),
  fc.record({
    view: fc.constant("page" as const),
    page: fc.constantFrom(...PAGE_NAMES),
    id: words,
    params: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), words, { noNullPrototype: true }),
  }),
);

function roundTrips(print: (address: Address) => string): void {
  fc.assert(
    fc.property(addresses, (address) => expect(parseAddress(print(address))).toEqual(address)),
  );
}

test("parseAddress() reads back what printAddress() wrote", () => roundTrips(printAddress));

test("the round trip of addresses fails when the query is not escaped", () => {
  const unescaped = (address: Address) =>
    address.view === "library" ? `#/library?q=${address.grid.q}` : printAddress(address);
  expect(() => roundTrips(unescaped)).toThrow();
});

test.each([
  ["", { view: "library", grid: { q: "", sort: "posted", seed: 1 }, at: "" }],
  [
    "#/library?sort=sideways&seed=-4",
    { view: "library", grid: { q: "", sort: "posted", seed: 1 }, at: "" },
  ],
  ["#/nowhere?q=cats", { view: "library", grid: { q: "cats", sort: "posted", seed: 1 }, at: "" }],
  [
    "#/i/abc1234?q=type%3Avideo",
    { view: "media", id: "abc1234", grid: { q: "type:video", sort: "posted", seed: 1 } },
  ],
  ["#/i/%E0%A4%A", { view: "media", id: "%E0%A4%A", grid: { q: "", sort: "posted", seed: 1 } }],
  [
    "#/trash?sort=score",
    { view: "library", grid: { q: "is:trash", sort: "score", seed: 1 }, at: "" },
  ],
  ["#/activity/42?with=41", { view: "page", page: "activity", id: "42", params: { with: "41" } }],
] as const)("parseAddress() reads %s", (hash, address) => {
  expect(parseAddress(hash)).toEqual(address);
});

test.each([
  ["is:trash", true],
  ["type:gif is:trash", true],
  ["(is:trash OR is:fav)", true],
  ["-is:trash", false],
  ["is:trashy", false],
  ["cats", false],
])("isTrash() of '%s' is %p", (q, expected) => {
  expect(isTrash(q)).toBe(expected);
});
