import type { AcaciaError } from "../errors.ts";
import { makeImgurClient } from "../imgur/client.ts";
import { type ListingMessage, type ListPostsOptions, listPosts } from "../imgur/listing.ts";
import type { ListingSource } from "../imgur/sources.ts";
import { FakeGate, type FakeImgur, openFakeImgur, SleeplessClock } from "./fake_imgur.ts";

/** A listing to read. */
export const AWW: ListingSource = { kind: "subreddit", name: "aww" };
/** Path of one of its pages. @param number From 0. */
export const AWW_PAGE = (number: number) => `/3/gallery/r/aww/time/week/${number}`;

/** How a test reads a listing. */
export interface SetUp extends Partial<Omit<ListPostsOptions, "client">> {
  /** null: none. @default "abc" */
  readonly clientId?: string | null;
}

/** Opens a listing from a server of the test's. */
export function openListing(imgur: FakeImgur, source: ListingSource, setUp: SetUp = {}) {
  const { clientId = "abc", ...options } = setUp;
  const clock = new SleeplessClock();
  const client = makeImgurClient({
    bases: imgur.bases,
    clientId: clientId ?? undefined,
    gate: new FakeGate(clock, 1_000),
    clock,
    retries: 1,
  });
  const { signal } = new AbortController();
  return listPosts(source, { client, signal, ...options });
}

/** Everything that a listing tells, and the error that ended it. */
export async function listAll(imgur: FakeImgur, source: ListingSource, setUp: SetUp = {}) {
  const messages: ListingMessage[] = [];
  let failure: unknown;
  try {
    for await (const message of openListing(imgur, source, setUp)) messages.push(message);
  } catch (error) {
    failure = error;
  }
  return {
    messages,
    ids: messages.flatMap((message) => (message.type === "post" ? [message.post.id] : [])),
    posts: messages.flatMap((message) => (message.type === "post" ? [message.post] : [])),
    notices: messages.filter((message) => message.type === "notice"),
    failure: failure as AcaciaError | undefined,
  };
}

/** The id of an item with this number. */
export function id(number: number): string {
  return `aBc${String(number).padStart(4, "0")}`;
}

/** An image as a page lists it. @param more Fields beside the usual ones, or instead of them. */
export function image(number: number, more: Record<string, unknown> = {}) {
  return { id: id(number), type: "image/jpeg", is_album: false, ...more };
}

/** Images with numbers in a row. */
export function images(from: number, count: number) {
  return Array.from({ length: count }, (_, i) => image(from + i));
}

/** An album as a page lists it. @param more Its other fields. */
export function album(number: number, more: Record<string, unknown>) {
  return { id: id(number), title: `Album ${number}`, is_album: true, ...more };
}

/** An answer of API v3. */
export function answer(data: unknown) {
  return { data, success: true, status: 200 };
}

/** An album as post/v1 answers it. @param count Of its media. @param said How many it claims. */
export function v1Album(number: number, count: number, said = count) {
  const media = Array.from({ length: count }, (_, i) => ({
    id: id(number + 1 + i),
    mime_type: "image/png",
    ext: "png",
  }));
  return { id: id(number), is_album: true, image_count: said, media };
}

/** A subreddit whose pages are these; empty after the last. */
export function pages(...lists: readonly (readonly unknown[])[]) {
  return openFakeImgur(({ path }) => {
    const number = Number(/^\/3\/gallery\/r\/aww\/time\/week\/(\d+)$/.exec(path)?.[1] ?? -1);
    return number < 0 ? undefined : Response.json(answer(lists[number] ?? []));
  });
}
