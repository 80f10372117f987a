import { describe, expect, test } from "bun:test";
import { printDigest, readCaptures } from "./wayback.ts";

const FIELDS = ["urlkey", "timestamp", "original", "mimetype", "statuscode", "digest", "length"];
const DIGEST = "A".repeat(32);
const row = (facts: Partial<Record<(typeof FIELDS)[number], string>> = {}) => {
  const whole: Record<string, string> = {
    urlkey: "com,imgur,i)/abc12de.jpg",
    timestamp: "20190504120000",
    original: "http://i.imgur.com/aBc12De.jpg",
    mimetype: "image/jpeg",
    statuscode: "200",
    digest: DIGEST,
    length: "5000",
    ...facts,
  };
  return FIELDS.map((field) => whole[field]);
};
const of = { id: "aBc12De", base: "https://archive.example" };
const read = (...rows: unknown[]) => readCaptures([FIELDS, ...rows], of);

describe("readCaptures()", () => {
  test("gives the newest first, each content once", () => {
    const rows = [
      row({ timestamp: "20150101000000", digest: "B".repeat(32) }),
      row({ timestamp: "20190101000000" }),
      row({ timestamp: "20190504120000", original: "https://i.imgur.com/aBc12De.png?1" }),
    ];
    expect(read(...rows).map(({ url }) => url)).toEqual([
      "https://archive.example/web/20190504120000id_/https://i.imgur.com/aBc12De.png?1",
      "https://archive.example/web/20150101000000id_/http://i.imgur.com/aBc12De.jpg",
    ]);
  });

  test.each([
    ["another id that differs in case", { original: "http://i.imgur.com/AbC12dE.jpg" }],
    ["a rendering", { original: "http://i.imgur.com/aBc12Dem.jpg" }],
    ["another host", { original: "http://i.imgur.com.example/aBc12De.jpg" }],
    ["a user name before the host", { original: "http://i.imgur.com@example/aBc12De.jpg" }],
    ["a path below", { original: "http://i.imgur.com/x/aBc12De.jpg" }],
    ["a page", { mimetype: "text/html" }],
    ["another status", { statuscode: "302" }],
    ["a time that is none", { timestamp: "../../x" }],
    ["a hash that is none", { digest: "sha1" }],
  ])("leaves out %s", (_what, facts) => expect(read(row(facts))).toEqual([]));

  test.each([[[]], [{}], [null], ["<html>"], [[1, 2]], [[FIELDS, 7, null, []]]])(
    "%j holds no capture",
    (json) => expect(readCaptures(json, of)).toEqual([]),
  );

  test("stops at five contents", () => {
    const rows = [..."ABCDEFGH"].map((letter) => row({ digest: letter.repeat(32) }));
    expect(read(...rows).length).toBe(5);
  });
});

test("printDigest() writes a SHA-1 as the index does", () => {
  const sha1 = (text: string) => printDigest(new Bun.CryptoHasher("sha1").update(text).digest());
  // Of no bytes: known from every archive that holds an empty file.
  expect(sha1("")).toBe("3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ");
  expect(printDigest(new TextEncoder().encode("foobar"))).toBe("MZXW6YTBOI");
});
