import { expect, test } from "bun:test";
import { matchesWhere, type WhereSubject } from "./matches.ts";
import { parseWhere } from "./parse.ts";

const NOW = Date.UTC(2026, 10, 24);
const CAT: WhereSubject = {
  id: "aBc12De",
  kind: "photo",
  inAlbum: true,
  width: 1920,
  height: 1080,
  score: 512,
  views: 9000,
  sizeBytes: 1_500_000,
  run: 42,
  tags: ["cats", "aww"],
  user: "Fernweh",
  subreddit: "aww",
  albums: ["xYz98Qr"],
  postedAt: Date.UTC(2026, 10, 10),
  archivedAt: Date.UTC(2026, 10, 20),
  nsfw: false,
  duplicate: true,
  favorite: false,
  unseen: true,
  gone: false,
  trashed: false,
  comments: ["What a lovely cat", "windowsill_fan"],
  texts: ["Schöne Katze on a windowsill", "cats", "aww"],
};

test.each([
  "",
  "type:photo",
  "type:album",
  "w:>=1920 h:1080",
  "score:500..600",
  "size:<2M",
  "views:<10k",
  "tag:CATS",
  "user:fernweh",
  "r:aww",
  "album:xYz98Qr",
  "id:aBc12De",
  "after:30d",
  "before:2027",
  "archived:2026-11",
  "nsfw:no",
  "dup:yes",
  "is:new",
  "run:42",
  "comment:love",
  "comment:windowsill_fan",
  'comment:"a lovely"',
  "-is:trash",
  "schone",
  "katz",
  '"katze on a"',
  "-tag:meme",
  "tag:meme OR tag:cats",
  "(type:video OR w:>100) -is:gone",
])("matchesWhere() finds the cat by %s", (text) => {
  expect(matchesWhere(parseWhere(text, { now: NOW }), CAT)).toBe(true);
});

test.each([
  "type:video",
  "w:>1920",
  "score:<500",
  "size:>2M",
  "tag:meme",
  "user:someone",
  "album:xyz98qr",
  "after:1d",
  "before:2020",
  "archived:2025",
  "nsfw:yes",
  "dup:no",
  "is:fav",
  "is:gone",
  "is:trash",
  "comment:dog",
  'comment:"lovely what"',
  "run:1",
  "dog",
  '"katze a"',
  "atze",
  "-tag:cats",
  "tag:meme OR tag:dogs",
])("matchesWhere() does not find the cat by %s", (text) => {
  expect(matchesWhere(parseWhere(text, { now: NOW }), CAT)).toBe(false);
});

test.each(["w:>0", "w:<=0", "score:0", "after:1970", "before:2100"])(
  "matchesWhere() finds nothing unknown by %s",
  (text) => {
    const unknown = { ...CAT, width: null, score: null, postedAt: null };
    expect(matchesWhere(parseWhere(text, { now: NOW }), unknown)).toBe(false);
  },
);
