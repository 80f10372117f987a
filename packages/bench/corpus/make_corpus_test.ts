import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { paintScene } from "@acacia/core/testing";
import { makeCorpus } from "./make_corpus.ts";
import { BASELINE, readCorpus } from "./manifest.ts";

let folder = "";
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "acacia-corpus-"));
  const photograph = await paintScene().resize(1300, 900, { fit: "fill" }).jpeg().toBuffer();
  mkdirSync(join(folder, "photographs/deep"), { recursive: true });
  writeFileSync(join(folder, "photographs/a.jpg"), photograph);
  writeFileSync(join(folder, "photographs/deep/the same again.jpg"), photograph);
  const small = await paintScene().resize(640, 480, { fit: "fill" }).jpeg().toBuffer();
  writeFileSync(join(folder, "photographs/small.jpg"), small);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const make = (name: string, folders = [join(folder, "photographs")]) =>
  makeCorpus({
    folders,
    dir: join(folder, name),
    count: 8,
    progressivePercent: 25,
    seed: 1,
    say() {},
  });
const scansOf = (bytes: Uint8Array) =>
  Buffer.from(bytes).toString("latin1").split("\xff\xda").length - 1;

describe("makeCorpus()", () => {
  test("makes what its manifest tells, the same each time", async () => {
    const made = await make("first");
    expect((await make("second")).files).toEqual(made.files);
    const { dir, files, sources, kind } = await readCorpus(join(folder, "first"));
    expect({ count: files.length, kind }).toEqual({ count: 8, kind: "photographs" });
    // The small one is none, and the one that lies there twice is one.
    expect(sources).toHaveLength(1);
    for (const { name, width, height } of files) {
      const { width: w, height: h } = await new Bun.Image(join(dir, name)).metadata();
      expect([w, h]).toEqual([width, height]);
    }
  });

  test("lays a twin beside each progressive file that is not progressive", async () => {
    const { dir, files } = await make("twins");
    const progressive = files.filter((file) => file.progressive);
    expect(progressive).toHaveLength(2);
    for (const { name } of progressive) {
      const [file, twin] = [join(dir, name), join(dir, BASELINE, name)];
      expect(scansOf(await Bun.file(file).bytes())).toBeGreaterThan(1);
      expect(scansOf(await Bun.file(twin).bytes())).toBe(1);
      const pixels = (path: string) => new Bun.Image(path).png().bytes();
      expect(await pixels(twin)).toEqual(await pixels(file));
    }
  });

  test("refuses folders without a photograph", async () => {
    mkdirSync(join(folder, "empty"));
    await expect(make("none", [join(folder, "empty")])).rejects.toMatchObject({ code: "usage" });
    await expect(make("gone", [join(folder, "gone")])).rejects.toMatchObject({ code: "usage" });
  });
});

describe("readCorpus()", () => {
  test("refuses a file that was changed, and a folder that is no corpus", async () => {
    const { dir, files } = await make("changed");
    writeFileSync(join(dir, files[0]!.name), "something else");
    await expect(readCorpus(dir)).rejects.toMatchObject({ code: "integrity" });
    await expect(readCorpus(folder)).rejects.toMatchObject({ code: "usage" });
  });
});
