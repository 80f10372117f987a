import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { findLiveHolder } from "../archive/lock.ts";
import type { VerifyRows } from "../db/verify_rows.ts";
import type { Finding } from "./finding.ts";
import type { Stranger } from "./verify_blobs.ts";

type Files = Pick<Archive, "layout">;

/**
 * Files in `blobs/` that have no row, now that everything else was looked at. What a fetch that is still at work
 * put there has its row soon: files come first, rows after.
 */
export async function* tellStrangers(
  { layout, store }: Pick<Archive, "layout" | "store">,
  { strangers, rows }: { strangers: readonly Stranger[]; rows: VerifyRows },
): AsyncGenerator<Finding> {
  // Before the rows: who lets the lock go in between has written them.
  const holder = findLiveHolder(layout.lock);
  for (const { path, blob } of strangers) {
    if (store.address !== undefined && blob) {
      const object = await store.stat(blob.sha256, blob.ext);
      // A bucket does not tell when a name came: it may be of the fetch that is at work.
      if (!object || holder || rows.hasBlob(blob.sha256, blob.ext)) continue;
      const { sha256, sizeBytes } = object;
      yield { kind: "blob.orphan", path, sha256, sizeBytes };
      continue;
    }
    const there = statSync(join(layout.dir, path), { throwIfNoEntry: false });
    if (!there) continue;
    const sizeBytes = there.size;
    if (!blob || !there.isFile()) yield { kind: "blob.stray", path, sizeBytes };
    else if (rows.hasBlob(blob.sha256, blob.ext)) continue;
    else if (holder && there.ctimeMs >= holder.startedAt) continue;
    else {
      const detail = rows.hasHash(blob.sha256)
        ? "a row names it with another extension"
        : undefined;
      const facts = { path, sha256: blob.sha256, sizeBytes, ...(detail ? { detail } : {}) };
      yield { kind: "blob.orphan", ...facts };
    }
  }
}

/** Thumbnails whose blob is not here. */
export function* tellStrayThumbs({ layout }: Files, rows: VerifyRows): Generator<Finding> {
  const stray = new Heap("thumb.stray");
  for (const size of namesIn(layout.thumbs)) {
    for (const shard of namesIn(join(layout.thumbs, size))) {
      for (const name of namesIn(join(layout.thumbs, size, shard))) {
        const [sha256 = "", ...rest] = name.split(".");
        // Files in the making have more dots; they are gone soon, or replaced.
        if (rest.length > 1 || rows.hasHash(sha256)) continue;
        stray.add(layout, `thumbs/${size}/${shard}/${name}`);
      }
    }
  }
  yield* stray.tell();
}

/** What is left of files in flight while nobody fetches: the next fetch goes on with them, or removes them. */
export function* tellStrayPartials({ layout }: Files): Generator<Finding> {
  if (findLiveHolder(layout.lock)) return;
  const stray = new Heap("partial.stray");
  for (const name of namesIn(layout.partial)) stray.add(layout, `partial/${name}`);
  yield* stray.tell();
}

/** Many files that are worth one line. */
class Heap {
  readonly #kind: Finding["kind"];
  #first: string | undefined;
  #count = 0;
  #sizeBytes = 0;

  constructor(kind: Finding["kind"]) {
    this.#kind = kind;
  }

  add({ dir }: Archive["layout"], path: string): void {
    const there = statSync(join(dir, path), { throwIfNoEntry: false });
    if (!there) return;
    this.#first ??= path;
    this.#count += 1;
    this.#sizeBytes += there.size;
  }

  *tell(): Generator<Finding> {
    if (this.#first === undefined) return;
    yield {
      kind: this.#kind,
      path: this.#first,
      count: this.#count,
      sizeBytes: this.#sizeBytes,
    };
  }
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    // It is not there, or it is a file: then nothing is in it.
    return [];
  }
}
