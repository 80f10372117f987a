import { expect, test } from "bun:test";
import { existsSync, linkSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { thumbPath } from "../archive/thumb_files.ts";
import { prepareEdits } from "../db/edits.ts";
import { prepareRecording } from "../db/recording_sql.ts";
import { prepareTrashRows } from "../db/trash.ts";
import { sampleFile, sampleMedia, samplePost } from "../testing/sample_posts.ts";
import { openTempArchive } from "../testing/temp_archive.ts";
import { type EmptyTrashOptions, emptyTrash } from "./empty_trash.ts";

const NEVER = 1_000;

/** Archives a picture with that content, a name and a thumbnail. */
async function add(archive: Archive, id: string, content = id) {
  const recording = prepareRecording(archive);
  const file = sampleFile(content, { sizeBytes: content.length });
  const { sha256, type: ext } = file;
  const blob = archive.layout.blobPath(sha256, ext);
  const thumb = thumbPath(archive.layout, { size: 128, sha256, format: "webp" });
  await Bun.write(blob, content, { createPath: true });
  await Bun.write(thumb, "thumb", { createPath: true });
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const media = sampleMedia({ id });
  const saved = recording.savePost(samplePost({ id: `p${id}`, media: [media] }), {
    sourceId,
    at: 1,
  });
  const { mediaId } = saved.media[0]!;
  recording.saveArrived({ mediaId, role: "original", file, companions: [], run: 1, at: 1 });
  const view = recording.takeView([`aww/${id}.${ext}`], { mediaId, sourceId, sha256 });
  const name = join(archive.layout.images, view);
  mkdirSync(join(archive.layout.images, "aww"), { recursive: true });
  linkSync(blob, name);
  return { mediaId, sha256, blob, thumb, name };
}

async function openRig() {
  const archive = await openTempArchive();
  prepareRecording(archive).startRun({
    command: "test",
    startedAt: 0,
    strategy: "pool",
    jobs: 1,
    targets: [],
    settings: {},
    version: "0",
    pid: 1,
    host: "x",
  });
  return archive;
}

async function empty(archive: Archive, options: Partial<EmptyTrashOptions> = {}) {
  const events = await Array.fromAsync(emptyTrash(archive, { before: NEVER, ...options }));
  return events.at(-1)!;
}

const there = (...paths: string[]) => paths.map((path) => existsSync(path));

test("what is in the trash goes, with its name and thumbnail; the rest stays", async () => {
  await using archive = await openRig();
  const [gone, kept] = [await add(archive, "goneAAA"), await add(archive, "keptAAA")];
  prepareEdits(archive).setTrashed([gone.mediaId], { trashed: true, at: 5 });
  expect(await empty(archive)).toEqual({
    type: "trash.finished",
    items: 1,
    of: 1,
    blobs: 1,
    bytes: 7,
  });
  expect(there(gone.blob, gone.thumb, gone.name)).toEqual([false, false, false]);
  expect(there(kept.blob, kept.thumb, kept.name)).toEqual([true, true, true]);
});

test("of what is chosen only that goes which is in the trash", async () => {
  await using archive = await openRig();
  const [gone, waits, kept] = [
    await add(archive, "goneAAA"),
    await add(archive, "waitsAA"),
    await add(archive, "keptAAA"),
  ];
  const ids = [gone.mediaId, waits.mediaId];
  prepareEdits(archive).setTrashed(ids, { trashed: true, at: 5 });
  const chosen = await empty(archive, { ids: [gone.mediaId, kept.mediaId] });
  expect(chosen).toMatchObject({ items: 1, of: 1, blobs: 1 });
  expect(there(gone.blob, waits.blob, kept.blob)).toEqual([false, true, true]);
});

test("a blob that another picture shows stays", async () => {
  await using archive = await openRig();
  const [gone, kept] = [
    await add(archive, "goneAAA", "same"),
    await add(archive, "keptAAA", "same"),
  ];
  prepareEdits(archive).setTrashed([gone.mediaId], { trashed: true, at: 5 });
  expect(await empty(archive)).toMatchObject({ items: 1, blobs: 0, bytes: 0 });
  expect(there(gone.name, kept.blob, kept.thumb, kept.name)).toEqual([false, true, true, true]);
});

test("only what is in the trash for long enough goes", async () => {
  await using archive = await openRig();
  const [old, fresh] = [await add(archive, "oldAAAA"), await add(archive, "freshAA")];
  const edits = prepareEdits(archive);
  edits.setTrashed([old.mediaId], { trashed: true, at: 5 });
  edits.setTrashed([fresh.mediaId], { trashed: true, at: 50 });
  expect(await empty(archive, { before: 50 })).toMatchObject({ items: 1 });
  expect(there(old.blob, fresh.blob)).toEqual([false, true]);
});

test("what was removed stays known as trashed: no later run fetches it again", async () => {
  await using archive = await openRig();
  const { mediaId } = await add(archive, "goneAAA");
  prepareEdits(archive).setTrashed([mediaId], { trashed: true, at: 5 });
  await empty(archive);
  const recording = prepareRecording(archive);
  const post = samplePost({ id: "pgoneAAA", media: [sampleMedia({ id: "goneAAA" })] });
  expect(recording.savePost(post, { sourceId: 1, at: 9 }).media).toEqual([
    expect.objectContaining({ mediaId, sha256: null, trashed: true }),
  ]);
});

test("a file of the user's in the place of a name is left alone", async () => {
  await using archive = await openRig();
  const { mediaId, name } = await add(archive, "goneAAA");
  await Bun.file(name).delete();
  writeFileSync(name, "mine");
  prepareEdits(archive).setTrashed([mediaId], { trashed: true, at: 5 });
  await empty(archive);
  expect(await Bun.file(name).text()).toBe("mine");
});

test("the folder of the last name goes too", async () => {
  await using archive = await openRig();
  const { mediaId, name } = await add(archive, "goneAAA");
  prepareEdits(archive).setTrashed([mediaId], { trashed: true, at: 5 });
  await empty(archive);
  expect(there(join(name, ".."), archive.layout.images)).toEqual([false, true]);
});

test("killed between rows and files, the next call finishes", async () => {
  await using archive = await openRig();
  const gone = await add(archive, "goneAAA");
  prepareEdits(archive).setTrashed([gone.mediaId], { trashed: true, at: 5 });
  prepareTrashRows(archive).drop({ before: NEVER, limit: 10 });
  expect(there(gone.blob, gone.name)).toEqual([true, true]);
  expect(await empty(archive)).toMatchObject({ items: 0, blobs: 1, bytes: 7 });
  expect(there(gone.blob, gone.thumb, gone.name)).toEqual([false, false, false]);
});

test("killed between rows and files, what was fetched again in the meantime stays", async () => {
  await using archive = await openRig();
  const gone = await add(archive, "goneAAA");
  prepareEdits(archive).setTrashed([gone.mediaId], { trashed: true, at: 5 });
  prepareTrashRows(archive).drop({ before: NEVER, limit: 10 });
  await Bun.file(gone.name).delete();
  const again = await add(archive, "again99", "goneAAA");
  expect(await empty(archive)).toMatchObject({ blobs: 0 });
  expect(there(again.blob, again.thumb, again.name)).toEqual([true, true, true]);
});

test("draining ends after the batch at hand, and leaves nothing between", async () => {
  await using archive = await openRig();
  const { mediaId, blob } = await add(archive, "goneAAA");
  prepareEdits(archive).setTrashed([mediaId], { trashed: true, at: 5 });
  expect(await empty(archive, { draining: AbortSignal.abort() })).toMatchObject({
    items: 0,
    of: 1,
  });
  expect(existsSync(blob)).toBe(true);
  expect(prepareTrashRows(archive).removals(1)).toEqual([]);
});
