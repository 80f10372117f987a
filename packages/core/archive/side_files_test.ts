import { describe, expect, test } from "bun:test";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import {
  sampleBareMedia,
  sampleBarePost,
  sampleMedia,
  samplePost,
} from "../testing/sample_posts.ts";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { makeSideFile, readSideFile, sidePathOf, writeSideFile } from "./side_files.ts";

const place = {
  view: "r/aww/001_aBc12De.jpg",
  sha256: "a".repeat(64),
  source: "r/aww",
  position: 0,
};
const facts = makeSideFile({ media: sampleMedia(), post: samplePost() }, place);

describe("side files", () => {
  test("what is written is read again, whatever titles and tags say", async () => {
    const characters = [
      "a",
      '"',
      "\\",
      "\n",
      "\u0000",
      "\u0085",
      "\u202e",
      "\u2028",
      "\ud800",
      "😀",
    ];
    const words = fc.array(fc.constantFrom(...characters)).map((list) => list.join(""));
    await using clean = await makeTempFolder();
    let number = 0;
    fc.assert(
      // Seen failing with text that is written as JSON writes it, which leaves direction marks as they are.
      fc.property(words, words, fc.array(words), (title, description, tags) => {
        const view = `r/aww/${++number}.jpg`;
        const post = samplePost({ title, description, tags });
        const hostile = makeSideFile({ media: sampleMedia({ title }), post }, { ...place, view });
        expect(writeSideFile(clean.dir, hostile)).toBe("written");
        const path = join(clean.dir, sidePathOf(view));
        expect(readSideFile(path)).toEqual(hostile);
        expect(readFileSync(path, "utf8")).not.toMatch(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
      }),
    );
  });

  test("a fact that is known never becomes unknown, and the same facts are not written again", async () => {
    await using folder = await makeTempFolder();
    expect(writeSideFile(folder.dir, facts)).toBe("written");
    expect(writeSideFile(folder.dir, facts)).toBe("same");
    const bare = { media: sampleBareMedia(), post: sampleBarePost() };
    writeSideFile(folder.dir, makeSideFile(bare, place));
    const kept = readSideFile(join(folder.dir, sidePathOf(place.view)));
    expect(kept).toMatchObject({
      media: { title: "A cat on a wall" },
      post: { title: "Cats of the week", tags: ["Cats"] },
    });
    expect(readdirSync(join(folder.dir, "r/aww"))).toEqual(["001_aBc12De.jpg.json"]);
  });

  test.each([
    ["a text of the user's", "my notes"],
    ["JSON of another program", '{"format": "other"}'],
  ])("%s is left as it is", async (_what, content) => {
    await using folder = await makeTempFolder();
    const path = join(folder.dir, sidePathOf(place.view));
    mkdirSync(join(folder.dir, "r/aww"), { recursive: true });
    writeFileSync(path, content);
    expect([writeSideFile(folder.dir, facts), readSideFile(path)]).toEqual(["left", undefined]);
    expect(readFileSync(path, "utf8")).toBe(content);
  });

  test.each(["", '{\n  "format": "acacia.side/1",\n  "vi'])(
    "what a power cut left is written anew: %p",
    async (content) => {
      await using folder = await makeTempFolder();
      mkdirSync(join(folder.dir, "r/aww"), { recursive: true });
      writeFileSync(join(folder.dir, sidePathOf(place.view)), content);
      expect(writeSideFile(folder.dir, facts)).toBe("written");
    },
  );

  test.each([
    ["an id that leads elsewhere", { media: { ...facts.media, id: "../../etc" } }],
    ["a hash that is none", { sha256: "../secrets" }],
    ["a place before the first", { position: -1 }],
  ])("%s is no fact", async (_what, change) => {
    await using folder = await makeTempFolder();
    const path = join(folder.dir, "x.jpg.json");
    writeFileSync(path, JSON.stringify({ format: "acacia.side/1", ...facts, ...change }));
    expect(readSideFile(path)).toBeUndefined();
  });

  test("sidePathOf() fits on every disk", () => {
    const path = sidePathOf(`r/aww/${"ö".repeat(120)}_aBc12De.jpg`);
    expect(Buffer.byteLength(path.slice("r/aww/".length))).toBeLessThanOrEqual(255);
    expect(path).toEndWith(".json");
  });
});
