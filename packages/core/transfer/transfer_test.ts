import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import { AcaciaError } from "../errors.ts";
import { openHostGate } from "../limit/gate.ts";
import { asPlaceholders, RIG_TIMEOUTS, TransferRig } from "../testing/transfer_rig.ts";

import type { TransferSettings, TransferTools } from "./settings.ts";

let sim: Sim;
let picture: SimMedia;

beforeAll(async () => {
  sim = await startSim({ seed: 7, posts: 6, albums: 0, gifs: 0, videos: 0 });
  // Larger than where the scripts stall, small enough to come in one piece.
  picture = find(
    ({ ext, sizeBytes }) => ext === "jpg" && sizeBytes > 100_000 && sizeBytes < 900_000,
  );
  await sim.world.bytes(picture.id);
});
afterAll(() => sim[Symbol.asyncDispose]());

function find(isIt: (media: SimMedia) => boolean): SimMedia {
  const found = sim.world.posts.flatMap(({ media }) => media).find(isIt);
  if (!found) throw new Error("The world has no such media");
  return found;
}

function address(media: SimMedia): string {
  return `${sim.cdnUrl}/${media.id}.${media.ext}`;
}

/** A rig against the stand-in, which meets these faults: in turn with `script`, always with `always`. */
async function openRig(
  faults: { readonly script?: readonly string[]; readonly always?: string } = {},
  settings: Partial<TransferSettings> = {},
  tools: Partial<TransferTools> = {},
): Promise<TransferRig> {
  sim.resetStats();
  sim.set({
    faults: faults.script ? { [picture.id]: faults.script } : {},
    rules: faults.always ? [`cdn:${faults.always}`] : [],
  });
  const placeholders = asPlaceholders(sim.placeholders);
  return await TransferRig.open(sim.cdnUrl, { placeholders, ...settings }, tools);
}

