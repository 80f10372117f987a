import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLayout, openArchive } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { fillArchive } from "@acacia/core/testing";
import { startSim } from "@acacia/sim";
import { programEnv } from "../measure/fetch_process.ts";
import { ACACIA, PACKAGES } from "../root.ts";

/** What decides how a filled archive looks: when one of these changes, it is made anew. */
const MADE_BY = ["core/testing/fill_archive.ts", "core/db/migrations.ts"];

/** How an archive is found. */
export interface FilledArchiveOptions {
  readonly say: (text: string) => void;
  /** Real files, with thumbnails, that the rows share: drawn by the stand-in and fetched from it. @default none */
  readonly blobs?: number;
}

/**
 * The folder of an archive with so many media, made when it is not there yet: it takes a minute, so it is kept in
 * the system's temporary folder for the next time. Whoever writes copies it first.
 */
export async function findFilledArchive(
  media: number,
  { say, blobs = 0 }: FilledArchiveOptions,
): Promise<string> {
  const prefix = `acacia-bench-${media}-${blobs === 0 ? "" : `${blobs}-`}`;
  const name = `${prefix}${await versionOf(media)}`;
  const dir = join(tmpdir(), name);
  if (existsSync(dir)) return dir;
  say(`making an archive of ${media.toLocaleString("en")} media, once`);
  const unfinished = `${dir}.${process.pid}`;
  try {
    await fill(unfinished, { media, blobs });
    await rename(unfinished, dir);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  // A gigabyte for each version that once was would fill the disk of whoever works on the schema.
  for (const old of await readdir(tmpdir())) {
    const isOld = new RegExp(`^${prefix}[0-9a-f]{12}$`).test(old) && old !== name;
    if (isOld) await rm(join(tmpdir(), old), { recursive: true, force: true });
  }
  return dir;
}

async function fill(dir: string, { media, blobs }: { media: number; blobs: number }) {
  await using archive = await openArchive(dir, { mode: "write", command: "bench" });
  if (blobs === 0) return fillArchive(archive, { media, words: false });
  const fetched = `${dir}.fetched`;
  try {
    await fetchBlobs(fetched, blobs);
    const from = makeLayout(fetched);
    fillArchive(archive, { media, blobsFrom: from.database, words: false });
    for (const folder of ["blobs", "thumbs"] as const) {
      await rm(archive.layout[folder], { recursive: true, force: true });
      await rename(from[folder], archive.layout[folder]);
    }
  } finally {
    await rm(fetched, { recursive: true, force: true });
  }
}

/** So many pictures of a world, fetched by the program that users start, with their thumbnails. */
async function fetchBlobs(dir: string, blobs: number): Promise<void> {
  await using sim = await startSim({ seed: 1, posts: blobs, duplicates: 0, nearDuplicates: 0 });
  const media = sim.world.posts.flatMap((post) => post.media).slice(0, blobs);
  const links = media.map(({ id, ext }) => `https://i.imgur.com/${id}.${ext}\n`).join("");
  const flags = ["--view", "none", "--json", "-j", "8", "-d", dir];
  const child = Bun.spawn([...ACACIA, "fetch", "-i", "-", ...flags], {
    env: programEnv(sim.env),
    stdio: [new Blob([links]), "ignore", "pipe"],
  });
  const said = new Response(child.stderr).text();
  if ((await child.exited) === 0) return;
  throw new AcaciaError("unexpected", `Cannot make an archive to measure: ${await said}`);
}

async function versionOf(media: number): Promise<string> {
  const hash = createHash("sha256").update(String(media));
  for (const path of MADE_BY) hash.update(await readFile(join(PACKAGES, path)));
  const migrations = new Bun.Glob("core/db/migrations/**/*.sql").scan({ cwd: PACKAGES });
  for (const path of (await Array.fromAsync(migrations)).sort()) {
    hash.update(await readFile(join(PACKAGES, path)));
  }
  return hash.digest("hex").slice(0, 12);
}
