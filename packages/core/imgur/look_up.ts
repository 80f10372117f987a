import { AcaciaError, type ErrorCode } from "../errors.ts";
import type { ImgurCall } from "./_call.ts";
import { barePost } from "./bare_post.ts";
import type { ImgurClient } from "./client.ts";
import { guessMedia } from "./media_url.ts";
import type { Post } from "./model.ts";
import type { Target } from "./target_kinds.ts";

/** One call of a look-up. */
interface Step {
  readonly call: ImgurCall;
  /** Loads what reads the answer: zod takes 13 ms, which a run of plain links need not wait for. */
  readonly loadReader: () => Promise<(json: unknown) => Post | undefined>;
  /** `missing`: only while nothing was found; `short`: only for an album that came in part. @default until whole */
  readonly when?: "missing" | "short";
}

/** The calls that find a post by its id, in the order to try them, and what to do when none does. */
export interface LookUp {
  readonly id: string;
  readonly steps: readonly Step[];
  /** Whether the CDN is worth a try: when Imgur's API knows no such id, when it cannot be asked, or never. */
  readonly guess: "always" | "when_unknown" | "never";
  /** Extension for the guess. */
  readonly ext?: string;
  readonly subreddit?: string;
}

/** How a look-up ended. */
export interface LookedUp {
  /** Absent when nothing was found. */
  readonly post?: Post;
  /** Why the API could not be asked, or not in full. */
  readonly failure?: AcaciaError;
}

/** What a look-up needs. */
export interface LookUpOptions {
  readonly client: ImgurClient;
  readonly signal: AbortSignal;
  /** Whether to wait for an API that throttles. @default true */
  readonly patient?: boolean;
}

type SinglePost = Extract<
  Target,
  { kind: "image" | "file" | "album" | "gallery" | "tag_post" | "subreddit_post" }
>;

/**
 * The calls for one post: `post/v1` first, since it gives more, `/3/` after it; album and image stand in for
 * each other where the address does not tell (docs/imgur.md §0.8), and the keyless endpoint for the API.
 */
export function planLookUp(target: SinglePost): LookUp {
  const { id } = target;
  switch (target.kind) {
    case "file":
      return {
        id,
        steps: [v1("media", id), v3(`image/${id}`)],
        guess: "always",
        ...(target.ext === undefined ? {} : { ext: target.ext }),
      };
    case "image":
      return {
        id,
        steps: [v1("media", id), v3(`image/${id}`), { ...v3(`album/${id}`), when: "missing" }],
        guess: "always",
      };
    case "album":
      return {
        id,
        steps: [...albumSteps(id), { ...v3(`image/${id}`), when: "missing" }],
        guess: "never",
      };
    case "gallery":
    case "tag_post":
      return {
        id,
        steps: [
          v1("posts", id),
          { ...v1("albums", id), when: "short" },
          v3(`gallery/${id}`),
          ...v3Fallbacks(id),
        ],
        guess: "when_unknown",
      };
    case "subreddit_post":
      return {
        id,
        steps: [
          v3(`gallery/r/${encodeURIComponent(target.name)}/${id}`),
          { ...v1("albums", id), when: "short" },
          { ...v1("posts", id), when: "missing" },
          ...v3Fallbacks(id),
        ],
        guess: "when_unknown",
        subreddit: target.name,
      };
  }
}

/**
 * Completes an album of which a listing showed only a part; an album that stays short is returned short.
 * @returns The listed post with all media that could be had, and what kept the rest away.
 */
export async function completeAlbum(
  post: Post,
  options: LookUpOptions,
): Promise<LookedUp & { post: Post }> {
  const found = await runSteps(albumSteps(post.id), { ...options, known: post });
  return { ...found, post: found.post ?? post };
}

/** Looks a post up. Failures of the API are told, not thrown: what was found meanwhile counts. */
export async function lookUpPost(lookUp: LookUp, options: LookUpOptions): Promise<LookedUp> {
  // The CDN has the picture whatever the API says: its details are not worth waiting minutes for.
  const patient = lookUp.guess !== "always";
  const found = await runSteps(lookUp.steps, { ...options, patient });
  if (found.post === undefined || lookUp.subreddit === undefined) return found;
  const subreddit = found.post.subreddit ?? lookUp.subreddit;
  return { ...found, post: { ...found.post, subreddit } };
}

