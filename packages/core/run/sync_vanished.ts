import type { Clock } from "../async/clock.ts";
import type { SyncMemory, VanishedPost } from "../db/sync_memory.ts";
import { AcaciaError } from "../errors.ts";
import type { ImgurClient } from "../imgur/client.ts";
import type { ListingMessage } from "../imgur/listing.ts";
import { lookUpPost, planLookUp } from "../imgur/look_up.ts";
import type { SyncWalk } from "./sync_walk.ts";

/** What looking for vanished posts needs. */
export interface VanishedDeps {
  readonly source: string;
  readonly sourceId: number;
  readonly memory: Pick<SyncMemory, "findVanished" | "markRemoved">;
  readonly client: ImgurClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Looks for each cost up to three credits. */
const LOOKS = { short: 5, full: 50 } as const;
/** A post that its listing hides, and that is there, is looked at once in so long. */
const LOOK_AGAIN_MS = 86_400_000;

/**
 * Looks at posts that should have been listed between others, and were not. Those that Imgur no longer has are
 * marked with the date, and told; what is kept of them stays.
 */
export async function* lookForVanished(
  walk: SyncWalk,
  deps: VanishedDeps,
): AsyncGenerator<ListingMessage> {
  const gone: VanishedPost[] = [];
  for (const post of findCandidates(walk, deps)) {
    const found = await look(post, deps);
    if (found === "unknown") break;
    if (found !== "gone") {
      yield found;
      continue;
    }
    deps.memory.markRemoved(post.id, deps.clock.now());
    gone.push(post);
  }
  if (gone.length > 0) yield removedNotice(deps.source, gone, deps.clock.now());
}

/** "Imgur no longer has 2 posts of r/aww …" */
export function removedNotice(
  source: string,
  posts: readonly Pick<VanishedPost, "id">[],
  at: number,
): ListingMessage {
  const many = posts.length === 1 ? "a post" : `${posts.length} posts`;
  const ids = posts.map(({ id }) => id).join(", ");
  const date = new Date(at).toISOString().slice(0, 10);
  return {
    type: "notice",
    level: "warning",
    message: `Imgur no longer has ${many} of ${source} (${ids}): removed upstream, seen on ${date}; what is kept stays`,
  };
}

function findCandidates(walk: SyncWalk, deps: VanishedDeps): VanishedPost[] {
  const { memory, sourceId, clock } = deps;
  const { span, isFull, beganAt } = walk;
  if (!walk.isComplete || span === undefined) return [];
  const [oldest, newest] = span;
  return memory.findVanished(sourceId, {
    before: beganAt,
    listed: [...walk.seen],
    unseenSince: clock.now() - (isFull ? 0 : LOOK_AGAIN_MS),
    limit: isFull ? LOOKS.full : LOOKS.short,
    // Posts of the same second may lie on either side of the end.
    ...(isFull ? {} : { between: [oldest + 1, newest] as const }),
  });
}

async function look(
  { id, kind }: VanishedPost,
  { client, signal }: VanishedDeps,
): Promise<ListingMessage | "gone" | "unknown"> {
  if (!client.budget.canSpend()) return "unknown";
  try {
    const { post, failure } = await lookUpPost(planLookUp({ kind, id }), { client, signal });
    if (post) return { type: "post", post };
    return failure ? "unknown" : "gone";
  } catch (error) {
    if (error instanceof AcaciaError) return "unknown";
    throw error;
  }
}
