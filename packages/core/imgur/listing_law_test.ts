import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import { FakeGate, SleeplessClock } from "../testing/fake_imgur.ts";
import { DEFAULT_BASES } from "./bases.ts";
import type { ImgurCall, ImgurClient } from "./client.ts";
import { makeImgurClient } from "./client.ts";
import { listPosts } from "./listing.ts";

type Pages = readonly (readonly number[])[];

/** Pages of small numbers, so that the same post often comes again; past the last one they are empty. */
const pages: fc.Arbitrary<Pages> = fc.array(
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 5 }),
  { maxLength: 6 },
);

function id(number: number): string {
  return `aBc${String(number).padStart(4, "0")}`;
}

/** A client that answers from memory: the law is about the listing, not about the network. */
function clientOf(lists: Pages): ImgurClient {
  const clock = new SleeplessClock();
  const gate = new FakeGate(clock);
  const client = makeImgurClient({ bases: DEFAULT_BASES, clientId: "abc", gate, clock });
  client.get = (call: ImgurCall) => {
    const list = lists[Number(call.path.split("/").at(-1))] ?? [];
    const data = list.map((number) => ({ id: id(number), type: "image/png", is_album: false }));
    return Promise.resolve({ found: true, json: { data, success: true, status: 200 } });
  };
  return client;
}

async function list(lists: Pages): Promise<string[]> {
  const ids: string[] = [];
  const { signal } = new AbortController();
  const source = { kind: "subreddit", name: "aww" } as const;
  for await (const message of listPosts(source, { client: clientOf(lists), signal })) {
    if (message.type === "post") ids.push(message.post.id);
  }
  return ids;
}

/** What a listing must give: everything new, in order, up to the first page that has nothing new. */
function expected(lists: Pages): string[] {
  const seen = new Set<number>();
  for (const page of lists) {
    const before = seen.size;
    for (const number of page) seen.add(number);
    if (seen.size === before) break;
  }
  return [...seen].map(id);
}

function check(read: (lists: Pages) => Promise<string[]>) {
  const law = fc.asyncProperty(
    pages,
    async (lists) => JSON.stringify(await read(lists)) === JSON.stringify(expected(lists)),
  );
  return fc.check(law, { numRuns: 150, seed: 7 });
}

describe("the law of listings: each post once, in order, up to a page with nothing new", () => {
  test("listPosts() obeys it", async () => {
    expect(await check(list)).toMatchObject({ failed: false });
  });

  test("it fails for a listing that forgets what earlier pages had", async () => {
    const forgetful = async (lists: Pages) => lists.flatMap((page) => [...new Set(page)].map(id));
    expect(await check(forgetful)).toMatchObject({ failed: true });
  });

  test("it fails for a listing that reads past a page with nothing new", async () => {
    const eager = async (lists: Pages) => [...new Set(lists.flat())].map(id);
    expect(await check(eager)).toMatchObject({ failed: true });
  });
});
