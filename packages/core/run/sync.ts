import type { Clock } from "../async/clock.ts";
import type { SavedSource } from "../db/saved_sources.ts";
import type { SyncMemory } from "../db/sync_memory.ts";
import { AcaciaError } from "../errors.ts";
import {
  type ListedPost,
  type ListingMessage,
  type ListPostsOptions,
  listPosts,
} from "../imgur/listing.ts";
import { openPageReader } from "../imgur/page_reader.ts";
import { printTarget, type Target } from "../imgur/target.ts";
import { printDuration } from "../text/duration.ts";
import type { ListTarget } from "./lister.ts";
import { PageTurns } from "./page_turns.ts";
import { forecastSync, type SyncForecast } from "./sync_forecast.ts";
import { lookForVanished, removedNotice } from "./sync_vanished.ts";
import { SyncWalk } from "./sync_walk.ts";

/** What a sync of saved sources works with. */
export interface SyncOptions {
  readonly sources: readonly SavedSource[];
  readonly memory: SyncMemory;
  readonly clock: Clock;
  /** Walk every listing to its end, whatever is known. */
  readonly full: boolean;
  /** Whether credits are short: the sources then take turns, page by page. */
  readonly hasBudget: boolean;
}

/** One sync: lists its sources in a run, and keeps how far each came. */
export interface Sync {
  /** For the run, in place of Imgur's plain listings. */
  readonly list: ListTarget;
  /** Call it when the run is over. @param run Its number. */
  finish(run: number): void;
}

/** Prepares a sync. @param options The sources, and what to ask and tell. */
export function openSync(options: SyncOptions): Sync {
  const { sources, memory, clock } = options;
  const bySource = new Map(sources.map((source) => [source.target, source]));
  const turns = options.hasBudget ? new PageTurns([...bySource.keys()]) : undefined;
  const walks: SyncWalk[] = [];
  const looked = new Set<SavedSource>();
  return {
    async *list(target, call) {
      const source = bySource.get(printTarget(target))!;
      const listing = new SourceListing(source, { ...options, turns, call, target });
      try {
        yield* listing.list((walk) => walks.push(walk));
        if (listing.isWhole) looked.add(source);
      } finally {
        turns?.leave(source.target);
      }
    },
    finish(run) {
      for (const walk of walks) walk.settle();
      for (const { id } of looked) memory.finish(id, clock.now());
      for (const { id } of sources) memory.noteRun(id, run);
    },
  };
}

interface ListingDeps extends SyncOptions {
  readonly turns: PageTurns | undefined;
  readonly call: ListPostsOptions;
  readonly target: Target;
}

/** The listing of one source in one sync. */
class SourceListing {
  readonly #source: SavedSource;
  readonly #deps: ListingDeps;
  /** Whether posts that are looked up by id were all looked up. */
  isWhole = false;

  constructor(source: SavedSource, deps: ListingDeps) {
    this.#source = source;
    this.#deps = deps;
  }

  async *list(onWalk: (walk: SyncWalk) => void): AsyncGenerator<ListingMessage> {
    const { call, target } = this.#deps;
    const { sort, window } = this.#source.settings;
    const choices = {
      ...call,
      ...orderOf(target, sort),
      ...(window === undefined ? {} : { window }),
    };
    const reader = openPageReader(target, choices);
    if (!reader) {
      yield* this.#lookUp(choices);
      return;
    }
    const walk = this.#walk(reader);
    onWalk(walk);
    yield* this.#list(walk, reader.pageSize);
  }

