import { describe, expect, test } from "bun:test";
import { matchesWhere, parseWhere, readWhere } from "@acacia/core/where";
import fc from "fast-check";
import { isComplete, joinPieces, piecesOf } from "./pieces.ts";

const texts = (q: string) => piecesOf(q).map(({ text }) => text);

describe("piecesOf()", () => {
  test.each([
    ["", []],
    ["  cats  ", ["cats"]],
    ["type:video score:>500 -tag:meme", ["type:video", "score:>500", "-tag:meme"]],
    ['cats "exact words" tag:"red pandas"', ["cats", '"exact words"', 'tag:"red pandas"']],
    ["cats (a OR b) dogs", ["cats", "(a OR b)", "dogs"]],
    ["-(a (b OR c))", ["-(a (b OR c))"]],
    ["NOT cats", ["NOT cats"]],
    ["cats AND dogs", ["cats", "dogs"]],
    ["cats - dogs", ["cats", "dogs"]],
    ["cats OR dogs r:aww", ["cats OR dogs r:aww"]],
    ["(open r:aww", ["(open r:aww"]],
    ["cats )", ["cats", ")"]],
  ])("cuts %p", (q, pieces) => {
    expect(texts(q)).toEqual(pieces);
  });

  test("knows what is negated, and where a value begins", () => {
    const [piece] = piecesOf("-tag:meme");
    expect(piece).toMatchObject({ kind: "field", isNot: true, begin: 1, value: 5 });
  });
});

describe("joinPieces()", () => {
  test("puts brackets around OR when something is added", () => {
    expect(joinPieces(["a OR b"])).toBe("a OR b");
    expect(joinPieces(["a OR b", "c", "(d OR e)"])).toBe("(a OR b) c (d OR e)");
  });

  // Shown failing with joinPieces() that joins without brackets: "a OR b" and "c" then mean a OR (b AND c).
  test("means all of its pieces at once, whatever they are", () => {
    const part = fc.constantFrom("cats", "type:photo", "-is:fav", "a OR b", "(a b)", "nsfw:no");
    const subject = fc.record({ texts: fc.subarray(["cats", "a", "b"]), favorite: fc.boolean() });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), subject, (parts, facts) => {
        const media = { ...MEDIA, ...facts };
        const matches = (q: string) => matchesWhere(parseWhere(q, { now: 0 }), media);
        expect(matches(joinPieces(parts))).toBe(parts.every(matches));
      }),
    );
  });

  // Shown failing with piecesOf() that cuts at OR as well: the OR is then lost.
  test("gives back the meaning of a query that was cut", () => {
    const word = fc.constantFrom("cats", "(", ")", "OR", "-", '"', "type:gif", "tag:x", "AND");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const q = words.join(" ");
        const shape = (text: string) =>
          JSON.stringify(readWhere(text, { now: 0 }).expr, (key, value) =>
            key === "span" ? undefined : value,
          );
        if (readWhere(q, { now: 0 }).faults.length > 0) return;
        expect(shape(joinPieces(texts(q)))).toBe(shape(q));
      }),
    );
  });
});

test.each([
  ["type:video", true],
  ["-type:video", true],
  ["type:", false],
  ["cats", false],
  ['tag:"red', false],
  ['tag:"red pandas"', true],
  ['"exact words"', true],
  ['"exact', false],
  ["(a OR", false],
  ["(a OR type:gif", false],
  ["(a OR b)", true],
])("isComplete(%p) is %p", (draft, complete) => {
  expect(isComplete(draft)).toBe(complete);
});

const MEDIA = {
  id: "aBc12De",
  kind: "photo",
  inAlbum: false,
  width: 1,
  height: 1,
  score: 1,
  views: 1,
  sizeBytes: 1,
  run: 1,
  tags: [],
  user: null,
  subreddit: null,
  albums: [],
  postedAt: 0,
  archivedAt: 0,
  nsfw: false,
  duplicate: false,
  unseen: false,
  gone: false,
  trashed: false,
  comments: [],
} as const;
