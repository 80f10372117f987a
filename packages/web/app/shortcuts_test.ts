import { expect, test } from "bun:test";
import { findShortcut, notationOf, SHORTCUTS } from "./shortcuts.ts";

const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
  notationOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, ...more });

test("SHORTCUTS give no key two meanings in one scope", () => {
  for (const scope of ["grid", "viewer", "duplicates", "anywhere"] as const) {
    const keys = SHORTCUTS.filter((row) => row.scope === scope).flatMap((row) => row.keys);
    expect(keys.toSorted()).toEqual([...new Set(keys)].toSorted());
  }
});

test("SHORTCUTS give no key of the grid or the viewer a meaning everywhere", () => {
  const everywhere = SHORTCUTS.filter(({ scope }) => scope === "anywhere").flatMap(
    ({ keys }) => keys,
  );
  const local = SHORTCUTS.filter(({ scope }) => scope !== "anywhere").flatMap(({ keys }) => keys);
  expect(local.filter((key) => everywhere.includes(key))).toEqual([]);
});

test.each([
  [press("ArrowLeft", { shiftKey: true }), "range"],
  [press("A", { ctrlKey: true, shiftKey: false }), "selectAll"],
  [press("a", { metaKey: true }), "selectAll"],
  [press("x"), "select"],
  [press("Delete"), "trash"],
] as const)("findShortcut() reads %s in the grid as %s", (notation, command) => {
  expect(findShortcut("grid", notation)?.command).toBe(command);
});

test("notationOf() leaves Shift to the letter it makes", () => {
  expect(press("?", { shiftKey: true })).toBe("?");
});
