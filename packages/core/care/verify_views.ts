import { lstatSync, type Stats, statSync } from "node:fs";
import { join } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { errnoOf } from "../archive/disk_error.ts";
import type { VerifyRows, ViewRow } from "../db/verify_rows.ts";
import type { Finding } from "./finding.ts";
import { hashFile } from "./hash_file.ts";

/** How a name under `images/` stands to its blob: a `copy` has the same bytes in a file of its own. */
export type ViewState = "shows" | "missing" | "wrong" | "copy";

const PAGE = 500;

/** Looks at every name under `images/` that the database knows. A blob that is itself damaged has its own finding. */
export async function* checkViews(
  { layout }: Pick<Archive, "layout">,
  { rows, draining, signal }: { rows: VerifyRows; draining: AbortSignal; signal: AbortSignal },
): AsyncGenerator<Finding> {
  let after = "";
  const copies = { first: "", count: 0, sizeBytes: 0 };
  for (;;) {
    const page = rows.viewsAfter(after, PAGE);
    for (const view of page) {
      if (draining.aborted) return;
      after = view.path;
      if (view.ext === null || (view.damage !== null && view.damage !== "picture")) continue;
      const blob = layout.blobPath(view.sha256, view.ext);
      const path = join(layout.images, view.path);
      const state = await stateOfView(path, { blob, sha256: view.sha256, signal });
      if (state === "copy") {
        copies.first ||= view.path;
        copies.count += 1;
        copies.sizeBytes += find(path)?.size ?? 0;
      } else if (state !== "shows") yield findingOf(view, state);
    }
    if (page.length < PAGE) break;
    // A page is some thousand looks at the disk: whoever draws or listens comes in between.
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
  const { first, ...counted } = copies;
  if (copies.count > 0) yield { kind: "view.copy", path: `images/${first}`, ...counted };
}

function findingOf({ path, sha256 }: ViewRow, state: "missing" | "wrong"): Finding {
  return { kind: `view.${state}`, path: `images/${path}`, sha256 };
}

/**
 * What a name shows.
 *
 * @param path Absolute, under `images/`.
 * @param target The blob's path and hash; it is there.
 */
export async function stateOfView(
  path: string,
  { blob, sha256, signal }: { blob: string; sha256: string; signal: AbortSignal },
): Promise<ViewState> {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (!there) return "missing";
  const [own, shown] = [find(blob), find(path)];
  // Without its blob nothing can be said of a name; the blob has a finding of its own.
  if (!own) return "shows";
  if (!shown) return "wrong";
  if (own.ino === shown.ino && own.dev === shown.dev) return "shows";
  if (!shown.isFile() || shown.size !== own.size) return "wrong";
  return (await hashFile(path, { signal })).sha256 === sha256 ? "copy" : "wrong";
}

/** Follows links; undefined when there is nothing at the end of them. */
function find(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (errnoOf(error) === "ELOOP" || errnoOf(error) === "ENOTDIR") return undefined;
    throw error;
  }
}
