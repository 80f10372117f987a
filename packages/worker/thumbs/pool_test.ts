import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ThumbJob } from "@acacia/core";
import { FakeClock, paintScene, testThumbnailer } from "@acacia/core/testing";
import { openThumbnailPool, type ThumbnailPoolOptions } from "./pool.ts";

describe("openThumbnailPool()", () => {
  testThumbnailer(() => openThumbnailPool({ engine: "auto" }));
});

describe("openThumbnailPool() with two Workers", () => {
  testThumbnailer(() => openThumbnailPool({ engine: "sharp", workers: 2 }));
});

test.each([
  [{ engine: "auto" }, 8],
  [{ engine: "bun" }, 8],
  [{ engine: "sharp" }, 4],
  [{ engine: "bun", workers: 2 }, 8],
  [{ engine: "auto", workers: 3, inFlight: 5 }, 15],
] as const)("openThumbnailPool(%j) has a width of %i", (options, width) => {
  expect(openThumbnailPool(options).width).toBe(width);
});

describe("a Worker of the pool", () => {
  let folder = "";
  let picture = "";
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "acacia-pool-"));
    picture = join(folder, "picture");
    writeFileSync(picture, await paintScene().jpeg().toBuffer());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** A pool whose Workers do what a job's key says; see testing/faulty_main.ts. */
  const openFaulty = (options: Partial<ThumbnailPoolOptions> = {}) =>
    openThumbnailPool({
      engine: "bun",
      entry: new URL("../testing/faulty_main.ts", import.meta.url),
      ...options,
    });
  const job = (key: string): ThumbJob => ({
    key,
    path: picture,
    type: "jpg",
    outputs: [{ size: 64, path: join(folder, `${key}.webp`) }],
    format: "webp",
    quality: 80,
    engine: "bun",
  });

  test.each(["exit", "throw"])(
    "that dies (%s) twice refuses the picture that did it",
    async (key) => {
      await using pool = openFaulty();
      const result = await pool.make(job(key));
      expect(result).toMatchObject({ key, verdict: "refused", refusal: "worker.crashed" });
    },
  );

  test("that dies takes no other picture with it", async () => {
    await using pool = openFaulty();
    const keys = ["a", "b", "exit", "c", "d", "e"];
    const results = await Promise.all(keys.map((key) => pool.make(job(key))));
    expect(results.map(({ verdict }) => verdict)).toEqual(
      keys.map((key) => (key === "exit" ? "refused" : "made")),
    );
  });

  test("that dies once does the picture at the second try", async () => {
    await using pool = openFaulty();
    const once = { ...job("once"), outputs: [{ size: 64, path: join(folder, "once.webp") }] };
    expect(await pool.make(once)).toMatchObject({ verdict: "made" });
  });

  test("that hangs is replaced, and the picture is refused", async () => {
    const clock = new FakeClock();
    const pool = openFaulty({ clock, jobTimeoutMs: 5_000, inFlight: 2 });
    const ready = pool.make(job("a"));
    expect(await ready).toMatchObject({ verdict: "made" });
    const hanging = pool.make(job("hang"));
    await clock.advance(5_000);
    expect(await hanging).toMatchObject({ verdict: "refused", refusal: "timeout", ms: 5_000 });
    expect(await pool.make(job("b"))).toMatchObject({ verdict: "made" });
    await pool[Symbol.asyncDispose]();
  });

  test("that cannot be loaded is not tried forever", async () => {
    await using pool = openFaulty({ entry: new URL("./not_there_main.ts", import.meta.url) });
    await expect(pool.make(job("a"))).rejects.toMatchObject({ code: "worker" });
  });

  test("that cannot get ready is not tried forever", async () => {
    await using pool = openFaulty({
      entry: new URL("../testing/unready_main.ts", import.meta.url),
    });
    await expect(pool.make(job("a"))).rejects.toMatchObject({ code: "worker" });
  });

  test("reports a bug in it as an error with its place", async () => {
    await using pool = openFaulty();
    await expect(pool.make(job("bug"))).rejects.toMatchObject({
      code: "unexpected",
      message: expect.stringContaining("faulty_main.ts"),
    });
  });
});
