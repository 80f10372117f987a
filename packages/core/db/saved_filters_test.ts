import { expect, test } from "bun:test";
import { parseWhere } from "../where/parse.ts";
import { openDatabase } from "./open.ts";
import { prepareSavedFilters } from "./saved_filters.ts";

function openRig() {
  const filters = prepareSavedFilters(openDatabase(":memory:"));
  const save = (name: string, query: string) =>
    filters.save({ name, query, sort: "score" }, { at: 5 });
  return { filters, save };
}

test("a saved filter can be used by its name, and within another", () => {
  const { filters, save } = openRig();
  save("best", "score:>500");
  save("mine", "filter:best user:x");
  const used = parseWhere("filter:mine", { now: 0, filters });
  expect(used).toMatchObject({ kind: "and", parts: [{ field: "score" }, { field: "user" }] });
});

test("saving again replaces", () => {
  const { filters, save } = openRig();
  save("best", "score:>500");
  save("best", "score:>900");
  expect(filters.list()).toEqual([
    { name: "best", query: "score:>900", sort: "score", createdAt: 5 },
  ]);
});

test("remove() takes one away, and names the one that was meant", () => {
  const { filters, save } = openRig();
  save("best", "");
  expect(() => filters.remove("bets")).toThrow(
    expect.objectContaining({ hint: expect.stringContaining("best") }),
  );
  filters.remove("best");
  expect(filters.list()).toEqual([]);
});

test.each([
  ["a query with a fault", "best", "typ:photo", "unknown filter 'typ'"],
  ["a name of two words", "two words", "cats", "not one word"],
  ["no name", "", "cats", "not one word"],
  ["itself within", "best", "filter:best", "names itself"],
  ["one that is not there", "best", "filter:other", "there is no filter 'other'"],
])("save() refuses %s", (_what, name, query, reason) => {
  const { filters, save } = openRig();
  expect(() => save(name, query)).toThrow(reason);
  expect(filters.list()).toEqual([]);
});