describe("transferOne() with a file that comes", () => {
  test("keeps just the bytes that Imgur stores", async () => {
    await using rig = await openRig();
    const result = await rig.run({ url: address(picture) });
    if (result.verdict !== "arrived") throw new Error(result.reason);
    expect(await rig.bytes(result.file.path)).toEqual(await sim.world.bytes(picture.id));
  });

  test("tells its hashes, size, type and shape", async () => {
    await using rig = await openRig();
    const result = await rig.run({ url: address(picture) });
    const bytes = await sim.world.bytes(picture.id);
    expect(result).toMatchObject({
      verdict: "arrived",
      file: {
        sha256: new Bun.CryptoHasher("sha256").update(bytes).digest("hex"),
        md5: await sim.world.md5(picture.id),
        sizeBytes: picture.sizeBytes,
        type: "jpg",
        width: picture.width,
        height: picture.height,
        animated: false,
        durationMs: null,
      },
    });
  });

  test("tells what it took: attempts, bytes, slot, address and date", async () => {
    await using rig = await openRig();
    const result = await rig.run({ url: address(picture) });
    expect(result).toMatchObject({
      attempts: 1,
      bytes: picture.sizeBytes,
      slot: 0,
      finalUrl: address(picture),
      lastModified: expect.any(Number),
    });
  });

  test("leaves one file in flight, closed and whole", async () => {
    await using rig = await openRig();
    const result = await rig.run({ url: address(picture) });
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
    await using rig = await openRig({ always: fault });
    const result = await rig.run({ url: address(picture) });
    expect(result).toMatchObject({
      verdict: "arrived",
      file: { md5: await sim.world.md5(picture.id) },
    });
  });

  test("names the type that the bytes have, not the address", async () => {
    await using rig = await openRig();
    const result = await rig.run({ url: `${sim.cdnUrl}/${picture.id}.png` });
    expect(result).toMatchObject({ verdict: "arrived", file: { type: "jpg" } });
  });

  test("follows a redirect within Imgur's hosts", async () => {
    const other = find(({ id, ext }) => ext === "jpg" && id !== picture.id);
    await using rig = await openRig({ script: [`redirect:${other.id}.jpg`] });
    const result = await rig.run({ url: address(picture) });
    expect(result).toMatchObject({ verdict: "arrived", finalUrl: address(other) });
  });

  test("brings the companions with it", async () => {
    await using rig = await openRig();
    const url = `${sim.cdnUrl}/${picture.id}h.jpg`;
    const result = await rig.run({ url: address(picture), companions: [{ role: "poster", url }] });
    expect(result).toMatchObject({ companions: [{ role: "poster", file: { type: "jpg" } }] });
  });

  test("does not miss a companion that is not there", async () => {
    await using rig = await openRig();
    const url = `${sim.cdnUrl}/nothere.mp4`;
    const result = await rig.run({ url: address(picture), companions: [{ role: "mp4", url }] });
    expect(result).toMatchObject({ verdict: "arrived", companions: [] });
  });

  test("tries the next address when the first is gone", async () => {
    await using rig = await openRig();
    const result = await rig.run({
      url: `${sim.cdnUrl}/nothere.mp4`,
      fallbackUrls: [`${sim.cdnUrl}/notthere.gif`, address(picture)],
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
    await using rig = await openRig({ script });
    const result = await rig.run({ url: address(picture) });
    expect(result).toMatchObject({
      verdict: "arrived",
      file: { md5: await sim.world.md5(picture.id) },
    });
  });

  test("goes on where a body broke", async () => {
    const counter = countBytes();
    await using rig = await openRig({ script: ["stall:50000"] }, {}, { rate: counter.rate });
    const running = rig.run({ url: address(picture) });
    await counter.until(50_000);
    await passTimeout(rig, RIG_TIMEOUTS.idleMs, 1);
    await running;
    expect(sim.stats().media[picture.id]).toMatchObject({ partial: 1, whole: 0 });
  });

  test.each([
    ["ignore_range", 2],
    ["wrong_range", 3],
    ["lying_range", 3],
    ["no_range", 3],
  ])("brings the right bytes when a Range meets %s", async (fault, attempts) => {
    const counter = countBytes();
    const script = ["stall:50000", fault];
    await using rig = await openRig({ script }, {}, { rate: counter.rate });
    const running = rig.run({ url: address(picture) });
    await counter.until(50_000);
    await passTimeout(rig, RIG_TIMEOUTS.idleMs, 1);
    const md5 = await sim.world.md5(picture.id);
    expect(await running).toMatchObject({ verdict: "arrived", attempts, file: { md5 } });
  });

  test("waits with full jitter, longer each time", async () => {
    await using rig = await openRig({ always: "server_error" });
    await rig.run({ url: address(picture) });
    expect(rig.clock.slept).toEqual([250, 500, 1_000, 2_000]);
  });

  test("tries a connection of its own at once when a kept one was closed", async () => {
    const bytes = await sim.world.bytes(picture.id);
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
    await using rig = await openRig({ script: ["throttle:7"] });
    await rig.run({ url: address(picture) });
    expect(rig.clock.slept).toEqual([7_000]);
  });

  test("waits a second after 'too many requests', whatever a Retry-After of 0 says", async () => {
    await using rig = await openRig({ script: ["throttle:0"] });
    await rig.run({ url: address(picture) });
    expect(rig.clock.slept).toEqual([1_000]);
  });

  test("waits minutes after 'over capacity', and says so", async () => {
    await using rig = await openRig({ script: ["capacity:page"] });
    await rig.run({ url: address(picture) });
    expect([rig.clock.slept, rig.pauses[0]?.reason]).toEqual([[120_000], "over capacity"]);
  });

  test("reads a short body piece by piece after it stalled, so that what came is kept", async () => {
    await using rig = await openRig({ script: ["stall", "stall:50000"] });
    const running = rig.run({ url: address(picture) });
    await passTimeout(rig, RIG_TIMEOUTS.idleMs, 1);
    while (!rig.events.some(({ type }) => type === "transfer.progress")) await turn();
    await passTimeout(rig, RIG_TIMEOUTS.idleMs, 2);
    expect((await running).verdict).toBe("arrived");
    expect(sim.stats().media[picture.id]?.partial).toBe(1);
  });
});

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
    await using rig = await openRig({ always });
    expect(await rig.run({ url: address(picture) })).toMatchObject({
      verdict: "refused",
      outcome,
      reason,
    });
  });

  test.each(["cut", "corrupt", "short", "html", "removed", "empty", "server_error"])(
    "leaves no whole file behind after %s",
    async (always) => {
      await using rig = await openRig({ always });
      await rig.run({ url: address(picture) });
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
    await using rig = await openRig({ always });
    expect((await rig.run({ url: address(picture) })).attempts).toBe(attempts);
  });

  test("refuses bytes without an end when no ETag proves them", async () => {
    const whole = await sim.world.bytes(picture.id);
    await using server = Bun.serve({ port: 0, fetch: () => new Response(whole.slice(0, -500)) });
    await using rig = await TransferRig.open(server.url.origin);
    const result = await rig.run({ url: `${server.url.origin}/aBc12De.jpg` });
    expect(result).toMatchObject({ outcome: "rejected", reason: "body.cut" });
  });

  test("takes bytes without an end that the ETag proves: so Imgur stores them", async () => {
    const cut = (await sim.world.bytes(picture.id)).slice(0, -500);
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
    await using rig = await openRig({}, { sizeLimitBytes: 1_000 });
    const result = await rig.run({ url: address(picture) });
    expect(result).toMatchObject({ outcome: "rejected", reason: "size.limit", bytes: 0 });
  });

  test("refuses a file over the size limit that announces nothing", async () => {
    await using rig = await openRig({ always: "endless" }, { sizeLimitBytes: 3_000_000 });
    const result = await rig.run({ url: address(picture) });
    expect(result).toMatchObject({ outcome: "rejected", reason: "size.limit" });
  });

  test("refuses an address that is not Imgur's without asking it", async () => {
    await using rig = await openRig();
    const result = await rig.run({ url: "http://169.254.169.254/latest/meta-data" });
    expect(result).toMatchObject({ outcome: "rejected", reason: "host.foreign" });
  });

  test.each([
    ["silence", RIG_TIMEOUTS.connectMs],
    ["stall", RIG_TIMEOUTS.idleMs],
    ["stall", RIG_TIMEOUTS.attemptMs],
  ] as const)("ends after %s when its time-out of %d ms passes", async (always, ms) => {
    await using rig = await openRig({ always }, { retries: 1 });
    const running = rig.run({ url: address(picture) });
    await passTimeout(rig, ms, 1);
    await passTimeout(rig, ms, 2);
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
    await using rig = await openRig({ always: "cut" });
    await rig.run({ url: address(picture) });
    expect(rig.clock.timeouts).toEqual([]);
  });

  test("gives its place at the gate back", async () => {
    await using rig = await openRig({ always: "cut" });
    await rig.run({ url: address(picture) });
    expect(rig.gate.active).toBe(0);
  });
});

