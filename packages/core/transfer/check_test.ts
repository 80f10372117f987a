import { expect, test } from "bun:test";
import { bytesSource } from "../image/byte_source.ts";
import { PLACEHOLDERS } from "../imgur/placeholders.ts";
import { checkBody } from "./check.ts";
import { type Head, readHead } from "./head.ts";

const GIF = Uint8Array.from(atob("R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="), (char) =>
  char.charCodeAt(0),
);

function check(
  bytes: Uint8Array,
  given: { head?: Partial<Head>; sha256?: string; md5?: string; finalUrl?: string } = {},
) {
  const { head, finalUrl = "https://i.imgur.com/aBc12De.gif" } = given;
  const sha256 = given.sha256 ?? Bun.SHA256.hash(bytes, "hex");
  const md5 = given.md5 ?? Bun.MD5.hash(bytes, "hex");
  return checkBody(
    { source: bytesSource(bytes), sha256, md5 },
    { ...readHead(new Response()), ...head },
    { finalUrl, placeholders: PLACEHOLDERS },
  );
}

test("checkBody() passes a whole picture, and tells its type and size", () => {
  expect(check(GIF)).toMatchObject({
    kind: "checked",
    type: "gif",
    facts: { width: 1, height: 1 },
  });
});

const text = (words: string) => new TextEncoder().encode(words);
const region = PLACEHOLDERS.find(({ kind }) => kind === "region")!;
const removed = PLACEHOLDERS.find(({ kind }) => kind === "removed")!;

test.each([
  ["fewer bytes than announced", check(GIF, { head: { totalBytes: 900 } }), "length.mismatch"],
  ["no byte", check(new Uint8Array()), "type.empty"],
  [
    "other bytes than the ETag's",
    check(GIF, { head: { md5: "0".repeat(32) } }),
    "checksum.mismatch",
  ],
  ["no end", check(GIF.slice(0, -1)), "body.cut"],
  ["a page", check(text("<!doctype html><title>imgur</title>")), "html"],
  ["a page about capacity", check(text("<html><h1>Imgur is over capacity!</h1>")), "capacity"],
  ["JSON about capacity", check(text('{"data":{"error":"over capacity"}}')), "capacity"],
  ["bytes of no type", check(text("plainly nothing")), "type.unknown"],
  ["the removed picture by SHA-256", check(GIF, { sha256: removed.sha256 }), "gone.placeholder"],
  ["the removed picture by MD5", check(GIF, { md5: removed.md5! }), "gone.placeholder"],
  [
    "the removed picture by its address",
    check(GIF, { finalUrl: "https://i.imgur.com/removed.png" }),
    "gone.placeholder",
  ],
  ["the region picture", check(GIF, { sha256: region.sha256 }), "placeholder.region"],
] as const)("checkBody() refuses %s", (_what, verdict, reason) => {
  expect(verdict).toMatchObject({ kind: "fault", reason });
});

test("checkBody() takes a picture as long as a placeholder", () => {
  const padded = new Uint8Array(503);
  padded.set(GIF);
  expect(check(padded).kind).toBe("checked");
});

test("checkBody() takes bytes without an end that the ETag proves", () => {
  const cut = GIF.slice(0, -1);
  expect(check(cut, { head: { md5: Bun.MD5.hash(cut, "hex") } }).kind).toBe("checked");
});
