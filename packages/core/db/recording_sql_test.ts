import { expect, test } from "bun:test";
import { makeTotals } from "../outcomes.ts";
import { sampleFile, sampleMedia, samplePost } from "../testing/sample_posts.ts";
import { openDatabase } from "./open.ts";
import type { ItemRow } from "./recording.ts";
import { prepareRecording } from "./recording_sql.ts";
import { prepareRuns } from "./runs.ts";

const NEW_RUN = {
  command: "fetch",
  startedAt: 100,
  strategy: "pool",
  jobs: 8,
  targets: ["r/aww"],
  settings: { limit: 5 },
  version: "1.0.0",
  pid: 42,
  host: "here",
} as const;

/** A database with one source, one run and as many media as asked for. */
function openRig(count = 1) {
  const database = openDatabase(":memory:");
  const recording = prepareRecording(database);
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const media = Array.from({ length: count }, (_, at) => sampleMedia({ id: `media${at}` }));
  const ids = recording
    .savePost(samplePost({ media }), { sourceId, at: 1 })
    .media.map(({ mediaId }) => mediaId);
  const run = recording.startRun(NEW_RUN);
  const arrive = (mediaId: number, content: string, facts = {}) =>
    recording.saveArrived({
      mediaId,
      role: "original",
      file: sampleFile(content),
      companions: [],
      run,
      at: 50,
      ...facts,
    });
  const row = (sql: string) => database.sqlite.query<Record<string, unknown>, []>(sql).get();
  const item = (facts: Partial<ItemRow> = {}): ItemRow => ({
    run,
    t: 60,
    mediaId: ids[0]!,
    media: "media0",
    source: "r/aww",
    outcome: "stored",
    bytes: 10,
    startedAt: 50,
    ms: 10,
    slot: 0,
    attempts: 1,
    ...facts,
  });
  return { database, recording, sourceId, ids, run, arrive, row, item };
}

test("saveArrived() keeps where a file came from until Imgur itself brings it", () => {
  const { ids, arrive, row } = openRig();
  const [id = 0] = ids;
  const origin = { kind: "wayback", address: "https://archive/x" };
  const now = () =>
    row("SELECT origin, origin_address AS address, removed_upstream_at AS gone FROM media");
  arrive(id, "one", { origin });
  expect(now()).toEqual({ origin: "wayback", address: "https://archive/x", gone: 50 });
  arrive(id, "one", { run: null });
  expect(now()).toMatchObject({ origin: "wayback", address: "https://archive/x" });
  arrive(id, "two");
  expect(now()).toEqual({ origin: null, address: null, gone: null });
});

test("ensureSource() gives the same row for the same target", () => {
  const { recording, sourceId } = openRig();
  expect(recording.ensureSource("r/aww", "subreddit", 99)).toBe(sourceId);
});

test("saveArrived() shows the media from then on", () => {
  const { arrive, ids, run, row } = openRig();
  expect(arrive(ids[0]!, "a")).toBe("stored");
  expect(row("SELECT archived_at, archived_run, shown, sha256 FROM media")).toEqual({
    archived_at: 50,
    archived_run: run,
    shown: 1,
    sha256: sampleFile("a").sha256,
  });
});

test("saveArrived() tells bytes that were kept already", () => {
  const { arrive, ids, row } = openRig(2);
  arrive(ids[0]!, "same");
  expect(arrive(ids[1]!, "same")).toBe("duplicate");
  expect(row("SELECT count(*) AS blobs FROM blobs")).toEqual({ blobs: 1 });
});

test("saveArrived() keeps a media in the trash that the user put there", () => {
  const { arrive, ids, database, row } = openRig();
  database.sqlite.run("UPDATE media SET trashed_at = 7, shown = 0");
  arrive(ids[0]!, "a");
  expect(row("SELECT trashed_at, shown FROM media")).toEqual({ trashed_at: 7, shown: 0 });
});

test("saveArrived() keeps the time of the first arrival", () => {
  const { arrive, ids, row } = openRig();
  arrive(ids[0]!, "a");
  arrive(ids[0]!, "b", { at: 99 });
  expect(row("SELECT archived_at FROM media")).toEqual({ archived_at: 50 });
});

