import { describe, expect, test } from "bun:test";
import { AcaciaError } from "../errors.ts";
import { type ListingChoices, type ListingSource, planSource } from "./sources.ts";

/** Path and query of a page, as they go out. */
function pageOf(source: ListingSource, number: number, choices: ListingChoices = {}): string {
  const plan = planSource(source, choices);
  if (plan.type === "look_ups") throw new Error(`${source.kind} has no pages`);
  const { path, query = {} } = plan.page(number);
  return `${path}?${new URLSearchParams(query)}`;
}

function callsOf(source: ListingSource): string[] {
  const plan = planSource(source);
  if (plan.type !== "look_ups") throw new Error(`${source.kind} is no look-up`);
  return plan.lookUps.flatMap((lookUp) => lookUp.steps.map((step) => step.call.path));
}

const PAGES: readonly (readonly [string, ListingSource, ListingChoices, string])[] = [
  ["the front page", { kind: "section", name: "hot" }, {}, "hot/viral/day/0?album_previews=1"],
  [
    "the top of the week",
    { kind: "section", name: "top", window: "week" },
    {},
    "top/top/week/0?album_previews=1",
  ],
  [
    "what is new",
    { kind: "section", name: "new" },
    {},
    "user/time/day/0?album_previews=1&showViral=true",
  ],
  [
    "what rises",
    { kind: "section", name: "rising" },
    {},
    "user/rising/day/0?album_previews=1&showViral=true",
  ],
  [
    "what users post",
    { kind: "section", name: "user" },
    { mature: true },
    "user/viral/day/0?album_previews=1&mature=true&showViral=true",
  ],
  [
    "the pages of a sample",
    { kind: "section", name: "random" },
    {},
    "hot/viral/day/0?album_previews=1",
  ],
  ["a subreddit", { kind: "subreddit", name: "aww" }, {}, "r/aww/time/week/0?album_previews=1"],
  [
    "a subreddit's best of all time",
    { kind: "subreddit", name: "aww", sort: "top", window: "all" },
    {},
    "r/aww/top/all/0?album_previews=1",
  ],
  ["a tag", { kind: "tag", name: "cats" }, {}, "t/cats/viral/week/0?album_previews=1"],
  [
    "a search",
    { kind: "search", query: "red panda" },
    {},
    "search/time/all/0?album_previews=1&q=red+panda",
  ],
  [
    "a search by fields",
    { kind: "search", query: "", fields: { q_type: "gif", q_any: "cat dog" } },
    { sort: "top", window: "year" },
    "search/top/year/0?album_previews=1&q_type=gif&q_any=cat+dog",
  ],
  [
    "a search by words and fields",
    { kind: "search", query: "panda", fields: { q_type: "gif" } },
    {},
    "search/time/all/0?album_previews=1&q_type=gif&q_all=panda",
  ],
];

const ACCOUNTS: readonly (readonly [string, ListingSource, string])[] = [
  [
    "a user's posts",
    { kind: "user", name: "leaf eater" },
    "leaf%20eater/submissions/3/newest?album_previews=1",
  ],
  [
    "a user's oldest posts",
    { kind: "user", name: "u", sort: "oldest" },
    "u/submissions/3/oldest?album_previews=1",
  ],
  ["favourites", { kind: "favorites", name: "u" }, "u/gallery_favorites/3/newest?album_previews=1"],
  [
    "a folder of favourites",
    { kind: "favorite_folder", name: "u", folder: "77" },
    "u/folders/77/favorites?page=3&sort=newest",
  ],
  ["a user's albums", { kind: "account_albums", name: "u" }, "u/albums/3?perPage=100"],
];

describe("planSource()", () => {
  test.each(PAGES.map((row) => [...row] as const))("pages through %s", (_what, ...row) => {
    const [source, choices, expected] = row;
    expect(pageOf(source, 0, choices)).toBe(`/3/gallery/${expected}`);
  });

  test.each(ACCOUNTS.map((row) => [...row] as const))("pages through %s", (_what, source, path) => {
    expect(pageOf(source, 3)).toBe(`/3/account/${path}`);
  });

  test("puts the Client-ID of a folder's call into the query", () => {
    const plan = planSource({ kind: "favorite_folder", name: "u", folder: "77" });
    expect(plan.type === "pages" && plan.page(0).auth).toBe("query");
  });

  test.each([
    ["newest", { kind: "subreddit", name: "aww" }, "/time/"],
    ["best", { kind: "tag", name: "cats" }, "/top/"],
    ["time", { kind: "user", name: "u" }, "/newest"],
  ] as const)("reads the sort %s in the other family's words", (sort, source, part) => {
    expect(pageOf(source, 0, { sort })).toContain(part);
  });

  test.each([
    ["rising", { kind: "section", name: "hot" }],
    ["viral", { kind: "subreddit", name: "aww" }],
    ["worst", { kind: "favorites", name: "u" }],
    ["../x", { kind: "tag", name: "cats" }],
  ] as const)("refuses the sort %s for %j", (sort, source) => {
    expect(() => planSource(source, { sort })).toThrow(AcaciaError);
  });

  test("refuses a span that is none", () => {
    expect(() => planSource({ kind: "section", name: "top" }, { window: "decade" })).toThrow(
      "Cannot list the top of 'decade': it is no span of time",
    );
  });

  test.each([
    [
      "an image",
      { kind: "image", id: "aBc12" },
      ["/post/v1/media/aBc12", "/3/image/aBc12", "/3/album/aBc12"],
    ],
    ["a file", { kind: "file", id: "aBc12" }, ["/post/v1/media/aBc12", "/3/image/aBc12"]],
    [
      "an album",
      { kind: "album", id: "aBc12" },
      [
        "/post/v1/albums/aBc12",
        "/3/album/aBc12",
        "/ajaxalbums/getimages/aBc12/hit.json",
        "/3/image/aBc12",
      ],
    ],
    [
      "a subreddit's post",
      { kind: "subreddit_post", name: "aww", id: "aBc12" },
      [
        "/3/gallery/r/aww/aBc12",
        "/post/v1/albums/aBc12",
        "/post/v1/posts/aBc12",
        "/3/album/aBc12",
        "/3/image/aBc12",
        "/ajaxalbums/getimages/aBc12/hit.json",
      ],
    ],
  ] as const)("looks %s up in this order", (_what, source, calls) => {
    expect(callsOf(source)).toEqual([...calls]);
  });
});
