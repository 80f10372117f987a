import type { SimMedia, SimPost, World } from "./world/model.ts";

/** The world's posts by what listings ask for; each list is built once and kept. */
export class WorldIndex {
  readonly world: World;
  readonly #lists = new Map<string, readonly SimPost[]>();
  #users: ReadonlyMap<string, number> | null = null;
  #viralScore: number | null = null;

  constructor(world: World) {
    this.world = world;
  }

  /** Posts that pass `test`, newest first, remembered under `name`. */
  list(name: string, test: (post: SimPost) => boolean): readonly SimPost[] {
    return this.#remember(name, () =>
      this.world.posts.filter((post) => isListed(post) && test(post)),
    );
  }

  /** The posts of a list in another order, remembered under `name`. */
  sorted(
    name: string,
    posts: readonly SimPost[],
    rank: (post: SimPost) => number,
  ): readonly SimPost[] {
    return this.#remember(name, () => posts.toSorted((a, b) => rank(b) - rank(a)));
  }

  /** User names in lower case, with their account ids. */
  get users(): ReadonlyMap<string, number> {
    this.#users ??= new Map(
      this.world.posts.flatMap((post) =>
        post.accountUrl ? [[post.accountUrl.toLowerCase(), post.accountId] as const] : [],
      ),
    );
    return this.#users;
  }

  /** Epoch seconds of the newest post: the world's present. */
  get nowS(): number {
    return this.world.posts[0]?.datetime ?? 0;
  }

  /** The best quarter of the gallery counts as viral. */
  isViral(post: SimPost): boolean {
    if (this.#viralScore === null) {
      const scores = this.world.posts.map(({ score }) => score).toSorted((a, b) => b - a);
      this.#viralScore = scores[Math.floor(scores.length / 4)] ?? 0;
    }
    return post.score >= this.#viralScore;
  }

  #remember(name: string, make: () => readonly SimPost[]): readonly SimPost[] {
    const known = this.#lists.get(name);
    if (known) return known;
    // Searches name their list by what was typed: without a bound a long run would keep them all.
    if (this.#lists.size >= 500) this.#lists.clear();
    const made = make();
    this.#lists.set(name, made);
    return made;
  }
}

/** The media of a post that the API still knows. */
export function knownMedia(post: SimPost): readonly SimMedia[] {
  return post.media.some(({ fate }) => fate === "api_gone")
    ? post.media.filter(({ fate }) => fate !== "api_gone")
    : post.media;
}

/** A lone image that the API forgot is in no listing; an album stays, if only as an empty one. */
export function isListed(post: SimPost): boolean {
  return post.isAlbum || knownMedia(post).length > 0;
}
