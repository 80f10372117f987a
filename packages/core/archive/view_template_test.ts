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
