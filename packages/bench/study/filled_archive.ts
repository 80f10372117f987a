import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openArchive } from "@acacia/core";
import { fillArchive } from "@acacia/core/testing";
import { PACKAGES } from "../root.ts";

/** What decides how a filled archive looks: when one of these changes, it is made anew. */
const MADE_BY = ["core/testing/fill_archive.ts", "core/db/migrations.ts"];

/**
 * The folder of an archive with so many media and no files, made when it is not there yet: it takes a minute, so
 * it is kept in the system's temporary folder for the next time.
 */
export async function findFilledArchive(
  media: number,
  { say }: { say: (text: string) => void },
): Promise<string> {
  const prefix = `acacia-bench-${media}-`;
  const name = `${prefix}${await versionOf(media)}`;
  const dir = join(tmpdir(), name);
  if (existsSync(dir)) return dir;
  say(`making an archive of ${media.toLocaleString("en")} media, once`);
  const unfinished = `${dir}.${process.pid}`;
  try {
    await fill(unfinished, media);
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

async function fill(dir: string, media: number): Promise<void> {
  await using archive = await openArchive(dir, { mode: "write", command: "bench" });
  fillArchive(archive, { media, words: false });
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
