import type { Clock } from "../async/clock.ts";
import type { RememberedPost, SyncMemory } from "../db/sync_memory.ts";
import type { ListingMessage } from "../imgur/listing.ts";
import type { Post } from "../imgur/model.ts";
import type { PageReader, ReadPage } from "../imgur/page_reader.ts";
import { printSyncState, type SyncState, startSyncState } from "./sync_state.ts";

/** What a walk works with. */
export interface SyncWalkOptions {
  /** For what is said: `r/aww`. */
  readonly source: string;
  readonly sourceId: number;
  readonly reader: PageReader;
  readonly memory: Pick<SyncMemory, "recall" | "readState" | "saveState" | "finish">;
  readonly clock: Pick<Clock, "now">;
  /** To the end, whatever is known. */
  readonly full: boolean;
  /** Media to look at. @default no limit */
  readonly limit?: number;
  /** Waits for the right to read a page, and holds it until disposed. */
  readonly turn: () => Promise<Disposable | undefined>;
}

/** A page that was handed on, until all on it have had their turn. */
interface OpenPage {
  readonly number: number;
  readonly ids: readonly string[];
  readonly isCatchUp: boolean;
}

/** So many pages in a row without anything new: the listing repeats itself, new posts cannot push that fast. */
const STALE_PAGES = 3;

/**
 * Walks a listing from its newest post to what was known before the sync began, or to the end. Its state is kept
 * page by page, so that whatever interrupts it, the next walk catches up with what is new, jumps over what was
 * walked, and goes on: nothing in between is left out.
 */
export class SyncWalk {
  readonly #options: SyncWalkOptions;
  #state: SyncState;
  readonly #seen = new Set<string>();
  readonly #open: OpenPage[] = [];
  #isCatchingUp: boolean;
  #left: number;
  #isComplete = false;
  #hasJumped = false;
  #peeked: { readonly number: number; readonly page: ReadPage } | undefined;
  #total: number | null = null;
  #span: [oldest: number, newest: number] | undefined;

  constructor(options: SyncWalkOptions) {
    this.#options = options;
    const { memory, sourceId, clock, full, limit = Number.POSITIVE_INFINITY } = options;
    this.#state = startSyncState(memory.readState(sourceId), { full, now: clock.now() });
    this.#isCatchingUp = this.#state.resumedAt !== null && !this.#state.full;
    this.#left = limit;
    this.#save();
  }

  /** Ids of all posts that were met. */
  get seen(): ReadonlySet<string> {
    return this.#seen;
  }

  /** Whether nothing is left to list. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** When the sync began, epoch ms. */
  get beganAt(): number {
    return this.#state.beganAt;
  }

  /** Whether it goes to the end. */
  get isFull(): boolean {
    return this.#state.full;
  }

  /** Between which times the posts lie that were walked without a gap, epoch ms. */
  get span(): readonly [oldest: number, newest: number] | undefined {
    return this.#hasJumped ? undefined : this.#span;
  }

  /** Posts that the whole listing is said to have. */
  get total(): number | null {
    return this.#total;
  }

  /** Lists what is new, and what it meets on the way. */
  async *list(): AsyncGenerator<ListingMessage> {
    let stale = 0;
    let number = this.#state.full ? Math.max(0, this.#state.page - 1) : 0;
    this.#hasJumped = number > 0;
    for (;;) {
      const page = await this.#read(number);
      const fresh = page.posts.filter(({ id }) => !this.#seen.has(id));
      const known = this.#recall(page);
      yield pageMessage(page, { number, items: fresh.length });
      const notice = this.#options.reader.noticeOf(page, number);
      if (notice) yield notice;
      yield* this.#deliver(page, { number, fresh, known });
      if (this.#isEnd(page, known)) break;
      stale = fresh.length === 0 ? stale + 1 : 0;
      if (stale === STALE_PAGES) {
        yield this.#repeats(number);
        break;
      }
      number = await this.#next(number, { page, known });
    }
    this.#isComplete = true;
  }

  /** Keeps how far all have had their turn. Call it now and then, and when the run is over. */
  settle(): void {
    const { memory, sourceId, clock } = this.#options;
    while (this.#open[0] && this.#isSettled(this.#open[0])) {
      const { isCatchUp, number } = this.#open.shift()!;
      if (!isCatchUp) this.#state = { ...this.#state, page: number + 1 };
    }
    const [first] = this.#open;
    if (this.#isComplete && !first) {
      memory.finish(sourceId, clock.now());
      return;
    }
    if (!this.#isCatchingUp && !first?.isCatchUp) {
      this.#state = { ...this.#state, resumedAt: null, through: this.#throughOf(first) };
    }
    this.#save();
  }

  async #read(number: number): Promise<ReadPage> {
    const peeked = this.#peeked;
    this.#peeked = undefined;
    if (peeked?.number === number) return peeked.page;
    using _turn = await this.#options.turn();
    const page = await this.#options.reader.read(number);
    this.#total = page.total ?? this.#total;
    return page;
  }

  #recall({ posts }: ReadPage): Map<string, RememberedPost> {
    const { memory, sourceId } = this.#options;
    return memory.recall(
      sourceId,
      posts.map(({ id }) => id),
    );
  }

