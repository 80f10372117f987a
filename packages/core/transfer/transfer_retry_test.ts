import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { countBytes } from "../testing/count_bytes.ts";
import { nextTurn } from "../testing/next_turn.ts";
import { PictureWorld } from "../testing/picture_world.ts";
import { RIG_TIMEOUTS, TransferRig } from "../testing/transfer_rig.ts";

let world: PictureWorld;
beforeAll(async () => {
  world = await PictureWorld.open();
});
afterAll(() => world[Symbol.asyncDispose]());

describe("transferOne() with a fault that passes", () => {
  test.each([
    ["cut", ["cut"]],
    ["reset", ["reset"]],
    ["wrong_length", ["wrong_length"]],
    ["long_length", ["long_length"]],
    ["hangup", ["hangup"]],
    ["short", ["short"]],
    ["corrupt", ["corrupt"]],
    ["lying_etag", ["lying_etag"]],
    ["empty", ["empty"]],
    ["no_length_cut", ["no_length_cut"]],
    ["server_error", ["server_error", "server_error:503"]],
    ["throttle", ["throttle", "throttle:0"]],
    ["capacity", ["capacity"]],
    ["forbidden", ["forbidden"]],
    ["need_referer", ["need_referer:403", "need_referer:403"]],
  ] as const)("brings the file after %s", async (_name, script) => {
    await using rig = await world.openRig({ script });
    const result = await rig.run({ url: world.url });
    expect(result).toMatchObject({
      verdict: "arrived",
      file: { md5: await world.sim.world.md5(world.picture.id) },
    });
  });

  test("goes on where a body broke", async () => {
    const counter = countBytes();
    await using rig = await world.openRig({ script: ["stall:50000"] }, {}, { rate: counter.rate });
    const running = rig.run({ url: world.url });
    await counter.until(50_000);
    await world.passTimeout(rig, RIG_TIMEOUTS.idleMs, 1);
    await running;
    expect(world.sim.stats().media[world.picture.id]).toMatchObject({ partial: 1, whole: 0 });
  });

  test.each([
    ["ignore_range", 2],
    ["wrong_range", 3],
    ["lying_range", 3],
    ["no_range", 3],
  ])("brings the right bytes when a Range meets %s", async (fault, attempts) => {
    const counter = countBytes();
    const script = ["stall:50000", fault];
    await using rig = await world.openRig({ script }, {}, { rate: counter.rate });
    const running = rig.run({ url: world.url });
    await counter.until(50_000);
    await world.passTimeout(rig, RIG_TIMEOUTS.idleMs, 1);
    const md5 = await world.sim.world.md5(world.picture.id);
    expect(await running).toMatchObject({ verdict: "arrived", attempts, file: { md5 } });
  });

  test("waits with full jitter, longer each time", async () => {
    await using rig = await world.openRig({ always: "server_error" });
    await rig.run({ url: world.url });
    expect(rig.clock.slept).toEqual([250, 500, 1_000, 2_000]);
  });

  test("tries a connection of its own at once when a kept one was closed", async () => {
    const bytes = await world.sim.world.bytes(world.picture.id);
    let connections = 0;
    using server = Bun.listen({
      hostname: "127.0.0.1",
      port: 0,
      socket: {
        data(socket) {
          connections += 1;
          if (connections > 1) {
            socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${bytes.length}\r\n\r\n`);
            socket.write(bytes);
          }
          socket.end();
        },
      },
    });
    const origin = `http://127.0.0.1:${server.port}`;
    await using rig = await TransferRig.open(origin);
    const result = await rig.run({ url: `${origin}/aBc12De.jpg` });
    expect([result.verdict, result.attempts, rig.clock.slept]).toEqual(["arrived", 2, []]);
  });

  test("waits as long as the server asks", async () => {
    await using rig = await world.openRig({ script: ["throttle:7"] });
    await rig.run({ url: world.url });
    expect(rig.clock.slept).toEqual([7_000]);
  });

  test("waits a second after 'too many requests', whatever a Retry-After of 0 says", async () => {
    await using rig = await world.openRig({ script: ["throttle:0"] });
    await rig.run({ url: world.url });
    expect(rig.clock.slept).toEqual([1_000]);
  });

  test("waits minutes after 'over capacity', and says so", async () => {
    await using rig = await world.openRig({ script: ["capacity:page"] });
    await rig.run({ url: world.url });
    expect([rig.clock.slept, rig.pauses[0]?.reason]).toEqual([[120_000], "over capacity"]);
  });

  test("reads a short body piece by piece after it stalled, so that what came is kept", async () => {
    await using rig = await world.openRig({ script: ["stall", "stall:50000"] });
    const running = rig.run({ url: world.url });
    await world.passTimeout(rig, RIG_TIMEOUTS.idleMs, 1);
    while (!rig.events.some(({ type }) => type === "transfer.progress")) await nextTurn();
    await world.passTimeout(rig, RIG_TIMEOUTS.idleMs, 2);
    expect((await running).verdict).toBe("arrived");
    expect(world.sim.stats().media[world.picture.id]?.partial).toBe(1);
  });
});