describe("transferOne() when it is stopped", () => {
  test("is cancelled before it asks", async () => {
    await using rig = await openRig();
    rig.cancel();
    const result = await rig.run({ url: address(picture) });
    expect(result).toMatchObject({ outcome: "cancelled", reason: "stopped.user", attempts: 0 });
  });

  test("is cancelled in the middle of a body", async () => {
    await using rig = await openRig({ always: "stall" });
    const running = rig.run({ url: address(picture) });
    await untilAsked(1);
    rig.cancel();
    expect(await running).toMatchObject({ outcome: "cancelled", reason: "stopped.user" });
  });

  test("ends while it waits for its host, once nothing new is to begin", async () => {
    await using rig = await openRig({ script: ["capacity:page"] });
    const drain = new AbortController();
    const onPause = () => drain.abort();
    const gate = openHostGate({ role: "cdn", clock: rig.clock, onPause });
    const result = await rig.with({ gate, draining: drain.signal }).run({ url: address(picture) });
    expect(result).toMatchObject({ outcome: "cancelled", reason: "stopped.user", attempts: 1 });
  });

  test.each([
    ["what runs comes to its end", "ok", { verdict: "arrived", attempts: 1 }],
    ["there is no further try", "server_error", { outcome: "cancelled", attempts: 1 }],
  ])("once nothing new is to begin, %s", async (_what, answer, end) => {
    await using rig = await openRig({ script: [answer] });
    const drain = new AbortController();
    const onEvent = () => drain.abort();
    const draining = drain.signal;
    expect(await rig.with({ draining, onEvent }).run({ url: address(picture) })).toMatchObject(end);
  });

  test("says when a limit of the user's stopped it", async () => {
    await using rig = await openRig();
    rig.cancel(new AcaciaError("limit", "Cannot go on: --max-bytes is reached"));
    const result = await rig.run({ url: address(picture) });
    expect(result).toMatchObject({ outcome: "cancelled", reason: "stopped.limit" });
  });

  test("keeps what came of a large file, and the next run goes on from there", async () => {
    await using server = serveLarge({ stallAt: 900_000 });
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
    await using server = serveLarge({ stallAt: 900_000, isChanging: true });
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
    await using rig = await openRig();
    const transfer = rig.build();
    await rm(join(rig.dir, "partial"), { recursive: true });
    await expect(transfer({ url: address(picture) })).rejects.toMatchObject({ code: "disk" });
  });
});

