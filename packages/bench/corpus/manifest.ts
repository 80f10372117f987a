import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";

/** Name of the file that tells how a corpus was made. */
export const MANIFEST = "manifest.json";
/** Folder of the same pictures without a progressive file: only those that differ lie in it. */
export const BASELINE = "baseline";

/** A picture of a corpus. */
export interface CorpusFile {
  /** File name, in the corpus folder itself. */
  readonly name: string;
  /** Which photograph it is a part of: its file name; "" when it is drawn. */
  readonly source: string;
  readonly type: "jpg" | "png";
  readonly width: number;
  readonly height: number;
  /** Of JPEG, 1 to 100; 0 for the rest, and for pictures that are drawn. */
  readonly quality: number;
  readonly progressive: boolean;
  readonly sizeBytes: number;
  readonly sha256: string;
}

/** How a corpus was made, and of what. */
export interface CorpusManifest {
  /** `photographs`: parts of real ones; `drawn`: figures say little about photographs. */
  readonly kind: "photographs" | "drawn";
  readonly seed: number;
  /** Of all files, percent. */
  readonly progressivePercent: number;
  /** What wrote the files: the same versions write the same bytes. */
  readonly versions: Readonly<Record<string, string>>;
  readonly sources: readonly {
    readonly name: string;
    readonly width: number;
    readonly height: number;
    readonly sha256: string;
  }[];
  readonly sizeBytes: number;
  readonly files: readonly CorpusFile[];
}

/** A corpus on disk. */
export interface Corpus extends CorpusManifest {
  readonly dir: string;
}

/**
 * Reads a corpus and checks that every file holds the bytes that its manifest tells.
 *
 * @param dir A folder made by `bench corpus`.
 * @throws {AcaciaError} `usage` when it is none; `integrity` when a file is missing or another.
 */
export async function readCorpus(dir: string): Promise<Corpus> {
  const manifest = await readManifest(dir);
  for (const { name, sha256 } of manifest.files) {
    const bytes = await readFile(join(dir, name)).catch(() => undefined);
    if (bytes && Bun.SHA256.hash(bytes, "hex") === sha256) continue;
    throw new AcaciaError("integrity", `Cannot measure with ${dir}: ${name} is not what it was`, {
      hint: "Make the corpus again with `bun run bench corpus`",
    });
  }
  return { ...manifest, dir };
}

async function readManifest(dir: string): Promise<CorpusManifest> {
  try {
    return JSON.parse(await readFile(join(dir, MANIFEST), "utf8")) as CorpusManifest;
  } catch (cause) {
    throw new AcaciaError("usage", `Cannot measure with ${dir}: it has no ${MANIFEST} to read`, {
      cause,
      hint: "Make it with `bun run bench corpus FOLDER --out DIR`",
    });
  }
}
