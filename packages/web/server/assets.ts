import { readdirSync } from "node:fs";
import { join } from "node:path";
import { chooseEncoding, type Encoding, encodeWell } from "./encoding.ts";
import { isKnown } from "./etag.ts";

/** One file of the browser's code, whole in memory with its compressed forms. */
export interface Asset {
  /** Address on the server, from `/`: `/chunk-1a2b3c4d.js`; the page itself is `/`. */
  readonly path: string;
  readonly contentType: string;
  /** Strong and quoted; each encoded form adds its own suffix. */
  readonly etag: string;
  /** True for hashed names: they never change, so they may be kept for a year. */
  readonly immutable: boolean;
  readonly body: Uint8Array<ArrayBuffer>;
  /** Smaller forms; absent where compressing does not help (pictures). */
  readonly encoded: Readonly<Partial<Record<Encoding, Uint8Array<ArrayBuffer>>>>;
}

/** The browser's code by address. */
export type Assets = ReadonlyMap<string, Asset>;

/** Where the single-file program holds the browser's code, beside its own. */
export const EMBEDDED_FOLDER = "gallery";

const PAGE = new URL("../app/index.html", import.meta.url).pathname;
const TEXTUAL_REGEXP = /^(?:text\/|application\/(?:javascript|json)|image\/svg)/;

/** The browser's code, compressed: built now, or as it was when the single-file program was built. */
export async function openAssets(): Promise<Assets> {
  return Bun.isStandaloneExecutable ? await readAssets() : await buildAssets();
}

/**
 * Builds the browser's code with Bun's bundler and compresses it: some 200 ms, most of it in Bun's own threads.
 * Serve the result with {@link assetResponse}: a route that imports the HTML file would answer past
 * the middleware, without its security headers.
 * @returns Every output by its address; `/` is the page.
 * @throws {AggregateError} when the code does not compile.
 */
export async function buildAssets(): Promise<Assets> {
  const built = await Bun.build({
    entrypoints: [PAGE],
    target: "browser",
    minify: true,
    splitting: true,
    define: { "process.env.NODE_ENV": '"production"' },
    naming: { chunk: "[name]-[hash].[ext]", asset: "[name]-[hash].[ext]" },
  });
  return await collectAssets(built.outputs.map((output) => ({ path: output.path, file: output })));
}

async function readAssets(): Promise<Assets> {
  const folder = join(import.meta.dir, EMBEDDED_FOLDER);
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return await collectAssets(names.map((path) => ({ path, file: Bun.file(join(folder, path)) })));
}

async function collectAssets(files: readonly BuiltFile[]): Promise<Assets> {
  const assets = new Map<string, Asset>();
  for (const file of files) {
    const asset = await makeAsset(file);
    assets.set(asset.path, asset);
  }
  return assets;
}

/**
 * Answers a request for an asset: the smallest encoding the browser takes, or 304 when it has it.
 * @param asset From {@link buildAssets}.
 * @param request Read for `accept-encoding` and `if-none-match` only.
 */
export function assetResponse(asset: Asset, request: Request): Response {
  const encoding = chooseEncoding(request.headers.get("accept-encoding"));
  const encoded = encoding === undefined ? undefined : asset.encoded[encoding];
  const etag = encoded === undefined ? asset.etag : `${asset.etag.slice(0, -1)}-${encoding}"`;
  const headers = new Headers({
    "content-type": asset.contentType,
    "cache-control": asset.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
    etag,
  });
  if (isKnown(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  if (encoding === undefined || encoded === undefined) return new Response(asset.body, { headers });
  headers.set("content-encoding", encoding);
  return new Response(encoded, { headers });
}

/** A file of the browser's code, by its path from the page. */
interface BuiltFile {
  readonly path: string;
  readonly file: Blob;
}

async function makeAsset({ path, file }: BuiltFile): Promise<Asset> {
  const body = new Uint8Array(await file.arrayBuffer());
  const isPage = path.endsWith(".html");
  const contentType = contentTypeOf(path, file.type);
  return {
    path: isPage ? "/" : `/${path.replace(/^\.?\//, "")}`,
    contentType,
    etag: `"${Bun.hash(body).toString(36)}"`,
    immutable: !isPage,
    body,
    encoded: TEXTUAL_REGEXP.test(contentType) ? await encodeWell(body) : {},
  };
}

function contentTypeOf(path: string, type: string): string {
  if (path.endsWith(".svg")) return "image/svg+xml";
  if (path.endsWith(".js")) return "text/javascript; charset=utf-8";
  return type;
}
