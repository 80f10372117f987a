import { expect, test } from "bun:test";
import fc from "fast-check";
import { parseS3Address, readS3Keys } from "./s3_address.ts";

test.each([
  ["s3://pictures", { bucket: "pictures", prefix: "" }],
  ["s3://pictures/", { bucket: "pictures", prefix: "" }],
  ["s3://pictures/a/b/", { bucket: "pictures", prefix: "a/b/" }],
  ["s3://pictures?endpoint=http://nas:9000", { endpoint: "http://nas:9000" }],
  ["s3://pictures/a?region=eu-west-1", { prefix: "a/", region: "eu-west-1" }],
])("parseS3Address() reads %s", (text, parts) => {
  expect(parseS3Address(text, {})).toMatchObject(parts);
});

test.each([
  ["http://pictures", "it does not begin with s3://"],
  ["s3://P", "is no name of a bucket"],
  ["s3://pictures?endpoint=nas", "its endpoint does not begin"],
  ["s3://pictures?acl=public", "'acl' is not known"],
  ["s3://key:secret@pictures", "its address holds a key"],
])("parseS3Address() refuses %s", (text, reason) => {
  expect(() => parseS3Address(text, {})).toThrow(reason);
});

test("parseS3Address() never repeats a key that stands in an address", () => {
  expect(() => parseS3Address("s3://key:secret@pictures", {})).not.toThrow("secret");
});

test("parseS3Address() reads what it prints (fails when print leaves out the region)", () => {
  const word = fc.stringMatching(/^[a-z][a-z0-9-]{2,9}$/);
  const address = fc.record({
    bucket: word.map((text) => `${text}0`),
    folders: fc.array(word, { maxLength: 3 }),
    endpoint: fc.option(word.map((text) => `http://${text}:9000`)),
    region: fc.option(word),
  });
  fc.assert(
    fc.property(address, ({ bucket, folders, endpoint, region }) => {
      const env = {
        ...(endpoint ? { S3_ENDPOINT: endpoint } : {}),
        ...(region ? { AWS_REGION: region } : {}),
      };
      const first = parseS3Address(`s3://${[bucket, ...folders].join("/")}`, env);
      expect(parseS3Address(first.text, {})).toEqual(first);
    }),
  );
});

test("readS3Keys() takes S3_ before AWS_", () => {
  const env = {
    S3_ACCESS_KEY_ID: "a",
    AWS_ACCESS_KEY_ID: "b",
    AWS_SECRET_ACCESS_KEY: "c",
  };
  expect(readS3Keys(env)).toMatchObject({ accessKeyId: "a", secretAccessKey: "c" });
});
