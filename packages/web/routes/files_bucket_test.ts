import { expect, test } from "bun:test";
import { paintScene } from "@acacia/core/testing";
import { startS3 } from "@acacia/sim/s3";
import { errorOf, type NewPicture, TestApp } from "../testing/test_app.ts";

const env = { S3_ACCESS_KEY_ID: "user", S3_SECRET_ACCESS_KEY: "secret" };

/** A gallery whose pictures are in a bucket. */
async function openRig() {
  await using stack = new AsyncDisposableStack();
  const s3 = stack.use(await startS3());
  const storage = `s3://bucket/imgur?endpoint=${s3.url}`;
  const web = stack.use(await TestApp.open({ bucket: { storage, env } }));
  const owned = stack.move();
  return {
    s3,
    web,
    async add(picture: NewPicture & { readonly bytes: Uint8Array | string }): Promise<string> {
      const { sha256 } = await web.add(picture);
      const ext = picture.file?.type ?? "jpg";
      const local = Bun.file(web.archive.layout.blobPath(sha256, ext));
      const key = `imgur/blobs/${sha256.slice(0, 2)}/${sha256}.${ext}`;
      s3.buckets.get("bucket")!.put(key, await local.bytes(), "image/jpeg");
      await local.delete();
      return sha256;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

test("/blob streams a file of a bucket, and leads nobody there", async () => {
  await using rig = await openRig();
  const sha256 = await rig.add({ bytes: "0123456789", file: { type: "webp" } });
  const answer = await rig.web.get(`/blob/${sha256}`);
  expect([answer.status, answer.headers.get("content-type"), await answer.text()]).toEqual([
    200,
    "image/webp",
    "0123456789",
  ]);
  expect(answer.headers.get("location")).toBeNull();
});

test("/blob asks the bucket only for the range that it was asked for", async () => {
  await using rig = await openRig();
  const sha256 = await rig.add({ bytes: "0123456789", file: { type: "mp4" } });
  const answer = await rig.web.get(`/blob/${sha256}`, { range: "bytes=2-4" });
  expect([answer.status, answer.headers.get("content-range"), await answer.text()]).toEqual([
    206,
    "bytes 2-4/10",
    "234",
  ]);
  const gets = rig.s3.requests.filter(({ method }) => method === "GET");
  expect(gets.at(-1)?.range).toBe("bytes=2-4");
});

test("/blob says that a file is missing from its bucket", async () => {
  await using rig = await openRig();
  const sha256 = await rig.add({ bytes: "0123456789" });
  rig.s3.buckets.get("bucket")!.objects.clear();
  const answer = await rig.web.get(`/blob/${sha256}`);
  expect([answer.status, (await errorOf(answer)).code]).toEqual([410, "missing"]);
});

test("/blob says that the bucket refuses", async () => {
  await using rig = await openRig();
  const sha256 = await rig.add({ bytes: "0123456789" });
  rig.s3.faults.refuse = { status: 403, code: "AccessDenied" };
  rig.s3.faults.methods = ["GET"];
  const answer = await rig.web.get(`/blob/${sha256}`);
  const { code, message } = await errorOf(answer);
  expect([answer.status, code, message]).toEqual([
    500,
    "disk",
    expect.stringContaining("the bucket refuses"),
  ]);
});

test("/thumb is made of a file that is fetched from its bucket once, and kept on this disk", async () => {
  await using rig = await openRig();
  const sha256 = await rig.add({ bytes: await paintScene().jpeg().toBuffer() });
  const [small, large] = [
    await rig.web.get(`/thumb/480/${sha256}`),
    await rig.web.get(`/thumb/960/${sha256}`),
  ];
  expect([small.status, large.status]).toEqual([200, 200]);
  const gets = rig.s3.requests.filter(
    ({ method, address }) => method === "GET" && address.includes(sha256),
  );
  expect(gets).toHaveLength(1);
});
