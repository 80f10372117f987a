import { FLAGS } from "../../routes/flags.ts";
import type { Bucket } from "../../routes/schemas.ts";

/** One picture as the grid knows it. */
export interface Item {
  /** Place in the whole result, from 0. */
  readonly index: number;
  /** Row id. */
  readonly id: number;
  readonly imgurId: string;
  readonly ratio: number;
  readonly width: number;
  readonly height: number;
  /** Bits of `FLAGS`. */
  readonly flags: number;
  readonly thumbHash: string;
  /** Blob of its thumbnails; "" when there are none. */
  readonly thumb: string;
  readonly title: string;
  readonly score: number | null;
  readonly bytes: number;
  /** Epoch ms, 0 when unknown. */
  readonly postedAt: number;
  readonly postCount: number;
  readonly durationMs: number;
  /** In the trash since then, epoch ms; 0 when it is not. */
  readonly trashedAt: number;
}

/** What the address calls an item. */
export function nameOf(item: { readonly id: number; readonly imgurId: string }): string {
  return item.imgurId || `~${item.id}`;
}

/** Whether an item has a flag. */
export function hasFlag(item: { readonly flags: number }, flag: keyof typeof FLAGS): boolean {
  return (item.flags & FLAGS[flag]) !== 0;
}

/** The row of a bucket that an address names; -1 when it is not in it. */
export function rowNamed(columns: Bucket, name: string): number {
  return name.startsWith("~")
    ? columns.id.indexOf(Number(name.slice(1)))
    : columns.imgurId.indexOf(name);
}

/** One item of a bucket. @param row Within it. @param index Place in the whole result. */
export function itemOf(columns: Bucket, row: number, index: number): Item | undefined {
  const id = columns.id[row];
  if (id === undefined) return undefined;
  return {
    index,
    id,
    imgurId: columns.imgurId[row] ?? "",
    ratio: columns.ratio[row] || 1,
    width: columns.width[row] ?? 0,
    height: columns.height[row] ?? 0,
    flags: columns.flags[row] ?? 0,
    thumbHash: columns.thumbHash[row] ?? "",
    thumb: columns.thumb[row] ?? "",
    title: columns.title[row] ?? "",
    score: columns.score[row] ?? null,
    bytes: columns.bytes[row] ?? 0,
    postedAt: columns.postedAt[row] ?? 0,
    postCount: columns.postCount[row] ?? 1,
    durationMs: columns.durationMs[row] ?? 0,
    trashedAt: columns.trashedAt?.[row] ?? 0,
  };
}
