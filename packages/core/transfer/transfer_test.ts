import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { makeLargePicture } from "../testing/large_picture.ts";
import { PictureWorld } from "../testing/picture_world.ts";
import { TransferRig } from "../testing/transfer_rig.ts";

let world: PictureWorld;
beforeAll(async () => {
  world = await PictureWorld.open();
});
afterAll(() => world[Symbol.asyncDispose]());

describe("transferOne() with a file that comes", () => {
  test("keeps just the bytes that Imgur stores", async () => {
    await using rig = await world.openRig();
    const result = await rig.run({ url: world.url });
    if (result.verdict !== "arrived") throw new Error(result.reason);
    expect(await rig.bytes(result.file.path)).toEqual(
      await world.sim.world.bytes(world.picture.id),
    );
  });

  test("tells its hashes, size, type and shape", async () => {
    await using rig = await world.openRig();
    const result = await rig.run({ url: world.url });
    const bytes = await world.sim.world.bytes(world.picture.id);
    expect(result).toMatchObject({
      verdict: "arrived",
      file: {
        sha256: new Bun.CryptoHasher("sha256").update(bytes).digest("hex"),
        md5: await world.sim.world.md5(world.picture.id),
        sizeBytes: world.picture.sizeBytes,
        type: "jpg",
        width: world.picture.width,
        height: world.picture.height,
        animated: false,
        durationMs: null,
      },
    });
  });

  test("tells what it took: attempts, bytes, slot, address and date", async () => {
    await using rig = await world.openRig();
    const result = await rig.run({ url: world.url });
    expect(result).toMatchObject({
      attempts: 1,
      bytes: world.picture.sizeBytes,
      slot: 0,
      finalUrl: world.url,
      lastModified: expect.any(Number),
    });
  });

  test("leaves one file in flight, closed and whole", async () => {
    await using rig = await world.openRig();
    const result = await rig.run({ url: world.url });
    expect(result.verdict === "arrived" && [result.file.path]).toEqual(
      (await rig.files()).map((name) => `partial/${name}`),
    );
  });

  test("streams a large file", async () => {
    const bytes = makeLargePicture();
    await using server = Bun.serve({ port: 0, fetch: () => new Response(bytes) });
    await using rig = await TransferRig.open(server.url.origin);
    const result = await rig.run({ url: `${server.url.origin}/aBc12De.jpg` });
    if (result.verdict !== "arrived") throw new Error(result.reason);
    expect(await rig.bytes(result.file.path)).toEqual(bytes);
  });

  test.each([
    "chunked",
    "no_length",
    "multipart_etag",
    "no_etag",
    "no_validators",
    "wrong_type",
    "close_after",
  ])("does not mind an answer with %s", async (fault) => {
    await using rig = await world.openRig({ always: fault });
    const result = await rig.run({ url: world.url });
    expect(result).toMatchObject({
      verdict: "arrived",
      file: { md5: await world.sim.world.md5(world.picture.id) },
    });
  });

  test("names the type that the bytes have, not the address", async () => {
    await using rig = await world.openRig();
    const result = await rig.run({ url: `${world.sim.cdnUrl}/${world.picture.id}.png` });
    expect(result).toMatchObject({ verdict: "arrived", file: { type: "jpg" } });
  });

  test("follows a redirect within Imgur's hosts", async () => {
    const other = world.find(({ id, ext }) => ext === "jpg" && id !== world.picture.id);
    await using rig = await world.openRig({ script: [`redirect:${other.id}.jpg`] });
    const result = await rig.run({ url: world.url });
    expect(result).toMatchObject({ verdict: "arrived", finalUrl: world.address(other) });
  });

  test("brings the companions with it", async () => {
    await using rig = await world.openRig();
    const url = `${world.sim.cdnUrl}/${world.picture.id}h.jpg`;
    const result = await rig.run({ url: world.url, companions: [{ role: "poster", url }] });
    expect(result).toMatchObject({ companions: [{ role: "poster", file: { type: "jpg" } }] });
  });

  test("does not miss a companion that is not there", async () => {
    await using rig = await world.openRig();
    const url = `${world.sim.cdnUrl}/nothere.mp4`;
    const result = await rig.run({ url: world.url, companions: [{ role: "mp4", url }] });
    expect(result).toMatchObject({ verdict: "arrived", companions: [] });
  });

  test("tries the next address when the first is gone", async () => {
    await using rig = await world.openRig();
    const result = await rig.run({
      url: `${world.sim.cdnUrl}/nothere.mp4`,
      fallbackUrls: [`${world.sim.cdnUrl}/notthere.gif`, world.url],
    });
    expect(result).toMatchObject({ verdict: "arrived", attempts: 3 });
  });

  test("asks as an archiver does: any type, no page, an honest name", async () => {
    const seen: Headers[] = [];
    await using server = Bun.serve({
      port: 0,
      fetch(request) {
        seen.push(request.headers);
        return new Response("gone", { status: 404 });
      },
    });
    await using rig = await TransferRig.open(server.url.origin);
    await rig.run({ url: `${server.url.origin}/aBc12De.jpg` });
    const { accept, referer, "user-agent": name } = Object.fromEntries(seen[0]!);
    expect([accept, referer, name]).toEqual(["*/*", undefined, "Acacia/test"]);
  });
});

describe("transferOne() tells what happens", () => {
  test("says that each attempt starts", async () => {
    await using rig = await world.openRig({ script: ["server_error"] });
    await rig.run({ url: world.url });
    const started = rig.events.filter(({ type }) => type === "transfer.started");
    expect(started).toEqual([
      { type: "transfer.started", media: "aBc12De", slot: 0, attempt: 1 },
      { type: "transfer.started", media: "aBc12De", slot: 0, attempt: 2 },
    ]);
  });

  test("says how far it is, at most four times a second", async () => {
    // Each piece takes a tenth of a second.
    const rate = { take: (_bytes: number, signal: AbortSignal) => rig.clock.sleep(100, signal) };
    await using rig: TransferRig = await world.openRig({ always: "drip:4096/1" }, {}, { rate });
    await rig.run({ url: world.url });
    const told = rig.events.filter(({ type }) => type === "transfer.progress");
    const pieces = rig.clock.slept.length;
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(pieces / 2.5);
  });
});
