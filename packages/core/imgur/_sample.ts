import type { Clock } from "../async/clock.ts";
import { deliver, type PagesOptions, readPage, takeNew, unreadableNotice } from "./_pages.ts";
import type { ListingMessage } from "./listing_message.ts";
import type { Post } from "./model.ts";
import type { SamplePlan } from "./sources.ts";

/** Deeper pages are unreliable (docs/imgur.md §2.1), and each costs a credit. */
export const SAMPLE_PAGES = 20;
/** Posts taken from a page at first, so that a sample spans several. */
const SHARE = 15;

/**
 * Draws posts at random from a listing's pages: pages in random order, a share of each, then the rest in
 * random order. The clock's chance decides, so the same seed draws the same sample.
 */
export async function* listSample(
  plan: SamplePlan,
  options: PagesOptions & { readonly limit?: number },
): AsyncGenerator<ListingMessage> {
  const { clock } = options.client;
  // Without a limit a sample is as long as a page.
  const { limit = Number.POSITIVE_INFINITY } = options;
  let left = Number.isFinite(limit) ? limit : plan.pageSize;
  const rest: Post[] = [];
  for await (const { number, posts, unreadable } of drawPages(plan, options)) {
    yield { type: "page", page: number, items: posts.length };
    if (unreadable > 0) yield unreadableNotice(unreadable, number);
    const shuffled = shuffle(posts, clock);
    rest.push(...shuffled.splice(SHARE));
    for (const post of shuffled) {
      if (left <= 0) return;
      left -= yield* deliverCounting(post, options);
    }
    if (left <= 0) return;
  }
  for (const post of shuffle(rest, clock)) {
    if (left <= 0) return;
    left -= yield* deliverCounting(post, options);
  }
}

interface DrawnPage {
  readonly number: number;
  readonly posts: readonly Post[];
  readonly unreadable: number;
}

/** Pages in random order, none twice. An empty one says that those behind it are empty, too. */
async function* drawPages(plan: SamplePlan, options: PagesOptions): AsyncGenerator<DrawnPage> {
  const { clock } = options.client;
  const seen = new Set<string>();
  let numbers = Array.from({ length: SAMPLE_PAGES }, (_, number) => number);
  while (numbers.length > 0) {
    const [number = 0] = numbers.splice(Math.floor(clock.random() * numbers.length), 1);
    const page = await readPage(plan, number, options);
    if (page.posts.length + page.unreadable === 0) {
      numbers = numbers.filter((other) => other < number);
      continue;
    }
    yield { number, posts: takeNew(page.posts, seen), unreadable: page.unreadable };
  }
}

async function* deliverCounting(
  post: Post,
  options: PagesOptions,
): AsyncGenerator<ListingMessage, number> {
  let count = 0;
  for await (const message of deliver(post, options)) {
    if (message.type === "post") count += message.post.media.length;
    yield message;
  }
  return count;
}

/** Fisher and Yates. */
function shuffle<Item>(items: readonly Item[], clock: Clock): Item[] {
  const shuffled = [...items];
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(clock.random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j] as Item, shuffled[i] as Item];
  }
  return shuffled;
}
