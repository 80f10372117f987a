import { expect, test } from "bun:test";
import { readHead } from "./head.ts";

function head(status: number, headers: Record<string, string>) {
  return readHead(new Response(null, { status, headers }));
}

const MD5 = "d835884373f4d6c8f24742ceabe74946";

test.each([
  [
    "the length of a whole file",
    head(200, { "content-length": "210" }),
    { totalBytes: 210, bodyBytes: 210, from: 0 },
  ],
  [
    "the place and the whole of a part",
    head(206, { "content-length": "10", "content-range": "bytes 200-209/210" }),
    { totalBytes: 210, bodyBytes: 10, from: 200 },
  ],
  [
    "a part of something unknown",
    head(206, { "content-range": "bytes 5-9/*" }),
    { totalBytes: null, from: 5 },
  ],
  ["no length", head(200, {}), { totalBytes: null, bodyBytes: null }],
  ["a length that is none", head(200, { "content-length": "many" }), { bodyBytes: null }],
  [
    "no length of a compressed body",
    head(200, { "content-length": "99", "content-encoding": "gzip" }),
    { totalBytes: null, bodyBytes: null },
  ],
  ["an ETag that is an MD5", head(200, { etag: `"${MD5}"` }), { etag: `"${MD5}"`, md5: MD5 }],
  ["an MD5 in capitals", head(200, { etag: `"${MD5.toUpperCase()}"` }), { md5: MD5 }],
  ["an ETag of parts", head(200, { etag: `"${MD5}-2"` }), { etag: `"${MD5}-2"`, md5: undefined }],
  [
    "a weak ETag, which proves nothing",
    head(200, { etag: `W/"${MD5}"` }),
    { etag: undefined, md5: undefined },
  ],
  [
    "a date",
    head(200, { "last-modified": "Wed, 08 Jan 2025 10:00:00 GMT" }),
    { lastModified: 1_736_330_400_000 },
  ],
  ["a date that is none", head(200, { "last-modified": "yesterday" }), { lastModified: null }],
])("readHead() reads %s", (_what, read, expected) => {
  expect(read).toMatchObject(expected);
});
