import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Archive, openArchive, type Post, prepareRecording } from "@acacia/core";
import { openDrizzle, schema } from "@acacia/core/drizzle";
import { AcaciaError } from "@acacia/core/errors";
import { interleave } from "../../measure/interleave.ts";
import { type CaseResult, type Metrics, makeCase, ratiosOf } from "../case.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, StudyOptions } from "../study.ts";
import { makePosts, savePosts } from "./posts_to_save.ts";

const POSTS = 1_280;
/** As many as the recorder commits together. */
const BATCH = 64;
const MIN_RATIO = 6;

const WAYS = { "batched, as a fetch writes": saveBatched, "Drizzle, row by row": saveNaively };
type Way = keyof typeof WAYS;

/** The same rows, batched as a fetch writes them and one by one as Drizzle's own examples do; each commit waits for the disk. */
export async function measureInserts(
  options: StudyOptions,
): Promise<{ readonly cases: readonly CaseResult[]; readonly figures: readonly Figure[] }> {
  const names = Object.keys(WAYS) as Way[];
  const samples = await interleave<Metrics>(
    names.map((name) => ({
      name,
      run(round) {
        options.say(`${POSTS} posts, ${name}`);
        return takeSample(name, join(options.dir, `inserts-${round}`));
      },
    })),
    { rounds: options.rounds, warmUps: 1 },
  );
  const [ours, naive] = names.map((series) =>
    makeCase(
      { id: `inserts: ${series}`, series, role: "acacia", params: { posts: POSTS } },
      samples.get(series)!,
    ),
  ) as [CaseResult, CaseResult];
  const cases = [ours, { ...naive, role: "peer" as const }];
  const ratios = ratiosOf(naive.metrics.wallMs!, ours.metrics.wallMs!);
  const figure = makeFigure("durable inserts, times as fast as Drizzle row by row", ratios, {
    unit: "x",
    statistic: "median",
    target: { atLeast: MIN_RATIO },
    note: `${POSTS} posts with a media each, batches of ${BATCH}; synchronous = FULL for both, and triggers run for both`,
  });
  return { cases, figures: [figure] };
}

async function takeSample(way: Way, dir: string): Promise<Metrics> {
  try {
    await using archive = await openArchive(dir, { mode: "write", command: "bench" });
    archive.sqlite.run("PRAGMA synchronous = FULL");
    const posts = makePosts(0, POSTS);
    const begun = performance.now();
    await WAYS[way](archive, posts);
    const wallMs = performance.now() - begun;
    checkRows(archive);
    return { wallMs, perSecond: (POSTS / wallMs) * 1000 };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function saveBatched(archive: Archive, posts: readonly Post[]): Promise<void> {
  const recording = prepareRecording(archive);
  for (let from = 0; from < posts.length; from += BATCH) {
    savePosts(recording, posts.slice(from, from + BATCH));
  }
}

/** Every row by itself, each in a transaction of its own. */
async function saveNaively({ sqlite }: Archive, posts: readonly Post[]): Promise<void> {
  const db = openDrizzle(sqlite);
  const tables = schema;
  const at = 1_700_000_000_000;
  const source = { id: 1, target: "r/bench", kind: "subreddit", addedAt: at };
  await db.insert(tables.sources).values(source);
  for (const [n, post] of posts.entries()) {
    const id = n + 1;
    const [media] = post.media;
    const { id: imgurId, kind, title, width, height, sizeBytes } = media!;
    const sha256 = Bun.SHA256.hash(imgurId, "hex");
    const facts = { ...post, id, imgurId: post.id, raw: JSON.stringify(post.raw) };
    await db.insert(tables.posts).values({ ...facts, firstSeenAt: at, updatedAt: at });
    await db.insert(tables.sourcePosts).values({ sourceId: 1, postId: id, firstSeenAt: at });
    const file = { md5: Bun.MD5.hash(imgurId, "hex"), ext: "jpg", sizeBytes: 120_000 };
    await db
      .insert(tables.blobs)
      .values({ sha256, ...file, width, height, animated: false, storedAt: at });
    const shown = { sha256, archivedAt: at, archivedRun: 1, shown: 1 };
    const row = { id, imgurId, postId: id, kind, width, height, sizeBytes, title, ...shown };
    await db.insert(tables.media).values(row);
    await db.insert(tables.postMedia).values({ postId: id, mediaId: id, position: 0 });
    await db.insert(tables.mediaFiles).values({ mediaId: id, role: "original", sha256 });
  }
}

/** @throws {AcaciaError} `integrity` when rows are missing, whoever wrote them. */
function checkRows({ sqlite }: Archive): void {
  const db = openDrizzle(sqlite);
  const { posts, media, postMedia, sourcePosts, blobs, mediaFiles } = schema;
  for (const table of [posts, media, postMedia, sourcePosts, blobs, mediaFiles]) {
    const rows = db.select().from(table).all().length;
    if (rows === POSTS) continue;
    throw new AcaciaError("integrity", `Cannot take the run as a sample: ${rows} of ${POSTS} rows`);
  }
}
