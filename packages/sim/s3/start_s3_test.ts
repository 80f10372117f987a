import { expect, test } from "bun:test";
import { startS3 } from "./start_s3.ts";

function connect(url: string, accessKeyId = "user") {
  return new Bun.S3Client({
    endpoint: url,
    bucket: "bucket",
    accessKeyId,
    secretAccessKey: "secret",
  });
}

test("startS3() gives back what was put, whole and by range", async () => {
  await using s3 = await startS3();
  const client = connect(s3.url);
  await client.write("a/b.txt", "0123456789", { type: "text/plain" });
  const file = client.file("a/b.txt");
  expect([await file.text(), await file.slice(2, 5).text(), await file.slice(7).text()]).toEqual([
    "0123456789",
    "234",
    "789",
  ]);
  expect(await client.stat("a/b.txt")).toMatchObject({
    size: 10,
    etag: `"${new Bun.CryptoHasher("md5").update("0123456789").digest("hex")}"`,
  });
});

test("startS3() puts parts together, and names their number in the ETag", async () => {
  await using s3 = await startS3();
  const client = connect(s3.url);
  const bytes = new Uint8Array(11 * 1024 * 1024).fill(7);
  const writer = client.file("large").writer({ partSize: 5 * 1024 * 1024 });
  writer.write(bytes);
  await writer.end();
  const { size, etag } = await client.stat("large");
  expect([size, etag.endsWith('-3"')]).toEqual([bytes.length, true]);
});

test("startS3() lists in pages, by token and by the last key", async () => {
  await using s3 = await startS3({ pageSize: 2 });
  const client = connect(s3.url);
  for (const key of ["a", "b", "c"]) await client.write(key, key);
  const first = await client.list();
  const rest = await client.list({ continuationToken: first.nextContinuationToken ?? "" });
  const after = await client.list({ startAfter: "b" });
  expect([first.isTruncated, rest.contents?.[0]?.key, after.contents?.[0]?.key]).toEqual([
    true,
    "c",
    "c",
  ]);
});

test("startS3() refuses as often as it was told to", async () => {
  await using s3 = await startS3();
  const client = connect(s3.url);
  s3.faults.refuse = { status: 503, code: "SlowDown", times: 1 };
  await expect(client.write("a", "a")).rejects.toMatchObject({ code: "SlowDown" });
  expect(await client.write("a", "a")).toBe(1);
});

test("startS3() refuses a key that it does not know", async () => {
  await using s3 = await startS3({ accessKeyId: "user" });
  const refused = connect(s3.url, "other").write("a", "a");
  await expect(refused).rejects.toMatchObject({ code: "InvalidAccessKeyId" });
});

test("startS3() has no other buckets than it was given", async () => {
  await using s3 = await startS3({ buckets: ["other"] });
  await expect(connect(s3.url).file("a").text()).rejects.toMatchObject({ code: "NoSuchBucket" });
});
