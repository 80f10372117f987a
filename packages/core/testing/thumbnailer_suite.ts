import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import sharp from "sharp";
import type { ThumbJob, Thumbnailer, ThumbResult } from "../thumbs/thumbnailer.ts";
import { paintCorners, paintScene } from "./sample_media.ts";

/** Obligations of everything that makes thumbnails. */
export function testThumbnailer(open: () => Thumbnailer): void {
  let folder = "";
  let thumbnailer: Thumbnailer;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "acacia-thumbs-"));
    thumbnailer = open();
  });
  afterAll(async () => {
    await thumbnailer[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  let files = 0;
  const makeJob = (bytes: Uint8Array, change: Partial<ThumbJob> = {}): ThumbJob => {
    const key = String(files++);
    const path = join(folder, key);
    writeFileSync(path, bytes);
    const outputs = [128, 480].map((size) => ({
      size,
      path: join(folder, `${size}`, `${key}.webp`),
    }));
    return {
      key,
      path,
      type: "jpg",
      outputs,
      format: "webp",
      quality: 80,
      engine: "auto",
      ...change,
    };
  };
  let scene: Promise<Uint8Array> | undefined;
  const storeScene = () => {
    scene ??= paintScene({ width: 600, height: 400 }).jpeg().toBuffer();
    return scene;
  };

  test("makes every size under its path, whole and in the format", async () => {
    const job = makeJob(await storeScene());
    await thumbnailer.make(job);
    const made = await Promise.all(job.outputs.map(({ path }) => sharp(path).metadata()));
    expect(made.map(({ format, width, height }) => [format, width, height])).toEqual([
      ["webp", 128, 85],
      ["webp", 480, 320],
    ]);
  });

  test("tells what it learned about the picture", async () => {
    const job = makeJob(await storeScene());
    const result = expectMade(await thumbnailer.make(job));
    expect(result).toMatchObject({ key: job.key, sizes: [128, 480], width: 600, height: 400 });
    expect(result.thumbHash.length).toBeWithin(5, 26);
    expect(result.perceptualHash).not.toBe(result.mirroredHash);
  });

  test.each([
    ["a JPEG with Bun.Image", () => storeScene(), "bun"],
    ["an AVIF with sharp", () => paintCorners().avif({ effort: 0 }).toBuffer(), "sharp"],
    [
      "a CMYK JPEG with sharp",
      () => paintCorners().toColourspace("cmyk").jpeg().toBuffer(),
      "sharp",
    ],
    [
      "a wide-gamut PNG with sharp",
      () => paintCorners().withIccProfile("p3").png().toBuffer(),
      "sharp",
    ],
  ])("makes %s, when it may choose", async (_picture, store, engine) => {
    expect(expectMade(await thumbnailer.make(makeJob(await store()))).engine).toBe(engine as "bun");
  });

  test.each(["bun", "sharp"] as const)("makes a JPEG with %s when told so", async (engine) => {
    const job = makeJob(await storeScene(), { engine });
    expect(expectMade(await thumbnailer.make(job)).engine).toBe(engine);
  });

  test("leaves nothing but thumbnails behind, and replaces old ones", async () => {
    const job = makeJob(await storeScene());
    const path = join(folder, "alone", "a.webp");
    mkdirSync(dirname(path));
    writeFileSync(path, "old");
    await thumbnailer.make({ ...job, outputs: [{ size: 128, path }] });
    expect(readdirSync(dirname(path))).toEqual([basename(path)]);
    expect(readFileSync(path).toString("latin1", 8, 12)).toBe("WEBP");
  });

  test.each([
    ["a cut file", async () => (await storeScene()).subarray(0, 4_000), "undecodable"],
    ["a web page", async () => Buffer.from("<!doctype html>"), "undecodable"],
    [
      "a video",
      async () => Buffer.from("\0\0\0\x18ftypisom\0\0\0\0isommp41", "latin1"),
      "unsupported",
    ],
  ])("answers %s with a refusal", async (_file, store, refusal) => {
    const job = makeJob(await store());
    const result = await thumbnailer.make(job);
    expect(result).toMatchObject({ key: job.key, verdict: "refused", refusal });
    expect(job.outputs.filter(({ path }) => Bun.file(path).size > 0)).toEqual([]);
  });

  test("throws when the picture is not there: that is not its fault", async () => {
    const job = { ...makeJob(new Uint8Array(1)), path: join(folder, "missing") };
    await expect(thumbnailer.make(job)).rejects.toMatchObject({
      name: "AcaciaError",
      code: "disk",
    });
  });

  test("throws when a thumbnail cannot be written", async () => {
    const job = makeJob(await storeScene());
    const path = join(job.path, "a file is no folder", "a.webp");
    const result = thumbnailer.make({ ...job, outputs: [{ size: 128, path }] });
    await expect(result).rejects.toMatchObject({ name: "AcaciaError", code: "disk" });
  });

  test("does not begin a job whose signal is aborted", async () => {
    const job = makeJob(await storeScene());
    const result = thumbnailer.make(job, AbortSignal.abort(new Error("enough")));
    await expect(result).rejects.toThrow("enough");
  });

  test("takes more jobs than its width, and finishes each", async () => {
    const picture = await storeScene();
    const jobs = Array.from({ length: thumbnailer.width * 3 }, () => makeJob(picture));
    const results = await Promise.all(jobs.map((job) => thumbnailer.make(job)));
    expect(results.map(({ key, verdict }) => [key, verdict])).toEqual(
      jobs.map(({ key }) => [key, "made"]),
    );
  });

  test("finishes what it has taken before it closes", async () => {
    const own = open();
    const results = [own.make(makeJob(await storeScene())), own.make(makeJob(await storeScene()))];
    await own[Symbol.asyncDispose]();
    expect((await Promise.all(results)).map(({ verdict }) => verdict)).toEqual(["made", "made"]);
  });
}

function expectMade(result: ThumbResult) {
  if (result.verdict === "refused") throw new Error(`Refused: ${result.detail}`);
  return result;
}
