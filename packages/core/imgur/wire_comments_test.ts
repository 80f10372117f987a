import { describe, expect, test } from "bun:test";
import { readV3Comments } from "./wire_comments.ts";

const wire = (id: unknown, facts: Record<string, unknown> = {}) => ({
  id,
  image_id: "aBc12De",
  comment: `comment ${id}`,
  author: "giraffe",
  author_id: 7,
  on_album: false,
  album_cover: null,
  ups: 5,
  downs: 1,
  points: 4,
  datetime: 1_600_000_000,
  parent_id: 0,
  deleted: false,
  vote: null,
  platform: "desktop",
  children: [],
  ...facts,
});
const answer = (...data: unknown[]) => ({ data, success: true, status: 200 });
const places = (json: unknown) => readV3Comments(json).map(({ id, parentId }) => [id, parentId]);

describe("readV3Comments()", () => {
  test("reads every fact", () => {
    expect(readV3Comments(answer(wire(12)))).toEqual([
      {
        id: 12,
        parentId: null,
        author: "giraffe",
        text: "comment 12",
        points: 4,
        postedAt: 1_600_000_000_000,
      },
    ]);
  });

  test("lists a tree, each comment before its answers", () => {
    const tree = answer(
      wire(1, { children: [wire(2, { children: [wire(3)] }), wire(4)] }),
      wire(5),
    );
    expect(places(tree)).toEqual([
      [1, null],
      [2, 1],
      [3, 2],
      [4, 1],
      [5, null],
    ]);
  });

  test.each([
    ["a flag", { deleted: true }],
    ["its text", { comment: "[deleted]" }],
    ["no text", { comment: null }],
  ])("knows a deleted comment by %s, and keeps its answers", (_how, facts) => {
    const [gone, kept] = readV3Comments(answer(wire(1, { ...facts, children: [wire(2)] })));
    expect([gone?.text, kept?.parentId]).toEqual([null, 1]);
  });

  test("an id may be a numeric text, an author null", () => {
    expect(readV3Comments(answer(wire("12", { author: null })))).toMatchObject([
      { id: 12, author: null },
    ]);
  });

  test("leaves out what it cannot read; its answers stand in its place", () => {
    const tree = answer(null, 7, wire(1, { children: [wire("x", { children: [wire(3)] })] }));
    expect(places(tree)).toEqual([
      [1, null],
      [3, 1],
    ]);
  });

  test("a comment that came twice counts once", () => {
    expect(places(answer(wire(1), wire(1, { children: [wire(1)] })))).toEqual([[1, null]]);
  });

  test("a thread of a hundred thousand answers does not end the stack", () => {
    let deep = wire(100_000);
    for (let id = 99_999; id >= 1; id--) deep = wire(id, { children: [deep] });
    expect(readV3Comments(answer(deep)).length).toBe(100_000);
  });

  test.each([{}, { data: {} }, { data: "text" }, null, "<html>"])("refuses %p", (json) => {
    expect(() => readV3Comments(json)).toThrow("Cannot read comments of Imgur");
  });
});
