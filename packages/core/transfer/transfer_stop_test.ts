import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { AcaciaError } from "../errors.ts";
import { openHostGate } from "../limit/gate.ts";
import { countBytes } from "../testing/count_bytes.ts";
import { serveLargePicture } from "../testing/large_picture.ts";
import { PictureWorld } from "../testing/picture_world.ts";
import { TransferRig } from "../testing/transfer_rig.ts";

let world: PictureWorld;
beforeAll(async () => {
  world = await PictureWorld.open();
});
afterAll(() => world[Symbol.asyncDispose]());

describe("transferOne() when it is stopped", () => {
  test("is cancelled before it asks", async () => {
    await using rig = await world.openRig();
    rig.cancel();
    const result = await rig.run({ url: world.url });
    expect(result).toMatchObject({ outcome: "cancelled", reason: "stopped.user", attempts: 0 });
  });

  test("is cancelled in the middle of a body", async () => {
    await using rig = await world.openRig({ always: "stall" });
    const running = rig.run({ url: world.url });
    await world.untilAsked(1);
    rig.cancel();
    expect(await running).toMatchObject({ outcome: "cancelled", reason: "stopped.user" });
  });

  test("ends while it waits for its host, once nothing new is to begin", async () => {
    await using rig = await world.openRig({ script: ["capacity:page"] });
    const drain = new AbortController();
    const onPause = () => drain.abort();
    const gate = openHostGate({ role: "cdn", clock: rig.clock, onPause });
    const result = await rig.with({ gate, draining: drain.signal }).run({ url: world.url });
    expect(result).toMatchObject({ outcome: "cancelled", reason: "stopped.user", attempts: 1 });
  });

  test.each([
    ["what runs comes to its end", "ok", { verdict: "arrived", attempts: 1 }],
    ["there is no further try", "server_error", { outcome: "cancelled", attempts: 1 }],
  ])("once nothing new is to begin, %s", async (_what, answer, end) => {
    await using rig = await world.openRig({ script: [answer] });
    const drain = new AbortController();
    const onEvent = () => drain.abort();
    const draining = drain.signal;
    expect(await rig.with({ draining, onEvent }).run({ url: world.url })).toMatchObject(end);
  });

  test("says when a limit of the user's stopped it", async () => {
    await using rig = await world.openRig();
    rig.cancel(new AcaciaError("limit", "Cannot go on: --max-bytes is reached"));
    const result = await rig.run({ url: world.url });
    expect(result).toMatchObject({ outcome: "cancelled", reason: "stopped.limit" });
  });

  test("keeps what came of a large file, and the next run goes on from there", async () => {
    await using server = serveLargePicture({ stallAt: 900_000 });
    const counter = countBytes();
    await using rig = await TransferRig.open(server.origin, {}, { rate: counter.rate });
    const running = rig.run({ url: server.url });
    await counter.until(900_000);
    rig.cancel();
    await running;
    const result = await rig.again().run({ url: server.url });
    expect(result).toMatchObject({ verdict: "arrived", file: { md5: server.md5 } });
    expect(server.ranges).toEqual([null, `bytes=900000- if ${server.etag}`]);
  });

  test("begins anew when the file has changed since the last run", async () => {
    await using server = serveLargePicture({ stallAt: 900_000, isChanging: true });
    const counter = countBytes();
    await using rig = await TransferRig.open(server.origin, {}, { rate: counter.rate });
    const running = rig.run({ url: server.url });
    await counter.until(900_000);
    rig.cancel();
    await running;
    const result = await rig.again().run({ url: server.url });
    expect(result).toMatchObject({ verdict: "arrived", attempts: 1, file: { md5: server.md5 } });
  });

  test("throws when the disk refuses", async () => {
    await using rig = await world.openRig();
    const transfer = rig.build();
    await rm(join(rig.dir, "partial"), { recursive: true });
    await expect(transfer({ url: world.url })).rejects.toMatchObject({ code: "disk" });
  });
});
