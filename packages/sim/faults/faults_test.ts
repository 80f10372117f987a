import { describe, expect, test } from "bun:test";
import { startSim } from "../start_sim.ts";
import { ask, type Heard } from "../testing/ask.ts";
import { plainPost, smallWorld } from "../testing/small_world.ts";
import { FAULTS } from "./fault.ts";

const ID = "aBcDeFg";
const SIZE = 2000;
const world = smallWorld([plainPost()]);
const whole = await world.bytes(ID);
const wholeMd5 = await world.md5(ID);

/** What a client hears of one fault, asking for the file of 2,000 bytes. */
interface Row {
  readonly says: string;
  readonly fault: string;
  readonly headers?: Record<string, string>;
  /** For bodies that never end by themselves. */
  readonly leaveAfterBytes?: number;
  readonly expected: (heard: Heard) => unknown;
  readonly toBe: unknown;
}

const bytes = (heard: Heard) => heard.body.length;
const stated = (heard: Heard) => heard.headers["content-length"];
const isWhole = (heard: Heard) => Buffer.from(heard.body).equals(Buffer.from(whole));
const etag = (heard: Heard) => heard.headers.etag?.replaceAll('"', "");
const RANGE = { Range: "bytes=1500-" };

const ROWS: readonly Row[] = [
  {
    says: "half of the body under the whole length, then FIN",
    fault: "cut",
    expected: (heard) => [bytes(heard), stated(heard), heard.ended],
    toBe: [1000, "2000", "fin"],
  },
  {
    says: "a cut after the bytes given",
    fault: "cut:7",
    expected: bytes,
    toBe: 7,
  },
  {
    says: "RST in the middle",
    fault: "reset",
    expected: (heard) => [bytes(heard) <= 1000, heard.ended],
    toBe: [true, "reset"],
  },
  {
    says: "half of the body and then nothing, on an open connection",
    fault: "stall",
    leaveAfterBytes: 1000,
    expected: (heard) => [bytes(heard), heard.ended],
    toBe: [1000, "left"],
  },
  {
    says: "no answer before FIN",
    fault: "hangup",
    expected: (heard) => [heard.status, heard.ended],
    toBe: [0, "fin"],
  },
  {
    says: "a whole answer, then FIN without notice",
    fault: "close_after",
    headers: { Connection: "keep-alive" },
    expected: (heard) => [isWhole(heard), heard.headers.connection, heard.ended],
    toBe: [true, undefined, "fin"],
  },
  {
    says: "half of the file under a length that agrees",
    fault: "short",
    expected: (heard) => [bytes(heard), stated(heard), etag(heard)],
    toBe: [1000, "1000", wholeMd5],
  },
  {
    says: "a length that is too small",
    fault: "wrong_length",
    expected: (heard) => [bytes(heard), stated(heard)],
    toBe: [SIZE, "1000"],
  },
  {
    says: "a length that is too large",
    fault: "long_length",
    expected: (heard) => [bytes(heard), stated(heard)],
    toBe: [SIZE, "3000"],
  },
  {
    says: "no length, and the whole file",
    fault: "no_length",
    expected: (heard) => [isWhole(heard), stated(heard), heard.headers.connection],
    toBe: [true, undefined, "close"],
  },
  {
    says: "no length, and half of the file",
    fault: "no_length_cut",
    expected: (heard) => [bytes(heard), stated(heard)],
    toBe: [1000, undefined],
  },
  {
    says: "chunks, ended by an empty one",
    fault: "chunked",
    expected: (heard) => [
      heard.headers["transfer-encoding"],
      Buffer.from(heard.body).toString("latin1", 0, 5),
      Buffer.from(heard.body).toString("latin1").endsWith("\r\n0\r\n\r\n"),
    ],
    toBe: ["chunked", "7d0\r\n", true],
  },
  {
    says: "a body in drips, whole at last",
    fault: "drip:500/0",
    expected: isWhole,
    toBe: true,
  },
  {
    says: "a body that goes on after its end",
    fault: "endless",
    leaveAfterBytes: SIZE * 3,
    expected: (heard) => [bytes(heard) > SIZE * 2, stated(heard), heard.ended],
    toBe: [true, undefined, "left"],
  },
  {
    says: "200 with nothing in it",
    fault: "empty",
    expected: (heard) => [heard.status, bytes(heard), stated(heard)],
    toBe: [200, 0, "0"],
  },
  {
    says: "a page of 4,031 bytes",
    fault: "html",
    expected: (heard) => [heard.status, bytes(heard), heard.headers["content-type"]],
    toBe: [200, 4031, "text/html; charset=utf-8"],
  },
  {
    says: "the page as a picture",
    fault: "html_as_image",
    expected: (heard) => [bytes(heard), heard.headers["content-type"]],
    toBe: [4031, "image/png"],
  },
  {
    says: "junk of the right length with an ETag of its own",
    fault: "junk",
    expected: (heard) => [bytes(heard), isWhole(heard), etag(heard) === md5(heard.body)],
    toBe: [SIZE, false, true],
  },
  {
    says: "one bit that differs, under the right ETag",
    fault: "corrupt",
    expected: (heard) => [
      heard.body.filter((byte, i) => byte !== whole[i]).length,
      etag(heard) === wholeMd5,
    ],
    toBe: [1, true],
  },
  {
    says: "the right bytes under the MD5 of others",
    fault: "lying_etag",
    expected: (heard) => [isWhole(heard), etag(heard) === wholeMd5, etag(heard)?.length],
    toBe: [true, false, 32],
  },
  {
    says: "an ETag that is no MD5",
    fault: "multipart_etag",
    expected: (heard) => /^[0-9a-f]{32}-2$/.test(etag(heard) ?? ""),
    toBe: true,
  },
  { says: "no ETag", fault: "no_etag", expected: etag, toBe: undefined },
  {
    says: "nothing to resume by",
    fault: "no_validators",
    expected: (heard) => [etag(heard), heard.headers["last-modified"]],
    toBe: [undefined, undefined],
  },
  {
    says: "another content type",
    fault: "wrong_type:image/gif",
    expected: (heard) => [isWhole(heard), heard.headers["content-type"]],
    toBe: [true, "image/gif"],
  },
  {
    says: "the region picture, 200 and no redirect",
    fault: "region",
    expected: (heard) => [heard.status, bytes(heard), heard.headers["content-type"]],
    toBe: [200, 34_641, "image/png"],
  },
  {
    says: "200 with the whole for a Range",
    fault: "ignore_range",
    headers: RANGE,
    expected: (heard) => [heard.status, isWhole(heard)],
    toBe: [200, true],
  },
  {
    says: "206 for another range, honestly",
    fault: "wrong_range",
    headers: RANGE,
    expected: (heard) => [heard.status, bytes(heard), heard.headers["content-range"]],
    toBe: [206, 1999, "bytes 1-1999/2000"],
  },
  {
    says: "206 as asked with the first bytes",
    fault: "lying_range",
    headers: RANGE,
    expected: (heard) => [heard.status, heard.headers["content-range"], heard.body[0]],
    toBe: [206, "bytes 1500-1999/2000", whole[0]],
  },
  {
    says: "416 for a good Range",
    fault: "no_range",
    headers: RANGE,
    expected: (heard) => heard.status,
    toBe: 416,
  },
  {
    says: "302 to removed.png",
    fault: "removed",
    expected: (heard) => [heard.status, heard.headers.location?.endsWith("/removed.png")],
    toBe: [302, true],
  },
  {
    says: "302 to another path",
    fault: "redirect:other.png",
    expected: (heard) => heard.headers.location?.endsWith("/other.png"),
    toBe: true,
  },
  {
    says: "302 to itself",
    fault: "redirect_loop",
    expected: (heard) => heard.headers.location?.endsWith(`/${ID}.png`),
    toBe: true,
  },
  {
    says: "302 off Imgur's hosts",
    fault: "redirect_off_host",
    expected: (heard) => heard.headers.location,
    toBe: "http://files.example.invalid/cat.jpg",
  },
  {
    says: "302 to a private address",
    fault: "redirect_private",
    expected: (heard) => heard.headers.location?.startsWith("http://169.254."),
    toBe: true,
  },
  {
    says: "302 to nowhere",
    fault: "redirect_nowhere",
    expected: (heard) => [heard.status, heard.headers.location],
    toBe: [302, undefined],
  },
  {
    says: "429 without Retry-After",
    fault: "throttle",
    expected: (heard) => [heard.status, heard.headers["retry-after"]],
    toBe: [429, undefined],
  },
  {
    says: "429 with Retry-After",
    fault: "throttle:30",
    expected: (heard) => heard.headers["retry-after"],
    toBe: "30",
  },
  {
    says: "429 with Retry-After as a date",
    fault: "throttle:date:30",
    expected: (heard) => Date.parse(heard.headers["retry-after"] ?? "") > Date.now(),
    toBe: true,
  },
  {
    says: "503 with a Retry-After not to be trusted",
    fault: "server_error:503",
    expected: (heard) => [heard.status, heard.headers["retry-after"]],
    toBe: [503, "0"],
  },
  {
    says: "a page in place of JSON",
    fault: "html_error",
    expected: (heard) => [heard.status, heard.headers["content-type"]],
    toBe: [404, "text/html; charset=utf-8"],
  },
  { says: "404", fault: "gone", expected: (heard) => heard.status, toBe: 404 },
  { says: "403", fault: "forbidden", expected: (heard) => heard.status, toBe: 403 },
  { says: "401", fault: "unauthorized", expected: (heard) => heard.status, toBe: 401 },
  {
    says: "over capacity",
    fault: "capacity:page",
    expected: (heard) => [
      heard.status,
      Buffer.from(heard.body).toString().includes("over capacity"),
    ],
    toBe: [403, true],
  },
  {
    says: "half of what would have been JSON",
    fault: "cut_json",
    expected: (heard) => [bytes(heard), stated(heard)],
    toBe: [1000, "1000"],
  },
  {
    says: "500 with odd data",
    fault: "odd_data",
    expected: (heard) => [heard.status, JSON.parse(Buffer.from(heard.body).toString()).data],
    toBe: [500, "An error occurred"],
  },
  {
    says: "success with an error inside",
    fault: "success_error",
    expected: (heard) => JSON.parse(Buffer.from(heard.body).toString()).success,
    toBe: true,
  },
  {
    says: "a page for who comes without a Referer",
    fault: "need_referer",
    expected: (heard) => [heard.status, heard.headers["content-type"]],
    toBe: [200, "text/html; charset=utf-8"],
  },
];

