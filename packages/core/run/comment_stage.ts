import { type CommentedPost, type CommentRows, prepareComments } from "../db/comments.ts";
import { AcaciaError, type ErrorCode } from "../errors.ts";
import type { ImgurClient } from "../imgur/client.ts";
import type { RunContext } from "./context.ts";

/** Which comments a run fetches. */
export interface CommentChoice {
  /** Also below posts that earlier runs listed and never asked about: a sync, which does not list them again. */
  readonly backlog: boolean;
  /** Also where nothing seems to have changed. */
  readonly force: boolean;
}

/** What the comment stage works with. */
export interface CommentStageOptions extends CommentChoice {
  readonly client: ImgurClient;
  /** The run's sources, as printed. */
  readonly sources: readonly string[];
  /** When the run began, epoch ms. */
  readonly since: number;
  /** Ask nothing new. */
  readonly draining: AbortSignal;
  /** Drop what runs. */
  readonly signal: AbortSignal;
}

/** Credits that comments leave for listings, of the hour and of the day; `--budget` is theirs to the end. */
export const CREDITS_LEFT_ALONE = 50;
/** Comments this old are asked for again even if the listing counts as many as are kept. */
const OLD_MS = 7 * 86_400_000;
const POSTS_AT_ONCE = 100;
/** After one of these every other call would fail the same way. */
const ENDS_ALL: readonly ErrorCode[] = [
  "client_id.missing",
  "client_id.refused",
  "rate_limit",
  "capacity",
  "limit",
  "network",
];

/**
 * The last and least of a run: the comments of the posts that it listed, one credit a post, once every listing is
 * through. One call at a time, and none that waits: what the credits do not reach is left for another run.
 */
export class CommentStage {
  readonly #context: RunContext;
  readonly #options: CommentStageOptions;
  readonly #rows: CommentRows;
  readonly #sum = { posts: 0, added: 0, deleted: 0 };

  /** @param context The run. @param options What to ask, and whom. */
  constructor(context: RunContext, options: CommentStageOptions) {
    this.#context = context;
    this.#options = options;
    this.#rows = prepareComments(context.archive);
  }

  /**
   * Fetches them, and tells what came.
   * @throws {AcaciaError} `client_id.missing` or `client_id.refused`; `disk` when the database refuses.
   */
  async run(): Promise<void> {
    const { backlog, force, since, sources, draining } = this.#options;
    const now = this.#context.clock.now();
    const options = {
      since: backlog ? 0 : since,
      oldAt: force ? now : now - OLD_MS,
      limit: POSTS_AT_ONCE,
    };
    try {
      for (const source of sources) {
        for (let afterId = 0; ; ) {
          const posts = this.#rows.listWanted(source, { ...options, afterId });
          for (const post of posts) if (!(await this.#ask(post))) return;
          if (draining.aborted) return;
          if (posts.length < POSTS_AT_ONCE) break;
          afterId = posts.at(-1)?.postId ?? afterId;
        }
      }
    } finally {
      this.#tellSum();
    }
  }

  /** @returns Whether it is of use to go on. */
  async #ask(post: CommentedPost): Promise<boolean> {
    const { client, draining, signal } = this.#options;
    if (draining.aborted) return false;
    if (isScarce(client)) return this.#leaveRest("few credits are left, and listings need them");
    const path = `/3/gallery/${post.imgurId}/comments/best`;
    try {
      const call = { base: "api", path, auth: "header" } as const;
      const [answer, { readV3Comments }] = await Promise.all([
        client.get(call, { signal, patient: false }),
        import("../imgur/wire_comments.ts"),
      ]);
      // No such post in the gallery any more: what was said below it stays.
      const comments = answer.found ? readV3Comments(answer.json) : [];
      const { added, deleted } = this.#rows.save(post.postId, comments, this.#context.clock.now());
      this.#sum.posts += 1;
      this.#sum.added += added;
      this.#sum.deleted += deleted;
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      if (!(error instanceof AcaciaError)) throw error;
      if (error.code.startsWith("client_id.")) throw error;
      if (ENDS_ALL.includes(error.code)) return this.#leaveRest(error.message);
      this.#notice("warning", error.message, error.hint);
      return true;
    }
  }

  #leaveRest(reason: string): false {
    const hint = "Run it again with --comments later: it goes on from there";
    this.#notice("warning", `Not all comments were fetched: ${reason}`, hint);
    return false;
  }

  #tellSum(): void {
    const { posts, added, deleted } = this.#sum;
    if (posts === 0) return;
    const gone = deleted === 0 ? "" : `, ${deleted} kept that Imgur no longer shows`;
    this.#notice("info", `Comments: ${added} new below ${posts} posts${gone}`);
  }

  #notice(level: "info" | "warning", message: string, hint?: string): void {
    this.#context.emit({ type: "run.notice", level, message, ...(hint ? { hint } : {}) });
  }
}

function isScarce(client: ImgurClient): boolean {
  const { userRemaining, clientRemaining } = client.budget.facts;
  const left = [userRemaining, clientRemaining].filter((value) => value !== null);
  return left.some((credits) => credits <= CREDITS_LEFT_ALONE);
}
