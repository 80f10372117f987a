import { expect, test } from "bun:test";
import fc from "fast-check";
import { safeFileName } from "../text/file_name.ts";
import {
  DEFAULT_VIEW,
  expandView,
  numberNames,
  parseViewTemplate,
  VIEW_FIELDS,
  type ViewFacts,
} from "./view_template.ts";

const FACTS: ViewFacts = {
  source: "r/aww",
  position: 0,
  mediaCount: 1,
  id: "aBc12De",
  ext: "jpg",
  title: "A cat: on/off?",
  author: "Giraffe",
  subreddit: "aww",
  post: "pOst1",
  postedAt: Date.UTC(2026, 10, 24, 23, 59),
};

function name(template: string, facts: Partial<ViewFacts> = {}): string {
  return expandView(parseViewTemplate(template)!, { ...FACTS, ...facts });
}

test.each([
  ["the default, a lone picture", DEFAULT_VIEW, {}, "r/aww/aBc12De.jpg"],
  ["the default, in an album", DEFAULT_VIEW, { mediaCount: 12 }, "r/aww/001_aBc12De.jpg"],
  ["a large album", "{num}{id}", { mediaCount: 2000, position: 41 }, "0042_aBc12De"],
  ["slashes of a title", "{title}.{ext}", {}, "A cat_ on_off_.jpg"],
  ["a day, in UTC", "{date}/{id}.{ext}", {}, "2026-11-24/aBc12De.jpg"],
  ["no day", "{date}/{id}.{ext}", { postedAt: null }, "undated/aBc12De.jpg"],
  ["no title", "{title}.{ext}", { title: null }, "untitled.jpg"],
  ["no author", "{author}/{id}.{ext}", { author: null }, "unknown/aBc12De.jpg"],
  ["no subreddit", "{subreddit}/{id}.{ext}", { subreddit: " " }, "unknown/aBc12De.jpg"],
  ["text of the user's own", "my {author}/{post} {id}.{ext}", {}, "my Giraffe/pOst1 aBc12De.jpg"],
  ["a way out of the folder", "{title}/{id}.{ext}", { title: ".." }, "_/aBc12De.jpg"],
  [
    "a title cut to characters",
    "{title:3}.{ext}",
    { title: "e\u0301\u{1F1E9}\u{1F1EA}b c" },
    "\u00e9\u{1F1E9}\u{1F1EA}b.jpg",
  ],
  ["a cut with a space at its end", "{title:2}.{ext}", { title: "a cat" }, "a.jpg"],
  ["a month", "{date:%Y/%m}/{id}.{ext}", {}, "2026_11/aBc12De.jpg"],
  ["a year and a time", "{date:%Y}/{date:%H%M%S} {id}", {}, "2026/235900 aBc12De"],
  ["no month", "{date:%Y-%m}/{id}", { postedAt: null }, "undated/aBc12De"],
  ["a field instead of an unknown one", "{title:9|id}.{ext}", { title: " " }, "aBc12De.jpg"],
  ["the first field that is known", "{title|id}.{ext}", { title: "Cat" }, "Cat.jpg"],
  ["a text instead of an unknown field", "{author|'me'}/{id}", { author: null }, "me/aBc12De"],
  ["nothing instead of an unknown field", "{title|''}{id}", { title: null }, "aBc12De"],
  ["a placeholder of the last field", "{title|author}", { title: null, author: null }, "unknown"],
  ["a number of a width", "{num:03} {id}.{ext}", { position: 4 }, "005 aBc12De.jpg"],
  ["nothing in the last place", "{source}/{num}", {}, "r/aww/aBc12De.jpg"],
  ["nothing at all", "{num}", {}, "aBc12De.jpg"],
] as const)("expandView() with %s", (_what, template, facts, path) => {
  expect(name(template, facts)).toBe(path);
});

test("parseViewTemplate() reads `none` as no view", () => {
  expect(parseViewTemplate("none")).toBeNull();
});

test.each([
  ["an unknown field, with a suggestion", "{titel}/{id}", "Write {title}"],
  ["a format that is no date's", "{date:%Q}/{id}", "Write {date:%Y-%m-%d}"],
  ["a format that is no number's", "{num:3x}", "Write {num:03}"],
  ["a format that is no width", "{title:wide}", "Write {title:40}"],
  ["a format of an id", "{id:3}", "Write {id}"],
  ["a text with a slash", "{title|'a/b'}", "Use {source}"],
  ["a brace alone", "{id", "Use {source}"],
  ["an absolute path", "/tmp/{id}", "Use {source}"],
  ["a folder", "{source}/", "Use {source}"],
  ["nothing", " ", "Use {source}"],
  ["a field that every object has", "{constructor}", "Use {source}"],
])("parseViewTemplate() refuses %s", (_what, template, hint) => {
  expect(() => parseViewTemplate(template)).toThrow(
    expect.objectContaining({ code: "usage", hint: expect.stringContaining(hint) }),
  );
});

test("numberNames() counts before the extension", () => {
  const [first, second, third] = numberNames("r/aww/a.b.jpg");
  expect([first, second, third]).toEqual(["r/aww/a.b.jpg", "r/aww/a.b_2.jpg", "r/aww/a.b_3.jpg"]);
});

test("numberNames() counts at the end of a name without extension", () => {
  const [, second] = numberNames("r.x/aww");
  expect(second).toBe("r.x/aww_2");
});

const factsArbitrary = fc.record({
  source: fc.string({ unit: "grapheme", minLength: 1 }),
  position: fc.nat(5000),
  mediaCount: fc.integer({ min: 1, max: 5000 }),
  id: fc.stringMatching(/^[A-Za-z0-9]{5,7}$/),
  ext: fc.constantFrom("jpg", "mp4"),
  title: fc.option(fc.string({ unit: "binary" })),
  author: fc.option(fc.string({ unit: "grapheme" })),
  subreddit: fc.option(fc.string()),
  post: fc.stringMatching(/^[A-Za-z0-9]{5,7}$/),
  postedAt: fc.option(fc.integer()),
});
const templateArbitrary = fc
  .array(
    fc.oneof(
      fc.constantFrom(...Object.keys(VIEW_FIELDS)).map((field) => `{${field}}`),
      fc.constant("/"),
    ),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((parts) => `a${parts.join("")}z`);

/** The law: whatever titles hold, a name stays within images/, is safe on every system, and fits. */
function checkSafe(path: string): boolean {
  const segments = path.split("/");
  return (
    path !== "" &&
    segments.every(
      (segment) =>
        segment !== "" &&
        segment !== ".." &&
        segment === safeFileName(segment) &&
        Buffer.byteLength(segment) <= 240,
    )
  );
}

test("expandView() never leaves the folder, whatever the facts", () => {
  fc.assert(
    fc.property(templateArbitrary, factsArbitrary, (template, facts) =>
      checkSafe(expandView(parseViewTemplate(template)!, facts)),
    ),
  );
});

test("the law of safe names fails for names that are only joined", () => {
  const joined = (facts: ViewFacts) => `${facts.source}/${facts.title}.${facts.ext}`;
  const law = fc.property(factsArbitrary, (facts) => checkSafe(joined(facts)));
  expect(fc.check(law, { seed: 1 }).failed).toBe(true);
});
