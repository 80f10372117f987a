import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const ENCODINGS = ["zstd", "br", "gzip"] as const;
type Encoding = (typeof ENCODINGS)[number];

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

const PAGE = new URL("../app/index.html", import.meta.url).pathname;
const TEXTUAL_REGEXP = /^(?:text\/|application\/(?:javascript|json)|image\/svg)/;

/**
 * Builds the browser's code with Bun's bundler, in some 50 ms, and compresses it three ways.
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
    define: { "process.env.NODE_ENV": '"production"' },
    naming: { chunk: "[name]-[hash].[ext]", asset: "[name]-[hash].[ext]" },
  });
  const assets = new Map<string, Asset>();
  for (const output of built.outputs) {
    const asset = await makeAsset(output);
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
  const accepted = acceptedEncodings(request.headers.get("accept-encoding") ?? "");
  const encoding = ENCODINGS.find(
    (name) => accepted.has(name) && asset.encoded[name] !== undefined,
  );
  const etag = encoding === undefined ? asset.etag : `${asset.etag.slice(0, -1)}-${encoding}"`;
  const headers = new Headers({
    "content-type": asset.contentType,
    "cache-control": asset.immutable ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
    etag,
  });
  if (request.headers.get("if-none-match") === etag)
    return new Response(null, { status: 304, headers });
  if (encoding !== undefined) headers.set("content-encoding", encoding);
  return new Response(encoding === undefined ? asset.body : asset.encoded[encoding], { headers });
}

async function makeAsset(output: Bun.BuildArtifact): Promise<Asset> {
  const body = new Uint8Array(await output.arrayBuffer());
  const isPage = output.path.endsWith(".html");
  const contentType = contentTypeOf(output.path, output.type);
  return {
    path: isPage ? "/" : `/${output.path.replace(/^\.?\//, "")}`,
    contentType,
    etag: `"${Bun.hash(body).toString(36)}"`,
    immutable: !isPage,
    body,
    encoded: TEXTUAL_REGEXP.test(contentType) ? await encode(body) : {},
  };
}

async function encode(body: Uint8Array<ArrayBuffer>): Promise<Asset["encoded"]> {
  const [zstd, br, gz] = await Promise.all([
    Bun.zstdCompress(body, { level: 19 }),
    promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
    promisify(gzip)(body, { level: 9 }),
  ]);
  return { zstd: new Uint8Array(zstd), br: new Uint8Array(br), gzip: new Uint8Array(gz) };
}

function contentTypeOf(path: string, type: string): string {
  if (path.endsWith(".svg")) return "image/svg+xml";
  if (path.endsWith(".js")) return "text/javascript; charset=utf-8";
  return type;
}

function acceptedEncodings(header: string): Set<string> {
  const names = header
    .split(",")
    .map((part) => part.trim().split(";"))
    .filter(([, weight]) => weight?.trim() !== "q=0")
    .map(([name]) => name ?? "");
  return new Set(names);
}
