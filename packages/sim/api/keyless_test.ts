import { afterAll, describe, expect, test } from "bun:test";
import { startSim } from "../start_sim.ts";
import { getJson } from "../testing/get_json.ts";
import { plainAlbum, plainPost, smallWorld } from "../testing/small_world.ts";

const world = smallWorld([plainAlbum("album", 12), plainPost()]);
const sim = await startSim({ world });
afterAll(() => sim[Symbol.asyncDispose]());

describe("ajaxalbums/getimages (docs/imgur.md §1)", () => {
  test("gives every image of an album without a Client-ID, extension with its dot", async () => {
    const path = "/ajaxalbums/getimages/album/hit.json?all=true";
    const { json } = await getJson(sim, path, { Authorization: "" });
    expect([json.data.count, json.data.images.length]).toEqual([12, 12]);
    expect(json.data.images[0]).toMatchObject({
      hash: "alb0000",
      ext: ".png",
      datetime: "2023-11-14 22:13:20",
    });
  });

  test.each(["nothere", "aBcDeFg"])("%s, which is no album: 200 and an empty array", async (id) => {
    const { status, json } = await getJson(sim, `/ajaxalbums/getimages/${id}/hit.json`);
    expect([status, json]).toEqual([200, { data: [], success: true, status: 200 }]);
  });
});
