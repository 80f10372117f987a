import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type S3Options, startS3 } from "@acacia/sim/s3";
import { HurriedClock } from "../testing/hurried_clock.ts";
import { describeBlobStore } from "../testing/store_suite.ts";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { makeLayout } from "./layout.ts";
import { openS3Store, type S3StoreOptions } from "./s3_store.ts";

const KEYS = { S3_ACCESS_KEY_ID: "user", S3_SECRET_ACCESS_KEY: "secret" };

async function openRig(
  dir: string,
  { s3, ...options }: Partial<S3StoreOptions> & { s3?: S3Options } = {},
) {
  const sim = await startS3(s3);
  const layout = makeLayout(dir);
  await mkdir(layout.partial, { recursive: true });
  const notices: string[] = [];
  const clock = new HurriedClock();
  const store = openS3Store(`s3://bucket/imgur?endpoint=${sim.url}`, layout, {
    env: KEYS,
    clock,
    onNotice: (message) => notices.push(message),
    ...options,
  });
  const arrive = async (content: string | Uint8Array<ArrayBuffer>) => {
    const sha256 = new Bun.CryptoHasher("sha256").update(content).digest("hex");
    const md5 = new Bun.CryptoHasher("md5").update(content).digest("hex");
    const path = join(layout.partial, `${md5}.part`);
    const sizeBytes = await Bun.write(path, content);
    return { path, sha256, md5, ext: "jpg", sizeBytes };
  };
  return {
    sim,
    store,
    layout,
    clock,
    notices,
    arrive,
    partial: layout.partial,
    [Symbol.asyncDispose]: () => sim[Symbol.asyncDispose](),
  };
}

