import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openArchive, prepareEdits, prepareRecording } from "@acacia/core";
import {
  FakeClock,
  makeTempFolder,
  sampleFile,
  sampleMedia,
  samplePost,
} from "@acacia/core/testing";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { trashRoutes } from "./trash.ts";

test("the trash is not emptied while another process holds the lock", async () => {
  await using web = await TestApp.open();
  const { id } = await web.add();
  await web.edit({ ids: [id], trashed: true });
  const answer = await web.post("/api/trash/empty", { olderMs: 0 });
  expect([answer.status, (await errorOf(answer)).code]).toEqual([409, "archive.locked"]);
});

test.each([{}, { olderMs: -1 }, { olderMs: "30d" }])("%p is refused", async (body) => {
  await using web = await TestApp.open();
  expect((await web.post("/api/trash/empty", body)).status).toBe(400);
});

test("only what is chosen and in the trash is removed for good", async () => {
  await using rig = await openTrash(["goneAAA", "waitsAA"]);
  const [gone, waits] = rig.ids;
  expect(await rig.ask("/api/trash/remove", { ids: [gone, 99] })).toMatchObject({ items: 1 });
  expect(rig.there("goneAAA", "waitsAA")).toEqual([false, true]);
  expect(await rig.ask("/api/trash/remove", { q: "is:trash", except: [waits] })).toMatchObject({
    items: 0,
  });
  expect(await rig.ask("/api/trash/remove", { q: "is:trash" })).toMatchObject({ items: 1 });
});

test("a query that names everything removes nothing", async () => {
  await using web = await TestApp.open();
  expect((await web.post("/api/trash/remove", { q: "" })).status).toBe(400);
});

test("emptying removes what has been there for long enough", async () => {
  await using rig = await openTrash(["goneAAA"]);
  const empty = (olderMs: number) => rig.ask("/api/trash/empty", { olderMs });
  expect(await empty(1_000)).toEqual({ items: 0, blobs: 0, bytes: 0 });
  expect(await empty(0)).toEqual({ items: 1, blobs: 1, bytes: 7 });
  expect(rig.there("goneAAA")).toEqual([false]);
});

/** An archive with pictures in the trash, each with its id as content, and the routes on it. */
async function openTrash(names: readonly string[]) {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await makeTempFolder());
  const dir = join(folder.dir, "archive");
  const clock = new FakeClock();
  const ids: number[] = [];
  {
    await using made = await openArchive(dir, { mode: "write", sync: false });
    const recording = prepareRecording(made);
    const run = recording.startRun({ ...RUN, startedAt: clock.now() });
    const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
    for (const id of names) {
      const file = sampleFile(id);
      await Bun.write(made.layout.blobPath(file.sha256, file.type), id);
      const post = samplePost({ id: `p${id}`, media: [sampleMedia({ id })] });
      const { mediaId } = recording.savePost(post, { sourceId, at: 1 }).media[0]!;
      recording.saveArrived({ mediaId, role: "original", file, companions: [], run, at: 1 });
      ids.push(mediaId);
    }
    prepareEdits(made).setTrashed(ids, { trashed: true, at: clock.now() });
  }
  const archive = stack.use(await openArchive(dir, { mode: "edit" }));
  const app = trashRoutes({ archive, clock });
  const end = stack.move();
  return {
    ids,
    ask: async (path: string, body: unknown) => {
      const headers = { "content-type": "application/json" };
      const answer = await app.request(path, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return answer.json();
    },
    there: (...all: string[]) =>
      all.map((id) => existsSync(archive.layout.blobPath(sampleFile(id).sha256, "jpg"))),
    [Symbol.asyncDispose]: () => end.disposeAsync(),
  };
}

const RUN = {
  command: "fetch",
  strategy: "pool",
  jobs: 8,
  targets: [],
  settings: {},
  version: "test",
  pid: 1,
  host: "elsewhere",
} as const;
