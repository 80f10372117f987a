import { copyFile, link, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { makeWorld } from "@acacia/sim";
import { BASELINE, readCorpus } from "../../corpus/manifest.ts";
import type { StudyOptions } from "../study.ts";

/** A picture to measure with. */
export interface Picture {
  readonly name: string;
  readonly path: string;
  readonly sizeBytes: number;
  /** The same pixels without progressive scans; absent where the file has none. */
  readonly baseline?: string;
}

/** The pictures of a study. */
export interface Pictures {
  readonly kind: "photographs" | "drawn";
  readonly files: readonly Picture[];
}

/** As many as the article's second table. */
const DRAWN = 160;

/** The corpus, or else pictures that are drawn: then figures say little about photographs, and say so. */
export async function openPictures({
  corpus,
  dir,
  seed,
  say,
}: Pick<StudyOptions, "corpus" | "dir" | "seed" | "say">): Promise<Pictures> {
  if (corpus !== undefined) {
    const { files, kind } = await readCorpus(corpus);
    return {
      kind,
      files: files.map(({ name, sizeBytes, progressive }) => ({
        name,
        path: join(corpus, name),
        sizeBytes,
        ...(progressive ? { baseline: join(corpus, BASELINE, name) } : {}),
      })),
    };
  }
  say("drawing pictures: for figures of photographs, give --corpus DIR");
  return { kind: "drawn", files: await drawPictures(join(dir, "drawn"), seed) };
}

async function drawPictures(dir: string, seed: number): Promise<readonly Picture[]> {
  const stills = { albums: 0, gifs: 0, videos: 0, duplicates: 0, nearDuplicates: 0 };
  const world = makeWorld({ seed, posts: DRAWN * 2, ...stills });
  await mkdir(dir, { recursive: true });
  const files: Picture[] = [];
  for (const { id, ext } of world.posts.flatMap((post) => post.media)) {
    if (files.length === DRAWN) break;
    if (ext !== "jpg" && ext !== "png") continue;
    const name = `${id}.${ext}`;
    const bytes = await world.bytes(id);
    await writeFile(join(dir, name), bytes);
    files.push({ name, path: join(dir, name), sizeBytes: bytes.length });
  }
  if (files.length === DRAWN) return files;
  throw new AcaciaError(
    "unexpected",
    `Cannot draw ${DRAWN} pictures: the world has ${files.length}`,
  );
}

/** A folder of pictures, and each of them so many times over. */
export interface Folder {
  readonly dir: string;
  readonly names: readonly string[];
  readonly sizeBytes: number;
}

/**
 * Lays hard links of pictures into a new folder: the same bytes under as many names as wanted, at no cost.
 *
 * @param paths What to link, with the names to give.
 */
export async function linkPictures(
  dir: string,
  pictures: readonly Picture[],
  {
    copies = 1,
    isBaseline = false,
  }: { readonly copies?: number; readonly isBaseline?: boolean } = {},
): Promise<Folder> {
  await mkdir(dir, { recursive: true });
  const names: string[] = [];
  for (let copy = 0; copy < copies; copy++) {
    for (const { name, path, baseline } of pictures) {
      const own = copies === 1 ? name : `${copy}_${name}`;
      const from = isBaseline ? (baseline ?? path) : path;
      // A corpus on another disk can only be copied.
      await link(from, join(dir, own)).catch(() => copyFile(from, join(dir, own)));
      names.push(own);
    }
  }
  const sizeBytes = copies * pictures.reduce((sum, picture) => sum + picture.sizeBytes, 0);
  return { dir, names, sizeBytes };
}