test("saveArrived() ties companions to their media", () => {
  const { arrive, ids, database } = openRig();
  const companions = [{ role: "poster", file: sampleFile("poster") }];
  arrive(ids[0]!, "clip", { file: sampleFile("clip", { type: "mp4" }), companions });
  const files = database.sqlite.query(
    "SELECT role, ext FROM media_files JOIN blobs USING (sha256) ORDER BY role",
  );
  expect(files.all()).toEqual([
    { role: "original", ext: "mp4" },
    { role: "poster", ext: "jpg" },
  ]);
});

test("saveArrived() calls a media what its bytes are", () => {
  const { arrive, ids, row } = openRig();
  arrive(ids[0]!, "clip", { file: sampleFile("clip", { type: "mp4" }) });
  expect(row("SELECT kind FROM media")).toEqual({ kind: "video" });
});

test("saveArrived() leaves a GIF a GIF when its mp4 is shown", () => {
  const { arrive, ids, database, row } = openRig();
  database.sqlite.run("UPDATE media SET kind = 'gif'");
  arrive(ids[0]!, "clip", { role: "mp4", file: sampleFile("clip", { type: "mp4" }) });
  expect(row("SELECT kind FROM media")).toEqual({ kind: "gif" });
});

test("saveArrived() takes back that Imgur had removed it", () => {
  const { recording, arrive, ids, item, row } = openRig();
  recording.saveItem(item({ outcome: "removed", reason: "gone.404" }));
  arrive(ids[0]!, "a");
  expect(row("SELECT removed_upstream_at FROM media")).toEqual({ removed_upstream_at: null });
});

test("idsWithBytes() names the other ids that show these bytes, up to the limit", () => {
  const { recording, arrive, ids } = openRig(4);
  for (const id of ids) arrive(id, "same");
  const { sha256 } = sampleFile("same");
  expect(recording.idsWithBytes(sha256, { exceptMediaId: ids[0]!, limit: 2 })).toEqual([
    "media1",
    "media2",
  ]);
});

test("learnPlaceholder() is remembered, and harmless twice", () => {
  const { recording, run } = openRig();
  recording.learnPlaceholder("ab", { run, at: 1 });
  recording.learnPlaceholder("ab", { run, at: 2 });
  expect([recording.isLearnedPlaceholder("ab"), recording.isLearnedPlaceholder("cd")]).toEqual([
    true,
    false,
  ]);
});

test("saveItem() keeps what came of a media last", () => {
  const { recording, item, row } = openRig();
  recording.saveItem(item({ outcome: "failed", reason: "http.5xx" }));
  expect(row("SELECT last_outcome, last_reason FROM media")).toEqual({
    last_outcome: "failed",
    last_reason: "http.5xx",
  });
});

test("saveItem() marks what Imgur removed, and leaves the bytes that are kept", () => {
  const { recording, arrive, ids, item, row } = openRig();
  arrive(ids[0]!, "a");
  recording.saveItem(item({ outcome: "removed", reason: "gone.404" }));
  expect(row("SELECT removed_upstream_at, sha256, shown FROM media")).toEqual({
    removed_upstream_at: 60,
    sha256: sampleFile("a").sha256,
    shown: 1,
  });
});

test("a run is read as it was written", () => {
  const { database, recording, run } = openRig();
  const totals = { ...makeTotals(), announced: 2, stored: 2, bytes: 30 };
  const sources = [{ ...totals, source: "r/aww", short: 0 }];
  recording.finishRun(run, { finishedAt: 900, exitCode: 0, totals, sources, seconds: 0.8 });
  expect(prepareRuns(database).get(run)).toEqual({
    ...NEW_RUN,
    id: run,
    jobs: "8",
    finishedAt: 900,
    exitCode: 0,
    totals,
    sources,
    seconds: 0.8,
    progress: null,
  });
});

