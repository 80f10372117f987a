import { expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { paintScene } from "@acacia/core/testing";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { readRange } from "./files.ts";

test.each([
  ["no header is the whole file", null, undefined],
  ["a range", "bytes=10-19", { from: 10, to: 20 }],
  ["an open range", "bytes=90-", { from: 90, to: 100 }],
  ["the last bytes", "bytes=-10", { from: 90, to: 100 }],
  ["more last bytes than there are", "bytes=-1000", { from: 0, to: 100 }],
  ["an end beyond the file", "bytes=50-1000", { from: 50, to: 100 }],
  ["a start beyond the file", "bytes=100-", "unsatisfiable"],
  ["the last zero bytes", "bytes=-0", "unsatisfiable"],
  ["an end before the start", "bytes=20-10", "unsatisfiable"],
  ["several ranges are the whole file", "bytes=0-1,5-6", undefined],
  ["another unit is the whole file", "pages=1-2", undefined],
  ["a number too large to count is the whole file", `bytes=${"9".repeat(40)}-`, undefined],
])("readRange(): %s", (_what, header, expected) => {
  expect(readRange(header, 100)).toEqual(expected as never);
});

test("/blob gives a file whole, by the type that its bytes have, for ever", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add({ bytes: "0123456789", file: { type: "webp" } });
  const answer = await web.get(`/blob/${sha256}`);
  expect(await answer.text()).toBe("0123456789");
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "public, max-age=31536000, immutable",
    etag: `"${sha256}"`,
    "accept-ranges": "bytes",
    "x-content-type-options": "nosniff",
    "content-security-policy": expect.stringContaining("sandbox"),
  });
});

test("/blob gives a range as 206", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add({ bytes: "0123456789", file: { type: "mp4" } });
  const answer = await web.get(`/blob/${sha256}`, { range: "bytes=2-4" });
  expect([answer.status, answer.headers.get("content-range"), await answer.text()]).toEqual([
    206,
    "bytes 2-4/10",
    "234",
  ]);
});

test("/blob refuses a range outside the file with its size, which no cache keeps", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add({ bytes: "0123456789" });
  const { status, headers } = await web.get(`/blob/${sha256}`, { range: "bytes=10-" });
  expect([status, headers.get("content-range"), headers.get("cache-control")]).toEqual([
    416,
    "bytes */10",
    "no-store",
  ]);
});

test.each([
  ["the same", (etag: string) => etag],
  ["one of several", (etag: string) => `"other", ${etag}`],
  ["a weak one", (etag: string) => `W/${etag}`],
  ["any", () => "*"],
])("/blob answers 304 for %s etag", async (_which, header) => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add();
  const answer = await web.get(`/blob/${sha256}`, { "if-none-match": header(`"${sha256}"`) });
  expect([answer.status, await answer.text()]).toEqual([304, ""]);
});

test.each([
  ["a plain name", "cat.jpg", 'filename="cat.jpg"', "cat.jpg"],
  ["a name without an ending", "cat", 'filename="cat.jpg"', "cat.jpg"],
  ["a name that claims another type", "cat.html", 'filename="cat.html.jpg"', "cat.html.jpg"],
  ["no name", "", 'filename="picture.jpg"', "picture.jpg"],
  ["accents", "Müßig.jpg", 'filename="Mu_ig.jpg"', "M%C3%BC%C3%9Fig.jpg"],
  ["brackets", "cat (2).jpg", 'filename="cat (2).jpg"', "cat%20%282%29.jpg"],
  [
    "marks of other scripts",
    "हिन्दी.jpg",
    "filename=",
    "%E0%A4%B9%E0%A4%BF%E0%A4%A8%E0%A5%8D%E0%A4%A6%E0%A5%80.jpg",
  ],
  ["quotes", 'a"b\\c.jpg', 'filename="a_b_c.jpg"', "a_b_c.jpg"],
  ["a path", "../../etc/passwd", 'filename="_.._etc_passwd.jpg"', "_.._etc_passwd.jpg"],
  [
    "a header of its own",
    "a\r\nset-cookie: x=1",
    'filename="a set-cookie_ x=1.jpg"',
    "set-cookie_",
  ],
])("/blob?download saves %s under a safe name", async (_what, name, plain, encoded) => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add();
  const answer = await web.get(`/blob/${sha256}?${new URLSearchParams({ download: name })}`);
  const header = answer.headers.get("content-disposition") ?? "";
  expect(header).toStartWith("attachment; ");
  expect(header).toContain(plain);
  expect(header.split("filename*=UTF-8''")[1]).toContain(encoded);
  expect(answer.headers.get("set-cookie")).toBeNull();
});

