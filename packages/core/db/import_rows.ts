import { Database } from "bun:sqlite";
import { AcaciaError } from "../errors.ts";
import type { OpenDatabase } from "./open.ts";

/** What an import asks and notes. */
export interface ImportRows {
  /** A media by Imgur's id, or by ours. */
  find(imgurId: string): { readonly id: number; readonly sha256: string | null } | undefined;
  /** Whether any media shows these bytes. */
  isShown(sha256: string): boolean;
  hasPost(imgurId: string): boolean;
  /** Notes where the kept bytes came from. */
  setOrigin(mediaId: number, path: string): void;
}

/**
 * Prepares what an import asks and notes.
 * @param archive An archive open for `write`.
 */
export function prepareImportRows({ sqlite }: Pick<OpenDatabase, "sqlite">): ImportRows {
  const find = sqlite.prepare<{ id: number; sha256: string | null }, [string]>(
    "SELECT id, sha256 FROM media WHERE imgur_id = ?1",
  );
  const shown = sqlite.prepare<unknown, [string]>("SELECT 1 FROM media WHERE sha256 = ?1 LIMIT 1");
  const post = sqlite.prepare<unknown, [string]>("SELECT 1 FROM posts WHERE imgur_id = ?1");
  const setOrigin = sqlite.prepare<never, [number, string]>(
    "UPDATE media SET origin = 'import', origin_address = ?2 WHERE id = ?1",
  );
  return {
    find: (imgurId) => find.get(imgurId) ?? undefined,
    isShown: (sha256) => shown.get(sha256) !== null,
    hasPost: (imgurId) => post.get(imgurId) !== null,
    setOrigin: (mediaId, path) => void setOrigin.run(mediaId, path),
  };
}

/**
 * Every entry of gallery-dl's archive database: `imgur`, then an album's id and `_` where it was one, then the id.
 *
 * @param path Absolute path of the file; only read.
 * @throws {AcaciaError} `usage` when it is no such database.
 */
export function readGalleryDlArchive(path: string): string[] {
  try {
    using database = new Database(path, { readonly: true });
    return database
      .query<{ entry: string }, []>(
        "SELECT entry FROM archive WHERE entry GLOB 'imgur*' ORDER BY entry",
      )
      .all()
      .map(({ entry }) => String(entry));
  } catch (cause) {
    throw new AcaciaError("usage", `Cannot read ${path}: it is no archive database of gallery-dl`, {
      cause,
      hint: "Name the file that gallery-dl's option `archive` names, or a folder of pictures",
    });
  }
}
