import { describe, expect, test } from "bun:test";
import {
  canonicalAddress,
  describeTarget,
  parseTarget,
  printTarget,
  readTarget,
  type Target,
} from "./target.ts";

const ID = "aBc12De";
const ALBUM: Target = { kind: "album", id: ID };
const FILE: Target = { kind: "file", id: ID, ext: "jpg" };
const GALLERY: Target = { kind: "gallery", id: ID };
const IMAGE: Target = { kind: "image", id: ID };
const LIST: Target = { kind: "list", ids: [ID, "fGh34"] };
const USER: Target = { kind: "user", name: "Some_body" };

const ACCEPTED: readonly (readonly [string, Target])[] = [
  [ID, IMAGE],
  ["fGh34", { kind: "image", id: "fGh34" }],
  ["kittens", { kind: "image", id: "kittens" }],
  [`https://imgur.com/${ID}`, IMAGE],
  [`http://www.imgur.com/${ID}`, IMAGE],
  [`HTTPS://M.IMGUR.COM/${ID}/`, IMAGE],
  [`//imgur.com/${ID}`, IMAGE],
  [`  imgur.io/${ID}?tags#comments  `, IMAGE],
  [`imgur.com/a-long-title-${ID}`, IMAGE],
  [`imgur.com/sch%C3%B6ne-katze-${ID}`, IMAGE],
  [`imgur.com/${ID}/embed`, IMAGE],
  [`i.imgur.com/${ID}`, IMAGE],
  [`https://i.imgur.com/${ID}.jpg`, FILE],
  [`https://i.imgur.com/${ID}.JPEG?1`, FILE],
  [`https://i.imgur.io/${ID}.jpg`, FILE],
  [`https://o.imgur.com/${ID}.jpg`, FILE],
  [`https://edge.imgur.com/${ID}.jpg`, FILE],
  [`imgur.com/${ID}.jpg`, FILE],
  [`${ID}.jpg`, FILE],
  ...[..."sbtmlhgr"].map((suffix) => [`i.imgur.com/${ID}${suffix}.jpg`, FILE] as const),
  ["i.imgur.com/fGh34h.gif", { kind: "file", id: "fGh34", ext: "gif" }],
  ["i.imgur.com/fGhhh.gif", { kind: "file", id: "fGhhh", ext: "gif" }],
  ["i.imgur.com/aBc12Dh.png", { kind: "file", id: "aBc12Dh", ext: "png" }],
  [`i.imgur.com/${ID}.GIFV`, { kind: "file", id: ID, ext: "gif" }],
  [`i.imgur.com/${ID}_lq.mp4`, { kind: "file", id: ID, ext: "mp4" }],
  [`i.imgur.com/${ID}_d.webp?maxwidth=760&fidelity=grand`, { kind: "file", id: ID, ext: "webp" }],
  [`imgur.com/download/${ID}/`, { kind: "file", id: ID }],
  [`imgur.com/download/${ID}/a%20title`, { kind: "file", id: ID }],
  [`a/${ID}`, ALBUM],
  [`a:${ID}`, ALBUM],
  [`https://imgur.com/a/${ID}`, ALBUM],
  [`https://imgur.com/a/the-title-${ID}#3`, ALBUM],
  [`https://imgur.com/a/${ID}/all`, ALBUM],
  [`https://imgur.com/a/${ID}/layout/grid`, ALBUM],
  [`https://imgur.com/a/${ID}/gifv`, ALBUM],
  [`https://imgur.com/a/${ID}/zip`, ALBUM],
  [`https://imgur.com/a/${ID}/embed?pub=true`, ALBUM],
  [`https://imgur.com//a//${ID}//`, ALBUM],
  [`imgur.com/a%2F${ID}`, ALBUM],
  [`imgur.com/gallery/${ID}`, GALLERY],
  [`imgur.com/gallery/the-title-${ID}`, GALLERY],
  [`imgur.com/gallery/${ID}#/t/cats`, GALLERY],
  [`imgur.com/topic/Funny/${ID}`, GALLERY],
  [`gallery/${ID}`, GALLERY],
  ["t/cats", { kind: "tag", name: "cats" }],
  ["imgur.com/t/the_more_you_know", { kind: "tag", name: "the_more_you_know" }],
  ["imgur.com/t/caf%C3%A9", { kind: "tag", name: "café" }],
  ["imgur.com/t/cats/viral", { kind: "tag", name: "cats", sort: "viral" }],
  ["imgur.com/t/cats/month", { kind: "tag", name: "cats", window: "month" }],
  ["imgur.com/t/cats/top/all", { kind: "tag", name: "cats", sort: "top", window: "all" }],
  [`imgur.com/t/cats/${ID}`, { kind: "tag_post", name: "cats", id: ID }],
  [`imgur.com/t/cats/the-title-${ID}`, { kind: "tag_post", name: "cats", id: ID }],
  ["r/aww", { kind: "subreddit", name: "aww" }],
  ["r:aww", { kind: "subreddit", name: "aww" }],
  ["imgur.com/r/aww/new", { kind: "subreddit", name: "aww", sort: "time" }],
  ["imgur.com/r/aww/top", { kind: "subreddit", name: "aww", sort: "top" }],
  ["imgur.com/r/aww/top/week/", { kind: "subreddit", name: "aww", sort: "top", window: "week" }],
  ["imgur.com/r/aww/new/page/3/hit?scrolled", { kind: "subreddit", name: "aww", sort: "time" }],
  [`imgur.com/r/aww/${ID}`, { kind: "subreddit_post", name: "aww", id: ID }],
  ["@Some_body", USER],
  ["imgur.com/user/Some_body", USER],
  ["imgur.com/user/Some_body/posts", USER],
  ["imgur.com/user/Some_body/submitted/worst", { ...USER, sort: "worst" }],
  ["http://somebody.imgur.com", { kind: "user", name: "somebody" }],
  ["somebody.imgur.com/all", { kind: "user", name: "somebody" }],
  [`somebody.imgur.com/a/${ID}`, ALBUM],
  ["user/Some_body/favorites", { kind: "favorites", name: "Some_body" }],
  ["imgur.com/user/x/favorites/oldest", { kind: "favorites", name: "x", sort: "oldest" }],
  ["imgur.com/user/x/favorites/folder/12", { kind: "favorite_folder", name: "x", folder: "12" }],
  [
    "imgur.com/user/x/favorites/folder/12/title",
    { kind: "favorite_folder", name: "x", folder: "12" },
  ],
  ["search:cats and  dogs", { kind: "search", query: "cats and dogs" }],
  ["search: title:a\\b ", { kind: "search", query: "title:a\\b" }],
  ["imgur.com/search?q=cats+OR+dogs", { kind: "search", query: "cats OR dogs" }],
  ["search?q=title:cats", { kind: "search", query: "title:cats" }],
  ["imgur.com/search/score?q=%23cats", { kind: "search", query: "#cats", sort: "top" }],
  ["imgur.com/search/relevance?q=cats", { kind: "search", query: "cats" }],
  [
    "imgur.com/search/time/week?q=cats&q_size_px=big&other=1",
    { kind: "search", query: "cats", sort: "time", window: "week", fields: { q_size_px: "big" } },
  ],
  [
    "imgur.com/search?q_all=cats&q_type=png",
    { kind: "search", query: "", fields: { q_all: "cats", q_type: "png" } },
  ],
  [
    "search/top?q_type=gif:cats",
    { kind: "search", query: "cats", sort: "top", fields: { q_type: "gif" } },
  ],
  ["hot", { kind: "section", name: "hot" }],
  ["imgur.com", { kind: "section", name: "hot" }],
  ["imgur.com/hot/viral/day", { kind: "section", name: "hot", sort: "viral", window: "day" }],
  ["top/week", { kind: "section", name: "top", window: "week" }],
  [
    "imgur.com/gallery/top/viral/week",
    { kind: "section", name: "top", sort: "viral", window: "week" },
  ],
  ["new", { kind: "section", name: "new" }],
  ["imgur.com/new/time", { kind: "section", name: "new" }],
  ["imgur.com/new/viral", { kind: "section", name: "user", sort: "viral" }],
  ["imgur.com/gallery/user/rising", { kind: "section", name: "rising" }],
  ["imgur.com/gallery/user/time", { kind: "section", name: "new" }],
  ["user", { kind: "section", name: "user" }],
  ["random", { kind: "section", name: "random" }],
  ["imgur.com/gallery/random", { kind: "section", name: "random" }],
  [`imgur.com/${ID},fGh34`, LIST],
  [`imgur.com/${ID}&fGh34`, LIST],
  [`${ID},fGh34,${ID},`, LIST],
  [`imgur.com/${ID},${ID}`, IMAGE],
];

