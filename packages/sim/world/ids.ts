// Names for posts and media: 7 letters and digits, in old posts also 5 (docs/imgur.md §4.2).
import type { Layout } from "./layout.ts";
import { hash, Rng } from "./seed.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Distinct ids for all media, by index. */
export function makeMediaIds(seed: number, layout: Layout): readonly string[] {
  const makeId = idMaker(new Rng(hash(seed, "media ids")));
  const taken = new Set<string>();
  const ids: string[] = [];
  for (let index = 0; index < layout.media; index++) {
    const old = (layout.postOf[index] as number) > layout.posts * 0.8;
    ids.push(makeId(taken, old));
  }
  return ids;
}

/** An album has an id of its own; the post of a lone picture has the picture's. */
export function makePostIds(
  seed: number,
  parts: { layout: Layout; mediaIds: readonly string[] },
): readonly string[] {
  const { layout, mediaIds } = parts;
  const makeId = idMaker(new Rng(hash(seed, "post ids")));
  const taken = new Set(mediaIds);
  const ids: string[] = [];
  for (let post = 0; post < layout.posts; post++) {
    const first = layout.firstMedia[post] as number;
    ids.push(layout.isAlbum[post] === 1 ? makeId(taken, false) : (mediaIds[first] as string));
  }
  return ids;
}

/** Makes ids that are not taken yet, and takes them. */
function idMaker(rng: Rng): (taken: Set<string>, old: boolean) => string {
  const letters = [...ALPHABET];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  return (taken, old) => {
    const short = old && rng.chance(0.3);
    for (;;) {
      const last = rng.pick(letters);
      const id = rng.pick(pairs) + rng.pick(pairs) + (short ? last : rng.pick(pairs) + last);
      if (taken.size === taken.add(id).size) continue;
      return id;
    }
  };
}
