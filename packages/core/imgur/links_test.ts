import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { findImgurLinks, readLinks } from "./links.ts";
import { printTarget, type Target } from "./target.ts";

type Reader = (chunks: AsyncIterable<string>) => AsyncIterable<Target>;

const FOUND: readonly (readonly [string, string, readonly string[]])[] = [
  [
    "Markdown",
    "[a](https://imgur.com/a/aBc12De), ![b](http://i.imgur.com/fGh34.jpg)",
    ["a/aBc12De", "fGh34.jpg"],
  ],
  [
    "Markdown in bold and italics",
    "**https://imgur.com/aBc12De** _imgur.com/fGh34_",
    ["aBc12De", "fGh34"],
  ],
  [
    "BBCode",
    "[img]http://i.imgur.com/fGh34.png[/img][url=https://imgur.com/a/aBc12De]",
    ["fGh34.png", "a/aBc12De"],
  ],
  [
    "bookmarks",
    '<DT><A HREF="https://imgur.com/search?q=cats&amp;q_type=png" ADD_DATE="1">x</A>',
    ["search?q_type=png:cats"],
  ],
  [
    "HTML without a scheme",
    "<img src=//i.imgur.com/aBc12De.png><a href='//imgur.com/r/aww'>",
    ["aBc12De.png", "r/aww"],
  ],
  ["HTML that was escaped", "&lt;a href=&quot;https://imgur.com/aBc12De&quot;&gt;", ["aBc12De"]],
  [
    "JSON with escaped slashes",
    String.raw`{"a":"https:\/\/i.imgur.com\/fGh34.gifv","b":"imgur.com\/a\/aBc12De\n"}`,
    ["fGh34.gif", "a/aBc12De"],
  ],
  [
    "JSON with escaped code points",
    String.raw`"https:\u002F\u002Fi.imgur.com\u002FaBc12De.mp4\u0026x"`,
    ["aBc12De.mp4"],
  ],
  [
    "CSV",
    "1,https://imgur.com/aBc12De,kitty,12345\n2,http://imgur.com/fGh34,\n",
    ["aBc12De", "fGh34"],
  ],
  [
    "CSV without schemes",
    "i.imgur.com/aBc12De.jpg,i.imgur.com/fGh34.jpg",
    ["aBc12De.jpg", "fGh34.jpg"],
  ],
  ["a list of ids", "imgur.com/aBc12De,fGh34;", ["aBc12De,fGh34"]],
  [
    "a redirect's parameter",
    "https://l.example/?u=https%3A%2F%2Fi.imgur.com%2FaBc12De.jpg%3Ffb&x=1",
    ["aBc12De.jpg"],
  ],
  ["a parameter encoded twice", "u=https%253A%252F%252Fimgur.com%252Fa%252FaBc12De", ["a/aBc12De"]],
  ["a plain redirect's parameter", "/out?u=https://imgur.com/aBc12De&sa=D&usg=x", ["aBc12De"]],
  [
    "an archived page",
    "https://web.archive.org/web/2015im_/http://i.imgur.com/fGh34.png",
    ["fGh34.png"],
  ],
  ["links that touch", "http://imgur.com/aBc12Dehttp://imgur.com/fGh34", ["aBc12De", "fGh34"]],
  [
    "links that forums defuse",
    "ttp://i.imgur.com/aBc12De.png hxxps://imgur.com/fGh34",
    ["aBc12De.png", "fGh34"],
  ],
  [
    "prose",
    "See imgur.com/a/aBc12De. (Or imgur.com/fGh34!) imgur.com/gallery/xYz98Wv…",
    ["a/aBc12De", "fGh34", "gallery/xYz98Wv"],
  ],
  ["prose without a space", "imgur.com/aBc12De.Then we went home", ["aBc12De"]],
  [
    "Japanese prose",
    "画像はhttps://imgur.com/aBc12De。次「i.imgur.com/fGh34.jpg」",
    ["aBc12De", "fGh34.jpg"],
  ],
  ["upper case", "HTTPS://I.IMGUR.COM/aBc12De.JPG", ["aBc12De.jpg"]],
  ["a link at the very end", "https://imgur.com/aBc12De", ["aBc12De"]],
  [
    "a user's page",
    'a "http://kittens.imgur.com" b http://puppies.imgur.com/.',
    ["@kittens", "@puppies"],
  ],
  [
    "accents",
    "https://imgur.com/t/caf%C3%A9 https://imgur.com/schöne-katze-aBc12De",
    ["t/café", "aBc12De"],
  ],
  [
    "a link twice in two forms",
    "imgur.com/aBc12De http://m.imgur.com/the-title-aBc12De#x",
    ["aBc12De"],
  ],
];

const LEFT_ALONE: readonly (readonly [string, string])[] = [
  ["nothing", ""],
  ["the host alone", "imgur.com, https://imgur.com/ and https://imgur.com?x"],
  ["Imgur's own pages", "imgur.com/upload https://imgur.com/rules https://help.imgur.com/hc"],
  [
    "look-alikes",
    "https://imgur.com.evil.com/aBc12De notimgur.com/aBc12De imgur.community/aBc12De",
  ],
  ["another's subdomain", "https://i.stack.imgur.com/aBc12.png"],
  [
    "user names and ports",
    "https://a:b@imgur.com/aBc12De https://imgur.com@evil.com/aBc12De imgur.com:80/aBc12De",
  ],
  ["e-mail", "me@imgur.com/aBc12De"],
  ["another's path", "https://evil.com/imgur.com/aBc12De https://evil.com//imgur.com/aBc12De"],
  ["other schemes", "ftp://imgur.com/aBc12De javascript://imgur.com/aBc12De"],
  ["a broken encoding", "https%3A%2F%2Fimgur.com%2F%E0%A4%A"],
  ["ids without a host", "aBc12De a/aBc12De r/aww @somebody"],
];

