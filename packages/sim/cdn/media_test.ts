import { afterAll, describe, expect, test } from "bun:test";
import { startSim } from "../start_sim.ts";
import { plainMedia, plainPost, smallWorld } from "../testing/small_world.ts";
import type { Fate } from "../world/model.ts";

const FATES = {
  removed: "remov",
  gone: "gone1",
  region_blocked: "regio",
  api_gone: "apigo",
} as const;
const world = smallWorld([
  ...Object.entries(FATES).map(([fate, id]) =>
    plainPost({ media: [plainMedia({ id, fate: fate as Fate })] }),
  ),
  plainPost({
    media: [
      plainMedia({
        id: "gifGifG",
        mime: "image/gif",
        ext: "gif",
        animated: true,
        mp4SizeBytes: 900,
      }),
    ],
  }),
  plainPost({
    media: [plainMedia({ id: "vidVidV", mime: "video/mp4", ext: "mp4", animated: true })],
  }),
]);
const sim = await startSim({ world });
afterAll(() => sim[Symbol.asyncDispose]());

function get(name: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${sim.cdnUrl}/${name}`, { headers, redirect: "manual" });
}

async function hash(response: Response): Promise<string> {
  return new Bun.CryptoHasher("sha256").update(await response.bytes()).digest("hex");
}

describe("a file (docs/imgur.md §4.4)", () => {
  test("has the headers as recorded, and its MD5 as ETag", async () => {
    const { headers } = await get("gifGifG.gif");
    expect(headers.toJSON()).toEqual({
      server: "cat factory 1.0",
      "content-type": "image/gif",
      "content-length": "2000",
      "last-modified": "Tue, 14 Nov 2023 22:13:20 GMT",
      etag: `"${await world.md5("gifGifG")}"`,
      "cache-control": "public, max-age=31536000",
      "accept-ranges": "bytes",
      "x-cache": "Miss from cloudfront, HIT, HIT",
      "access-control-allow-origin": "*",
      "x-content-type-options": "nosniff",
    });
  });

  test("is what is stored, whatever extension and noise come with it", async () => {
    const answer = await get("gifGifG.jpg?fb");
    expect(answer.headers.get("content-type")).toBe("image/gif");
    expect(await answer.bytes()).toEqual(await world.bytes("gifGifG"));
  });

  test("is resumed with Range and If-Range", async () => {
    const etag = `"${await world.md5("gifGifG")}"`;
    const answer = await get("gifGifG.gif", { Range: "bytes=1990-", "If-Range": etag });
    expect([answer.status, (await answer.bytes()).length]).toEqual([206, 10]);
  });

  test("as mp4 has an ETag of its own", async () => {
    const answer = await get("gifGifG.mp4");
    const md5 = new Bun.CryptoHasher("md5").update(await answer.bytes()).digest("hex");
    expect([answer.headers.get("content-type"), answer.headers.get("etag")]).toEqual([
      "video/mp4",
      `"${md5}"`,
    ]);
  });

  test("as gifv is a page that names the mp4", async () => {
    const answer = await get("gifGifG.gifv");
    expect(answer.headers.get("content-type")).toStartWith("text/html");
    expect(await answer.text()).toContain(
      'property="og:video" content="https://i.imgur.com/gifGifG.mp4"',
    );
  });

  test.each(["vidVidVh.jpg", "gifGifGs.jpg"])("has the thumbnail %s", async (name) => {
    expect((await get(name)).status).toBe(200);
  });

  test("is scaled by _d in the format that is asked", async () => {
    const answer = await get("gifGifG_d.webp?maxwidth=16&fidelity=grand");
    expect(answer.headers.get("content-type")).toBe("image/webp");
    expect(Buffer.from(await answer.bytes()).toString("latin1", 8, 12)).toBe("WEBP");
  });
});

describe("who asks, and how (docs/imgur.md §4.4)", () => {
  test.each([
    ["https://imgur.com/", 200],
    ["https://me.imgur.io/x", 200],
    ["http://localhost:8000/", 200],
    ["http://127.0.0.1:8000/", 403],
    ["https://notimgur.com/", 403],
    ["nonsense", 403],
  ])("a Referer of %s", async (referer, status) => {
    expect((await get("gifGifG.gif", { Referer: referer })).status).toBe(status);
  });

  test("our own site may refer", async () => {
    expect((await get("gifGifG.gif", { Referer: `${sim.siteUrl}/` })).status).toBe(200);
  });

  test.each([
    ["text/html,image/*", "text/html; charset=utf-8"],
    ["image/*,text/html;q=0.1", "image/gif"],
    ["*/*", "image/gif"],
  ])("Accept: %s gives %s", async (accept, type) => {
    expect((await get("gifGifG.gif", { Accept: accept })).headers.get("content-type")).toBe(type);
  });

  test("the root leads to the site", async () => {
    const answer = await get("");
    expect([
      answer.status,
      answer.headers.get("location"),
      answer.headers.get("retry-after"),
    ]).toEqual([302, sim.siteUrl, "0"]);
  });
});

describe("what became of a media (docs/imgur.md §4.5)", () => {
  test("removed: 302 to a picture of 503 bytes at /removed.png", async () => {
    const answer = await get("remov.png");
    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      `${sim.cdnUrl}/removed.png`,
    ]);
    const picture = await get("removed.png");
    expect(picture.headers.get("content-length")).toBe("503");
    expect(await hash(picture)).toBe(sim.placeholders.removed.sha256);
  });

  test.each(["regio.png", "regio.jpg", "regiom.jpg", "regio_d.webp"])(
    "region-blocked: %s",
    async (name) => {
      const answer = await get(name);
      expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "image/png"]);
      expect(await hash(answer)).toBe(sim.placeholders.region.sha256);
    },
  );

  test("gone: 404", async () => {
    expect((await get("gone1.png")).status).toBe(404);
  });

  test("forgotten by the API: the file is there all the same", async () => {
    const api = await fetch(`${sim.apiUrl}/3/image/apigo?client_id=x`);
    expect([api.status, (await get("apigo.png")).status]).toEqual([404, 200]);
  });
});
