// The stand-in's world, put together: same options, same world, byte for byte.
import { createHash } from "node:crypto";
import { talkAbout } from "./comments.ts";
import { type Facts, makeFacts } from "./facts.ts";
import { readPhotoFolder } from "./folder.ts";
import { makeLayout } from "./layout.ts";
import type { SimComment, SimMedia, SimPost, World, WorldOptions } from "./model.ts";
import { makeRoles } from "./roles.ts";
import { Studio } from "./studio.ts";

/**
 * Makes a world. All its facts exist at once, some microseconds a media; nothing is drawn before it is asked for.
 * @throws {RangeError} When the counts contradict each other, or the folder of pictures holds none.
 */
export function makeWorld(options: WorldOptions = {}): World {
  const layout = makeLayout(options);
  const roles = makeRoles(layout, options);
  const photos = options.images === undefined ? [] : readPhotoFolder(options.images);
  return new DrawnWorld(options, {
    facts: makeFacts(options, { layout, roles, photos }),
    postOf: layout.postOf,
  });
}

class DrawnWorld implements World {
  readonly posts: readonly SimPost[];
  readonly #seed: number;
  readonly #media: readonly SimMedia[];
  readonly #postOf: Int32Array;
  readonly #studio: Studio;
  readonly #postById = new Map<string, SimPost>();
  readonly #indexById = new Map<string, number>();
  readonly #md5ById = new Map<string, string>();

  constructor(options: WorldOptions, parts: { facts: Facts; postOf: Int32Array }) {
    this.posts = parts.facts.posts;
    this.#seed = options.seed ?? 1;
    this.#media = parts.facts.media;
    this.#postOf = parts.postOf;
    this.#studio = new Studio(parts.facts.recipes, { cacheBytes: options.cacheBytes });
    for (const post of this.posts) this.#postById.set(post.id, post);
    for (let i = 0; i < this.#media.length; i++) this.#indexById.set(this.#at(i).id, i);
  }

  post(id: string): SimPost | undefined {
    return this.#postById.get(id);
  }

  media(id: string): SimMedia | undefined {
    const index = this.#indexById.get(id);
    return index === undefined ? undefined : this.#media[index];
  }

  postOf(mediaId: string): SimPost | undefined {
    const index = this.#indexById.get(mediaId);
    return index === undefined ? undefined : this.posts[this.#postOf[index] as number];
  }

  comments(postId: string): readonly SimComment[] {
    const post = this.#postById.get(postId);
    return post === undefined ? [] : talkAbout(post, this.#seed);
  }

  bytes(mediaId: string): Promise<Uint8Array> {
    const index = this.#originalOf(mediaId);
    return this.#studio.file(index, this.#at(index).id);
  }

  mp4(mediaId: string): Promise<Uint8Array> {
    const index = this.#originalOf(mediaId);
    return this.#studio.mp4(index, this.#at(index).id);
  }

  variant(mediaId: string, suffix: string): Promise<{ mime: string; bytes: Uint8Array }> {
    return this.#studio.variant(this.#originalOf(mediaId), suffix);
  }

  async md5(mediaId: string): Promise<string> {
    const index = this.#originalOf(mediaId);
    const { id } = this.#at(index);
    const known = this.#md5ById.get(id);
    if (known !== undefined) return known;
    const digest = createHash("md5")
      .update(await this.bytes(id))
      .digest("hex");
    this.#md5ById.set(id, digest);
    return digest;
  }

  #at(index: number): SimMedia {
    return this.#media[index] as SimMedia;
  }

  /** The media itself, or the one whose bytes it repeats. */
  #originalOf(mediaId: string): number {
    const index = this.#indexById.get(mediaId);
    if (index === undefined) throw new RangeError(`Cannot draw ${mediaId}: no such media`);
    const copied = this.#at(index).sameBytesAs;
    return copied === null ? index : (this.#indexById.get(copied) as number);
  }
}
