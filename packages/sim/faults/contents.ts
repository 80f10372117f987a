import { type Answer, text } from "../http/answer.ts";
import { onBody, withBody } from "./bodies.ts";
import { chance } from "./chance.ts";
import type { FaultRow } from "./fault.ts";
import { notFoundPage } from "./refusals.ts";

/** Faults in what an answer holds or says about itself; it arrives in good order. */
export const CONTENT_FAULTS: Readonly<Record<string, FaultRow>> = {
  empty: {
    help: "200 with no byte in it",
    apply: onBody(({ whole }) => withBody(whole, whole.body.subarray(0, 0))),
  },
  html: {
    help: "200 with an HTML page of 4,031 bytes for a picture, docs/imgur.md §4.4",
    apply: () => text("html", notFoundPage()),
  },
  html_as_image: {
    help: "the same page under the content type of the picture",
    apply: ({ whole }) =>
      text("html_as_image", notFoundPage(), {
        type: whole.headers["Content-Type"] ?? "image/jpeg",
      }),
  },
  region: {
    help: "the region picture, 200 and no redirect, docs/imgur.md §4.5",
    apply: ({ whole, placeholders }) => ({
      ...whole,
      kind: "region",
      status: 200,
      headers: {
        ...whole.headers,
        "Content-Type": "image/png",
        ETag: `"${placeholders.region.md5}"`,
      },
      body: placeholders.region.bytes,
    }),
  },
  junk: {
    help: "bytes that are no picture under the content type of one; the ETag belongs to them",
    apply: onBody(({ whole, request }) => {
      const shift = Math.floor(chance(0, request.path) * 90);
      const body = whole.body.map((_, i) => 33 + ((i * 31 + shift) % 90));
      return withHeaders(withBody(whole, body), { ETag: `"${md5(body)}"` });
    }),
  },
  corrupt: {
    help: "one bit in the middle is flipped; length and ETag are those of the right file",
    apply: onBody(({ whole }) => {
      const body = whole.body.slice();
      const at = body.length >> 1;
      body[at] = (body[at] as number) ^ 1;
      return withBody(whole, body);
    }),
  },
  lying_etag: {
    help: "an ETag that is the MD5 of something else",
    apply: ({ whole, request }) => withHeaders(whole, { ETag: `"${md5(request.path)}"` }),
  },
  multipart_etag: {
    help: "an ETag that is no MD5, as object stores give to files in parts",
    apply: ({ whole, request }) => withHeaders(whole, { ETag: `"${md5(request.path)}-2"` }),
  },
  no_etag: { help: "no ETag", apply: ({ whole }) => withoutHeaders(whole, ["ETag"]) },
  no_validators: {
    help: "neither ETag nor Last-Modified",
    apply: ({ whole }) => withoutHeaders(whole, ["ETag", "Last-Modified"]),
  },
  wrong_type: {
    help: "a content type that is not the file's, or the one given",
    takes: "MIME",
    apply: ({ whole, arg }) => withHeaders(whole, { "Content-Type": arg || "image/png" }),
  },
};

function withHeaders(whole: Answer, headers: Record<string, string>): Answer {
  return { ...whole, headers: { ...whole.headers, ...headers } };
}

function withoutHeaders(whole: Answer, names: readonly string[]): Answer {
  const kept = Object.entries(whole.headers).filter(([name]) => !names.includes(name));
  return { ...whole, headers: Object.fromEntries(kept) };
}

function md5(content: Uint8Array | string): string {
  return new Bun.CryptoHasher("md5").update(content).digest("hex");
}