  async *#list(walk: SyncWalk, pageSize: number): AsyncGenerator<ListingMessage> {
    const { id: sourceId, target: source } = this.#source;
    const { memory, clock, call } = this.#deps;
    const { client, signal } = call;
    try {
      yield* walk.list();
    } catch (error) {
      if (error instanceof AcaciaError && error.code === "limit")
        throw this.#withForecast(error, { walk, pageSize });
      throw error;
    }
    yield* lookForVanished(walk, { source, sourceId, memory, client, clock, signal });
  }

  #walk(reader: NonNullable<ReturnType<typeof openPageReader>>): SyncWalk {
    const { id: sourceId, target: source, settings } = this.#source;
    const { memory, clock, full, turns, call } = this.#deps;
    return new SyncWalk({
      source,
      sourceId,
      reader,
      memory,
      clock,
      full,
      turn: async () => turns?.take(source, call.signal),
      ...(settings.limit === undefined ? {} : { limit: settings.limit }),
    });
  }

  /** Albums, pictures and lists of them: looked at each time, since only that tells what has come or gone. */
  async *#lookUp(choices: ListPostsOptions): AsyncGenerator<ListingMessage> {
    const { target } = this.#deps;
    try {
      for await (const message of listPosts(target, choices)) {
        const gone = message.type === "post" ? this.#noteGone(message) : undefined;
        yield gone ?? message;
      }
    } catch (error) {
      const notice =
        error instanceof AcaciaError && error.code === "not_found" && "id" in target
          ? this.#noteGone({ post: target, guess: "unknown" })
          : undefined;
      if (!notice) throw error;
      yield notice;
    }
    this.isWhole = true;
  }

  /** What to say of a post that is kept here and that Imgur's API no longer knows. */
  #noteGone({ post, guess }: Pick<ListedPost, "guess"> & { post: { id: string } }) {
    const { memory, clock } = this.#deps;
    const { id: sourceId, target } = this.#source;
    const known = memory.recall(sourceId, [post.id]).get(post.id);
    if (guess !== "unknown" || !known?.isSettled || known.hasFailed) return;
    return removedNotice(target, [post], memory.markRemoved(post.id, clock.now()));
  }

  #withForecast(
    error: AcaciaError,
    { walk, pageSize }: { walk: SyncWalk; pageSize: number },
  ): AcaciaError {
    const { target } = this.#source;
    const { clock, call } = this.#deps;
    const { facts, spent } = call.client.budget;
    const progress = { posts: walk.seen.size, postsLeft: this.#postsLeft(walk, pageSize) };
    const forecast = forecastSync(progress, spent, { facts, now: clock.now() });
    return new AcaciaError(
      "limit",
      `Cannot list all of ${target} in this run: its credits are spent`,
      {
        hint: `Sync again, it goes on from there; ${printForecast(target, forecast)}`,
        cause: error,
      },
    );
  }

  /** Down to what is known, by the pace of the dates; of a source that nothing is known of, what Imgur announced. */
  #postsLeft(walk: SyncWalk, pageSize: number): number | null {
    const { id, posts: listedBefore } = this.#source;
    const { seen, span, total, isFull, beganAt } = walk;
    const known = isFull ? null : this.#deps.memory.newestBefore(id, beganAt);
    if (known !== null && span && span[1] > span[0]) {
      const [oldest, newest] = span;
      return Math.max(pageSize, Math.ceil((seen.size * (oldest - known)) / (newest - oldest)));
    }
    if (total === null) return null;
    return Math.max(pageSize, total - (isFull ? 0 : listedBefore) - seen.size);
  }
}

/** "with this budget r/aww is done in about 3 runs, 2h" */
function printForecast(source: string, forecast: SyncForecast | undefined): string {
  if (!forecast) return `how long ${source} is, Imgur does not tell`;
  const { runs, waitMs } = forecast;
  const many = runs === 1 ? "1 run" : `${runs} runs`;
  const wait = waitMs === null || waitMs === 0 ? "" : `, ${printDuration(waitMs)}`;
  return `with this budget ${source} is done in about ${many}${wait}`;
}

/** The newest first, where Imgur can and the user did not say otherwise. */
function orderOf(target: Target, sort: string | undefined): { sort?: string } {
  if (sort !== undefined) return { sort };
  if ("sort" in target && target.sort !== undefined) return {};
  const isByTime = target.kind === "section" && ["hot", "user"].includes(target.name);
  return isByTime || target.kind === "tag" ? { sort: "time" } : {};
}
