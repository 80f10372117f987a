import type { Bucket, StoredObject } from "./objects.ts";
import type { S3Faults } from "./start_s3.ts";

/** What requests are answered from. */
export interface S3World {
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly pageSize: number;
  readonly faults: S3Faults;
}

const LAST_MODIFIED = "Sun, 01 Mar 2026 00:00:00 GMT";

/** S3's error document; HEAD has no body, whatever happens. */
export function refuseS3(
  method: string,
  { status, code }: { status: number; code: string },
): Response {
  if (method === "HEAD") return new Response(null, { status });
  return xml(`<Error><Code>${code}</Code><Message>Refused: ${code}</Message></Error>`, status);
}

/** One request, answered as S3 does. */
export async function answerS3(request: Request, world: S3World): Promise<Response> {
  const { pathname, searchParams } = new URL(request.url);
  const [, name = "", ...rest] = pathname.split("/");
  const bucket = world.buckets.get(name);
  if (!bucket) return refuseS3(request.method, { status: 404, code: "NoSuchBucket" });
  const key = decodeURIComponent(rest.join("/"));
  if (request.method === "GET" && key === "") return list(bucket, searchParams, world.pageSize);
  switch (request.method) {
    case "PUT":
      return put(request, { bucket, key, world });
    case "POST":
      return inParts({ bucket, key, request, searchParams });
    case "DELETE":
      bucket.objects.delete(key);
      return new Response(null, { status: 204 });
    default:
      return give(request, bucket.objects.get(key), world.faults);
  }
}

async function put(
  request: Request,
  { bucket, key, world }: { bucket: Bucket; key: string; world: S3World },
): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const bytes = new Uint8Array(await request.arrayBuffer());
  if (world.faults.corrupt && bytes.length > 0) bytes[0] = (bytes[0] ?? 0) ^ 1;
  const upload = searchParams.get("uploadId");
  const etag =
    upload === null
      ? bucket.put(key, bytes, request.headers.get("content-type") ?? "").etag
      : bucket.putPart(upload, Number(searchParams.get("partNumber")), bytes);
  if (etag === undefined) return refuseS3("PUT", { status: 404, code: "NoSuchUpload" });
  return new Response(null, { headers: { etag } });
}

function inParts(parts: {
  bucket: Bucket;
  key: string;
  request: Request;
  searchParams: URLSearchParams;
}): Response {
  const { bucket, key, request, searchParams } = parts;
  if (searchParams.has("uploads")) {
    const id = bucket.begin(request.headers.get("content-type") ?? "");
    return xml(
      `<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
    );
  }
  const object = bucket.finish(searchParams.get("uploadId") ?? "", key);
  if (!object) return refuseS3("POST", { status: 404, code: "NoSuchUpload" });
  return xml(
    `<CompleteMultipartUploadResult><ETag>${object.etag}</ETag></CompleteMultipartUploadResult>`,
  );
}

function give(request: Request, object: StoredObject | undefined, faults: S3Faults): Response {
  if (!object) return refuseS3(request.method, { status: 404, code: "NoSuchKey" });
  const headers = new Headers({
    etag: faults.opaqueEtags ? `"${"e".repeat(32)}"` : object.etag,
    "content-type": object.contentType,
    "last-modified": LAST_MODIFIED,
    "accept-ranges": "bytes",
    "content-length": String(object.bytes.length),
  });
  if (request.method === "HEAD") return new Response(null, { headers });
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("range") ?? "");
  if (!range) return new Response(object.bytes, { headers });
  const total = object.bytes.length;
  const from = Number(range[1]);
  const to = Math.min(range[2] ? Number(range[2]) + 1 : total, total);
  if (from >= total) return refuseS3("GET", { status: 416, code: "InvalidRange" });
  headers.set("content-range", `bytes ${from}-${to - 1}/${total}`);
  headers.set("content-length", String(to - from));
  return new Response(object.bytes.slice(from, to), { status: 206, headers });
}

function list(bucket: Bucket, query: URLSearchParams, pageSize: number): Response {
  const max = Math.min(Number(query.get("max-keys") ?? pageSize), pageSize);
  const after = query.get("continuation-token") ?? query.get("start-after") ?? "";
  const { page, isTruncated } = bucket.list(query.get("prefix") ?? "", { after, max });
  const contents = page.map(
    ({ key, bytes, etag }) =>
      `<Contents><Key>${key}</Key><LastModified>2026-03-01T00:00:00.000Z</LastModified>` +
      `<ETag>${etag}</ETag><Size>${bytes.length}</Size></Contents>`,
  );
  const next = isTruncated
    ? `<NextContinuationToken>${page.at(-1)?.key}</NextContinuationToken>`
    : "";
  return xml(
    `<ListBucketResult><KeyCount>${page.length}</KeyCount><IsTruncated>${isTruncated}</IsTruncated>` +
      `${next}${contents.join("")}</ListBucketResult>`,
  );
}

function xml(body: string, status = 200): Response {
  return new Response(`<?xml version="1.0" encoding="UTF-8"?>${body}`, {
    status,
    headers: { "content-type": "application/xml" },
  });
}
