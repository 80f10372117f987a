import { expect, test } from "bun:test";
import fc from "fast-check";
import type { Group } from "./duplicates_api.ts";
import { withoutMembers, withPage } from "./groups.ts";
import { makeGroup } from "./testing/make_group.ts";

const keys = (groups: readonly Group[]) => groups.map(({ key }) => key);
const ids = (groups: readonly Group[]) =>
  groups.map(({ members }) => members.map(({ id }) => id).join());

test("withPage() puts new groups behind those that are here, whatever they save", () => {
  const here = [makeGroup([1, 2]), makeGroup([3, 4])];
  const page = [makeGroup([5, 6]), makeGroup([1, 2])];
  expect(ids(withPage(here, page))).toEqual(["1,2", "3,4", "5,6"]);
});

test("withPage() replaces a group that grew where it is", () => {
  const here = [makeGroup([1, 2]), makeGroup([3, 4])];
  expect(ids(withPage(here, [makeGroup([2, 1, 7])]))).toEqual(["2,1,7", "3,4"]);
});

// Seen failing when a group replaced only the first of those that it had grown out of.
test("withPage() never has a picture in two groups", () => {
  const pages = fc.array(
    fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 4 }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(fc.array(pages, { maxLength: 4 }), (rounds) => {
      let here: readonly Group[] = [];
      for (const round of rounds) {
        const taken = new Set<number>();
        const page = round.filter((group) => {
          const isFree = group.every((id) => !taken.has(id));
          if (isFree) for (const id of group) taken.add(id);
          return isFree;
        });
        here = withPage(
          here,
          page.map((group) => makeGroup(group)),
        );
      }
      const all = here.flatMap(({ members }) => members.map(({ id }) => id));
      expect(all.length).toBe(new Set(all).size);
      expect(keys(here).length).toBe(new Set(keys(here)).size);
    }),
  );
});

test("withoutMembers() leaves a group of three a group of two, and counts again what it saves", () => {
  const group = makeGroup([1, 2, 3], { bytes: 10 });
  const [rest] = withoutMembers([group], group.key, [1]);
  expect(rest).toMatchObject({ key: group.key, keep: 2, items: 2, savedBytes: 10 });
});

test("withoutMembers() takes a group away that has no two left, and no other", () => {
  const groups = [makeGroup([1, 2]), makeGroup([3, 4])];
  expect(ids(withoutMembers(groups, groups[0]?.key ?? "", [2]))).toEqual(["3,4"]);
});
