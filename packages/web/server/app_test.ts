import { describe, expect, test } from "bun:test";
import { errorOf, TestApp } from "../testing/test_app.ts";

const ROUTES = [
  "/",
  "/api/buckets",
  "/api/buckets/2026-11",
  "/api/media/aBc12De",
  "/api/new?since=0",
  "/api/runs",
  "/api/status",
  "/api/openapi.json",
  "/healthz",
  "/metrics",
  "/nowhere",
  "/api/nowhere",
];

test.each(ROUTES)("%s has every header of safety", async (path) => {
  await using web = await TestApp.open();
  const { headers } = await web.get(path);
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe|data:|https?:|\*/);
  expect(headers.get("x-content-type-options")).toBe("nosniff");
  expect(headers.get("referrer-policy")).toBe("no-referrer");
});

test.each(ROUTES)("%s is for no other origin, whoever asks", async (path) => {
  await using web = await TestApp.open();
  for (const method of ["GET", "OPTIONS"]) {
    const { headers } = await web.ask(path, { method, headers: { origin: "http://evil.example" } });
    const allowing = [...headers.keys()].filter((name) => name.startsWith("access-control-"));
    expect(allowing).toEqual([]);
  }
});

test.each(ROUTES)("%s is not told to a name that was pointed here", async (path) => {
  await using web = await TestApp.open();
  const answer = await web.get(path, { host: "evil.example" });
  expect([answer.status, (await errorOf(answer)).code]).toEqual([403, "host"]);
});

test.each([...ROUTES, `/blob/${"f".repeat(64)}`, `/thumb/128/${"f".repeat(64)}`, "/api/live"])(
  "%s is not told without the token",
  async (path) => {
    await using web = await TestApp.open({ guard: { hosts: [], token: "secret" } });
    expect((await web.get(path)).status).toBe(401);
  },
);

test.each([
  ["from another page", { origin: "http://evil.example" }],
  ["from another port", { origin: "http://localhost:9999" }],
  ["from nowhere that may be named", { origin: "null" }],
  ["without our header", { "x-acacia": "" }],
  ["from another site", { "sec-fetch-site": "cross-site" }],
])("an edit %s changes nothing", async (_where, headers) => {
  await using web = await TestApp.open();
  const { id } = await web.add();
  expect((await web.edit({ ids: [id], trashed: true }, headers)).status).toBe(403);
  expect(await web.json("/api/buckets")).toMatchObject({ items: 1 });
});

test.each(["PUT", "DELETE", "PATCH"])("%s is no way to change anything", async (method) => {
  await using web = await TestApp.open();
  const answer = await web.ask("/api/edit", { method, headers: { "x-acacia": "1" } });
  expect(answer.status).toBe(404);
});

test("the page may be asked for again, the API is never kept", async () => {
  await using web = await TestApp.open();
  const kept = await Promise.all(
    ["/", "/api/status", "/api/nowhere"].map(async (path) =>
      (await web.get(path)).headers.get("cache-control"),
    ),
  );
  expect(kept).toEqual(["no-cache", "no-store", "no-store"]);
});

test("what is unexpected is told to the server's owner, and no stack to the browser", async () => {
  await using web = await TestApp.open();
  web.archive.sqlite.run("ALTER TABLE runs RENAME TO gone");
  const answer = await web.get("/api/runs");
  expect(answer.status).toBe(500);
  const text = await answer.text();
  expect(text).toContain("Cannot answer: something unexpected happened");
  expect(text).not.toMatch(/sqlite|\.ts|no such table/i);
  expect(web.errors).toHaveLength(1);
});

test("HEAD answers like GET, without the body", async () => {
  await using web = await TestApp.open();
  const answer = await web.ask("/api/status", { method: "HEAD" });
  expect([answer.status, await answer.text()]).toEqual([200, ""]);
});

describe("compression", () => {
  async function openLarge(): Promise<TestApp> {
    const web = await TestApp.open();
    for (let at = 0; at < 12; at++) await web.add({ media: { id: `picture${at}` } });
    return web;
  }

  test("JSON above 1 KB is compressed as the client likes", async () => {
    await using web = await openLarge();
    const [plain, zstd, gzip] = await Promise.all(
      ["", "gzip, zstd", "gzip"].map((accepted) =>
        web.get("/api/buckets/2020-09", { "accept-encoding": accepted }),
      ),
    );
    const text = await plain!.text();
    expect(zstd!.headers.get("content-encoding")).toBe("zstd");
    const unpacked = Bun.zstdDecompressSync(await zstd!.arrayBuffer());
    expect(unpacked.toString()).toBe(text);
    expect(gzip!.headers.get("content-encoding")).toBe("gzip");
    expect(Buffer.from(Bun.gunzipSync(await gzip!.arrayBuffer())).toString()).toBe(text);
    for (const answer of [plain!, zstd!, gzip!]) {
      expect(answer.headers.get("vary")).toBe("accept-encoding");
    }
  });

  test.each(["/api/status", "/api/runs/7"])("what is small stays plain: %s", async (path) => {
    await using web = await TestApp.open();
    const answer = await web.get(path, { "accept-encoding": "gzip" });
    expect(answer.headers.get("content-encoding")).toBeNull();
    expect(await answer.json()).toBeObject();
  });

  test("streams are left alone", async () => {
    await using web = await TestApp.open();
    const leaving = new AbortController();
    const { signal } = leaving;
    const headers = { "accept-encoding": "gzip" };
    const answer = await web.ask("/api/live", { signal, headers });
    leaving.abort();
    expect(answer.headers.get("content-encoding")).toBeNull();
  });
});

describe("/api/openapi.json", () => {
  interface Document {
    openapi: string;
    info: { title: string; version: string };
    paths: Record<string, Record<string, { summary?: string; responses: Record<string, unknown> }>>;
    components: { schemas: Record<string, unknown> };
  }

  test("lists every route of the API, and the files", async () => {
    await using web = await TestApp.open();
    const { paths } = await web.json<Document>("/api/openapi.json");
    const served = web.app.routes
      .filter(({ method, path }) => method !== "ALL" && /^\/(api|blob|thumb)\//.test(path))
      .filter(({ path }) => path !== "/api/openapi.json")
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, "{$1}")}`);
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(described.toSorted()).toEqual([...new Set(served)].toSorted());
  });

  test("is OpenAPI 3.1: each call has a summary, its arguments and its answers", async () => {
    await using web = await TestApp.open();
    const document = await web.json<Document>("/api/openapi.json");
    expect(document.openapi).toBe("3.1.0");
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const call of Object.values(methods)) {
        const parameters = (call as { parameters?: { name: string; in: string }[] }).parameters;
        const inPath = (parameters ?? []).filter((parameter) => parameter.in === "path");
        expect(inPath.map(({ name }) => name)).toEqual(names as string[]);
        expect(call.summary).toBeString();
        expect(Object.keys(call.responses).toSorted()).toEqual(["200", "default"]);
      }
    }
  });

  test("every reference leads somewhere", async () => {
    await using web = await TestApp.open();
    const document = await web.json<Document>("/api/openapi.json");
    const references = [
      ...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g),
    ];
    expect(references.length).toBeGreaterThan(5);
    for (const [, name] of references) expect(document.components.schemas).toHaveProperty(name!);
  });
});
