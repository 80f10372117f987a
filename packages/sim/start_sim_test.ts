import { describe, expect, test } from "bun:test";
import { DEFAULT_KNOBS, KNOBS, type Knobs } from "./knobs.ts";
import { type SimOptions, startSim } from "./start_sim.ts";
import { getJson } from "./testing/get_json.ts";
import { plainAlbum, plainMedia, plainPost, smallWorld } from "./testing/small_world.ts";
import { TickingClock } from "./testing/ticking_clock.ts";

const gif = plainMedia({
  id: "gifGifG",
  mime: "image/gif",
  ext: "gif",
  animated: true,
  sizeBytes: 5000,
});
const world = smallWorld([plainPost(), plainPost({ media: [gif] }), plainAlbum("album", 5)]);

async function slept(options: SimOptions, path: string, from: "api" | "cdn"): Promise<number[]> {
  const clock = new TickingClock();
  await using sim = await startSim({ world, clock, ...options });
  await (await fetch(`${from === "api" ? sim.apiUrl : sim.cdnUrl}${path}`)).bytes();
  expect(sim.unmetKnobs()).toEqual([]);
  return clock.sleeps;
}

describe("knobs", () => {
  test("latency comes before an answer", async () => {
    expect(await slept({ latency: "50" }, "/aBcDeFg.png", "cdn")).toEqual([50]);
  });

  test("latency by a law follows the seed", async () => {
    const [first] = await slept({ latency: "20-80", seed: 3 }, "/aBcDeFg.png", "cdn");
    const [again] = await slept({ latency: "20-80", seed: 3 }, "/aBcDeFg.png", "cdn");
    expect(first).toBe(again as number);
    expect(first).toBeWithin(20, 80);
  });

  test("apiLatency leaves the CDN alone", async () => {
    expect(await slept({ apiLatency: "9" }, "/3/credits", "api")).toEqual([9]);
    await using sim = await startSim({ world, apiLatency: "9", clock: new TickingClock() });
    await (await fetch(`${sim.cdnUrl}/aBcDeFg.png`)).bytes();
    expect(sim.unmetKnobs()).toEqual(["apiLatency"]);
  });

  test("bandwidth stretches a file over its size divided by the rate", async () => {
    const sleeps = await slept({ bandwidth: 1000 }, "/aBcDeFg.png", "cdn");
    expect(sleeps.reduce((sum, ms) => sum + ms, 0)).toBe(2000);
  });

  test("totalBandwidth is shared by all connections", async () => {
    const clock = new TickingClock();
    await using sim = await startSim({ world, clock, totalBandwidth: 1000 });
    const startMs = clock.now();
    const files = ["aBcDeFg.png", "alb0000.png"].map((name) => fetch(`${sim.cdnUrl}/${name}`));
    for (const file of files) await (await file).bytes();
    // The clock moves for each sleeper by itself, so the sum of both waits is at least the whole.
    expect(clock.now() - startMs).toBeGreaterThanOrEqual(4000);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("albumPreview limits what a listing shows of an album", async () => {
    await using sim = await startSim({ world, albumPreview: 1 });
    const { json } = await getJson(sim, "/3/gallery/user/time/0?album_previews=1");
    expect(json.data.find(({ id }: { id: string }) => id === "album").images).toHaveLength(1);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("deletedComments: one in so many is shown as deleted, with its answers", async () => {
    const said = { author: "joe", comment: "nice", datetime: 1_700_000_000, ups: 3, downs: 1 };
    const thread = [{ ...said, id: 2, children: [{ ...said, id: 3, children: [] }] }];
    const talked = smallWorld([plainAlbum("album", 1)], { album: thread });
    await using sim = await startSim({ world: talked, deletedComments: 2 });
    const { json } = await getJson(sim, "/3/gallery/album/comments/best");
    expect(json.data[0]).toMatchObject({ deleted: true, comment: "[deleted]" });
    expect(json.data[0].children).toMatchObject([{ deleted: false, comment: "nice" }]);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("bigGifBytes: the link of a big GIF is its thumbnail, its file is whole", async () => {
    await using sim = await startSim({ world, bigGifBytes: 5000 });
    const { json } = await getJson(sim, "/3/image/gifGifG");
    expect(json.data.link).toBe("https://i.imgur.com/gifGifGh.gif");
    expect(json.data.size).toBe((await (await fetch(`${sim.cdnUrl}/gifGifG.gif`)).bytes()).length);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("region: every file is the region picture", async () => {
    await using sim = await startSim({ world, region: true });
    const bodies = ["aBcDeFg.png", "gifGifGm.jpg", "gifGifG.mp4"].map(async (name) =>
      (await fetch(`${sim.cdnUrl}/${name}`)).bytes(),
    );
    for (const body of bodies) expect(await body).toEqual(sim.placeholders.region.bytes);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("refuse: connections are refused, until they are not", async () => {
    await using sim = await startSim({ world, refuse: "cdn" });
    await expect(fetch(`${sim.cdnUrl}/aBcDeFg.png`)).rejects.toThrow();
    expect((await getJson(sim, "/3/credits")).status).toBe(200);
    sim.set({ refuse: "none" });
    expect((await fetch(`${sim.cdnUrl}/aBcDeFg.png`)).status).toBe(200);
  });

  test("every knob has a row and a default", () => {
    const rows: string[] = KNOBS.map(({ option }) => option);
    expect(rows.toSorted()).toEqual(Object.keys(DEFAULT_KNOBS).toSorted());
  });

  test.each([
    [{ latency: "soon" }, "Cannot read the latency 'soon'"],
    [{ rules: ["cdn:cutt"] }, "Cannot set the fault 'cutt'"],
    [{ faults: { a: ["cutt"] } }, "Cannot set the fault 'cutt'"],
    [{ userLimit: -1 }, "Cannot set 'userLimit' to -1"],
    [{ resetForm: "minutes" }, "Cannot set 'resetForm' to \"minutes\""],
  ])("refuses %j and changes nothing", async (given, message) => {
    await using sim = await startSim({ world });
    expect(() => sim.set(given as Partial<Knobs>)).toThrow(message);
    expect(sim.knobs).toEqual(DEFAULT_KNOBS);
  });

  test("a start with a wrong knob leaves nothing listening", async () => {
    await using probe = await startSim({ world });
    const { port } = probe;
    await probe[Symbol.asyncDispose]();
    await expect(startSim({ world, port, latency: "soon" })).rejects.toThrow(
      "Cannot read the latency",
    );
    await using again = await startSim({ world, port });
    expect(again.port).toBe(port);
  });
});

describe("unmetKnobs()", () => {
  test("names the knobs, rules, script entries and fates that no request met", async () => {
    await using sim = await startSim({
      posts: 3,
      gone: 1,
      shuffle: 2,
      rules: ["cdn:cut@first1"],
      faults: { x: ["ok", "gone"] },
    });
    expect(sim.unmetKnobs()).toEqual(["gone", "shuffle", "cdn:cut@first1", "x[1]"]);
  });

  test("does not forget a rule because another took its place", async () => {
    await using sim = await startSim({ world, rules: ["cdn:cut"] });
    sim.set({ rules: [] });
    expect(sim.unmetKnobs()).toEqual(["cdn:cut"]);
  });

  test("a rule goes on counting when another knob is turned", async () => {
    await using sim = await startSim({ world, rules: ["api:gone@first1"] });
    const statuses = [(await getJson(sim, "/3/credits")).status];
    sim.set({ shuffle: 1 });
    statuses.push((await getJson(sim, "/3/credits")).status);
    expect(statuses).toEqual([404, 200]);
  });
});

describe("startSim()", () => {
  test("gives the addresses as a program under test wants them", async () => {
    await using sim = await startSim({ world });
    expect(sim.env).toEqual({
      IMGUR_API_URL: `http://127.0.0.1:${sim.port}`,
      IMGUR_SITE_URL: `http://127.0.0.1:${sim.port}`,
      IMGUR_CDN_URL: `http://127.0.0.1:${sim.cdnPort}`,
      ACACIA_WAYBACK_URL: sim.siteUrl,
      ACACIA_PLACEHOLDERS: `removed:${sim.placeholders.removed.sha256},region:${sim.placeholders.region.sha256}`,
    });
  });

  test("the same seed is the same world", async () => {
    const read = async (seed: number) => {
      await using sim = await startSim({ seed, posts: 70 });
      return (await getJson(sim, "/3/gallery/hot")).text;
    };
    expect(await read(5)).toBe(await read(5));
    expect(await read(5)).not.toBe(await read(6));
  });

  test("is gone once disposed", async () => {
    const sim = await startSim({ world });
    await sim[Symbol.asyncDispose]();
    await expect(fetch(sim.apiUrl)).rejects.toThrow();
  });

  test("an error of its own is answered 500 and kept for who looks", async () => {
    const broken = { ...world, bytes: () => Promise.reject(new Error("no pencil")) };
    await using sim = await startSim({ world: broken });
    expect((await fetch(`${sim.cdnUrl}/aBcDeFg.png`)).status).toBe(500);
    expect(sim.stats().errors[0]).toContain("no pencil");
  });
});

describe("the site", () => {
  test.each([
    ["/", 200],
    ["/aBcDeFg", 200],
    ["/a/album", 200],
    ["/a/some-title-album", 200],
    ["/gallery/nothere", 404],
    ["/aBcDeFg.png", 302],
    ["/download/aBcDeFg/some-title", 302],
  ])("%s: %d", async (path, status) => {
    await using sim = await startSim({ world });
    expect((await fetch(`${sim.siteUrl}${path}`, { redirect: "manual" })).status).toBe(status);
  });
});
