import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { offBy } from "./fidelity.ts";
import { linkPictures } from "./pictures.ts";
import { checkThumbs, measureThumbs, removeThumbs } from "./program.ts";

let root = "";
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "acacia-program-"));
  writeFileSync(join(root, "a.jpg"), "a picture");
  writeFileSync(join(root, "b.png"), "another");
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const PICTURES = ["a.jpg", "b.png"];
let folders = 0;
async function openTask() {
  const dir = join(root, `folder-${folders++}`);
  const files = PICTURES.map((name) => ({ name, path: join(root, name), sizeBytes: 1 }));
  const folder = await linkPictures(dir, files);
  return { ...folder, scratch: join(root, "scratch"), size: 128 };
}

describe("checkThumbs()", () => {
  test("sums up the thumbnails of all pictures", async () => {
    const task = await openTask();
    writeFileSync(join(task.dir, "a_thumbnail.jpg"), "123");
    writeFileSync(join(task.dir, "b_thumbnail.png"), "45");
    expect(await checkThumbs({ series: "it" }, task)).toBe(5);
    await removeThumbs(task.dir);
    await expect(checkThumbs({ series: "it" }, task)).rejects.toMatchObject({ code: "integrity" });
  });

  test.each([
    ["an empty one", { "a_thumbnail.jpg": "1", "b_thumbnail.png": "" }],
    ["one in another format", { "a_thumbnail.jpg": "1", "b_thumbnail.jpg": "1" }],
    ["one too much", { "a_thumbnail.jpg": "1", "b_thumbnail.png": "1", "c_thumbnail.png": "1" }],
  ])("refuses %s", async (_what, files) => {
    const task = await openTask();
    for (const [name, text] of Object.entries(files)) writeFileSync(join(task.dir, name), text);
    await expect(checkThumbs({ series: "it" }, task)).rejects.toMatchObject({ code: "integrity" });
  });
});

describe("measureThumbs()", () => {
  test("takes no run of a program that fails, whatever it left", async () => {
    const task = await openTask();
    const script = `touch '${task.dir}/a_thumbnail.jpg'; echo why >&2; exit 3`;
    const program = {
      series: "it",
      role: "peer",
      prepare: async () => ["sh", "-c", script],
    } as const;
    await expect(measureThumbs(program, task)).rejects.toMatchObject({
      code: "integrity",
      message: expect.stringContaining("ended with 3. why"),
    });
  });
});

test("linkPictures() gives every copy a name of its own", async () => {
  const files = [{ name: "a.jpg", path: join(root, "a.jpg"), sizeBytes: 9 }];
  const { names, sizeBytes } = await linkPictures(join(root, "copies"), files, { copies: 3 });
  expect({ count: new Set(names).size, sizeBytes }).toEqual({ count: 3, sizeBytes: 27 });
});

test("offBy() tells how far a size is off the picture's shape", () => {
  const whole = { width: 2048, height: 1044, size: 128 };
  expect(offBy({ width: 128, height: 66 }, whole)).toBe(1);
  expect(offBy({ width: 128, height: 65 }, whole)).toBe(0);
  expect(offBy({ width: 50, height: 30 }, { width: 50, height: 30, size: 128 })).toBe(0);
});