test("/blob?download survives a name that is cut within a letter of two halves", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add();
  const name = `x${"𠀀".repeat(500)}`;
  const answer = await web.get(`/blob/${sha256}?${new URLSearchParams({ download: name })}`);
  expect(answer.status).toBe(200);
});

test("/blob of a file that is missing on disk says so", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add();
  rmSync(web.archive.layout.blobPath(sha256, "jpg"));
  const answer = await web.get(`/blob/${sha256}`);
  expect([answer.status, (await errorOf(answer)).code]).toEqual([410, "missing"]);
  expect(answer.headers.get("cache-control")).toBe("no-store");
});

test.each([
  "f".repeat(64),
  "F".repeat(64),
  "abc",
  "..%2F..%2Facacia.sqlite",
  `${"f".repeat(64)}.jpg`,
  `${"f".repeat(63)}%00`,
])("/blob/%s is in no archive", async (sha256) => {
  await using web = await TestApp.open();
  await web.add();
  expect((await web.get(`/blob/${sha256}`)).status).toBe(404);
});

test.each(["html", "svg", "js", "xml"])(
  "a stored file of type %s is not served, however it came there",
  async (type) => {
    await using web = await TestApp.open();
    const bytes = "<script>alert(1)</script>";
    const { sha256 } = await web.add({ bytes });
    web.archive.sqlite.run("UPDATE blobs SET ext = ?", [type]);
    await Bun.write(web.archive.layout.blobPath(sha256, type), bytes, { createPath: true });
    expect((await web.get(`/blob/${sha256}`)).status).toBe(404);
  },
);

test("a page that was stored as a picture stays one", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add({ bytes: "<script>alert(1)</script>" });
  const { headers } = await web.get(`/blob/${sha256}`);
  expect([headers.get("content-type"), headers.get("x-content-type-options")]).toEqual([
    "image/jpeg",
    "nosniff",
  ]);
});

test("/thumb makes a thumbnail and lets it be kept for ever", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add({
    bytes: await paintScene().png().toBuffer(),
    file: { type: "png" },
  });
  const answer = await web.get(`/thumb/128/${sha256}`);
  expect(answer.status).toBe(200);
  expect([...new Uint8Array(await answer.arrayBuffer()).subarray(0, 3)]).toEqual([
    0xff, 0xd8, 0xff,
  ]);
  const etag = `"128-${sha256}"`;
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    "content-type": "image/jpeg",
    "cache-control": "public, max-age=31536000, immutable",
    etag,
  });
  const again = await web.get(`/thumb/128/${sha256}`, { "if-none-match": etag });
  expect(again.status).toBe(304);
});

test.each(["129", "0", "-1", "128.0", "1e2", "128%20", "..%2F.."])(
  "/thumb of size %s is refused, and the sizes are told",
  async (size) => {
    await using web = await TestApp.open();
    const { sha256 } = await web.add();
    const answer = await web.get(`/thumb/${size}/${sha256}`);
    expect(answer.status).toBe(404);
    expect((await errorOf(answer)).hint).toBe("Ask for one of the sizes 128, 480, 960, 1600");
  },
);

test("/thumb of a picture that is none says so, which no cache keeps", async () => {
  await using web = await TestApp.open();
  const { sha256 } = await web.add({ bytes: "no picture at all" });
  const answer = await web.get(`/thumb/128/${sha256}`);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([404, "no-store"]);
  expect((await errorOf(answer)).code).toBe("no_thumb");
});

test("/thumb of a read-only gallery makes none", async () => {
  await using web = await TestApp.open({ readOnly: true });
  const { sha256 } = await web.add({ bytes: await paintScene().jpeg().toBuffer() });
  expect((await web.get(`/thumb/128/${sha256}`)).status).toBe(404);
});

test.each([
  ["a large size of a photo leads to the original, for now", "1600", "jpg", 302],
  ["a small size is not there", "480", "jpg", 404],
  ["what may move is not there", "960", "webp", 404],
  ["a video is not there", "1600", "mp4", 404],
] as const)("/thumb with nothing to make it: %s", async (_what, size, type, status) => {
  await using web = await TestApp.open({ thumbnailer: null });
  const { sha256 } = await web.add({ bytes: "0123456789", file: { type } });
  const answer = await web.get(`/thumb/${size}/${sha256}`);
  expect([answer.status, answer.headers.get("cache-control")]).toEqual([status, "no-store"]);
  const location = answer.headers.get("location");
  if (status === 302)
    expect(
      await (await web.get(new URL(location ?? "", "http://x/thumb/1/2").pathname)).text(),
    ).toBe("0123456789");
  else expect(location).toBeNull();
});