describe("transferOne() tells what happens", () => {
  test("says that each attempt starts", async () => {
    await using rig = await openRig({ script: ["server_error"] });
    await rig.run({ url: address(picture) });
    const started = rig.events.filter(({ type }) => type === "transfer.started");
    expect(started).toEqual([
      { type: "transfer.started", media: "aBc12De", slot: 0, attempt: 1 },
      { type: "transfer.started", media: "aBc12De", slot: 0, attempt: 2 },
    ]);
  });

  test("says how far it is, at most four times a second", async () => {
    // Each piece takes a tenth of a second.
    const rate = { take: (_bytes: number, signal: AbortSignal) => rig.clock.sleep(100, signal) };
    await using rig: TransferRig = await openRig({ always: "drip:4096/1" }, {}, { rate });
    await rig.run({ url: address(picture) });
    const told = rig.events.filter(({ type }) => type === "transfer.progress");
    const pieces = rig.clock.slept.length;
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(pieces / 2.5);
  });
});

/** A JPEG of two megabytes: headers, noise without markers, end. */
function makeLargePicture(seed = 1): Uint8Array {
  const head =
    "ffd8ffe000104a46494600010100000100010000ffc00011080300040003012200021101031101ffda000c03010002110311003f00";
  const bytes = new Uint8Array(2_000_000);
  bytes.set(Uint8Array.fromHex(head));
  for (let at = head.length / 2; at < bytes.length; at++) bytes[at] = (at * 31 + seed) % 251;
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytes;
}

/** Serves one large picture: the first answer stalls, a Range is served when `If-Range` still fits. */
function serveLarge({ stallAt, isChanging = false }: { stallAt: number; isChanging?: boolean }) {
  const ranges: (string | null)[] = [];
  const served = (seed: number) => {
    const bytes = makeLargePicture(seed);
    const md5 = Bun.MD5.hash(bytes, "hex");
    return { bytes, md5, etag: `"${md5}"` };
  };
  const first = served(1);
  const last = isChanging ? served(2) : first;
  const server = Bun.serve({
    port: 0,
    fetch({ headers }) {
      const range = headers.get("range");
      const condition = headers.get("if-range");
      ranges.push(range && `${range} if ${condition}`);
      const from = Number(/\d+/.exec(range ?? "0"));
      if (ranges.length === 1) return stall(first.bytes.subarray(0, stallAt), first);
      const isPart = range !== null && condition === last.etag;
      const rest = last.bytes.subarray(isPart ? from : 0);
      const place = `bytes ${from}-${last.bytes.length - 1}/${last.bytes.length}`;
      return new Response(rest, {
        status: isPart ? 206 : 200,
        headers: { etag: last.etag, ...(isPart ? { "content-range": place } : {}) },
      });
    },
  });
  const { origin } = server.url;
  return {
    origin,
    url: `${origin}/aBc12De.jpg`,
    md5: last.md5,
    etag: last.etag,
    ranges,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

function stall(bytes: Uint8Array, { etag }: { etag: string }): Response {
  const body = new ReadableStream({ start: (controller) => controller.enqueue(bytes) });
  return new Response(body, { headers: { etag } });
}

async function turn(): Promise<void> {
  await new Promise<void>((resolve) => setImmediate(resolve));
}

async function untilAsked(requests: number): Promise<void> {
  while (sim.stats().requests < requests) await turn();
}

/** Lets a time-out pass once the stand-in was asked so often and the transfer waits for it. */
async function passTimeout(rig: TransferRig, ms: number, requests: number): Promise<void> {
  await untilAsked(requests);
  while (!rig.clock.timeouts.includes(ms)) await turn();
  rig.clock.pass(ms);
}

/** A rate that holds nothing up and knows how much came. */
function countBytes() {
  let bytes = 0;
  return {
    rate: {
      async take(count: number) {
        bytes += count;
      },
    },
    async until(count: number) {
      while (bytes < count) await turn();
    },
  };
}
