import { expect, test } from "bun:test";
import sharp from "sharp";
import type { Archive } from "../archive/archive.ts";
import { prepareDuplicateEdits } from "../db/duplicates.ts";
import { prepareEdits } from "../db/edits.ts";
import { prepareRecording } from "../db/recording_sql.ts";
import { prepareThumbSource } from "../db/thumb_source.ts";
import { makeEngines } from "../image/choose_engine.ts";
import { FakeClock } from "../testing/fake_clock.ts";
import { keepMedia } from "../testing/keep_media.ts";
import { paintScene } from "../testing/sample_media.ts";
import { openTempArchive } from "../testing/temp_archive.ts";
import { makeInlineThumbnailer } from "../thumbs/inline.ts";
import { makeThumbJob } from "../thumbs/thumb_job.ts";
import { ARCHIVE_THUMBS } from "../thumbs/thumb_settings.ts";
import { DuplicateScan } from "./duplicates.ts";

const signal = new AbortController().signal;
const scene = (seed: number) => paintScene({ width: 400, height: 260, seed });

/** Keeps a picture, with its thumbnails and hashes. */
async function keep(archive: Archive, id: string, bytes: Uint8Array): Promise<string> {
  const { sha256 } = await keepMedia(archive, { id, bytes });
  await using thumbnailer = makeInlineThumbnailer();
  const source = prepareThumbSource(archive)(sha256)!;
  const result = await thumbnailer.make(makeThumbJob(source, archive.layout, ARCHIVE_THUMBS));
  prepareRecording(archive).saveThumbs(sha256, result);
  return sha256;
}

async function openScan() {
  const archive = await openTempArchive();
  const clock = new FakeClock();
  const scan = new DuplicateScan(archive, { engines: makeEngines(), clock });
  const run = async () => {
    for await (const _step of scan.run(signal)) {
      // It keeps what it finds.
    }
  };
  const sure = () =>
    scan
      .page("sure", { limit: 10 })
      .groups.map(({ members }) => members.map(({ imgurId }) => imgurId));
  return { archive, clock, scan, run, sure };
}

test("DuplicateScan finds a mirror image, and says so", async () => {
  const { archive, scan, run } = await openScan();
  await using _ = archive;
  await keep(archive, "straight", await scene(1).jpeg({ quality: 95 }).toBuffer());
  await keep(
    archive,
    "mirrored",
    await sharp(await scene(1).png().toBuffer())
      .flop()
      .jpeg()
      .toBuffer(),
  );
  await keep(archive, "elsewise", await scene(5).jpeg().toBuffer());
  expect([scan.isStale, scan.progress.state]).toEqual([true, "finished"]);
  await run();
  const [group] = scan.page("sure", { limit: 10 }).groups;
  expect(group).toMatchObject({ items: 2, reason: "bytes" });
  expect(group?.members.map(({ imgurId, mirrored }) => [imgurId, mirrored])).toEqual([
    ["straight", false],
    ["mirrored", true],
  ]);
  expect([scan.isStale, scan.progress]).toEqual([
    false,
    { state: "finished", done: 3, of: 3, pending: 0 },
  ]);
});

test("DuplicateScan looks at the file itself where there is no thumbnail", async () => {
  const { archive, run, sure } = await openScan();
  await using _ = archive;
  await keep(archive, "large", await scene(2).jpeg({ quality: 95 }).toBuffer());
  await keep(archive, "small", await scene(2).resize(200).jpeg().toBuffer());
  await Bun.$`rm -r ${archive.layout.thumbs}`.quiet();
  await run();
  expect(sure()).toEqual([["large", "small"]]);
});

test("DuplicateScan goes on with new pictures, and forgets what went into the trash", async () => {
  const { archive, scan, run, sure } = await openScan();
  await using _ = archive;
  await keep(archive, "large", await scene(3).jpeg({ quality: 95 }).toBuffer());
  await run();
  expect(sure()).toEqual([]);
  await keep(archive, "small", await scene(3).resize(200).jpeg().toBuffer());
  expect(scan.isStale).toBe(true);
  await run();
  expect(sure()).toEqual([["large", "small"]]);
  prepareEdits(archive).setTrashed([2], { trashed: true, at: 5 });
  expect(sure()).toEqual([]);
  prepareEdits(archive).setTrashed([2], { trashed: false, at: 6 });
  prepareDuplicateEdits(archive).relate([1, 2], { as: "alternate", at: 7 });
  expect(sure()).toEqual([]);
});

test("DuplicateScan that is stopped says so, and begins anew", async () => {
  const { archive, scan, run, sure } = await openScan();
  await using _ = archive;
  for (const [id, width] of [
    ["large", 400],
    ["small", 200],
  ] as const) {
    await keep(archive, id, await scene(4).resize(width).jpeg({ quality: 90 }).toBuffer());
  }
  for await (const { done } of scan.run(AbortSignal.abort())) expect(done).toBe(0);
  expect([sure(), scan.isStale]).toEqual([[], true]);
  await run();
  expect([sure().length, scan.isStale]).toEqual([1, false]);
});

test("DuplicateScan pages through groups, those that save most first", async () => {
  const { archive, scan, run } = await openScan();
  await using _ = archive;
  for (const seed of [6, 7, 8]) {
    const picture = await scene(seed).png().toBuffer();
    await keep(archive, `large${seed}`, await sharp(picture).jpeg({ quality: 95 }).toBuffer());
    await keep(
      archive,
      `small${seed}`,
      await sharp(picture)
        .resize(40 * seed)
        .jpeg()
        .toBuffer(),
    );
  }
  await run();
  const saved: number[] = [];
  let after: string | undefined;
  do {
    const page = scan.page("sure", { limit: 1, after });
    saved.push(...page.groups.map(({ savedBytes }) => savedBytes));
    after = page.after ?? undefined;
  } while (after !== undefined);
  expect(saved).toEqual(saved.toSorted((a, b) => b - a));
  expect(saved).toHaveLength(3);
  expect(scan.totals()[1]).toMatchObject({ tier: "sure", groups: 3, items: 6 });
  expect([...scan.merges("sure")]).toHaveLength(3);
});
