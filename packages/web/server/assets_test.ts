import { beforeAll, describe, expect, test } from "bun:test";
import { gunzipSync } from "node:zlib";
import { type Asset, type Assets, assetResponse, buildAssets } from "./assets.ts";

const JS_BUDGET_BYTES = 60_000;
const CSS_BUDGET_BYTES = 20_000;

describe("buildAssets()", () => {
  let assets: Assets;
  beforeAll(async () => {
    assets = await buildAssets();
  });
  const ending = (suffix: string): Asset[] =>
    [...assets.values()].filter(({ path }) => path.endsWith(suffix));
  const gzipped = (list: Asset[]) =>
    list.reduce((sum, { encoded }) => sum + (encoded.gzip?.length ?? 0), 0);
  const text = (asset: Asset) => new TextDecoder().decode(asset.body);

  test("makes the page at / and hashed files beside it", () => {
    expect(assets.get("/")?.contentType).toContain("text/html");
    expect(assets.get("/")?.immutable).toBe(false);
    expect(
      ending(".js").every(({ immutable, path }) => immutable && /-\w{8}\.js$/.test(path)),
    ).toBe(true);
  });
  /** What the page asks for at once, and what that cannot do without; code of other pages comes when they are opened. */
  const loadedFirst = (): Asset[] => {
    const wanted = new Set<Asset>();
    const follow = (code: string, naming: RegExp) => {
      for (const [, path = ""] of code.matchAll(naming)) {
        const asset = ending(".js").find((one) => one.path.endsWith(path));
        if (asset === undefined || wanted.has(asset)) continue;
        wanted.add(asset);
        follow(text(asset), /(?:from|import)\s*"[^"]*?([\w-]+\.js)"/g);
      }
    };
    follow(text(assets.get("/") as Asset), /\bsrc="[^"]*?([\w-]+\.js)"/g);
    return [...wanted];
  };
  test("stays within 60 kB of JavaScript for the library and 20 kB of CSS, compressed", () => {
    expect(loadedFirst().length).toBeGreaterThan(0);
    expect(gzipped(loadedFirst())).toBeLessThanOrEqual(JS_BUDGET_BYTES);
    expect(gzipped(ending(".css"))).toBeLessThanOrEqual(CSS_BUDGET_BYTES);
  });
  test("puts no zod in the browser", () => {
    for (const asset of ending(".js")) expect(text(asset)).not.toMatch(/ZodError|zod|invalid_type/);
  });
  test("puts no script and no style into the page itself, so that a strict policy holds", () => {
    const page = text(assets.get("/") as Asset);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=/);
  });
  test("asks nobody else for anything", () => {
    for (const asset of [...ending(".css"), assets.get("/") as Asset]) {
      expect(text(asset)).not.toMatch(/url\(["']?https?:|(?:src|href)="https?:/);
    }
  });
});

describe("assetResponse()", () => {
  const body = new TextEncoder().encode("const a = 1;".repeat(50));
  const asset: Asset = {
    path: "/a.js",
    contentType: "text/javascript",
    etag: '"abc"',
    immutable: true,
    body,
    encoded: { gzip: new Uint8Array(Bun.gzipSync(body)) },
  };
  const ask = (headers: Record<string, string>) =>
    assetResponse(asset, new Request("http://gallery.test/a.js", { headers }));

  test("sends the smallest encoding that is understood", async () => {
    const response = ask({ "accept-encoding": "gzip, br" });
    expect(response.headers.get("content-encoding")).toBe("gzip");
    expect(gunzipSync(await response.arrayBuffer())).toEqual(Buffer.from(body));
  });
  test("sends the plain form when an encoding is refused", () => {
    expect(ask({ "accept-encoding": "gzip;q=0" }).headers.get("content-encoding")).toBeNull();
  });
  test("answers 304 for what the browser has, per encoding", () => {
    expect(ask({ "if-none-match": '"abc"' }).status).toBe(304);
    expect(ask({ "if-none-match": '"abc"', "accept-encoding": "gzip" }).status).toBe(200);
    expect(ask({ "if-none-match": '"abc-gzip"', "accept-encoding": "gzip" }).status).toBe(304);
  });
  test("lets hashed files be kept for a year", () => {
    expect(ask({}).headers.get("cache-control")).toContain("immutable");
  });
});
