import { afterAll, beforeAll, expect, test } from "bun:test";
import net from "node:net";
import { systemClock } from "@acacia/core";
import { keepMedia, openTempArchive } from "@acacia/core/testing";
import fc from "fast-check";
import { type RunningWeb, startWeb } from "./serve.ts";

type TempArchive = Awaited<ReturnType<typeof openTempArchive>>;

const TIMEOUT_MS = 60_000;
const IDLE_CLIENTS = 1_000;
const FLOOD = 2_000;
const FLOOD_AT_ONCE = 100;

let archive: TempArchive;
let web: RunningWeb;
let sha256: string;

beforeAll(async () => {
  archive = await openTempArchive();
  const bytes = new Uint8Array(5_000).fill(7);
  bytes.set([0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0]);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  ({ sha256 } = await keepMedia(archive, { id: "aBc12De", bytes }));
  web = await startWeb({
    archive,
    host: "127.0.0.1",
    port: 0,
    readOnly: false,
    version: "test",
    clock: systemClock,
  });
});
afterAll(async () => {
  await web[Symbol.asyncDispose]();
  await archive[Symbol.asyncDispose]();
});

/** Sends bytes as they are, and resolves to what came back until the head of an answer is here or the server
 * closes. @param mode `last`: nothing will follow. */
function sendRaw(bytes: string, mode: "last" | "more" = "more"): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  let answer = "";
  const socket = net.connect(web.port, "127.0.0.1", () =>
    mode === "last" ? socket.end(bytes) : socket.write(bytes),
  );
  socket.on("data", (chunk) => {
    answer += chunk.toString("latin1");
    if (answer.includes("\r\n\r\n")) socket.destroy();
  });
  socket.on("close", () => resolve(answer));
  socket.on("error", () => resolve(answer));
  return promise;
}

async function isUp(): Promise<boolean> {
  return (await (await fetch(`${web.url}healthz`)).text()) === "ok\n";
}

test.each([
  "/blob/../../acacia.sqlite",
  "/blob/..%2f..%2facacia.sqlite",
  "/blob/%2e%2e/%2e%2e/acacia.sqlite",
  "/thumb/128/..%2f..%2f..%2facacia.sqlite",
  "/..%5c..%5cetc%5cpasswd",
  "//etc/passwd",
  "/assets/../../../etc/passwd",
  "/%00",
  "/blob/%ff%fe",
  `/${"a".repeat(10_000)}`,
])(
  "an address that leads elsewhere (%#), sent as it is, gets no file and no stack",
  async (path) => {
    const answer = await sendRaw(
      `GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 (4\d\d|200)/);
    expect(answer).not.toMatch(/SQLite format|root:|\.ts:\d+|at <anonymous>/);
    expect(await isUp()).toBe(true);
  },
);

test.each([
  "GET / HTTP/1.1\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
  "GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
  "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "POST /api/edit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  "BREW /pot HTTP/1.1\r\nHost: localhost\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
  "GET / HTTP/9.9\r\n\r\n\r\n",
  `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${"a".repeat(100_000)}\r\n\r\n`,
])(
  "bytes that are no decent request (%#) change nothing and leave the server up",
  async (bytes) => {
    const answer = await sendRaw(bytes, "last");
    expect(await isUp()).toBe(true);
    expect(answer).not.toMatch(/\.ts:\d+|at <anonymous>/);
    if (bytes.includes("Host: evil.example\r\n\r\n") && answer !== "") {
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d/);
    }
  },
);

test("text from an address never becomes a header of the answer", async () => {
  const name = encodeURIComponent('a"\r\nset-cookie: owned=1\r\n\r\n<script>');
  const answer = await sendRaw(
    `GET /blob/${sha256}?download=${name} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200/);
  expect(answer.toLowerCase()).not.toContain("\nset-cookie:");
});

test(
  "any Range gets the file, a part of it, or 416, and never more bytes than it has",
  async () => {
    const number = fc.oneof(fc.nat(6_000), fc.constantFrom(-1, 2 ** 53, 1e21, Number.NaN));
    const range = fc.oneof(
      fc.tuple(number, number).map(([from, to]) => `bytes=${from}-${to}`),
      fc
        .array(fc.tuple(number, number), { maxLength: 500 })
        .map((all) => `bytes=${all.map(([a, b]) => `${a}-${b}`).join(",")}`),
      fc.string({ maxLength: 40 }).map((text) => `bytes=${text.replace(/[^\x21-\x7e]/g, "")}`),
    );
    await fc.assert(
      fc.asyncProperty(range, async (value) => {
        const answer = await fetch(`${web.url}blob/${sha256}`, { headers: { range: value } });
        const body = await answer.bytes();
        return [200, 206, 416].includes(answer.status) && body.length <= 5_000;
      }),
      { numRuns: 150, seed: 7 },
    );
  },
  TIMEOUT_MS,
);

test(
  "a body that is too long is refused, however it is sent",
  async () => {
    const headers = { "x-acacia": "1", "content-type": "application/json" };
    const body = JSON.stringify({ ids: [1], tag: "x".repeat(2_000_000) });
    const whole = await fetch(`${web.url}api/edit`, { method: "POST", headers, body });
    expect(whole.status).toBe(413);
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new TextEncoder().encode("[".repeat(65_536)));
      },
    });
    const endless = await fetch(`${web.url}api/edit`, {
      method: "POST",
      headers,
      body: stream,
    }).catch(() => undefined);
    expect([413, undefined]).toContain(endless?.status);
    expect(await isUp()).toBe(true);
  },
  TIMEOUT_MS,
);

test(
  `${IDLE_CLIENTS} idle live streams and ${IDLE_CLIENTS / 2} half requests keep nobody else waiting`,
  async () => {
    const sockets: net.Socket[] = [];
    const opened = Array.from({ length: IDLE_CLIENTS * 1.5 }, (_, at) => {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const isStream = at < IDLE_CLIENTS;
      const socket = net.connect(web.port, "127.0.0.1", () => {
        socket.write("GET /api/live HTTP/1.1\r\nHost: localhost\r\n");
        if (isStream) socket.write("\r\n");
        else resolve();
      });
      socket.once("data", () => resolve());
      socket.on("error", reject);
      sockets.push(socket);
      return promise;
    });
    try {
      await Promise.all(opened);
      const begunAt = performance.now();
      const answer = await fetch(`${web.url}api/buckets`);
      expect(answer.status).toBe(200);
      expect(performance.now() - begunAt).toBeLessThan(2_000);
      const metrics = await (await fetch(`${web.url}metrics`)).text();
      expect(Number(/^acacia_live_watchers (\d+)$/m.exec(metrics)?.[1])).toBe(IDLE_CLIENTS);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
    expect(await isUp()).toBe(true);
  },
  TIMEOUT_MS,
);

test(
  `${FLOOD} requests, ${FLOOD_AT_ONCE} at once, are all answered`,
  async () => {
    const paths = [
      "api/buckets",
      `blob/${sha256}`,
      "healthz",
      "nowhere",
      "api/runs",
      `thumb/128/${"f".repeat(64)}`,
    ];
    const statuses = new Map<number, number>();
    let left = FLOOD;
    const ask = async () => {
      while (left > 0) {
        left -= 1;
        const answer = await fetch(`${web.url}${paths[left % paths.length]}`);
        await answer.bytes();
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: FLOOD_AT_ONCE }, ask));
    expect([...statuses.values()].reduce((sum, count) => sum + count, 0)).toBe(FLOOD);
    expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([]);
  },
  TIMEOUT_MS,
);