function md5(content: Uint8Array): string {
  return new Bun.CryptoHasher("md5").update(content).digest("hex");
}

describe("a fault is heard on the wire and counted", () => {
  test.each(ROWS.map((row) => [row.fault, row.says, row] as const))(
    "%s: %s",
    async (...[, , row]) => {
      await using sim = await startSim({ world, faults: { [ID]: [row.fault] } });
      const heard = await ask(`${sim.cdnUrl}/${ID}.png`, {
        ...(row.headers && { headers: row.headers }),
        ...(row.leaveAfterBytes && { leaveAfterBytes: row.leaveAfterBytes }),
      });
      expect(row.expected(heard)).toEqual(row.toBe);
      expect(sim.stats().faults).toEqual({ [row.fault.split(":")[0] as string]: 1 });
      expect(sim.unmetKnobs()).toEqual([]);
    },
  );

  test("silence: the request stays in flight until the client leaves", async () => {
    await using sim = await startSim({ world, faults: { [ID]: ["silence"] } });
    const controller = new AbortController();
    const answer = fetch(`${sim.cdnUrl}/${ID}.png`, { signal: controller.signal });
    while (sim.stats().faults.silence !== 1) await turn();
    expect(sim.stats().roles.cdn.inFlight).toBe(1);
    controller.abort();
    await expect(answer).rejects.toThrow();
    while (sim.stats().roles.cdn.inFlight > 0) await turn();
    expect(sim.stats().roles.cdn.unfinished).toBe(1);
  });

  test("every fault has a row above", () => {
    const tested = new Set(ROWS.map(({ fault }) => fault.split(":")[0]));
    expect(Object.keys(FAULTS).filter((name) => !tested.has(name))).toEqual(["silence"]);
  });
});

describe("a fault that finds nothing to break is not met", () => {
  test.each([
    ["ignore_range", {}],
    ["need_referer", { Referer: "https://imgur.com/" }],
  ])("%s", async (fault, headers) => {
    await using sim = await startSim({ world, rules: [`cdn:${fault}`] });
    const heard = await ask(`${sim.cdnUrl}/${ID}.png`, { headers });
    expect(isWhole(heard)).toBe(true);
    expect(sim.unmetKnobs()).toEqual([`cdn:${fault}`]);
  });

  test("removed.png is never redirected", async () => {
    await using sim = await startSim({ world, rules: ["cdn:removed"] });
    const answer = await fetch(`${sim.cdnUrl}/${ID}.png`);
    expect(answer.url).toEndWith("/removed.png");
    expect(md5(await answer.bytes())).toBe(sim.placeholders.removed.md5);
  });
});

/** A turn of the event loop, not a wait. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
