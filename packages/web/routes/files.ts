import {
  type Archive,
  prepareBlobExt,
  SNIFFED_TYPES,
  type SniffedType,
  type StoredBlob,
  safeFileName,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { isKnown } from "../server/etag.ts";
import { refuse } from "../server/refuse.ts";
import type { ThumbCache } from "../server/thumb_cache.ts";
import { fileAnswers } from "./answers.ts";
import { THUMB_SIZES } from "./flags.ts";
import { onInvalid } from "./invalid.ts";

const SHA256_REGEXP = /^[0-9a-f]{64}$/;
/** What is named by its content never changes. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/**
 * A stored file is shown, never run: not even if it were opened as a page of its own. It keeps its origin, which a
 * video that is opened so needs to be played.
 */
const FILE_CSP = "default-src 'none'; img-src 'self'; media-src 'self'; sandbox allow-same-origin";
/** From this size on the original stands in for a thumbnail that cannot be made, px. */
const SMALLEST_LARGE = 960;
const STILL_TYPES: ReadonlySet<string> = new Set(["jpg", "png", "avif"]);
/** Leaves room for a number that the browser may add. */
const MAX_NAME_BYTES = 200;

/** What files are answered from. */
export interface FileRoutesDeps {
  readonly archive: Archive;
  readonly thumbs: ThumbCache;
}

const blobRoute = createRoute({
  method: "get",
  path: "/blob/{sha256}",
  summary: "A stored file, whole or a range of it",
  request: {
    params: z.object({ sha256: z.string() }),
    /** The name to save it under; without it the file is shown. */
    query: z.object({ download: z.string().optional() }),
  },
  responses: fileAnswers("The file", "*/*"),
});

const thumbRoute = createRoute({
  method: "get",
  path: "/thumb/{size}/{sha256}",
  summary: "A thumbnail; made when it is not there",
  request: {
    /** `size` is the longer side: 128, 480, 960 or 1600 px. */
    params: z.object({ size: z.string(), sha256: z.string() }),
  },
  responses: fileAnswers("The thumbnail", "image/*"),
});

/** `/blob/<sha256>` with Range, and `/thumb/<size>/<sha256>`. */
export function fileRoutes({ archive, thumbs }: FileRoutesDeps): OpenAPIHono {
  const blobExt = prepareBlobExt(archive);
  const app = new OpenAPIHono({ defaultHook: onInvalid });

  app.openapi(blobRoute, async (context) => {
    const sha256 = context.req.param("sha256");
    const ext = SHA256_REGEXP.test(sha256) ? blobExt(sha256) : undefined;
    if (!isMedia(ext)) {
      return refuse(404, "not_found", "Cannot find this file in the archive") as never;
    }
    const etag = `"${sha256}"`;
    if (isKnown(context.req.header("if-none-match"), etag)) return notModified(etag) as never;
    const stored = await archive.store.stat(sha256, ext);
    if (!stored) {
      return refuse(410, "missing", "Cannot show this file: it is missing from blobs/", {
        hint: "Repair the archive",
      }) as never;
    }
    const headers = new Headers({
      "content-type": SNIFFED_TYPES[ext].mime,
      "cache-control": IMMUTABLE,
      etag,
      "accept-ranges": "bytes",
      "content-security-policy": FILE_CSP,
    });
    const name = context.req.query("download");
    if (name !== undefined) headers.set("content-disposition", disposition(name, ext));
    return (await ranged(archive, stored, { request: context.req.raw, headers })) as never;
  });

  // Past the validation, which would cost more than the answer from memory.
  app.openAPIRegistry.registerPath(thumbRoute);
  app.get("/thumb/:size/:sha256", async (context) => {
    const { size, sha256 } = context.req.param();
    const isSize = THUMB_SIZES.some((known) => String(known) === size);
    if (!isSize || !SHA256_REGEXP.test(sha256)) {
      return refuse(404, "not_found", "Cannot find this thumbnail", {
        hint: `Ask for one of the sizes ${THUMB_SIZES.join(", ")}`,
      });
    }
    const etag = `"${size}-${sha256}"`;
    if (isKnown(context.req.header("if-none-match"), etag)) return notModified(etag);
    const thumb = await thumbs.get(sha256, Number(size));
    if (!thumb) return insteadOf(Number(size), { sha256, ext: blobExt(sha256) });
    return new Response(thumb.bytes, {
      headers: { "content-type": thumb.contentType, "cache-control": IMMUTABLE, etag },
    });
  });
  return app;
}

/** Only what was sniffed is served: no page, no script and no drawing that could hold one. */
function isMedia(ext: string | undefined): ext is SniffedType {
  return ext !== undefined && Object.hasOwn(SNIFFED_TYPES, ext);
}

/**
 * What is answered when a size is neither here nor to be made: for the large ones the original, where a browser shows
 * it and nothing in it moves. For now only: the next time the size may be there.
 */
function insteadOf(size: number, blob: { sha256: string; ext: string | undefined }): Response {
  if (size < SMALLEST_LARGE || !STILL_TYPES.has(blob.ext ?? "")) {
    return refuse(404, "no_thumb", "Cannot show a preview: there is none yet");
  }
  const headers = { location: `../../blob/${blob.sha256}`, "cache-control": "no-store" };
  return new Response(null, { status: 302, headers });
}

function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: { etag, "cache-control": IMMUTABLE } });
}

/** One range is answered as such; several, or none that fits, as HTTP says. */
async function ranged(
  { store }: Archive,
  { sha256, ext, sizeBytes }: StoredBlob,
  { request, headers }: { request: Request; headers: Headers },
): Promise<Response> {
  const range = readRange(request.headers.get("range"), sizeBytes);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${sizeBytes}`);
    headers.set("cache-control", "no-store");
    return new Response(null, { status: 416, headers });
  }
  if (range) headers.set("content-range", `bytes ${range.from}-${range.to - 1}/${sizeBytes}`);
  const status = range ? 206 : 200;
  const path = store.localPath(sha256, ext);
  if (path === undefined) {
    const body = request.method === "HEAD" ? null : await store.read(sha256, ext, range);
    return new Response(body, { status, headers });
  }
  // The system sends a file without its bytes passing through this process.
  const file = Bun.file(path);
  return new Response(range ? file.slice(range.from, range.to) : file, { status, headers });
}

/**
 * Reads a Range header for a file of a known size.
 *
 * @returns [from, to) in bytes; undefined when the whole file is to be sent.
 */
export function readRange(
  header: string | null,
  sizeBytes: number,
): { from: number; to: number } | "unsatisfiable" | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? "");
  if (!match) return undefined;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return undefined;
  if (first === "") {
    const length = Math.min(Number(last), sizeBytes);
    return length === 0 ? "unsatisfiable" : { from: sizeBytes - length, to: sizeBytes };
  }
  const from = Number(first);
  const to = last === "" ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  if (from >= sizeBytes || to <= from) return "unsatisfiable";
  return { from, to };
}

/** Both forms of RFC 6266: a plain one for old programs, and the RFC 5987 form for every other name. */
function disposition(name: string, ext: SniffedType): string {
  const ending = `.${ext}`;
  const named = name.toLowerCase().endsWith(ending) ? name : `${name || "picture"}${ending}`;
  const safe = safeFileName(named, { maxBytes: MAX_NAME_BYTES });
  const bare = safe.normalize("NFKD").replace(/\p{M}/gu, "");
  const plain = bare.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(safe).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