test("pendingThumbs() pages through shown blobs by hash, without posters", () => {
  const { recording, arrive, ids } = openRig(3);
  const poster = sampleFile("poster");
  arrive(ids[0]!, "a");
  arrive(ids[1]!, "clip", {
    file: sampleFile("clip", { type: "mp4" }),
    companions: [{ role: "poster", file: poster }],
  });
  const pages = [];
  for (let after = ""; ; ) {
    const page = recording.pendingThumbs({ afterSha256: after, limit: 1 });
    if (!page[0]) break;
    pages.push(page[0]);
    after = page[0].sha256;
  }
  const bySha256 = (a: { sha256: string }, b: { sha256: string }) => (a.sha256 < b.sha256 ? -1 : 1);
  expect(pages).toEqual(
    [
      { sha256: sampleFile("a").sha256, ext: "jpg", sizeBytes: 1000, poster: null },
      {
        sha256: sampleFile("clip").sha256,
        ext: "mp4",
        sizeBytes: 1000,
        poster: { sha256: poster.sha256, ext: "jpg" },
      },
    ].sort(bySha256),
  );
});

const MADE = {
  key: "",
  verdict: "made",
  sizes: [128],
  engine: "bun",
  ms: 3,
  width: 300,
  height: 400,
  thumbHash: new Uint8Array([1, 2]),
  perceptualHash: 2n ** 63n + 5n,
  mirroredHash: 7n,
} as const;

test("saveThumbs() keeps the hashes and the upright size", () => {
  const { recording, arrive, ids, row } = openRig();
  arrive(ids[0]!, "a");
  recording.saveThumbs(sampleFile("a").sha256, MADE);
  expect(
    row("SELECT thumbs, hex(thumb_hash) AS hash, hex(perceptual_hash) AS p FROM blobs"),
  ).toEqual({
    thumbs: "made",
    hash: "0102",
    p: "8000000000000005",
  });
  expect(row("SELECT width, height FROM media")).toEqual({ width: 300, height: 400 });
});

test("saveThumbs() leaves a video the size that its own header tells", () => {
  const { recording, arrive, ids, row } = openRig();
  arrive(ids[0]!, "clip", { file: sampleFile("clip", { type: "mp4", width: 1920, height: 1080 }) });
  recording.saveThumbs(sampleFile("clip").sha256, MADE);
  expect(row("SELECT width, height FROM media")).toEqual({ width: 1920, height: 1080 });
});

test("saveThumbs() marks a refused picture with the reason, and it is pending no more", () => {
  const { recording, arrive, ids, row } = openRig();
  arrive(ids[0]!, "a");
  const refused = {
    key: "",
    verdict: "refused",
    refusal: "undecodable",
    detail: "bad marker",
    ms: 1,
  } as const;
  recording.saveThumbs(sampleFile("a").sha256, refused);
  expect(row("SELECT thumbs, thumbs_reason FROM blobs")).toEqual({
    thumbs: "refused",
    thumbs_reason: "undecodable: bad marker",
  });
  expect(recording.pendingThumbs({ afterSha256: "", limit: 10 })).toEqual([]);
});

test("takeView() takes the first free name", () => {
  const { recording, sourceId, ids } = openRig(2);
  const [one, two] = [
    { mediaId: ids[0]!, sourceId, sha256: "ab" },
    { mediaId: ids[1]!, sourceId, sha256: "cd" },
  ];
  expect(recording.takeView(["a/Ä.jpg"], one)).toBe("a/Ä.jpg");
  expect(recording.takeView(["a/ä.jpg", "a/a\u0308.JPG", "a/ä_2.jpg"], two)).toBe("a/ä_2.jpg");
});

test("takeView() gives a media the name that it has", () => {
  const { recording, sourceId, ids } = openRig();
  const options = { mediaId: ids[0]!, sourceId, sha256: "ab" };
  recording.takeView(["a.jpg"], options);
  expect(recording.takeView(["b.jpg"], options)).toBe("a.jpg");
  expect(recording.findView(ids[0]!, sourceId)).toBe("a.jpg");
});

test("takeView() says when every name is taken", () => {
  const { recording, sourceId, ids } = openRig(2);
  recording.takeView(["a.jpg"], { mediaId: ids[0]!, sourceId, sha256: "ab" });
  const take = () => recording.takeView(["a.jpg"], { mediaId: ids[1]!, sourceId, sha256: "cd" });
  expect(take).toThrow("every name is taken");
});
