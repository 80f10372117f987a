import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { PictureWorld } from "../testing/picture_world.ts";
import { RIG_TIMEOUTS, TransferRig } from "../testing/transfer_rig.ts";

let world: PictureWorld;
beforeAll(async () => {
  world = await PictureWorld.open();
});
afterAll(() => world[Symbol.asyncDispose]());

describe("transferOne() with a fault that stays", () => {
  test.each([
    ["gone", "gone", "removed", "gone.404"],
    ["removed", "removed", "removed", "gone.placeholder"],
    ["region", "region", "region_blocked", "placeholder.region"],
    ["html", "html", "rejected", "html"],
    ["html as an image", "html_as_image", "rejected", "html"],
    ["junk", "junk", "rejected", "type.unknown"],
    ["empty", "empty", "rejected", "type.empty"],
    ["corrupt", "corrupt", "rejected", "checksum.mismatch"],
    ["lying_etag", "lying_etag", "rejected", "checksum.mismatch"],
    ["short", "short", "rejected", "checksum.mismatch"],
    ["cut", "cut", "failed", "length.mismatch"],
    ["long_length", "long_length", "failed", "length.mismatch"],
    ["hangup", "hangup", "failed", "network.reset"],
    ["server_error", "server_error:502", "failed", "http.5xx"],
    ["forbidden", "forbidden", "failed", "http.4xx"],
    ["throttle", "throttle", "failed", "http.429"],
    ["capacity", "capacity", "failed", "capacity"],
    ["capacity as a page", "capacity:page", "failed", "capacity"],
    ["redirect_loop", "redirect_loop", "rejected", "redirect.loop"],
    ["redirect_off_host", "redirect_off_host", "rejected", "host.foreign"],
    ["redirect_private", "redirect_private", "rejected", "host.foreign"],
  ] as const)("refuses %s", async (_name, always, outcome, reason) => {
    await using rig = await world.openRig({ always });
    expect(await rig.run({ url: world.url })).toMatchObject({
      verdict: "refused",
      outcome,
      reason,
    });
  });

  test.each(["cut", "corrupt", "short", "html", "removed", "empty", "server_error"])(
    "leaves no whole file behind after %s",
    async (always) => {
      await using rig = await world.openRig({ always });
      await rig.run({ url: world.url });
      const whole = (await rig.files()).filter((name) => !/\.part(?:\.json)?$/.test(name));
      expect(whole).toEqual([]);
    },
  );

  test.each([
    ["server_error", 5],
    ["throttle", 5],
    ["gone", 1],
    ["region", 1],
    ["redirect_loop", 1],
    // Once more with Imgur's own Referer.
    ["forbidden", 2],
    ["html", 2],
    // Once more over a connection of its own.
    ["hangup", 6],
  ])("asks often enough and no more: %s", async (always, attempts) => {
    await using rig = await world.openRig({ always });
    expect((await rig.run({ url: world.url })).attempts).toBe(attempts);
  });

  test("refuses bytes without an end when no ETag proves them", async () => {
    const whole = await world.sim.world.bytes(world.picture.id);
    await using server = Bun.serve({ port: 0, fetch: () => new Response(whole.slice(0, -500)) });
    await using rig = await TransferRig.open(server.url.origin);
    const result = await rig.run({ url: `${server.url.origin}/aBc12De.jpg` });
    expect(result).toMatchObject({ outcome: "rejected", reason: "body.cut" });
  });

  test("takes bytes without an end that the ETag proves: so Imgur stores them", async () => {
    const cut = (await world.sim.world.bytes(world.picture.id)).slice(0, -500);
    const etag = `"${new Bun.CryptoHasher("md5").update(cut).digest("hex")}"`;
    await using server = Bun.serve({
      port: 0,
      fetch: () => new Response(cut, { headers: { etag } }),
    });
    await using rig = await TransferRig.open(server.url.origin);
    const result = await rig.run({ url: `${server.url.origin}/aBc12De.jpg` });
    expect(result.verdict).toBe("arrived");
  });

  test("refuses a file over the size limit by what it announces", async () => {
    await using rig = await world.openRig({}, { sizeLimitBytes: 1_000 });
    const result = await rig.run({ url: world.url });
    expect(result).toMatchObject({ outcome: "rejected", reason: "size.limit", bytes: 0 });
  });

  test("refuses a file over the size limit that announces nothing", async () => {
    await using rig = await world.openRig({ always: "endless" }, { sizeLimitBytes: 3_000_000 });
    const result = await rig.run({ url: world.url });
    expect(result).toMatchObject({ outcome: "rejected", reason: "size.limit" });
  });

  test("refuses an address that is not Imgur's without asking it", async () => {
    await using rig = await world.openRig();
    const result = await rig.run({ url: "http://169.254.169.254/latest/meta-data" });
    expect(result).toMatchObject({ outcome: "rejected", reason: "host.foreign" });
  });

  test.each([
    ["silence", RIG_TIMEOUTS.connectMs],
    ["stall", RIG_TIMEOUTS.idleMs],
    ["stall", RIG_TIMEOUTS.attemptMs],
  ] as const)("ends after %s when its time-out of %d ms passes", async (always, ms) => {
    await using rig = await world.openRig({ always }, { retries: 1 });
    const running = rig.run({ url: world.url });
    await world.passTimeout(rig, ms, 1);
    await world.passTimeout(rig, ms, 2);
    expect(await running).toMatchObject({
      outcome: "failed",
      reason: "network.timeout",
      attempts: 2,
    });
  });

  test("tells a refused connection from a broken one", async () => {
    const server = Bun.serve({ port: 0, fetch: () => new Response() });
    const { origin } = server.url;
    await server.stop(true);
    await using rig = await TransferRig.open(origin, { retries: 0 });
    const result = await rig.run({ url: `${origin}/aBc12De.jpg` });
    expect(result).toMatchObject({ outcome: "failed", reason: "network.connect" });
  });

  test("leaves no time-out running", async () => {
    await using rig = await world.openRig({ always: "cut" });
    await rig.run({ url: world.url });
    expect(rig.clock.timeouts).toEqual([]);
  });

  test("gives its place at the gate back", async () => {
    await using rig = await world.openRig({ always: "cut" });
    await rig.run({ url: world.url });
    expect(rig.gate.active).toBe(0);
  });
});
