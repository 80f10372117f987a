import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { openView } from "../archive/view.ts";
import { parseViewTemplate } from "../archive/view_template.ts";
import { prepareRecording } from "../db/recording_sql.ts";
import { bytesSource } from "../image/byte_source.ts";
import { readMediaFacts } from "../image/media_facts.ts";
import type { SniffedType } from "../image/sniffed_type.ts";
import type { Post } from "../imgur/model.ts";
import type { ArrivedFile } from "../transfer/plan.ts";
import { sampleMedia, samplePost } from "./sample_posts.ts";

/** A media that a test wants to have been fetched. */
export interface MediaToKeep {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** @default "jpg" */
  readonly type?: SniffedType;
  /** @default {samplePost} with this media alone */
  readonly post?: Partial<Post>;
  /** @default "r/aww" */
  readonly source?: string;
  /** Epoch ms. @default 1_700_000_000_000 */
  readonly at?: number;
}

/** Where a kept media's things are. */
export interface KeptMedia {
  readonly sha256: string;
  /** Absolute paths. */
  readonly blob: string;
  readonly view: string;
}

/** Keeps a media as a fetch does: file, rows, name. */
export async function keepMedia(archive: Archive, wanted: MediaToKeep): Promise<KeptMedia> {
  const { id, type = "jpg", source = "r/aww", at = 1_700_000_000_000 } = wanted;
  const recording = prepareRecording(archive);
  const file = writeArrived(archive, wanted);
  await archive.store.putAll([{ ...file, path: join(archive.dir, file.path), ext: type }]);
  const post = samplePost({ id: `p${id}`, media: [sampleMedia({ id })], ...wanted.post });
  const sourceId = recording.ensureSource(source, "subreddit", at);
  const saved = recording.savePost(post, { sourceId, at });
  const { mediaId, position } = saved.media.find(({ imgurId }) => imgurId === id)!;
  recording.saveArrived({ mediaId, role: "original", file, companions: [], run: 1, at });
  const template = parseViewTemplate("{source}/{num}{id}.{ext}");
  const { mediaCount, postedAt } = post;
  const name = openView(archive.layout, { template, names: recording }).link({
    ...{ mediaId, sourceId, source, id, position, mediaCount, postedAt },
    ...{
      sha256: file.sha256,
      ext: type,
      title: null,
      author: null,
      subreddit: null,
      post: post.id,
    },
  });
  return {
    sha256: file.sha256,
    blob: archive.layout.blobPath(file.sha256, type),
    view: join(archive.layout.images, name?.path ?? ""),
  };
}

/** A whole file under `partial/`, as a transfer leaves it. */
export function writeArrived(
  { dir, layout }: Pick<Archive, "dir" | "layout">,
  { id, bytes, type = "jpg" }: Pick<MediaToKeep, "id" | "bytes" | "type">,
): ArrivedFile {
  mkdirSync(layout.partial, { recursive: true });
  const path = `partial/${id}`;
  writeFileSync(join(dir, path), bytes);
  const facts = readMediaFacts(type, bytesSource(bytes));
  return {
    path,
    sha256: new Bun.CryptoHasher("sha256").update(bytes).digest("hex"),
    md5: new Bun.CryptoHasher("md5").update(bytes).digest("hex"),
    sizeBytes: bytes.length,
    type,
    ...facts,
  };
}

/** Bytes that begin like a JPEG and are long enough to be told apart. */
export function sampleBytes(seed: number, length = 2_000): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, place) => (place * 31 + seed * 7) % 251);
  bytes.set([0xff, 0xd8, 0xff, 0xe0]);
  bytes.set([0xff, 0xd9], length - 2);
  return bytes;
}