const REFUSED: readonly (readonly [string, string])[] = [
  ["", "it is empty"],
  [" \n ", "it is empty"],
  ["abcdef", "an id has 5 or 7 letters and digits, and 'abcdef' has 6"],
  ["imgur.com/aBc12DeFg", "an id has 5 or 7 letters and digits, and 'aBc12DeFg' has 9"],
  ["i.imgur.com/aBc12Dex.jpg", "Imgur has no address of that form"],
  [`i.imgur.com/${ID}.exe`, "'.exe' is no picture or video"],
  [
    "https://imgur.com.evil.com/aBc12De",
    "its host is 'imgur.com.evil.com', which is none of Imgur's",
  ],
  ["https://evilimgur.com/aBc12De", "its host is 'evilimgur.com', which is none of Imgur's"],
  ["https://xn--mgur-nza.com/aBc12De", "its host is 'xn--mgur-nza.com', which is none of Imgur's"],
  ["https://imgur.com./aBc12De", "its host is 'imgur.com.', which is none of Imgur's"],
  ["https://%69mgur.com/aBc12De", "its host is '%69mgur.com', which is none of Imgur's"],
  ["https://ｉｍｇｕｒ.com/aBc12De", "its host is 'ｉｍｇｕｒ.com', which is none of Imgur's"],
  [
    "https://i.stack.imgur.com/aBc12.png",
    "its host is 'i.stack.imgur.com', which is none of Imgur's",
  ],
  ["example.org/a/aBc12De", "its host is 'example.org', which is none of Imgur's"],
  ["https://imgur.com@evil.com/aBc12De", "it holds a user name or a password before its host"],
  ["https://user:word@imgur.com/aBc12De", "it holds a user name or a password before its host"],
  ["https://imgur.com:8080/aBc12De", "it names a port, and Imgur uses none"],
  ["imgur.com:443/aBc12De", "it names a port, and Imgur uses none"],
  ["javascript:alert(1)//imgur.com/aBc12De", "its scheme is 'javascript', neither http nor https"],
  ["data:text/html,imgur.com/aBc12De", "its scheme is 'data', neither http nor https"],
  ["file:///imgur.com/aBc12De", "its scheme is 'file', neither http nor https"],
  ["ftp://imgur.com/aBc12De", "its scheme is 'ftp', neither http nor https"],
  ["https:imgur.com/aBc12De", "no host follows 'https:'"],
  ["https:///imgur.com/aBc12De", "it names no host"],
  ["https://imgur.com\\@evil.com/aBc12De", "it holds a backslash"],
  ["imgur.com/%5Ca/aBc12De", "it hides control characters or a backslash behind percent-encoding"],
  ["imgur.com/a/aBc12De%00", "it hides control characters or a backslash behind percent-encoding"],
  ["imgur.com/%E0%A4%A", "its percent-encoding is broken"],
  ["imgur.com/a/aBc\n12De", "it holds control characters"],
  ["imgur.com/aBc12De\u001b[2J", "it holds control characters"],
  ["imgur.com/a/../aBc12De", "/a is one of Imgur's own pages, or is not complete"],
  ["imgur.com/gallery", "/gallery is one of Imgur's own pages, or is not complete"],
  ["imgur.com/a/gallery", "/a is one of Imgur's own pages, or is not complete"],
  ["imgur.com/upload", "/upload is one of Imgur's own pages, or is not complete"],
  ["imgur.com/topics", "Imgur has given up its topics"],
  ["imgur.com/user/me/hidden", "'me' is whoever is logged in, which Acacia never is"],
  ["@me", "'me' is whoever is logged in, which Acacia never is"],
  ["help.imgur.com/hc/articles", "'help.imgur.com' is Imgur's, but holds no posts"],
  ["https://api.imgur.com/3/image/aBc12De", "'api.imgur.com' is Imgur's, but holds no posts"],
  ["i.imgur.com", "'i.imgur.com' alone names no file"],
  ["search:", "it is a search for nothing"],
  ["imgur.com/search/top", "it is a search for nothing"],
  [`search:${"x".repeat(1001)}`, "it searches for more than 1000 characters"],
  ["🦒", "Imgur has no address of that form"],
];

