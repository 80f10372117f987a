import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { makeInlineThumbnailer, prepareLookup, type Thumbnailer } from "@acacia/core";
import { paintScene } from "@acacia/core/testing";
import { TestApp, type TestAppOptions } from "../testing/test_app.ts";

interface Rig extends AsyncDisposable {
  readonly web: TestApp;
  readonly sha256: string;
  /** Sizes of each job so far. */
  readonly jobs: number[][];
  /** Makes the next jobs end so. */
  fail: "refused" | "throws" | undefined;
}

/** A server with one real picture, and a watched thumbnailer. */
async function openRig(options: TestAppOptions = {}): Promise<Rig> {
  const inline = makeInlineThumbnailer();
  const rig = { jobs: [] as number[][], fail: undefined as Rig["fail"] };
  const thumbnailer: Thumbnailer = {
    ...inline,
    make(job, signal) {
      rig.jobs.push(job.outputs.map(({ size }) => size));
      if (rig.fail === "throws") return Promise.reject(new Error("disk full"));
      if (rig.fail === undefined) return inline.make(job, signal);
      const { key } = job;
      const refusal = { refusal: "undecodable", detail: "broken", ms: 1 } as const;
      return Promise.resolve({ key, verdict: "refused", ...refusal });
    },
  };
  const web = await TestApp.open({ thumbnailer, ...options });
  const bytes = await paintScene().jpeg().toBuffer();
  const { sha256 } = await web.add({ bytes });
  return Object.assign(rig, {
    web,
    sha256,
    [Symbol.asyncDispose]: () => web[Symbol.asyncDispose](),
  });
}

test("ThumbCache makes what is not there once, however many ask", async () => {
  await using rig = await openRig();
  const { thumbs } = rig.web;
  const all = await Promise.all(Array.from({ length: 20 }, () => thumbs.get(rig.sha256, 480)));
  expect(all.every((thumb) => thumb?.contentType === "image/jpeg")).toBe(true);
  expect(rig.jobs).toHaveLength(1);
});

test("ThumbCache makes all that is asked of a picture at once from one decoding, then from one more", async () => {
  await using rig = await openRig();
  const { thumbs } = rig.web;
  const sizes = [480, 128, 480, 960, 1600, 960];
  const all = await Promise.all(sizes.map((size) => thumbs.get(rig.sha256, size)));
  expect(all.every((thumb) => thumb !== undefined)).toBe(true);
  expect(rig.jobs).toHaveLength(2);
  expect(rig.jobs.flat().toSorted((a, b) => a - b)).toEqual([128, 480, 960, 1600]);
});

test("ThumbCache gives from memory, then from disk, then makes", async () => {
  await using rig = await openRig({ maxBytes: 60_000 });
  const { thumbs, archive } = rig.web;
  await thumbs.get(rig.sha256, 128);
  await thumbs.get(rig.sha256, 128);
  expect(thumbs.counts).toEqual({ hits: 1, misses: 1, made: 1 });
  expect(existsSync(archive.layout.thumbPath({ size: 480, sha256: rig.sha256, ext: "jpg" }))).toBe(
    true,
  );
  await thumbs.get(rig.sha256, 480);
  expect(thumbs.counts).toEqual({ hits: 1, misses: 2, made: 1 });
});

test("the first time, one decoding makes the usual sizes and tells the picture's row", async () => {
  await using rig = await openRig();
  await rig.web.thumbs.get(rig.sha256, 960);
  expect(rig.jobs).toEqual([[128, 480, 960]]);
  const blob = prepareLookup(rig.web.archive).media(1)?.blob;
  expect(blob?.thumbs).toBe("made");
  expect(blob?.thumbHash).not.toBe("");
});

test("later, only the size that is asked for is made", async () => {
  await using rig = await openRig();
  await rig.web.thumbs.get(rig.sha256, 128);
  await rig.web.thumbs.get(rig.sha256, 1600);
  expect(rig.jobs).toEqual([[128, 480], [1600]]);
});

test("a broken picture is told as such once, and not tried again", async () => {
  await using rig = await openRig();
  rig.fail = "refused";
  expect(await rig.web.thumbs.get(rig.sha256, 128)).toBeUndefined();
  rig.fail = undefined;
  await rig.web.clock.advance(120_000);
  expect(await rig.web.thumbs.get(rig.sha256, 480)).toBeUndefined();
  expect(rig.jobs).toHaveLength(1);
  expect(prepareLookup(rig.web.archive).media(1)?.blob?.thumbsReason).toBe("undecodable: broken");
});

test("a size that could not be made is tried again after a minute, not before", async () => {
  await using rig = await openRig();
  rig.fail = "throws";
  expect(await rig.web.thumbs.get(rig.sha256, 128)).toBeUndefined();
  rig.fail = undefined;
  await rig.web.clock.advance(59_000);
  expect(await rig.web.thumbs.get(rig.sha256, 128)).toBeUndefined();
  expect([rig.jobs.length, rig.web.errors.length]).toEqual([1, 1]);
  await rig.web.clock.advance(1_000);
  expect(await rig.web.thumbs.get(rig.sha256, 128)).toBeDefined();
});

test("ThumbCache without a thumbnailer gives what is on disk alone", async () => {
  await using rig = await openRig({ thumbnailer: null });
  expect(await rig.web.thumbs.get(rig.sha256, 128)).toBeUndefined();
  const path = rig.web.archive.layout.thumbPath({ size: 128, sha256: rig.sha256, ext: "jpg" });
  await Bun.write(path, "made elsewhere", { createPath: true });
  expect(await rig.web.thumbs.get(rig.sha256, 128)).toBeDefined();
});

test("ThumbCache knows nothing of blobs that are not in the archive", async () => {
  await using rig = await openRig();
  expect(await rig.web.thumbs.get("f".repeat(64), 128)).toBeUndefined();
  expect(rig.jobs).toEqual([]);
});
