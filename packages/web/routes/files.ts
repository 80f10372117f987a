import type { Archive } from "@acacia/core";
import { prepareBlobExt, SNIFFED_TYPES, type SniffedType } from "@acacia/core";
import { Hono } from "hono";
import { refuse } from "../server/refuse.ts";
import type { ThumbCache } from "../server/thumb_cache.ts";
import { THUMB_SIZES } from "./flags.ts";

const SHA256_REGEXP = /^[0-9a-f]{64}$/;
/** What is named by its content never changes. */
const IMMUTABLE = "public, max-age=31536000, immutable";
/** A stored file is shown, never run: not even if it were opened as a page of its own. */
const FILE_CSP = "default-src 'none'; sandbox";

/** What files are answered from. */
export interface FileRoutesDeps {
  readonly archive: Archive;
  readonly thumbs: ThumbCache;
}

/** `/blob/<sha256>` with Range, and `/thumb/<size>/<sha256>`. */
export function fileRoutes({ archive, thumbs }: FileRoutesDeps): Hono {
  const blobExt = prepareBlobExt(archive);
  const app = new Hono();

  app.get("/blob/:sha256", async (context) => {
    const sha256 = context.req.param("sha256");
    const ext = SHA256_REGEXP.test(sha256) ? blobExt(sha256) : undefined;
    if (ext === undefined) return refuse(404, "not_found", "Cannot find this file in the archive");
    const etag = `"${sha256}"`;
    if (context.req.header("if-none-match") === etag) return notModified(etag);
    const path = archive.store.localPath(sha256, ext);
    const file = path === undefined ? undefined : Bun.file(path);
    if (!file || !(await file.exists())) {
      return refuse(410, "missing", "Cannot show this file: it is missing from blobs/", {
        hint: "Repair the archive",
      });
    }
    const { mime } = SNIFFED_TYPES[ext as SniffedType] ?? { mime: "application/octet-stream" };
    const headers = new Headers({
      "content-type": mime,
      "cache-control": IMMUTABLE,
      etag,
      "accept-ranges": "bytes",
      "x-content-type-options": "nosniff",
      "content-security-policy": FILE_CSP,
    });
    const name = context.req.query("download");
    if (name !== undefined) headers.set("content-disposition", disposition(name, ext));
    return ranged(file, context.req.raw, headers);
  });

  app.get("/thumb/:size/:sha256", async (context) => {
    const { size, sha256 } = context.req.param();
    const isSize = THUMB_SIZES.some((known) => String(known) === size);
    if (!isSize || !SHA256_REGEXP.test(sha256)) {
      return refuse(404, "not_found", "Cannot find this thumbnail", {
        hint: `Sizes are ${THUMB_SIZES.join(", ")}`,
      });
    }
    const etag = `"${size}-${sha256}"`;
    if (context.req.header("if-none-match") === etag) return notModified(etag);
    const thumb = await thumbs.get(sha256, Number(size));
    if (!thumb) return refuse(404, "no_thumb", "Cannot show a preview: there is none yet");
    return new Response(thumb.bytes, {
      headers: { "content-type": thumb.contentType, "cache-control": IMMUTABLE, etag },
    });
  });
  return app;
}

function notModified(etag: string): Response {
  return new Response(null, { status: 304, headers: { etag, "cache-control": IMMUTABLE } });
}

/** One range is answered as such; several, or none that fits, as HTTP says. */
function ranged(file: Bun.BunFile, request: Request, headers: Headers): Response {
  const range = readRange(request.headers.get("range"), file.size);
  if (range === "unsatisfiable") {
    headers.set("content-range", `bytes */${file.size}`);
    return new Response(null, { status: 416, headers });
  }
  if (!range) return new Response(file, { headers });
  headers.set("content-range", `bytes ${range.from}-${range.to - 1}/${file.size}`);
  return new Response(file.slice(range.from, range.to), { status: 206, headers });
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

/** Both forms: a plain one for old programs, RFC 5987 for every other name. */
function disposition(name: string, ext: string): string {
  const clean = name.replace(/[^\p{L}\p{N} ._-]/gu, "_").slice(0, 100) || "picture";
  const full = clean.toLowerCase().endsWith(`.${ext}`) ? clean : `${clean}.${ext}`;
  const plain = full.replace(/[^\x20-\x7e]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(full)}`;
}