/** Whether all media that the post is said to have are there. */
export function isWhole(post: Post): boolean {
  return post.media.length >= post.mediaCount;
}

/** A post of which only the id is known: the CDN will tell what it is, or that it is gone. */
export function guessPost(id: string, ext?: string): Post {
  const media = [guessMedia(id, ext)];
  const address = `https://imgur.com/${id}`;
  return barePost({ id, kind: "image", mediaCount: 1, media, address, raw: null });
}

/** After one of these every other call to the API would fail the same way; of a refused key the client itself knows. */
const API_IS_OUT: readonly ErrorCode[] = ["rate_limit", "capacity", "limit", "network"];

async function runSteps(
  steps: readonly Step[],
  options: LookUpOptions & { known?: Post },
): Promise<LookedUp> {
  const { client, signal, patient = true } = options;
  let post = options.known;
  let failure: AcaciaError | undefined;
  for (const step of steps) {
    if (!isWanted(step, post)) continue;
    const needsApi = step.call.auth !== "none";
    if (needsApi && (!client.clientId || (failure && API_IS_OUT.includes(failure.code)))) continue;
    try {
      const [answer, read] = await Promise.all([
        client.get(step.call, { signal, patient }),
        step.loadReader(),
      ]);
      const next = answer.found ? read(answer.json) : undefined;
      if (next) post = post ? mergePosts(post, next) : next;
    } catch (error) {
      if (!(error instanceof AcaciaError)) throw error;
      // Of two failures the one that ends all asking says more.
      if (!failure || API_IS_OUT.includes(error.code)) failure = error;
    }
    if (post && isWhole(post)) return { post };
  }
  return { ...(post ? { post } : {}), ...(failure ? { failure } : {}) };
}

function isWanted(step: Step, post: Post | undefined): boolean {
  if (step.when === "missing") return post === undefined;
  return step.when !== "short" || post?.kind === "album";
}

/** The first answer's facts, the second's where the first has none, and the longer list of media. */
function mergePosts(first: Post, second: Post): Post {
  const longer = second.media.length >= first.media.length ? second : first;
  return {
    ...second,
    ...withoutNulls(first),
    tags: first.tags.length > 0 ? first.tags : second.tags,
    media: longer.media,
    raw: longer.raw,
    mediaCount: Math.max(first.mediaCount, second.mediaCount, longer.media.length),
  };
}

function withoutNulls<Facts extends object>(facts: Facts): Partial<Facts> {
  const known = Object.entries(facts).filter(([, value]) => value !== null);
  return Object.fromEntries(known) as Partial<Facts>;
}

function albumSteps(id: string): Step[] {
  return [v1("albums", id), v3(`album/${id}`), keyless(id)];
}

function v3Fallbacks(id: string): Step[] {
  return [
    v3(`album/${id}`),
    { ...v3(`image/${id}`), when: "missing" },
    { ...keyless(id), when: "missing" },
  ];
}

function v1(what: "media" | "albums" | "posts", id: string): Step {
  return {
    call: {
      base: "api",
      path: `/post/v1/${what}/${id}`,
      query: { include: "media,tags,account" },
      auth: "header",
    },
    loadReader: async () => (await import("./wire_post_v1.ts")).readV1Post,
  };
}

function v3(path: string): Step {
  return {
    call: { base: "api", path: `/3/${path}`, auth: "header" },
    loadReader: async () => (await import("./wire_v3.ts")).readV3Post,
  };
}

function keyless(id: string): Step {
  return {
    call: { base: "site", path: `/ajaxalbums/getimages/${id}/hit.json`, auth: "none" },
    loadReader: async () => {
      const { readKeylessAlbum } = await import("./wire_keyless.ts");
      return (json) => readKeylessAlbum(json, id);
    },
  };
}
