import { expect, test } from "bun:test";
import { mkdir, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { describeBlobStore } from "../testing/store_suite.ts";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { openFileStore } from "./file_store.ts";
import { makeLayout } from "./layout.ts";

async function openRig(dir: string, { sync }: { sync: boolean }) {
  const layout = makeLayout(dir);
  await mkdir(layout.partial, { recursive: true });
  return {
    store: openFileStore(layout, { sync }),
    layout,
    partial: layout.partial,
    async [Symbol.asyncDispose]() {},
  };
}

describeBlobStore("of files", (dir) => openRig(dir, { sync: true }));
describeBlobStore("of files, without waiting for the disk", (dir) => openRig(dir, { sync: false }));

const CONTENT = "a giraffe";
const SHA256 = new Bun.CryptoHasher("sha256").update(CONTENT).digest("hex");

async function putOne(dir: string) {
  const { store, layout } = await openRig(dir, { sync: true });
  const path = join(layout.partial, "one.part");
  await Bun.write(path, CONTENT);
  const blob = { path, sha256: SHA256, md5: "", ext: "jpg", sizeBytes: CONTENT.length };
  return { store, layout, blob };
}

test("openFileStore() makes all folders of a new archive with its first blob", async () => {
  await using folder = await makeTempFolder();
  const { store, layout, blob } = await putOne(folder.dir);
  await store.putAll([]);
  const before = await readdir(layout.partial.replace(/partial$/, ""));
  await store.putAll([blob]);
  const shards = await readdir(layout.blobs);
  expect([before.includes("blobs"), shards.length, shards.includes(SHA256.slice(0, 2))]).toEqual([
    false,
    256,
    true,
  ]);
});

test("openFileStore() makes blobs read-only", async () => {
  await using folder = await makeTempFolder();
  const { store, layout, blob } = await putOne(folder.dir);
  await store.putAll([blob]);
  expect((await stat(layout.blobPath(SHA256, "jpg"))).mode & 0o777).toBe(0o444);
});

test("openFileStore() leaves the file of a blob that is there, for the names that are linked to it", async () => {
  await using folder = await makeTempFolder();
  const { store, layout, blob } = await putOne(folder.dir);
  await store.putAll([blob]);
  const before = await stat(layout.blobPath(SHA256, "jpg"));
  await Bun.write(blob.path, CONTENT);
  await store.putAll([blob]);
  expect((await stat(layout.blobPath(SHA256, "jpg"))).ino).toBe(before.ino);
});

test("openFileStore() replaces a blob whose size is wrong: damage", async () => {
  await using folder = await makeTempFolder();
  const { store, layout, blob } = await putOne(folder.dir);
  await Bun.write(layout.blobPath(SHA256, "jpg"), "half");
  await store.putAll([blob]);
  expect(await Bun.file(layout.blobPath(SHA256, "jpg")).text()).toBe(CONTENT);
});

test("openFileStore() lists only what is a blob by its name", async () => {
  await using folder = await makeTempFolder();
  const { store, layout, blob } = await putOne(folder.dir);
  await store.putAll([blob]);
  await Bun.write(join(layout.blobs, "ab", "notes.txt"), "not ours");
  await Bun.write(join(layout.blobs, ".DS_Store"), "not ours");
  expect((await Array.fromAsync(store.list())).map(({ sha256 }) => sha256)).toEqual([SHA256]);
});

test("openFileStore() says that the disk is in the way, and how to help", async () => {
  await using folder = await makeTempFolder();
  const { store, layout, blob } = await putOne(folder.dir);
  await Bun.write(join(layout.blobs, SHA256.slice(0, 2)), "a file where the folder should be");
  await expect(store.putAll([blob])).rejects.toMatchObject({
    code: "disk",
    hint: expect.any(String),
  });
});

test("openFileStore() leaves a refused file where it was, to be put again", async () => {
  await using folder = await makeTempFolder();
  const { store, layout, blob } = await putOne(folder.dir);
  await Bun.write(join(layout.blobs, SHA256.slice(0, 2)), "a file where the folder should be");
  await store.putAll([blob]).catch(() => {});
  expect(await readdir(layout.partial)).toEqual(["one.part"]);
});
