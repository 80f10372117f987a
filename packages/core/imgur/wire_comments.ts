import { z } from "zod";
import { AcaciaError } from "../errors.ts";
import { isRecord } from "./_record.ts";
import { secondsToMs, wireFlag, wireList, wireNumber, wireText } from "./_tolerant.ts";

/** One comment below a post. */
export interface Comment {
  /** Imgur's number. */
  readonly id: number;
  /** The comment that it answers; null at the top. It comes earlier in the list. */
  readonly parentId: number | null;
  readonly author: string | null;
  /** null when Imgur says that it was deleted. */
  readonly text: string | null;
  readonly points: number | null;
  /** Epoch ms. */
  readonly postedAt: number | null;
}

const wireKey = z.preprocess(
  (value) => (typeof value === "string" && /^\d{1,15}$/.test(value) ? Number(value) : value),
  z.int().positive(),
);

/** docs/imgur.md §2.7. Its place in the tree is where it stands, not what `parent_id` says. */
const V3Comment = z.object({
  id: wireKey,
  comment: wireText,
  author: wireText,
  points: wireNumber,
  datetime: wireNumber,
  deleted: wireFlag,
  children: wireList,
});

/** Longer than any comment of Imgur, which cuts them at a few hundred characters. */
const MAX_TEXT = 20_000;
/** What stands in a deleted comment's place. */
const DELETED_REGEXP = /^\[?deleted\]?$/i;

/**
 * Reads an answer of `/3/gallery/{id}/comments`: the tree as a list, each before its answers. One that cannot be
 * read is left out, and its answers stand where it stood; one that came twice counts once.
 *
 * @param json The whole answer; the envelope may be missing.
 * @throws {AcaciaError} `wire` when there is no list in it.
 */
export function readV3Comments(json: unknown): Comment[] {
  const data = isRecord(json) && "data" in json ? json.data : json;
  if (!Array.isArray(data)) {
    throw new AcaciaError("wire", "Cannot read comments of Imgur: there is no list in it", {
      hint: "Try again later; if it stays, Imgur changed its answers: please report it",
    });
  }
  const comments = new Map<number, Comment>();
  // A stack and not recursion: how deep a thread is decides whoever writes in it.
  const open: { entry: unknown; parentId: number | null }[] = [];
  const push = (entries: readonly unknown[], parentId: number | null): void => {
    for (let i = entries.length - 1; i >= 0; i--) open.push({ entry: entries[i], parentId });
  };
  push(data, null);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { entry, parentId } = next;
    const read = V3Comment.safeParse(entry);
    if (read.success && !comments.has(read.data.id)) {
      comments.set(read.data.id, toComment(read.data, parentId));
    }
    const id = read.success ? read.data.id : parentId;
    if (isRecord(entry) && Array.isArray(entry.children)) push(entry.children, id);
  }
  return [...comments.values()];
}

function toComment(wire: z.output<typeof V3Comment>, parentId: number | null): Comment {
  const { id, comment, author, points, datetime } = wire;
  const isDeleted = wire.deleted === true || comment === null || DELETED_REGEXP.test(comment);
  return {
    id,
    parentId,
    author: author !== null && DELETED_REGEXP.test(author) ? null : author,
    text: isDeleted ? null : comment.slice(0, MAX_TEXT),
    points: points === null ? null : Math.round(points),
    postedAt: secondsToMs(datetime),
  };
}
