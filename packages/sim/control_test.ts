import { afterAll, describe, expect, test } from "bun:test";
import { answerControl } from "./control.ts";
import type { HttpRequest } from "./http/request.ts";
import { startSim } from "./start_sim.ts";
import { plainPost, smallWorld } from "./testing/small_world.ts";

const world = smallWorld([plainPost()]);
const sim = await startSim({ world });
afterAll(() => sim[Symbol.asyncDispose]());

function post(path: string, body: unknown, type = "application/json"): Promise<Response> {
  return fetch(`${sim.cdnUrl}${path}`, {
    method: "POST",
    headers: { "Content-Type": type },
    body: JSON.stringify(body),
  });
}

describe("control", () => {
  test("/__stats answers on both ports and is not counted", async () => {
    await using fresh = await startSim({ world });
    for (const url of [fresh.apiUrl, fresh.cdnUrl]) {
      const stats = await (await fetch(`${url}/__stats`)).json();
      expect(stats).toMatchObject({ requests: 0, unmetKnobs: [] });
    }
  });

  test("/__set turns knobs", async () => {
    expect((await post("/__set", { latency: "1", userLimit: 3 })).status).toBe(200);
    expect(sim.knobs).toMatchObject({ latency: "1", userLimit: 3 });
    await post("/__set", { latency: "0" });
  });

  test("/__reset forgets the counts", async () => {
    await fetch(`${sim.apiUrl}/3/credits`);
    expect((await post("/__reset", {})).status).toBe(200);
    expect(sim.stats().requests).toBe(0);
  });

  test.each([
    ["/__set", { latencee: "1" }, 400],
    ["/__set", [], 400],
    ["/__set", 5, 400],
    ["/__other", {}, 404],
  ])("%s with %j: %d", async (path, body, status) => {
    expect((await post(path, body)).status).toBe(status);
  });

  test("nothing is changed by a GET or by what a form can send", async () => {
    expect((await fetch(`${sim.cdnUrl}/__set`)).status).toBe(405);
    expect((await post("/__set", { latency: "9" }, "text/plain")).status).toBe(405);
    expect(sim.knobs.latency).toBe("0");
  });

  test.each([
    ["127.0.0.1", 200],
    ["::ffff:127.0.0.1", 200],
    ["::1", 200],
    ["192.168.1.4", 403],
  ])("changes from %s: %d", (from, status) => {
    const request: HttpRequest = {
      method: "POST",
      path: "/__reset",
      query: new URLSearchParams(),
      headers: new Map([["content-type", "application/json"]]),
      body: new Uint8Array(0),
      keepAlive: true,
    };
    expect(answerControl(request, { calls: sim, from }).status).toBe(status);
  });
});
