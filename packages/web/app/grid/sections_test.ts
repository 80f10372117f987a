import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { FLAGS } from "../../routes/flags.ts";
import type { Bucket, Buckets } from "../../routes/schemas.ts";
import { columnsOf, makeItem } from "../testing/fake_world.ts";
import { Collection } from "./collection.ts";
import {
  findBrowseLine,
  HEAD_HEIGHT,
  LINE_HEIGHT,
  layoutSection,
  makeSections,
  type Section,
} from "./sections.ts";

const LAYOUT = { width: 1_000, rowHeight: 200, gap: 6, line: undefined, lineLabel: "line" };
const DAY_MS = 86_400_000;

let answers: Record<string, Buckets | Bucket> = {};
let server: ReturnType<typeof Bun.serve>;
const realFetch = globalThis.fetch;

beforeAll(() => {
  server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: (request) => Response.json(answers[new URL(request.url).pathname]),
  });
  // The page asks by relative addresses, which only a browser resolves.
  globalThis.fetch = ((path: string, init: RequestInit) =>
    realFetch(new URL(path, server.url), init)) as typeof fetch;
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await server.stop(true);
});

async function openCollection(
  counts: Record<string, number>,
  options: { q?: string; sort?: "posted" | "archived" | "score"; unseen?: number } = {},
): Promise<Collection> {
  const buckets = Object.entries(counts).map(([key, count]) => ({ key, count }));
  const items = buckets.reduce((sum, { count }) => sum + count, 0);
  const totals = {
    items,
    capped: false,
    archiveItems: items,
    bytes: 0,
    archiveBytes: 0,
    unseen: options.unseen ?? 0,
    mark: 1,
    faults: [],
  };
  answers = { "/api/buckets": { ...totals, buckets } };
  let id = 0;
  for (const { key, count } of buckets) {
    const list = Array.from({ length: count }, () => {
      const flags = id < (options.unseen ?? 0) ? FLAGS.unseen : 0;
      const postedAt = Date.UTC(2026, 10, 20) - Math.floor(id / 150) * DAY_MS;
      return { ...makeItem(++id, items), flags, postedAt };
    });
    answers[`/api/buckets/${key}`] = columnsOf(key, list);
  }
  const { q = "", sort = "posted" } = options;
  return Collection.open({ q, sort, seed: 1 });
}

describe("makeSections()", () => {
  test("heads each month", async () => {
    const collection = await openCollection({ "2026-11": 20, "2026-10": 4 });
    expect(makeSections(collection).map(({ label }) => label)).toEqual([
      "November 2026",
      "October 2026",
    ]);
  });
  test("joins the months of a year where a search leaves few", async () => {
    const collection = await openCollection(
      { "2026-11": 2, "2026-10": 4, "2025-01": 1 },
      { q: "cats" },
    );
    const sections = makeSections(collection);
    expect(sections.map(({ label, count }) => [label, count])).toEqual([
      ["2026", 6],
      ["2025", 1],
    ]);
  });
  test("heads nothing where the order is not by date", async () => {
    const collection = await openCollection({ p0: 512, p1: 3 }, { sort: "score" });
    expect(makeSections(collection).map(({ label }) => label)).toEqual(["", ""]);
  });
});

describe("layoutSection()", () => {
  test("guesses a height until the bucket is here, then knows it", async () => {
    const collection = await openCollection({ "2026-11": 40 });
    const [section] = makeSections(collection) as [Section];
    layoutSection(section, collection, LAYOUT);
    expect(section.rows).toBeUndefined();
    expect(section.height).toBeGreaterThan(400);
    await collection.load("2026-11");
    layoutSection(section, collection, LAYOUT);
    expect(section.rows?.first.at(-1)).toBe(40);
  });
  test("heads the days of a month with more than 400 items", async () => {
    const collection = await openCollection({ "2026-11": 450 });
    await collection.load("2026-11");
    const [section] = makeSections(collection) as [Section];
    layoutSection(section, collection, LAYOUT);
    expect(section.heads.map(({ label, count }) => [label, count])).toEqual([
      ["20 November 2026", 150],
      ["19 November 2026", 150],
      ["18 November 2026", 150],
    ]);
  });
  test("draws the browse line between two rows", async () => {
    const collection = await openCollection({ "2026-11": 40 }, { sort: "archived", unseen: 7 });
    await collection.load("2026-11");
    const line = findBrowseLine(collection, 7);
    expect(line).toBe(7);
    const [section] = makeSections(collection) as [Section];
    layoutSection(section, collection, { ...LAYOUT, line });
    expect(section.heads.map(({ kind }) => kind)).toEqual(["group", "line"]);
    expect([...(section.rows?.first ?? [])]).toContain(7);
  });
  test("draws the browse line above a month that begins right at it", async () => {
    const counts = { "2026-11": 5, "2026-10": 5 };
    const collection = await openCollection(counts, { sort: "archived", unseen: 5 });
    await collection.range(0, 9);
    const [, section] = makeSections(collection) as [Section, Section];
    layoutSection(section, collection, { ...LAYOUT, line: findBrowseLine(collection, 5) });
    expect(section.heads.map(({ kind }) => kind)).toEqual(["line", "group"]);
    expect(section.rows?.top[0]).toBe(HEAD_HEIGHT + LINE_HEIGHT);
  });
});

describe("Collection", () => {
  test("finds the place of a loaded item by its name and loads one by its place", async () => {
    const collection = await openCollection({ "2026-11": 5, "2026-10": 5 });
    expect(collection.item(7)).toBeUndefined();
    const item = await collection.itemAt(7);
    expect(item?.index).toBe(7);
    expect(collection.placeOf(item?.imgurId ?? "")).toBe(7);
  });
  test("finishes a request that someone waits for when the window moves on", async () => {
    const collection = await openCollection({ "2026-11": 5, "2026-10": 5 });
    collection.want(["2026-11"]);
    const awaited = collection.itemAt(7);
    collection.want([]);
    expect((await awaited)?.index).toBe(7);
    expect(collection.columns("2026-11")).toBeUndefined();
  });
  test("closes the gap when items are moved to Trash", async () => {
    const collection = await openCollection({ "2026-11": 5, "2026-10": 1 });
    await collection.range(0, 5);
    const gone = collection.item(2);
    const next = collection.item(3);
    collection.remove(new Set([gone?.id ?? 0, collection.item(5)?.id ?? 0]));
    expect(collection.item(2)?.id).toBe(next?.id ?? Number.NaN);
    expect(collection.totals.buckets).toEqual([{ key: "2026-11", count: 4 }]);
  });
  test("believes a bucket that has grown since the figures were read", async () => {
    const collection = await openCollection({ "2026-11": 5 });
    answers["/api/buckets/2026-11"] = columnsOf(
      "2026-11",
      [1, 2, 3, 4, 5, 6].map((id) => makeItem(id, 6)),
    );
    await collection.load("2026-11");
    expect(collection.totals.items).toBe(6);
  });
});
