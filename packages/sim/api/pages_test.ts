import { describe, expect, test } from "bun:test";
import { type SimOptions, startSim } from "../start_sim.ts";
import { getJson } from "../testing/get_json.ts";
import { plainPost, smallWorld } from "../testing/small_world.ts";

const world = smallWorld(
  Array.from({ length: 150 }, (_, i) =>
    plainPost({ id: `p${String(i).padStart(4, "0")}`, datetime: 1_700_000_000 - i }),
  ),
);

async function pages(
  options: SimOptions,
  count: number,
): Promise<{ pages: string[][]; unmet: string[] }> {
  await using sim = await startSim({ world, ...options });
  const read: string[][] = [];
  for (let page = 0; page < count; page++) {
    const { json } = await getJson(sim, `/3/gallery/user/time/${page}`);
    read.push(json.data.map(({ id }: { id: string }) => id));
  }
  return { pages: read, unmet: sim.unmetKnobs() };
}

describe("pages (docs/imgur.md §2.1)", () => {
  test("hold 60 and end with an empty one", async () => {
    const { pages: read } = await pages({}, 5);
    expect(read.map(({ length }) => length)).toEqual([60, 60, 30, 0, 0]);
    expect(new Set(read.flat()).size).toBe(150);
  });

  test("shuffle: the end of one page is on the next again, in another order, and none is missed", async () => {
    const { pages: read, unmet } = await pages({ shuffle: 10 }, 5);
    const [first = [], second = []] = read;
    expect(first.filter((id) => second.includes(id))).toHaveLength(10);
    expect(first).not.toEqual(first.toSorted());
    expect(new Set(read.flat()).size).toBe(150);
    expect(unmet).toEqual([]);
  });

  test("shuffle: the same seed gives the same order", async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map((seed) => pages({ shuffle: 10, seed }, 1)),
    );
    expect(one).toEqual(same as never);
    expect(one).not.toEqual(other as never);
  });

  test("repeatFrom: every later page is the one before it", async () => {
    const { pages: read, unmet } = await pages({ repeatFrom: 2 }, 4);
    expect([read[2], read[3]]).toEqual([read[1], read[1]] as never);
    expect(unmet).toEqual([]);
  });

  test("repeatFrom that no page reached is not met", async () => {
    expect((await pages({ repeatFrom: 9 }, 2)).unmet).toEqual(["repeatFrom"]);
  });
});

test("account albums come 50 to a page, or as many as perPage says up to 100", async () => {
  const albums = Array.from({ length: 120 }, (_, i) =>
    plainPost({
      id: `a${String(i).padStart(4, "0")}`,
      isAlbum: true,
      accountUrl: "jane",
      accountId: 7,
    }),
  );
  await using sim = await startSim({ world: smallWorld(albums) });
  const sizes = await Promise.all(
    ["0", "2", "0?perPage=100", "1?perPage=100", "0?perPage=500"].map(
      async (rest) => (await getJson(sim, `/3/account/jane/albums/${rest}`)).json.data.length,
    ),
  );
  expect(sizes).toEqual([50, 20, 100, 20, 100]);
  expect((await getJson(sim, "/3/account/jane/albums/count")).json.data).toBe(120);
  expect((await getJson(sim, "/3/account/jane/albums/ids/0")).json.data[0]).toBe("a0000");
});

test("announceMore: every count claims more than there is", async () => {
  const album = plainPost({ id: "album", isAlbum: true, tags: ["cats"] });
  await using sim = await startSim({ world: smallWorld([album]), announceMore: 4 });
  const counts = await Promise.all([
    getJson(sim, "/3/album/album").then(({ json }) => json.data.images_count),
    getJson(sim, "/3/gallery/t/cats").then(({ json }) => json.data.total_items),
    getJson(sim, "/post/v1/albums/album").then(({ json }) => json.image_count),
    getJson(sim, "/ajaxalbums/getimages/album/hit.json").then(({ json }) => json.data.count),
  ]);
  expect(counts).toEqual([5, 5, 5, 5]);
  expect(sim.unmetKnobs()).toEqual([]);
});
