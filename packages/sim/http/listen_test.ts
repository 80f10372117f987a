import { afterAll, describe, expect, test } from "bun:test";
import { startSim } from "../start_sim.ts";
import { ask } from "../testing/ask.ts";
import { plainMedia, plainPost, smallWorld } from "../testing/small_world.ts";

const BIG = 6_000_000;
const world = smallWorld([
  plainPost(),
  plainPost({
    media: [plainMedia({ id: "bigBigB", mime: "image/gif", ext: "gif", sizeBytes: BIG })],
  }),
]);
const sim = await startSim({ world });
afterAll(() => sim[Symbol.asyncDispose]());

/** Sends raw text and gives back what came until the server closed. */
function exchange(text: string): Promise<string> {
  const parts: Buffer[] = [];
  return new Promise((resolve, reject) => {
    Bun.connect({
      hostname: "127.0.0.1",
      port: sim.cdnPort,
      socket: {
        open: (socket) => void socket.write(text),
        data: (_, bytes) => void parts.push(Buffer.from(bytes)),
        close: () => resolve(Buffer.concat(parts).toString("latin1")),
      },
    }).catch(reject);
  });
}

describe("the listener", () => {
  test("answers one request after the other on one connection", async () => {
    sim.resetStats();
    for (let i = 0; i < 5; i++) await (await fetch(`${sim.cdnUrl}/aBcDeFg.png`)).bytes();
    const { opened, open } = sim.stats().connections.cdn;
    expect(opened + open).toBeLessThanOrEqual(2);
    expect(sim.stats().roles.cdn.requests).toBe(5);
  });

  test("answers pipelined requests in their order", async () => {
    const heard = await exchange(
      "HEAD /aBcDeFg.png HTTP/1.1\r\n\r\nHEAD /nothere.png HTTP/1.1\r\nConnection: close\r\n\r\n",
    );
    expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 404"]);
  });

  test("answers a request that comes in pieces", async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const socket = await Bun.connect({
      hostname: "127.0.0.1",
      port: sim.cdnPort,
      socket: { data: (_, bytes) => resolve(Buffer.from(bytes).toString("latin1", 0, 12)) },
    });
    for (const piece of ["HEAD /aBcDeFg.png HT", "TP/1.1\r\nHost: x\r", "\n\r\n"]) {
      socket.write(piece);
      socket.flush();
      await new Promise((next) => setImmediate(next));
    }
    expect(await promise).toBe("HTTP/1.1 200");
    socket.terminate();
  });

  test("closes after nonsense", async () => {
    expect(await exchange("nonsense\r\n\r\n")).toStartWith("HTTP/1.1 400");
  });

  test("sends what is larger than any buffer whole", async () => {
    const heard = await ask(`${sim.cdnUrl}/bigBigB.gif`);
    const md5 = new Bun.CryptoHasher("md5").update(heard.body).digest("hex");
    expect([heard.body.length, `"${md5}"`]).toEqual([BIG, heard.headers.etag as string]);
  });

  test("a client that leaves in the middle ends its request as unfinished", async () => {
    sim.resetStats();
    await ask(`${sim.cdnUrl}/bigBigB.gif`, { leaveAfterBytes: 1000 });
    while (sim.stats().roles.cdn.inFlight > 0) await new Promise((next) => setImmediate(next));
    expect(sim.stats().roles.cdn.unfinished).toBe(1);
    expect(sim.stats().media.bigBigB?.whole).toBe(0);
  });

  test("HEAD has the length and no body", async () => {
    const answer = await fetch(`${sim.cdnUrl}/aBcDeFg.png`, { method: "HEAD" });
    expect([answer.headers.get("content-length"), (await answer.bytes()).length]).toEqual([
      "2000",
      0,
    ]);
  });
});
