import { openDatabase } from "../db/open.ts";
import type { Recording } from "../db/recording.ts";
import { prepareRecording } from "../db/recording_sql.ts";
import { prepareSyncMemory, type SyncMemory } from "../db/sync_memory.ts";
import type { ListingMessage } from "../imgur/listing.ts";
import type { PageReader } from "../imgur/page_reader.ts";
import { SyncWalk, type SyncWalkOptions } from "../run/sync_walk.ts";
import { sampleMedia, samplePost } from "./sample_posts.ts";

/** What happens to a listing while nobody looks. */
export interface Drift {
  /** New posts on top. */
  readonly come: number;
  /** Posts that are deleted, by their place. */
  readonly go?: readonly number[];
}

/** How far one walk gets. */
export interface WalkPlan {
  /** Before each page, in turn; nothing once they are used up. */
  readonly drifts?: readonly Drift[];
  /** Stop after so many posts. @default never */
  readonly stopAfter?: number;
  /** Whether a post has its turn before the walk ends, in turn. @default all have */
  readonly turns?: readonly boolean[];
  readonly full?: boolean;
  readonly limit?: number;
}

const PAGE = 3;

/** A listing that changes under those who read it, and an archive that remembers it. */
export class WalkRig implements Disposable {
  readonly #database = openDatabase(":memory:");
  readonly #recording: Recording = prepareRecording(this.#database);
  readonly memory: SyncMemory = prepareSyncMemory(this.#database);
  /** Each look at it takes a millisecond. */
  readonly clock = { now: () => this.#now++ };
  #now = 1;
  readonly sourceId = this.#recording.ensureSource("r/aww", "subreddit", 0);
  readonly #run = this.#recording.startRun({
    command: "sync",
    startedAt: 0,
    strategy: "pool",
    jobs: 1,
    targets: ["r/aww"],
    settings: {},
    version: "test",
    pid: 1,
    host: "test",
  });
  /** Numbers of posts, the newest first; the newest has the highest. */
  live: number[] = [];
  /** Pages read so far. */
  reads = 0;
  /** From this page on the listing gives the one before it again. */
  repeatFrom = Number.POSITIVE_INFINITY;
  /** How many media each post is said to have. */
  readonly mediaCounts = new Map<number, number>();
  #newest = 0;

  /** @param posts In the listing. */
  constructor(posts: number) {
    this.drift({ come: posts });
  }

  /** What happens to the listing. */
  drift({ come, go = [] }: Drift): void {
    const gone = new Set(go.map((place) => this.live[place]));
    this.live = this.live.filter((number) => !gone.has(number));
    for (let i = 0; i < come; i++) this.live.unshift(++this.#newest);
  }

  /** Walks; what is listed is saved, and has its turn or not. @returns What was listed. */
  async walk(
    plan: WalkPlan = {},
    memory: SyncWalkOptions["memory"] = this.memory,
  ): Promise<{ ids: number[]; notices: string[]; pages: number; isComplete: boolean }> {
    const before = this.reads;
    const walk = new SyncWalk({
      source: "r/aww",
      sourceId: this.sourceId,
      reader: this.#reader(plan.drifts ?? []),
      memory,
      clock: this.clock,
      full: plan.full ?? false,
      turn: async () => undefined,
      ...(plan.limit === undefined ? {} : { limit: plan.limit }),
    });
    const ids: number[] = [];
    const notices: string[] = [];
    for await (const message of walk.list()) {
      if (message.type === "notice") notices.push(message.message);
      if (message.type !== "post") continue;
      ids.push(this.#take(message, plan.turns?.[ids.length] ?? true));
      if (ids.length === plan.stopAfter) break;
    }
    walk.settle();
    return { ids, notices, pages: this.reads - before, isComplete: walk.isComplete };
  }

  /** Whether a post has had its turn. */
  isSettled(number: number): boolean {
    return this.memory.recall(this.sourceId, [idOf(number)]).get(idOf(number))?.isSettled ?? false;
  }

  [Symbol.dispose](): void {
    this.#database.sqlite.close();
  }

  #take(message: Extract<ListingMessage, { type: "post" }>, hasTurn: boolean): number {
    const { post } = message;
    const at = this.clock.now();
    const saved = this.#recording.savePost(post, { sourceId: this.sourceId, at });
    for (const { mediaId, imgurId } of hasTurn ? saved.media : []) {
      this.#recording.saveItem({
        run: this.#run,
        t: at,
        mediaId,
        media: imgurId,
        source: "r/aww",
        outcome: "filtered",
        bytes: 0,
        startedAt: at,
        ms: 0,
        slot: -1,
        attempts: 0,
      });
    }
    return numberOf(post.id);
  }

  #reader(drifts: readonly Drift[]): PageReader {
    const waiting = drifts.values();
    return {
      pageSize: PAGE,
      read: async (page) => {
        const drift = waiting.next().value;
        if (drift) this.drift(drift);
        this.reads += 1;
        const from = Math.min(page, this.repeatFrom - 1) * PAGE;
        // Each time in another order, as Imgur's pages come.
        const numbers = this.live
          .slice(from, from + PAGE)
          .toSorted((a, b) => this.#rank(a) - this.#rank(b));
        return { posts: numbers.map((number) => this.#post(number)), unreadable: 0, total: null };
      },
      async *complete(post) {
        yield { type: "post", post };
      },
      noticeOf: () => undefined,
    };
  }

  #rank(number: number): number {
    return (number * 7 + this.reads * 3) % 11;
  }

  #post(number: number) {
    const id = idOf(number);
    const mediaCount = this.mediaCounts.get(number) ?? 1;
    const media = [sampleMedia({ id })];
    return samplePost({ id, postedAt: number * 1_000, mediaCount, media });
  }
}

function idOf(number: number): string {
  return `a${String(number).padStart(6, "0")}`;
}

function numberOf(id: string): number {
  return Number(id.slice(1));
}
