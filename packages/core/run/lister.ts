import { batch } from "../async/batch.ts";
import type { Channel } from "../async/channel.ts";
import { merge } from "../async/merge.ts";
import type { SavedPost } from "../db/recording.ts";
import { AcaciaError } from "../errors.ts";
import type { ImgurClient } from "../imgur/client.ts";
import {
  type ListedPost,
  type ListingMessage,
  type ListPostsOptions,
  listPosts,
} from "../imgur/listing.ts";
import { printTarget, type Target } from "../imgur/target.ts";
import { type RunContext, saveQuietEnd, tellQuietEnd } from "./context.ts";
import { type PlannedItem, type PlannerOptions, planItem } from "./planner.ts";

/** A post; with `saved` when it was read from the archive itself, so that there is nothing to save. */
export type RunPost = ListedPost & { readonly saved?: SavedPost };

/** What a listing of a run tells. */
export type RunListingMessage = Exclude<ListingMessage, ListedPost> | RunPost;

/** Lists what a target names; `listPosts` says what is promised. */
export type ListTarget = (
  target: Target,
  options: ListPostsOptions,
) => AsyncIterable<RunListingMessage>;

/** What the listing stage of a run needs. */
export interface ListerOptions {
  readonly client: ImgurClient;
  /** @default `listPosts` */
  readonly list?: ListTarget;
  /** What decides about a source's items, by its printed target. */
  readonly plannerOf: (source: string) => PlannerOptions;
  /** @default 4: enough to hide a round trip, few enough to be polite */
  readonly listingsAtOnce?: number;
  /** Media items over the whole run. */
  readonly limit: number;
  readonly sort?: string;
  readonly window?: string;
  /** Stops listing; what was announced stays announced. */
  readonly signal: AbortSignal;
}

/** Where a message comes from. */
interface Origin {
  readonly source: string;
  readonly kind: Target["kind"];
  /** Known once the listing's first message was saved. */
  sourceId: number;
}

/** What a listing tells, and that it begins. */
interface Listed {
  readonly origin: Origin;
  readonly message: RunListingMessage | { readonly type: "begin" };
}

const LISTINGS_AT_ONCE = 4;

/**
 * The first stage of a run: reads every target's listing, saves what it tells, decides each media, and hands
 * on what must be transferred. A listing that fails is told and does not stop the others.
 */
export class Lister {
  readonly #context: RunContext;
  readonly #options: ListerOptions;
  readonly #out: Channel<PlannedItem>;
  readonly #limited = new AbortController();
  readonly #errors: AcaciaError[] = [];
  /** Media that may still be listed, and that may still be announced: decisions follow listings by a batch. */
  #unlisted: number;
  #left: number;
  #items = 0;

  /** @param context The run. @param options What to list with. @param out Where planned items go. */
  constructor(context: RunContext, options: ListerOptions, out: Channel<PlannedItem>) {
    this.#context = context;
    this.#options = options;
    this.#out = out;
    this.#unlisted = options.limit;
    this.#left = options.limit;
  }

  /** What ended listings before their end. */
  get errors(): readonly AcaciaError[] {
    return this.#errors;
  }

  /** Lists all targets, a few at a time, in their order; closes the hand-off when done. */
  async run(targets: readonly Target[]): Promise<void> {
    const { clock } = this.#context;
    const waiting = targets.values();
    const { listingsAtOnce = LISTINGS_AT_ONCE } = this.#options;
    const lanes = Array.from({ length: listingsAtOnce }, () => this.#listEach(waiting));
    try {
      // One batch over all listings: of a thousand links each is a listing of one.
      for await (const group of batch(merge(lanes), { clock })) await this.#take(group);
      this.#out.close();
    } catch (error) {
      this.#out.close(error);
    }
  }

  async *#listEach(waiting: Iterable<Target>): AsyncGenerator<Listed> {
    for (const target of waiting) {
      if (this.#unlisted <= 0 || this.#options.signal.aborted) return;
      yield* this.#list(target);
    }
  }

  async *#list(target: Target): AsyncGenerator<Listed> {
    const { client, list = listPosts, sort, window } = this.#options;
    const origin: Origin = { source: printTarget(target), kind: target.kind, sourceId: 0 };
    this.#context.tally.open(origin.source);
    yield { origin, message: { type: "begin" } };
    const signal = AbortSignal.any([this.#options.signal, this.#limited.signal]);
    try {
      const messages = list(target, {
        client,
        signal,
        limit: this.#unlisted,
        ...(sort ? { sort } : {}),
        ...(window ? { window } : {}),
      });
      for await (const message of messages) {
        if (message.type === "post") this.#unlisted -= message.post.media.length;
        yield { origin, message };
        if (this.#unlisted <= 0) break;
      }
    } catch (error) {
      if (!signal.aborted) this.#tell(origin.source, error);
    }
  }

  #tell(source: string, error: unknown): void {
    const known =
      error instanceof AcaciaError
        ? error
        : new AcaciaError("unexpected", `Cannot list ${source}: ${error}`, { cause: error });
    this.#errors.push(known);
    this.#context.emit({
      type: "run.notice",
      level: "error",
      source,
      message: known.message,
      ...(known.hint ? { hint: known.hint } : {}),
    });
  }

