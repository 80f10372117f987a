import { expect, test } from "bun:test";
import { rmSync } from "node:fs";
import { errorOf, TestApp } from "../testing/test_app.ts";
import { zipReadySchema } from "./zip.ts";

const LOCAL_HEADER = 0x04034b50;

/** Names and contents, by the headers in front of each file. */
async function unzip(answer: Response): Promise<Record<string, string>> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  expect(bytes.length).toBe(Number(answer.headers.get("content-length")));
  const files: Record<string, string> = {};
  for (let at = 0; bytes.readUInt32LE(at) === LOCAL_HEADER; ) {
    const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
    const name = bytes.toString("utf8", at + 30, nameEnd);
    const end = bytes.indexOf("PK\x07\x08", nameEnd, "latin1");
    files[name] = bytes.toString("utf8", nameEnd, end);
    at = end + 16;
  }
  return files;
}

test("a zip holds what a query finds, each under its name", async () => {
  await using web = await TestApp.open();
  await web.add({ media: { id: "aaaaaaa" }, bytes: "one" });
  const { id } = await web.add({ media: { id: "bbbbbbb" }, bytes: "two" });
  await web.edit({ ids: [id], favorite: true });
  const answer = await web.post("/api/zip", { q: "is:fav", template: "best/{id}.{ext}" });
  expect(answer.headers.get("content-disposition")).toMatch(
    /^attachment; filename="acacia-\d{4}-\d\d-\d\d\.zip"$/,
  );
  expect(await unzip(answer)).toEqual({ "best/bbbbbbb.jpg": "two" });
});

test("a zip of ids leaves out what is not shown, and a query can be empty", async () => {
  await using web = await TestApp.open();
  const { id } = await web.add({ media: { id: "aaaaaaa" } });
  const { id: trashed } = await web.add({ media: { id: "bbbbbbb" } });
  await web.edit({ ids: [trashed], trashed: true });
  const template = "{id}";
  const byIds = await web.post("/api/zip", { ids: [trashed, id, 999], template });
  const all = await web.post("/api/zip", { q: "", template });
  expect([Object.keys(await unzip(byIds)), Object.keys(await unzip(all))]).toEqual([
    ["aaaaaaa"],
    ["aaaaaaa"],
  ]);
});

test("a zip leaves out a file that is missing, and says so", async () => {
  await using web = await TestApp.open();
  await web.add({ media: { id: "aaaaaaa" } });
  const { sha256 } = await web.add({ media: { id: "bbbbbbb" } });
  rmSync(web.archive.layout.blobPath(sha256, "jpg"));
  const answer = await web.post("/api/zip", { q: "", template: "{id}" });
  expect(answer.headers.get("x-acacia-missing")).toBe("1");
  expect(Object.keys(await unzip(answer))).toEqual(["aaaaaaa"]);
});

test("a zip that was made ready is saved from its address, for an hour", async () => {
  await using web = await TestApp.open();
  await web.add({ media: { id: "aaaaaaa" }, bytes: "one" });
  const { id } = await web.add({ media: { id: "bbbbbbb" } });
  const answer = await web.post("/api/zip/ready", { q: "", except: [id], template: "{id}" });
  const { path, ...facts } = zipReadySchema.parse(await answer.json());
  expect(facts).toMatchObject({ files: 1, missing: 0 });
  const saved = await web.get(`/${path}`);
  expect(Number(saved.headers.get("content-length"))).toBe(facts.bytes);
  expect(await unzip(saved)).toEqual({ aaaaaaa: "one" });
  await web.clock.advance(3_600_000);
  expect((await web.get(`/${path}`)).status).toBe(404);
});

test("an address of a zip cannot be made up", async () => {
  await using web = await TestApp.open();
  await web.add();
  expect((await web.get("/api/zip/ready")).status).toBe(404);
});

test("a read-only gallery gives a zip without some of what a query finds", async () => {
  await using web = await TestApp.open({ readOnly: true });
  const [kept, left] = [await web.add({ media: { id: "aaaaaaa" } }), await web.add()];
  const body = { q: "", except: [left.id], template: "{id}" };
  const answer = await web.post("/api/zip", body);
  expect(Object.keys(await unzip(answer))).toEqual([kept.imgurId]);
});

test("a read-only gallery gives a zip too", async () => {
  await using web = await TestApp.open({ readOnly: true });
  await web.add();
  expect((await web.post("/api/zip", { q: "" })).status).toBe(200);
});

test.each([
  ["neither q nor ids", {}, 400],
  ["q and ids", { q: "", ids: [1] }, 400],
  ["a query that cannot be read", { q: "w:>wide" }, 400],
  ["a template that cannot be read", { q: "", template: "{titel}" }, 400],
  ["nothing that matches", { q: "score:>999999" }, 404],
])("a zip of %s is refused", async (_what, body, status) => {
  await using web = await TestApp.open();
  await web.add();
  const answer = await web.post("/api/zip", body);
  expect([answer.status, (await errorOf(answer)).message]).toEqual([
    status,
    expect.stringMatching(/^Cannot /),
  ]);
});

test("a zip is given to the gallery's own page alone", async () => {
  await using web = await TestApp.open();
  await web.add();
  const answer = await web.post("/api/zip", { q: "" }, { origin: "https://elsewhere.example" });
  expect([answer.status, (await errorOf(answer)).code]).toEqual([403, "origin"]);
});