/** Long and cruel texts: each once cost some parser of addresses a quadratic or an exponential time. */
const CRUEL: readonly (readonly [string, string])[] = [
  ["a megabyte of letters", "a".repeat(1_000_000)],
  ["a megabyte of spaces", " ".repeat(1_000_000)],
  ["dashes without an id", `imgur.com/${"a-".repeat(8000)}`],
  ["commas without an id", `imgur.com/${"aBc12De,".repeat(2000)}!`],
  ["slashes", `imgur.com/${"/".repeat(16_000)}`],
  ["percent signs", `imgur.com/${"%25".repeat(5000)}`],
  ["a folder in a folder", `imgur.com/${"a/".repeat(8000)}`],
  ["dots in the host", `${"a.".repeat(8000)}imgur.com/aBc12De`],
  ["colons", ":".repeat(16_000)],
  ["parameters", `imgur.com/search?${"q=a&".repeat(4000)}`],
];

describe("parseTarget()", () => {
  test.each(ACCEPTED)("reads %s", (text, target) => expect(parseTarget(text)).toEqual(target));

  test("keeps the case of an id", () =>
    expect(parseTarget("AbCdE")).not.toEqual(parseTarget("aBcDe")));

  test("throws a usage error with the reason and a hint", () =>
    expect(() => parseTarget("abcdef")).toThrow(
      expect.objectContaining({
        code: "usage",
        message:
          "Cannot read the target 'abcdef': an id has 5 or 7 letters and digits, and 'abcdef' has 6",
        hint: "See `acacia help targets` for every form that can be read",
      }),
    ));

  test("shows no control character of the text in its message", () => {
    const text = "\u001b[31mred\u202E";
    expect(() => parseTarget(text)).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/[\p{Cc}\p{Cf}]/u) }),
    );
  });

  test.each(CRUEL)("is done at once with %s", (_what, text) => {
    const startedAt = performance.now();
    readTarget(text);
    expect(performance.now() - startedAt).toBeLessThan(1000);
  });
});