  /** Saves and decides a group of posts in one transaction, then hands on what is to be transferred. */
  async #take(group: readonly Listed[]): Promise<void> {
    const { recording, clock } = this.#context;
    const planned: PlannedItem[] = [];
    try {
      recording.transaction(() => {
        for (const { message, origin } of group) {
          if (message.type === "begin") {
            origin.sourceId = recording.ensureSource(origin.source, origin.kind, clock.now());
          } else if (message.type === "post") planned.push(...this.#decide(message, origin));
        }
      });
    } catch (error) {
      // Listings end before this does: nobody would take what they tell.
      this.#limited.abort();
      throw error;
    }
    for (const { message, origin } of group) this.#emit(message, origin.source);
    for (const item of planned) {
      const { plan } = item;
      this.#context.emit({
        type: "media.planned",
        media: plan.media,
        source: plan.source,
        ...(plan.sizeBytes === null ? {} : { bytes: plan.sizeBytes }),
      });
      await this.#out.send(item);
    }
  }

  #emit(message: Listed["message"], source: string): void {
    const { emit } = this.#context;
    if (message.type === "page") {
      const { page, items, announced } = message;
      emit({
        type: "source.page",
        source,
        page,
        items,
        ...(announced === undefined ? {} : { announced }),
      });
    } else if (message.type === "notice") {
      const { level, message: text, hint } = message;
      emit({ type: "run.notice", level, source, message: text, ...(hint ? { hint } : {}) });
    }
  }

  #decide(listed: RunPost, from: { source: string; sourceId: number }): PlannedItem[] {
    const { post } = listed;
    const { recording, clock, tally } = this.#context;
    const count = Math.min(post.media.length, this.#left);
    if (count <= 0 && this.#left <= 0) return [];
    const saved =
      listed.saved ?? recording.savePost(post, { sourceId: from.sourceId, at: clock.now() });
    this.#left -= count;
    if (this.#left <= 0) this.#limited.abort();
    else if (!listed.saved && post.mediaCount > post.media.length) {
      tally.shorten(from.source, post.mediaCount - post.media.length);
    }
    return this.#decideMedia(listed, saved, { ...from, count });
  }

  #decideMedia(
    { post, guess }: ListedPost,
    saved: SavedPost,
    from: { source: string; sourceId: number; count: number },
  ): PlannedItem[] {
    const context = this.#context;
    const { tally } = context;
    const { source, sourceId, count } = from;
    const planner = this.#options.plannerOf(source);
    const planned: PlannedItem[] = [];
    for (let index = 0; index < count; index++) {
      const media = post.media[index]!;
      const known = saved.media[index]!;
      const { mediaId, position } = known;
      const running = context.inFlightByMedia.get(mediaId);
      if (running) {
        running.followers.push({ source, sourceId, post, position });
        tally.announce(source, 1);
        continue;
      }
      const decision = planItem(
        media,
        {
          post,
          saved: known,
          source,
          sourceId,
          item: this.#items++,
          isUnknownToApi: guess === "unknown",
        },
        planner,
      );
      if (decision.kind === "transfer") {
        context.inFlight.set(decision.item.plan.item, decision.item);
        context.inFlightByMedia.set(mediaId, decision.item);
        tally.announce(source, 1);
        planned.push(decision.item);
        continue;
      }
      const sha256 = decision.kind === "known" ? decision.sha256 : null;
      if (sha256 !== null) {
        context.linkView({ mediaId, media, sha256, source, sourceId, post, position });
      }
      const end = {
        media: media.id,
        mediaId,
        source,
        outcome: decision.kind,
        ...(sha256 === null ? {} : { sha256 }),
        ...(decision.kind === "known" ? {} : { reason: decision.reason }),
      };
      saveQuietEnd(context, end);
      // Only now: an item that the database refused would be announced and never end.
      tally.announce(source, 1);
      tellQuietEnd(context, end);
    }
    return planned;
  }
}
