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

test("emptying removes what has been there for long enough", async () => {
  await using folder = await makeTempFolder();
  const dir = join(folder.dir, "archive");
  const clock = new FakeClock();
  const file = sampleFile("gone");
  {
    await using made = await openArchive(dir, { mode: "write", sync: false });
    await Bun.write(made.layout.blobPath(file.sha256, file.type), "gone");
    const recording = prepareRecording(made);
    const run = recording.startRun({ ...RUN, startedAt: clock.now() });
    const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
    const post = samplePost({ media: [sampleMedia()] });
    const { mediaId } = recording.savePost(post, { sourceId, at: 1 }).media[0]!;
    recording.saveArrived({ mediaId, role: "original", file, companions: [], run, at: 1 });
    prepareEdits(made).setTrashed([mediaId], { trashed: true, at: clock.now() });
  }
  await using archive = await openArchive(dir, { mode: "edit" });
  const app = trashRoutes({ archive, clock });
  const empty = async (olderMs: number) => {
    const answer = await app.request("/api/trash/empty", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ olderMs }),
    });
    return answer.json();
  };
  expect(await empty(1_000)).toEqual({ items: 0, blobs: 0, bytes: 0 });
  expect(await empty(0)).toEqual({ items: 1, blobs: 1, bytes: 4 });
  expect(existsSync(archive.layout.blobPath(file.sha256, file.type))).toBe(false);
});

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
