import { describe, expect, test } from "bun:test";
import { type SimOptions, startSim } from "../start_sim.ts";
import { getJson } from "../testing/get_json.ts";
import { plainPost, smallWorld } from "../testing/small_world.ts";
import { TickingClock } from "../testing/ticking_clock.ts";

const world = smallWorld([plainPost()]);
const clock = new TickingClock();
const PATH = "/3/image/aBcDeFg";

function start(options: SimOptions = {}) {
  return startSim({ world, clock, ...options });
}

function limits(headers: Headers): (string | null)[] {
  return [
    "UserLimit",
    "UserRemaining",
    "UserReset",
    "ClientLimit",
    "ClientRemaining",
    "ClientReset",
  ].map((name) => headers.get(`X-RateLimit-${name}`));
}

describe("credits (docs/imgur.md §3)", () => {
  test("an answer says what is left and in how many seconds it comes back", async () => {
    await using sim = await start();
    await getJson(sim, PATH);
    clock.pass(100_000);
    const { headers } = await getJson(sim, PATH);
    expect(limits(headers)).toEqual(["500", "498", "3500", "12500", "12498", "86300"]);
  });

  test("resetForm epoch: when it comes back", async () => {
    await using sim = await start({ resetForm: "epoch" });
    const { headers } = await getJson(sim, PATH);
    const reset = Number(headers.get("X-RateLimit-UserReset"));
    expect(reset).toBe(Math.ceil(clock.now() / 1000) + 3600);
  });

  test("limitHeaders no_gallery: listings carry none, items do", async () => {
    await using sim = await start({ limitHeaders: "no_gallery" });
    const [gallery, image] = await Promise.all(
      ["/3/gallery/hot", PATH].map((path) => getJson(sim, path)),
    );
    expect(gallery?.headers.has("X-RateLimit-UserLimit")).toBe(false);
    expect(image?.headers.has("X-RateLimit-UserLimit")).toBe(true);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("limitHeaders none: nothing carries any", async () => {
    await using sim = await start({ limitHeaders: "none" });
    expect(limits((await getJson(sim, PATH)).headers).every((value) => value === null)).toBe(true);
  });

  test("at zero the answer is 429, and an hour later all is well", async () => {
    await using sim = await start({ userLimit: 1 });
    const statuses = [(await getJson(sim, PATH)).status, (await getJson(sim, PATH)).status];
    clock.pass(3_600_000);
    statuses.push((await getJson(sim, PATH)).status);
    expect(statuses).toEqual([200, 429, 200]);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test.each([
    ["object", "You are requesting too fast. Please wait 60 more minutes."],
    ["text", "You are requesting too fast. Please wait 60 more minutes."],
  ] as const)("limitBody %s", async (limitBody, message) => {
    await using sim = await start({ userLimit: 0, limitBody });
    const { json } = await getJson(sim, PATH);
    expect(limitBody === "object" ? json.data.error.message : json.data.error).toBe(message);
  });

  test("clientLimit: the day of the Client-ID ends before the hour of the address", async () => {
    await using sim = await start({ clientLimit: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i++) statuses.push((await getJson(sim, PATH)).status);
    expect(statuses).toEqual([200, 200, 429]);
    expect(sim.unmetKnobs()).toEqual([]);
  });

  test("each Client-ID has its own", async () => {
    await using sim = await start({ userLimit: 1 });
    await getJson(sim, PATH);
    expect((await getJson(sim, PATH, { Authorization: "Client-ID other" })).status).toBe(200);
  });

  test("credits and the keyless endpoint cost nothing", async () => {
    await using sim = await start();
    await getJson(sim, "/ajaxalbums/getimages/x/hit.json");
    await getJson(sim, "/3/credits");
    expect((await getJson(sim, "/3/credits")).json.data.UserRemaining).toBe(500);
  });
});

describe("who may ask (docs/imgur.md §1)", () => {
  test.each([
    ["/3/credits", "", 401],
    ["/post/v1/media/aBcDeFg", "", 401],
    ["/3/credits?client_id=x", "", 200],
    ["/3/credits", "Bearer x", 401],
    ["/3/credits", "Client-ID x", 200],
    ["/ajaxalbums/getimages/x/hit.json", "", 200],
  ])("%s with %p: %d", async (...[path, authorization, status]) => {
    await using sim = await start();
    expect((await getJson(sim, path, { Authorization: authorization })).status).toBe(status);
  });

  test("clientId: every other one is refused", async () => {
    await using sim = await start({ clientId: "right" });
    const statuses = ["wrong", "right"].map(
      async (id) => (await getJson(sim, PATH, { Authorization: `Client-ID ${id}` })).status,
    );
    expect(await Promise.all(statuses)).toEqual([403, 200]);
    expect(sim.unmetKnobs()).toEqual([]);
  });
});
