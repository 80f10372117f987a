// What people say below a post.
import type { SimComment, SimPost } from "./model.ts";
import { hash, Rng } from "./seed.ts";
import { COMMENTS, REPLIES, USERS } from "./words.ts";

const MAX_DEPTH = 4;

/** The comments of a post, as a tree, best first: exactly `commentCount` of them, always the same. */
export function talkAbout(post: SimPost, seed: number): readonly SimComment[] {
  const rng = new Rng(hash(seed, "talk", post.id));
  const talk = { post, rng, left: post.commentCount, spoken: 0 };
  const roots: SimComment[] = [];
  while (talk.left > 0) roots.push(speak(talk, { depth: 0, after: post.datetime }));
  return roots.sort((a, b) => b.ups - b.downs - (a.ups - a.downs));
}

function speak(
  talk: { post: SimPost; rng: Rng; left: number; spoken: number },
  where: { depth: number; after: number },
): SimComment {
  const { post, rng } = talk;
  talk.left--;
  talk.spoken++;
  const datetime = where.after + rng.int(40, 6_000);
  const id = (hash(post.id, "comment", talk.spoken) % 2_000_000_000) + 1;
  const ups = Math.round(Math.exp(rng.range(0, where.depth === 0 ? 6 : 4))) - 1;
  const children: SimComment[] = [];
  while (talk.left > 0 && where.depth < MAX_DEPTH && rng.chance(0.36)) {
    children.push(speak(talk, { depth: where.depth + 1, after: datetime }));
  }
  return {
    id,
    author: rng.pick(USERS),
    comment: rng.pick(where.depth === 0 ? COMMENTS : REPLIES),
    datetime,
    ups,
    downs: Math.round(ups * rng.range(0, 0.15)),
    children,
  };
}