  async *#deliver(
    page: ReadPage,
    on: { number: number; fresh: readonly Post[]; known: ReadonlyMap<string, RememberedPost> },
  ): AsyncGenerator<ListingMessage> {
    const { number, fresh, known } = on;
    const ids = page.posts.map(({ id }) => id);
    const open = { number, ids, isCatchUp: this.#isCatchingUp };
    if (ids.length > 0) this.#open.push(open);
    for (const post of fresh) {
      if (this.#left <= 0) {
        // What is beyond the limit has no turn to wait for.
        open.ids = ids.filter((id) => this.#seen.has(id));
        break;
      }
      this.#seen.add(post.id);
      this.#widen(post);
      this.#left -= Math.max(post.media.length, post.mediaCount);
      // A look at an album that has not changed would cost a credit or two.
      if (post.media.length < post.mediaCount && isAsBefore(post, known.get(post.id))) continue;
      yield* this.#options.reader.complete(post);
    }
    this.settle();
  }

  #isEnd({ posts, unreadable }: ReadPage, known: ReadonlyMap<string, RememberedPost>): boolean {
    if (posts.length + unreadable === 0 || this.#left <= 0) return true;
    const { full, beganAt } = this.#state;
    return !full && isKnown(posts, known, beganAt);
  }

  /** The page to go on with: the next one, or, once the top is caught up with, where the last walk ended. */
  async #next(
    number: number,
    on: { page: ReadPage; known: ReadonlyMap<string, RememberedPost> },
  ): Promise<number> {
    const { resumedAt, beganAt, page, through } = this.#state;
    if (!this.#isCatchingUp || resumedAt === null) return number + 1;
    if (!isKnown(on.page.posts, on.known, resumedAt)) return number + 1;
    this.#isCatchingUp = false;
    // New posts have pushed that page down, deleted ones may have pulled it up: a page with something that was
    // walked lies before what was not.
    for (let far = page - 1; far > number + 1; far--) {
      const peeked = await this.#read(far);
      this.#peeked = { number: far, page: peeked };
      const walked = [...this.#recall(peeked).values()].some(
        ({ firstSeenAt }) => firstSeenAt >= beganAt && firstSeenAt < through,
      );
      if (!walked) continue;
      this.#hasJumped = true;
      return far;
    }
    return number + 1;
  }

  #isSettled({ ids }: OpenPage): boolean {
    const { memory, sourceId } = this.#options;
    const known = memory.recall(sourceId, ids);
    return ids.every((id) => known.get(id)?.isSettled);
  }

  /** Before which time the posts were listed that lie before an open page. */
  #throughOf(first: OpenPage | undefined): number {
    const { memory, sourceId, clock } = this.#options;
    if (!first) return clock.now();
    const { beganAt } = this.#state;
    const listed = [...memory.recall(sourceId, first.ids).values()]
      .map(({ firstSeenAt }) => firstSeenAt)
      .filter((at) => at >= beganAt);
    return Math.min(clock.now(), ...listed);
  }

  #widen({ postedAt }: Post): void {
    if (postedAt === null) return;
    const [oldest, newest] = this.#span ?? [postedAt, postedAt];
    this.#span = [Math.min(oldest, postedAt), Math.max(newest, postedAt)];
  }

  #save(): void {
    const { memory, sourceId } = this.#options;
    memory.saveState(sourceId, printSyncState(this.#state));
  }

  #repeats(number: number): ListingMessage {
    return {
      type: "notice",
      level: "warning",
      message: `Cannot list ${this.#options.source} beyond page ${number}: Imgur gives the same posts again`,
    };
  }
}

function pageMessage(
  { total }: ReadPage,
  { number, items }: { number: number; items: number },
): ListingMessage {
  return { type: "page", page: number, items, ...(total === null ? {} : { announced: total }) };
}

/** Whether a post is here as it was listed, whole, with nothing that is worth another try. */
function isAsBefore(post: Post, known: RememberedPost | undefined): known is RememberedPost {
  if (!known?.isSettled || known.hasFailed) return false;
  return post.mediaCount <= known.mediaCount;
}

function isKnown(
  posts: readonly Post[],
  known: ReadonlyMap<string, RememberedPost>,
  before: number,
): boolean {
  const isOneKnown = (post: Post) => {
    const one = known.get(post.id);
    return isAsBefore(post, one) && one.firstSeenAt < before;
  };
  return posts.length > 0 && posts.every(isOneKnown);
}
