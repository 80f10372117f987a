import { expect, test } from "bun:test";
import type { Collection } from "./collection.ts";
import type { Item } from "./item.ts";
import { Selection } from "./selection.ts";

const item = (id: number) => ({ id, index: id, bytes: id * 10 }) as Item;
/** All that a selection asks of a result. */
const result = { grid: { q: "cats" }, totals: { items: 5, bytes: 150 } } as Collection;

function open() {
  let changes = 0;
  const selection = new Selection(() => {
    changes += 1;
  });
  return { selection, changes: () => changes };
}

test("items are toggled, and their bytes added up", () => {
  const { selection, changes } = open();
  for (const id of [1, 2, 1, 3]) selection.toggle(item(id));
  expect([selection.chosen, selection.size, selection.bytes]).toEqual([[2, 3], 2, 50]);
  expect([selection.has(1), selection.has(2), changes()]).toEqual([false, true, 4]);
});

test("all of a result is its query, whatever was selected before", () => {
  const { selection } = open();
  selection.toggle(item(1));
  selection.selectAll(result);
  expect(selection.chosen).toEqual({ q: "cats", except: [], count: 5 });
  expect([selection.has(99), selection.isWhole, selection.bytes]).toEqual([true, true, 150]);
});

test("what is taken out of all is left out of the query, and can be put back", () => {
  const { selection } = open();
  selection.selectAll(result);
  selection.toggle(item(2));
  expect(selection.chosen).toEqual({ q: "cats", except: [2], count: 4 });
  expect([selection.has(2), selection.has(3), selection.bytes]).toEqual([false, true, 130]);
  selection.add([item(2), item(3)]);
  expect(selection.isWhole).toBe(true);
});

test("all but everything is nothing", () => {
  const { selection } = open();
  selection.selectAll(result);
  for (const id of [1, 2, 3, 4, 5]) selection.toggle(item(id));
  expect([selection.size, selection.chosen]).toEqual([0, []]);
});

test("a drag adds to what was selected before it, and gives back what it leaves", () => {
  const { selection } = open();
  selection.toggle(item(1));
  const before = selection.entries();
  selection.replace(before, [item(2), item(3)]);
  selection.replace(before, [item(2)]);
  expect(selection.chosen).toEqual([1, 2]);
});

test("a drag over all puts back what had been taken out", () => {
  const { selection } = open();
  selection.selectAll(result);
  selection.toggle(item(2));
  selection.toggle(item(3));
  selection.replace(selection.entries(), [item(2)]);
  expect(selection.chosen).toEqual({ q: "cats", except: [3], count: 4 });
});

test("clearing is told once", () => {
  const { selection, changes } = open();
  selection.selectAll(result);
  selection.clear();
  selection.clear();
  expect([selection.size, changes()]).toEqual([0, 2]);
});
