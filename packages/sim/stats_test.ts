import { describe, expect, test } from "bun:test";
import { startSim } from "./start_sim.ts";
import { getJson } from "./testing/get_json.ts";
import { plainPost, smallWorld } from "./testing/small_world.ts";

const world = smallWorld([plainPost()]);
const FILE = "/aBcDeFg.png";

describe("stats()", () => {
  test("counts by role, kind and status", async () => {
    await using sim = await startSim({ world });
    await getJson(sim, "/3/image/aBcDeFg");
    await getJson(sim, "/3/image/nothere");
    await getJson(sim, "/ajaxalbums/getimages/x/hit.json");
    await (await fetch(`${sim.cdnUrl}${FILE}`)).bytes();
    const { roles, requests } = sim.stats();
    expect(requests).toBe(4);
    expect(roles.api).toMatchObject({
      byKind: { image: 1, error: 1 },
      byStatus: { "200": 1, "404": 1 },
    });
    expect(roles.site.byKind).toEqual({ keyless: 1 });
    expect(roles.cdn).toMatchObject({ byKind: { file: 1 }, bytes: 2000, unfinished: 0 });
  });

  test("tells whole files from parts and from broken ones", async () => {
    await using sim = await startSim({ world, faults: { aBcDeFg: ["ok", "ok", "cut"] } });
    await (await fetch(`${sim.cdnUrl}${FILE}`)).bytes();
    await (await fetch(`${sim.cdnUrl}${FILE}`, { headers: { Range: "bytes=500-" } })).bytes();
    await expect(fetch(`${sim.cdnUrl}${FILE}`).then((answer) => answer.bytes())).rejects.toThrow();
    expect(sim.stats().media).toEqual({
      aBcDeFg: { requests: 3, whole: 1, partial: 1, bytes: 2000 + 1500 + 1000 },
    });
  });

  test("knows how many were in flight at once, and over how many connections", async () => {
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const held = { ...world, bytes: () => released.then(() => world.bytes("aBcDeFg")) };
    await using sim = await startSim({ world: held });
    const files = Array.from({ length: 5 }, () => fetch(`${sim.cdnUrl}${FILE}`));
    while (sim.stats().roles.cdn.inFlight < 5) await new Promise((next) => setImmediate(next));
    release();
    for (const file of files) await (await file).bytes();
    const { roles, connections } = sim.stats();
    expect([roles.cdn.inFlight, roles.cdn.peakInFlight]).toEqual([0, 5]);
    expect([connections.cdn.opened, connections.cdn.peak]).toEqual([5, 5]);
    expect(connections.api.opened).toBe(0);
  });

  test("adds up how long requests waited for their answers", async () => {
    let nowMs = 0;
    const clock = {
      now: () => nowMs,
      async sleep(ms: number) {
        nowMs += ms;
      },
    };
    await using sim = await startSim({ world, clock, latency: "50" });
    for (let i = 0; i < 2; i++) await (await fetch(`${sim.cdnUrl}${FILE}`)).bytes();
    expect(sim.stats().roles.cdn).toMatchObject({ answered: 2, waitedMs: 100 });
  });

  test("keeps when each request began", async () => {
    await using sim = await startSim({ world });
    const before = Date.now();
    await getJson(sim, "/3/credits");
    const [begun] = sim.stats().begun;
    expect(begun).toMatchObject({ role: "api", path: "/3/credits" });
    expect(begun?.at).toBeWithin(before, Date.now() + 1);
  });

  test("is a copy", async () => {
    await using sim = await startSim({ world });
    const before = sim.stats();
    await getJson(sim, "/3/credits");
    expect(before.requests).toBe(0);
  });

  test("resetStats() forgets counts, not connections", async () => {
    await using sim = await startSim({ world });
    await (await fetch(`${sim.cdnUrl}${FILE}`)).bytes();
    sim.resetStats();
    const { requests, media, connections } = sim.stats();
    expect([requests, media, connections.cdn.opened]).toEqual([0, {}, 0]);
    expect(connections.cdn.open).toBe(connections.cdn.peak);
  });
});
