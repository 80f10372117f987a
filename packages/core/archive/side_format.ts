import type { Media, Post } from "../imgur/model.ts";

/** What is known of a picture, in a file beside its name: facts that outlive the database. Times are epoch ms. */
export interface SideFile {
  /** The name that it stands beside, relative to `images/`, with `/`. */
  readonly view: string;
  readonly sha256: string;
  /** The target that listed it, as printed. */
  readonly source: string;
  /** In its post, from 0. */
  readonly position: number;
  readonly media: Omit<Media, "link">;
  readonly post: Omit<Post, "media" | "raw">;
}

/** First field of each side file. */
export const SIDE_FORMAT = "acacia.side/1";

type Check = (value: unknown) => boolean;
type Checks<T> = { readonly [Key in keyof T]-?: Check };

const isText: Check = (value) => typeof value === "string";
const isFlag: Check = (value) => typeof value === "boolean";
const isAmount: Check = (value) => typeof value === "number" && Number.isFinite(value);
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const like =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === "string" && pattern.test(value);
/** What every address is built from, so nothing else passes; `local-…` is ours. */
const isId = like(/^[\w-]{1,80}$/);

// By hand: a run that writes these starts without a library for schemas.

const MEDIA: Checks<SideFile["media"]> = {
  id: isId,
  kind: like(/^(photo|gif|video)$/),
  ext: like(/^\w{1,8}$/),
  hasMp4: isFlag,
  hasSound: isFlag,
  width: orNull(isCount),
  height: orNull(isCount),
  sizeBytes: orNull(isCount),
  durationMs: orNull(isAmount),
  title: orNull(isText),
  description: orNull(isText),
  name: orNull(isText),
  postedAt: orNull(isAmount),
};

const POST: Checks<SideFile["post"]> = {
  id: isId,
  kind: like(/^(album|image)$/),
  title: orNull(isText),
  description: orNull(isText),
  author: orNull(isText),
  subreddit: orNull(isText),
  postedAt: orNull(isAmount),
  views: orNull(isCount),
  ups: orNull(isCount),
  downs: orNull(isCount),
  points: orNull(isAmount),
  score: orNull(isAmount),
  commentCount: orNull(isCount),
  favoriteCount: orNull(isCount),
  nsfw: orNull(isFlag),
  tags: (value) => Array.isArray(value) && value.every(isText),
  mediaCount: isCount,
  address: isText,
};

const FILE: Checks<SideFile> = {
  view: isText,
  sha256: like(/^[0-9a-f]{64}$/),
  source: isText,
  position: isCount,
  media: (value) => readFields(value, MEDIA) !== undefined,
  post: (value) => readFields(value, POST) !== undefined,
};

/** Reads the facts of a side file; undefined when any of them is missing or not what it should be. */
export function readSideFacts(json: unknown): SideFile | undefined {
  const facts = readFields(json, FILE);
  const isOurs = facts !== undefined && (json as { format?: unknown }).format === SIDE_FORMAT;
  if (!isOurs) return undefined;
  const media = readFields(facts.media, MEDIA);
  const post = readFields(facts.post, POST);
  return media && post && { ...facts, media, post };
}

/** The fields of a table, and no others. */
function readFields<T>(value: unknown, checks: Checks<T>): T | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const read: Record<string, unknown> = {};
  for (const [name, check] of Object.entries<Check>(checks)) {
    const field = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
    if (!check(field)) return undefined;
    read[name] = field;
  }
  return read as T;
}
