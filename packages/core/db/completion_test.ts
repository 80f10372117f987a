import { expect, test } from "bun:test";
import { fillArchive } from "../testing/fill_archive.ts";
import { prepareCompletion } from "./completion.ts";
import { prepareEdits } from "./edits.ts";
import { openDatabase } from "./open.ts";
import { prepareSavedFilters } from "./saved_filters.ts";

const database = openDatabase(":memory:");
fillArchive(database, { media: 2_000, words: false });
prepareEdits(database).tag([1, 2], { tags: ["red pandas", "tag7"], at: 1 });
prepareSavedFilters(database).save(
  { name: "best", query: "score:>500", sort: "posted" },
  { at: 1 },
);
database.sqlite.run("UPDATE posts SET author = 'UserUpper' WHERE id <= 3");
const complete = prepareCompletion(database);

/** Completes at the bar, and shows what the query becomes with the first choice. */
function taken(text: string): string {
  const at = text.indexOf("¦");
  const q = text.replace("¦", "");
  const { from, to, options } = complete({ q, at });
  return `${q.slice(0, from)}${options[0]?.text ?? ""}${q.slice(to)}`;
}

test.each([
  ["ta¦", "tag:"],
  ["sco¦", "score:"],
  ["type:v¦", "type:video"],
  ["is:g¦", "is:gone"],
  ["cats -is:n¦ dogs", "cats -is:new dogs"],
  ["(tag:red¦ OR x)", '(tag:"red pandas" OR x)'],
  ["tag:RED¦", 'tag:"red pandas"'],
  ["user:USERU¦", "user:UserUpper"],
  ["filter:b¦", "filter:best"],
  ["usr¦", ""],
  ["tag:red¦pandas", 'tag:"red pandas"'],
])("'%s' goes on as '%s'", (text, becomes) => expect(taken(text)).toBe(becomes));

test("nothing typed offers every field", () => {
  const { options } = complete({ q: "cats ", limit: 100 });
  expect(options.map(({ text }) => text)).toContain("after:");
  expect(options.every(({ kind }) => kind === "field")).toBe(true);
});

test("names come with counts, the most frequent first, Imgur's and own ones as one", () => {
  const { options } = complete({ q: "tag:tag7" });
  const posts = database.sqlite
    .query<{ n: number }, []>(
      "SELECT count(*) AS n FROM post_tags JOIN tags ON id = tag_id WHERE name = 'tag7'",
    )
    .get()!.n;
  expect(options[0]).toEqual({ text: "tag:tag7", kind: "tag", help: "", count: posts + 2 });
  const counts = complete({ q: "user:" }).options.map(({ count }) => count ?? 0);
  expect(counts).toEqual(counts.toSorted((a, b) => b - a));
});

test("a word offers the names that begin with it", () => {
  const kinds = complete({ q: "use", limit: 50 }).options.map(({ kind }) => kind);
  expect(kinds).toContain("user");
});

test.each(["user:", "r:", "tag:"])(
  "%s is answered in the index, without reading a table whole",
  (q) => {
    const read: string[] = [];
    const spy = new Proxy(database.sqlite, {
      get(target, name) {
        if (name !== "prepare") return Reflect.get(target, name, target);
        return (sql: string) => {
          const rows = target.query<{ detail: string }, []>(`EXPLAIN QUERY PLAN ${sql}`).all();
          read.push(...rows.map(({ detail }) => detail));
          return target.prepare(sql);
        };
      },
    });
    prepareCompletion({ sqlite: spy })({ q });
    expect(read.filter((step) => /^SCAN (posts|post_tags|media_user_tags)\b/.test(step))).toEqual(
      [],
    );
  },
);
