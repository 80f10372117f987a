// Names for posts and media: 7 letters and digits, in old posts also 5 (docs/imgur.md §4.2).
import type { Layout } from "./layout.ts";
import { hash, Rng } from "./seed.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

/** Distinct ids for all media, by index. */
export function makeMediaIds(seed: number, layout: Layout): readonly string[] {
  const rng = new Rng(hash(seed, "media ids"));
  return makeIds(layout.media, {
    rng,
    taken: new Set(),
    old: (index) => (layout.postOf[index] as number) > layout.posts * 0.8,
  });
}

/** An album has an id of its own; the post of a lone picture has the picture's. */
export function makePostIds(
  seed: number,
  parts: { layout: Layout; mediaIds: readonly string[] },
): readonly string[] {
  const { layout, mediaIds } = parts;
  const rng = new Rng(hash(seed, "post ids"));
  const albumIds = makeIds(layout.posts, { rng, taken: new Set(mediaIds), old: () => false });
  return albumIds.map((id, post) =>
    layout.isAlbum[post] === 1 ? id : (mediaIds[layout.firstMedia[post] as number] as string),
  );
}

function makeIds(
  count: number,
  how: { rng: Rng; taken: Set<string>; old: (index: number) => boolean },
): string[] {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const length = how.old(index) && how.rng.chance(0.3) ? 5 : 7;
    let id = makeId(how.rng, length);
    while (how.taken.has(id)) id = makeId(how.rng, length);
    how.taken.add(id);
    ids.push(id);
  }
  return ids;
}

/** Always with a digit, so that no id is a word such as `gallery`. */
function makeId(rng: Rng, length: number): string {
  const digitAt = rng.int(0, length - 1);
  let id = "";
  for (let i = 0; i < length; i++) {
    id += ALPHABET.charAt(i === digitAt ? 52 + rng.int(0, 9) : rng.int(0, 61));
  }
  return id;
}
