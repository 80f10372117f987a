import type { Database } from "bun:sqlite";
import { AcaciaError } from "../errors.ts";
import type { Recording } from "./recording.ts";

const TAKE = `
INSERT INTO views (path, folded_path, media_id, source_id, sha256)
VALUES ($path, $folded, $mediaId, $sourceId, $sha256) ON CONFLICT DO NOTHING`;

const UPDATE = "UPDATE views SET sha256 = ?2 WHERE path = ?1 AND sha256 <> ?2";

const FIND = "SELECT path FROM views WHERE media_id = ?1 AND source_id = ?2 LIMIT 1";

/**
 * Prepares the names in `images/`.
 * @param sqlite An open archive's connection.
 */
export function prepareViews(sqlite: Database): Pick<Recording, "findView" | "takeView"> {
  const take = sqlite.prepare(TAKE);
  const update = sqlite.prepare<never, [string, string]>(UPDATE);
  const find = sqlite.prepare<{ path: string }, [number, number]>(FIND);
  const findView = (mediaId: number, sourceId: number) => find.get(mediaId, sourceId)?.path;
  return {
    findView,
    takeView(candidates, { mediaId, sourceId, sha256 }) {
      const own = findView(mediaId, sourceId);
      if (own !== undefined) {
        update.run(own, sha256);
        return own;
      }
      for (const path of candidates) {
        const folded = foldPath(path);
        if (take.run({ path, folded, mediaId, sourceId, sha256 }).changes > 0) return path;
      }
      throw new AcaciaError("unexpected", "Cannot name a file in images/: every name is taken", {
        hint: "Give a --view template with {id} in it",
      });
    },
  };
}

/** The form in which two paths collide on some system: without case, accents composed. */
export function foldPath(path: string): string {
  return path.normalize("NFC").toLowerCase().normalize("NFC");
}