const CRUEL: readonly (readonly [string, string])[] = [
  ["hosts alone", "imgur.com/"],
  ["links", "https://i.imgur.com/aBc12De.jpg "],
  ["marks after a link", `imgur.com/a/${"!".repeat(2500)}`],
  ["parentheses after a link", `imgur.com/a/${"(".repeat(2500)}`],
  ["a long word before a host", `${"a".repeat(200)}.imgur.com/x`],
  ["slashes before a host", `${"/".repeat(200)}imgur.com/x`],
  ["percent-encoding", `imgur.com%2F${"%41".repeat(700)}`],
  ["dashes", `https://imgur.com/${"a-".repeat(1200)}`],
];

const pieces = fc.constantFrom(
  "https://",
  "http:\\/\\/",
  "https%3A%2F%2F",
  "//",
  "i.",
  "m.",
  "kittens.",
  "imgur.com",
  "imgur.io",
  "/",
  "\\/",
  "%2F",
  "a/",
  "aBc12De",
  "fGh34",
  ".jpg",
  ".",
  ",",
  "?q=x",
  "&amp;",
  " ",
  "\n",
  '"',
  "(",
  ")",
  "[/img]",
  "é",
  "evil.com",
  "@",
  "x".repeat(900),
);
const links = fc.constantFrom(...FOUND.map(([, text]) => text));
const texts = fc
  .array(fc.oneof(pieces, links), { minLength: 1, maxLength: 40 })
  .map((parts) => parts.join(""));
/** Long enough to end a batch within the text that follows. */
const fillers = fc.integer({ min: 64_000, max: 65_600 }).map((length) => " ".repeat(length));
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });

describe("findImgurLinks()", () => {
  test.each(FOUND)("reads %s", (_what, text, names) =>
    expect(findImgurLinks(text).map(printTarget)).toEqual([...names]),
  );

  test.each(LEFT_ALONE)("leaves %s alone", (_what, text) =>
    expect(findImgurLinks(text)).toEqual([]),
  );

  test("gives a list's ids only where they look like ids", () =>
    expect(findImgurLinks("imgur.com/aBc12De,fGh34 imgur.com/aBc12De,Kitty")).toEqual([
      { kind: "list", ids: ["aBc12De", "fGh34"] },
      { kind: "image", id: "aBc12De" },
    ]));

  test("throws at nothing", () =>
    fc.assert(
      fc.property(
        fc.oneof(texts, fc.string({ unit: "binary" })),
        (text) => void findImgurLinks(text),
      ),
    ));

  test.each(CRUEL)("takes a megabyte of %s in its stride", (_what, text) => {
    const megabyte = text.repeat(Math.ceil(1_000_000 / text.length));
    const startedAt = performance.now();
    findImgurLinks(megabyte);
    expect(performance.now() - startedAt).toBeLessThan(1500);
  });
});

describe("readLinks()", () => {
  test("finds what the whole text holds, wherever it is cut", () =>
    assertCutsDoNotMatter(readLinks));

  test("fails that law when each piece is read alone", () => {
    async function* broken(chunks: AsyncIterable<string>): AsyncGenerator<Target> {
      for await (const chunk of chunks) yield* findImgurLinks(chunk);
    }
    return expect(assertCutsDoNotMatter(broken)).rejects.toThrow();
  });

  test("yields a link before the text has ended", async () => {
    const links = readLinks(endless("https://imgur.com/aBc12De and so on "));
    expect((await links.next()).value).toEqual({ kind: "image", id: "aBc12De" });
    await links.return(undefined);
  });

  test("gives a link once, however far apart its two places are", async () => {
    const chunks = ["imgur.com/aBc12De ", "x ".repeat(100_000), "imgur.com/aBc12De"];
    expect(await Array.fromAsync(readLinks(streamOf(chunks)))).toHaveLength(1);
  });
});

async function assertCutsDoNotMatter(read: Reader): Promise<void> {
  const stretched = fc
    .array(fc.tuple(fillers, texts), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.flat().join(""));
  await fc.assert(
    fc.asyncProperty(stretched, cuts, async (text, lengths) => {
      const found = await Array.fromAsync(read(streamOf(cut(text, lengths))));
      expect(found).toEqual(findImgurLinks(text));
    }),
    { numRuns: 150 },
  );
}

function* cut(text: string, lengths: readonly number[]): Generator<string> {
  let at = 0;
  for (let turn = 0; at < text.length; turn += 1) {
    const length = (lengths[turn % lengths.length] ?? 1) * (turn % 3 === 0 ? 500 : 1);
    yield text.slice(at, at + length);
    at += length;
  }
}

async function* streamOf(chunks: Iterable<string>): AsyncGenerator<string> {
  yield* chunks;
}

async function* endless(text: string): AsyncGenerator<string> {
  for (;;) yield text;
}
