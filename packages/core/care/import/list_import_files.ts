import { readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join, relative, resolve, sep } from "node:path";
import { findMediaExt } from "../../imgur/ids.ts";
import { type ImportName, readImportName } from "./read_import_name.ts";

/** A file to import, and what its name and the file beside it tell. */
export interface ImportFile extends ImportName {
  /** Absolute path. */
  readonly path: string;
  readonly title: string | null;
  readonly description: string | null;
}

/** More than any side file has. */
const MAX_SIDE_BYTES = 1024 * 1024;
const NATURAL = new Intl.Collator("en", { numeric: true });

/**
 * The pictures and videos of a folder and the folders in it, in natural order; a file that is named counts whatever
 * its name is. Hidden files, links to folders and the archive itself are left out.
 *
 * @param path Absolute, a file or a folder.
 * @param options `archive`: the folder not to look into.
 * @throws The system's error when it cannot be read.
 */
export function* listImportFiles(
  path: string,
  { archive }: { readonly archive: string },
): Generator<ImportFile> {
  if (!statSync(path).isDirectory()) {
    yield readFile(path, resolve(path, "../.."));
    return;
  }
  // Two folders up: `imgur/aBc12 - title` may be what was named.
  yield* listFolder(path, { archive, from: resolve(path, "../..") });
}

function* listFolder(
  folder: string,
  options: { readonly archive: string; readonly from: string },
): Generator<ImportFile> {
  if (folder === options.archive) return;
  const entries = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => NATURAL.compare(a.name, b.name));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* listFolder(path, options);
    else if (isMediaName(entry.name) && statSync(path, { throwIfNoEntry: false })?.isFile()) {
      yield readFile(path, options.from);
    }
  }
}

function isMediaName(name: string): boolean {
  return findMediaExt(name.slice(name.lastIndexOf(".") + 1)) !== undefined;
}

function readFile(path: string, from: string): ImportFile {
  const named = readImportName(relative(from, path).split(sep).join("/"));
  return { path, title: null, description: null, ...named, ...readSideFile(path) };
}

/** What gallery-dl's `--write-metadata` put beside: `name.jpg.json`. Anything odd in it is left out. */
function readSideFile(path: string): Partial<ImportFile> {
  const side = readJson(`${path}.json`);
  const title = asText(side?.title);
  const description = asText(side?.description);
  const albumTitle = asText(asRecord(side?.album)?.title);
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(albumTitle === undefined ? {} : { albumTitle }),
  };
}

function readJson(path: string): Record<string, unknown> | undefined {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? MAX_SIDE_BYTES;
  if (size >= MAX_SIDE_BYTES) return undefined;
  try {
    return asRecord(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** The name of what was named, for its source. */
export function importSourceOf(path: string): string {
  return `import:${basename(path)}`;
}
