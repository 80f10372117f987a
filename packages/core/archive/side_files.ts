import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import type { Media, Post } from "../imgur/model.ts";
import { cutFileName } from "../text/file_name.ts";
import { asDiskError, errnoOf } from "./disk_error.ts";
import { readSideFacts, SIDE_FORMAT, type SideFile } from "./side_format.ts";

export type { SideFile } from "./side_format.ts";

const SUFFIX = ".json";
/** Far more than the longest description of Imgur. */
const MAX_BYTES = 4 * 1024 * 1024;
/** What stands for a file that is too large to be ours. */
const TOO_LARGE = "/";

/** What {@link writeSideFile} did; `left`: a file of somebody else's stands there, and stays. */
export type SideWritten = "written" | "same" | "left";

/**
 * Where the facts about a name are: its own name with `.json` behind it.
 * @param view Relative to `images/`. @returns The same.
 */
export function sidePathOf(view: string): string {
  const { dir, base } = posix.parse(view);
  return posix.join(dir, cutFileName(base + SUFFIX));
}

/**
 * Writes the facts beside a name, whole or not at all. A fact that is known there never becomes unknown.
 * @param images Absolute path of `images/`.
 * @throws {AcaciaError} `disk` when the disk refuses.
 */
export function writeSideFile(images: string, facts: SideFile): SideWritten {
  const path = join(images, sidePathOf(facts.view));
  try {
    const there = readText(path);
    const known = there === undefined ? undefined : parseSideFile(there);
    if (there !== undefined && !known && !isHalf(there)) return "left";
    const now = printSideFile(
      known?.media.id === facts.media.id ? mergeFacts(known, facts) : facts,
    );
    if (now === there) return "same";
    mkdirSync(dirname(path), { recursive: true });
    const part = `${path.slice(0, -SUFFIX.length)}.part`;
    writeFileSync(part, now);
    renameSync(part, path);
    return "written";
  } catch (cause) {
    throw asDiskError(`write images/${sidePathOf(facts.view)}`, cause);
  }
}

/** Reads the facts in a file; undefined when it is no such file, or not whole. @param path Absolute. */
export function readSideFile(path: string): SideFile | undefined {
  if (!path.endsWith(SUFFIX)) return undefined;
  const there = readText(path);
  return there === undefined ? undefined : parseSideFile(there);
}

function parseSideFile(json: string): SideFile | undefined {
  if (!json.includes(SIDE_FORMAT)) return undefined;
  try {
    return readSideFacts(JSON.parse(json));
  } catch {
    return undefined;
  }
}

/** What a power cut leaves of ours: nothing, or its beginning. */
function isHalf(json: string): boolean {
  return json === "" || json.startsWith(`{\n  "format": "${SIDE_FORMAT}"`);
}

function readText(path: string): string | undefined {
  try {
    if (statSync(path).size > MAX_BYTES) return TOO_LARGE;
    return readFileSync(path, "utf8");
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    // A folder of that name is not ours.
    if (errnoOf(error) === "EISDIR") return "/";
    throw error;
  }
}

/** What a terminal obeys instead of showing it, and JSON leaves as it is. */
const OBEYED_REGEXP = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

function printSideFile(facts: SideFile): string {
  const json = JSON.stringify({ format: SIDE_FORMAT, ...facts }, null, 2);
  const spell = (char: string) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`;
  return `${json.replace(OBEYED_REGEXP, spell)}\n`;
}

function mergeFacts(known: SideFile, now: SideFile): SideFile {
  const { media, post } = now;
  const tags = post.tags.length > 0 ? post.tags : known.post.tags;
  const isSamePost = known.post.id === post.id;
  return {
    ...now,
    media: { ...known.media, ...withoutNulls(media) },
    post: isSamePost ? { ...known.post, ...withoutNulls(post), tags } : post,
  };
}

function withoutNulls<Facts extends object>(facts: Facts): Partial<Facts> {
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as Partial<Facts>;
}

/**
 * The facts of a listed media, as they are written.
 * @param place The name, relative to `images/`; its bytes; who listed it; its place in the post.
 */
export function makeSideFile(
  { media, post }: { media: Media; post: Post },
  place: Pick<SideFile, "view" | "sha256" | "source" | "position">,
): SideFile {
  const { view, sha256, source, position } = place;
  const { link: _link, ...ofMedia } = media;
  const { media: _media, raw: _raw, ...ofPost } = post;
  return {
    view,
    sha256,
    source,
    position,
    media: ofMedia,
    post: { ...ofPost, tags: [...post.tags] },
  };
}
