import { expect, test } from "bun:test";
import { join } from "node:path";
import { startS3 } from "@acacia/sim/s3";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { type OpenArchiveOptions, openArchive } from "./archive.ts";
import { makeLayout } from "./layout.ts";

const env = { S3_ACCESS_KEY_ID: "user", S3_SECRET_ACCESS_KEY: "secret" };

async function openRig() {
  const [s3, folder] = [await startS3(), await makeTempFolder()];
  const dir = join(folder.dir, "archive");
  return {
    s3,
    dir,
    layout: makeLayout(dir),
    storage: `s3://bucket/imgur?endpoint=${s3.url}`,
    /** Opens, closes, and tells where the blobs are. */
    async open(options: Partial<OpenArchiveOptions> = {}) {
      await using archive = await openArchive(dir, { mode: "write", env, ...options });
      return archive.store.address;
    },
    async [Symbol.asyncDispose]() {
      await s3[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

test("openArchive() keeps the blobs of a new archive in a bucket, and remembers it for every mode", async () => {
  await using rig = await openRig();
  await rig.open({ storage: rig.storage });
  expect([await rig.open({ mode: "read" }), await rig.open({ mode: "edit" })]).toEqual([
    rig.storage,
    rig.storage,
  ]);
  expect(await Bun.file(rig.layout.storage).text()).toBe(`${rig.storage}\n`);
});

test("openArchive() remembers the endpoint that the environment named", async () => {
  await using rig = await openRig();
  await rig.open({ storage: "s3://bucket/imgur", env: { ...env, S3_ENDPOINT: rig.s3.url } });
  expect(await rig.open({ mode: "read" })).toBe(rig.storage);
});

test("openArchive() may be told again where the blobs are", async () => {
  await using rig = await openRig();
  await rig.open({ storage: rig.storage });
  expect(await rig.open({ storage: "s3://bucket/imgur/" })).toBe(rig.storage);
});

test("openArchive() refuses another bucket than the archive's own", async () => {
  await using rig = await openRig();
  await rig.open({ storage: rig.storage });
  await expect(rig.open({ storage: "s3://bucket/other" })).rejects.toMatchObject({
    code: "usage",
    hint: expect.stringContaining("acacia.storage"),
  });
});

test("openArchive() refuses a bucket for an archive that has its blobs in its folder", async () => {
  await using rig = await openRig();
  await rig.open();
  await expect(rig.open({ storage: rig.storage })).rejects.toMatchObject({ code: "usage" });
});

test("openArchive() makes no archive of a bucket that refuses, and remembers nothing", async () => {
  await using rig = await openRig();
  const storage = `s3://nowhere?endpoint=${rig.s3.url}`;
  await expect(rig.open({ storage })).rejects.toMatchObject({
    code: "disk",
    message: "Cannot list the blobs in s3://nowhere/: there is no such bucket",
  });
  expect(await Bun.file(rig.layout.storage).exists()).toBe(false);
  expect(await rig.open({ storage: rig.storage })).toBe(rig.storage);
});

test("openArchive() says which keys a bucket needs", async () => {
  await using rig = await openRig();
  await expect(rig.open({ storage: rig.storage, env: {} })).rejects.toMatchObject({
    code: "config",
    hint: expect.stringContaining("S3_ACCESS_KEY_ID"),
  });
});