async function openTempRig(options: Parameters<typeof openRig>[1] = {}) {
  const folder = await makeTempFolder();
  const rig = await openRig(folder.dir, options);
  return {
    ...rig,
    async [Symbol.asyncDispose]() {
      await rig[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describeBlobStore("in a bucket", (dir) => openRig(dir));
// Nothing is read from a copy but the one that was just fetched.
describeBlobStore("in a bucket, with room for no copy but one", (dir) =>
  openRig(dir, { copiesBytes: 1 }),
);
describeBlobStore("in a bucket whose ETags say nothing", async (dir) => {
  const rig = await openRig(dir);
  rig.sim.faults.opaqueEtags = true;
  return rig;
});

const methods = ({ sim }: { sim: { requests: readonly { method: string }[] } }) =>
  sim.requests.map(({ method }) => method);

test("openS3Store() names a blob by its content, below the prefix, with its kind", async () => {
  await using rig = await openTempRig();
  const blob = await rig.arrive("a giraffe");
  await rig.store.putAll([blob]);
  const [object] = rig.sim.buckets.get("bucket")!.objects.values();
  expect([object?.key, object?.contentType]).toEqual([
    `imgur/blobs/${blob.sha256.slice(0, 2)}/${blob.sha256}.jpg`,
    "image/jpeg",
  ]);
});

test("openS3Store() looks first, and does not send again what is there", async () => {
  await using rig = await openTempRig();
  await rig.store.putAll([await rig.arrive("twin")]);
  await rig.store.putAll([await rig.arrive("twin")]);
  expect(methods(rig)).toEqual(["HEAD", "PUT", "HEAD", "HEAD"]);
});

test("openS3Store() sends anew what is there with another size", async () => {
  await using rig = await openTempRig();
  const blob = await rig.arrive("whole");
  const key = `imgur/blobs/${blob.sha256.slice(0, 2)}/${blob.sha256}.jpg`;
  rig.sim.buckets.get("bucket")!.put(key, new TextEncoder().encode("ha"), "image/jpeg");
  await rig.store.putAll([blob]);
  expect((await rig.store.stat(blob.sha256, "jpg"))?.sizeBytes).toBe(5);
});

test("openS3Store() sends a large file in parts, and proves it by the ETag of parts", async () => {
  await using rig = await openTempRig();
  const blob = await rig.arrive(new Uint8Array(17 * 1024 * 1024).fill(7));
  await rig.store.putAll([blob]);
  const parts = rig.sim.requests.filter(({ address }) => address.includes("partNumber"));
  expect([parts.length, methods(rig).includes("GET")]).toEqual([3, false]);
  expect((await rig.store.stat(blob.sha256, "jpg"))?.sizeBytes).toBe(blob.sizeBytes);
});

test("openS3Store() refuses and takes away what the storage keeps with other bytes", async () => {
  await using rig = await openTempRig();
  rig.sim.faults.corrupt = true;
  const blob = await rig.arrive("a giraffe");
  await expect(rig.store.putAll([blob])).rejects.toMatchObject({ code: "integrity" });
  expect([existsSync(blob.path), rig.sim.buckets.get("bucket")!.objects.size]).toEqual([true, 0]);
});

test("openS3Store() waits while the storage answers 503, and tells it once for all", async () => {
  await using rig = await openTempRig();
  rig.sim.faults.refuse = { status: 503, code: "SlowDown", times: 12 };
  const blobs = await Promise.all(["a", "b", "c"].map((content) => rig.arrive(content)));
  await rig.store.putAll(blobs);
  expect(await Array.fromAsync(rig.store.list())).toHaveLength(3);
  expect(rig.notices).toEqual([
    "The storage s3://bucket/imgur/ does not answer (SlowDown); trying again",
    "The storage s3://bucket/imgur/ answers again",
  ]);
});

test("openS3Store() gives up a storage that stays away, and keeps the file for the next run", async () => {
  await using rig = await openTempRig();
  rig.sim.faults.refuse = { status: 503, code: "SlowDown" };
  rig.sim.faults.methods = ["PUT"];
  const blob = await rig.arrive("a giraffe");
  await expect(rig.store.putAll([blob])).rejects.toMatchObject({
    code: "disk",
    message: expect.stringContaining("no answer of use came (SlowDown)"),
    hint: expect.any(String),
  });
  expect(existsSync(blob.path)).toBe(true);
  const waited = rig.clock.slept.reduce((sum, ms) => sum + ms, 0);
  expect(waited).toBeWithin(100_000, 125_000);
  rig.sim.faults.refuse = undefined;
  await rig.store.putAll([blob]);
  expect(await rig.store.has(blob.sha256, "jpg")).toBe(true);
});

test.each([
  ["AccessDenied", "the bucket refuses"],
  ["NoSuchBucket", "there is no such bucket"],
  ["InvalidAccessKeyId", "the bucket does not know the key"],
])("openS3Store() says at once why nothing can be stored: %s", async (code, reason) => {
  await using rig = await openTempRig();
  rig.sim.faults.refuse = { status: 403, code };
  rig.sim.faults.methods = ["PUT"];
  const failure = rig.store.putAll([await rig.arrive("a giraffe")]);
  await expect(failure).rejects.toMatchObject({
    code: "disk",
    message: expect.stringMatching(
      new RegExp(`^Cannot store the blob [0-9a-f]{64} in s3://bucket/imgur/: ${reason}$`),
    ),
    hint: expect.any(String),
  });
  expect(rig.clock.slept).toEqual([]);
});

test("openS3Store() says at once why when the bucket refuses everything, a HEAD without words too", async () => {
  await using rig = await openTempRig();
  rig.sim.faults.refuse = { status: 403, code: "ExpiredToken" };
  await expect(rig.store.putAll([await rig.arrive("a giraffe")])).rejects.toMatchObject({
    message: expect.stringContaining("the session is over"),
  });
  expect(rig.clock.slept).toEqual([]);
});

test("openS3Store() stores where a HEAD is refused and nothing else", async () => {
  await using rig = await openTempRig();
  rig.sim.faults.refuse = { status: 403, code: "AccessDenied" };
  rig.sim.faults.methods = ["HEAD"];
  const blob = await rig.arrive("a giraffe");
  await rig.store.putAll([blob]);
  expect((await rig.store.stat(blob.sha256, "jpg"))?.sizeBytes).toBe(9);
});

test("openS3Store() stores through a slow storage", async () => {
  await using rig = await openTempRig();
  rig.sim.faults.slowMs = 50;
  const blob = await rig.arrive("a giraffe");
  await rig.store.putAll([blob]);
  expect(await rig.store.has(blob.sha256, "jpg")).toBe(true);
});

test("openS3Store() asks the bucket only for the range", async () => {
  await using rig = await openTempRig({ copiesBytes: 0 });
  const blob = await rig.arrive("0123456789");
  await rig.store.putAll([blob]);
  const range = await rig.store.read(blob.sha256, "jpg", { from: 2, to: 5 });
  expect(await new Response(range).text()).toBe("234");
  expect(rig.sim.requests.at(-1)?.range).toBe("bytes=2-4");
});

test("openS3Store() lists page after page", async () => {
  await using rig = await openTempRig({ s3: { pageSize: 2 } });
  const blobs = await Promise.all(["a", "b", "c", "d", "e"].map((content) => rig.arrive(content)));
  await rig.store.putAll(blobs);
  rig.sim.buckets.get("bucket")!.put("imgur/blobs/zz/notes.txt", new Uint8Array(1), "text/plain");
  expect((await Array.fromAsync(rig.store.list())).length).toBe(5);
});

test("openS3Store() takes for put what another machine has put, once it has seen it in the bucket", async () => {
  await using rig = await openTempRig();
  const [mine, theirs] = [await rig.arrive("mine"), await rig.arrive("theirs")];
  await rig.store.putAll([theirs]);
  await rig.store.putAll([mine, { ...theirs, path: join(rig.partial, "on-another-machine") }]);
  expect(await Array.fromAsync(rig.store.list())).toHaveLength(2);
});

test("openS3Store() gives a blob as a file, from the copy or from the bucket", async () => {
  await using rig = await openTempRig();
  const blob = await rig.arrive("a giraffe");
  await rig.store.putAll([blob]);
  const before = rig.sim.requests.length;
  const path = await rig.store.fetchLocal(blob.sha256, "jpg");
  expect(rig.sim.requests.length).toBe(before);
  await Bun.file(path).delete();
  expect(await Bun.file(await rig.store.fetchLocal(blob.sha256, "jpg")).text()).toBe("a giraffe");
});

test("openS3Store() fetches a blob once for all who want it at the same time", async () => {
  await using rig = await openTempRig();
  const blob = await rig.arrive("a giraffe");
  await rig.store.putAll([blob]);
  await Bun.file(rig.layout.blobPath(blob.sha256, "jpg")).delete();
  await Promise.all([1, 2, 3].map(() => rig.store.fetchLocal(blob.sha256, "jpg")));
  expect(methods(rig).filter((method) => method === "GET")).toHaveLength(1);
});

test("openS3Store() keeps only the latest copies, within their size", async () => {
  await using rig = await openTempRig({ copiesBytes: 10 });
  const [first, second] = [await rig.arrive("12345678"), await rig.arrive("abcdefgh")];
  await rig.store.putAll([first]);
  await rig.store.putAll([second]);
  const kept = [first, second].map(({ sha256 }) => existsSync(rig.layout.blobPath(sha256, "jpg")));
  expect(kept).toEqual([false, true]);
});