describe("readTarget()", () => {
  test.each(REFUSED)("refuses %j: %s", (text, reason) =>
    expect(readTarget(text)).toMatchObject({ kind: "reject", reason }),
  );

  test("refuses a list of more ids than it reads at once", () => {
    const ids = Array.from({ length: 1001 }, (_, index) => `A${String(index).padStart(4, "0")}`);
    expect(readTarget(`imgur.com/${ids.join(",")}`)).toMatchObject({
      reason: "it lists 1001 ids, and 1000 are read at once",
    });
  });

  test("refuses a megabyte by its length", () =>
    expect(readTarget("x".repeat(1_000_000))).toMatchObject({
      reason: "it has 1000000 characters, and no address of Imgur's is that long",
    }));
});

describe("canonicalAddress()", () => {
  test.each([
    ["m.imgur.com/the-title-aBc12De", "https://imgur.com/aBc12De"],
    ["imgur.com/aBc12Deh.gifv", "https://i.imgur.com/aBc12De.gif"],
    ["r/aww/new", "https://imgur.com/r/aww/new"],
    ["t/café", "https://imgur.com/t/caf%C3%A9"],
    ["search/top?q_type=png:a&b=c", "https://imgur.com/search/top?q=a%26b%3Dc&q_type=png"],
    ["user", "https://imgur.com/gallery/user"],
  ])("of %s is %s", (text, address) => expect(canonicalAddress(parseTarget(text))).toBe(address));
});

describe("printTarget()", () => {
  test.each([
    ["imgur.com/aBc12De", "aBc12De"],
    ["i.imgur.com/aBc12De.JPG", "aBc12De.jpg"],
    ["imgur.com/a/the-title-aBc12De", "a/aBc12De"],
    ["imgur.com/r/aww/top/week", "r/aww/top/week"],
    ["imgur.com/user/somebody", "@somebody"],
    ["imgur.com/user/somebody/favorites", "user/somebody/favorites"],
    ["imgur.com/search?q=cats", "search:cats"],
    ["imgur.com/hot", "hot"],
    ["imgur.com/top/week", "top/week"],
  ])("of %s is %s", (text, name) => expect(printTarget(parseTarget(text))).toBe(name));
});

describe("describeTarget()", () => {
  test("tells how a text is read", () =>
    expect(describeTarget("imgur.com/r/aww/top/week")).toEqual({
      text: "imgur.com/r/aww/top/week",
      kind: "subreddit",
      name: "aww",
      sort: "top",
      window: "week",
      canonical: "https://imgur.com/r/aww/top/week",
    }));

  test("tells why a text is refused", () =>
    expect(describeTarget("upload")).toEqual({
      text: "upload",
      kind: "reject",
      reason: "/upload is one of Imgur's own pages, or is not complete",
    }));
});
