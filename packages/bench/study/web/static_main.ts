// A process of its own: a folder of thumbnails, served by Hono's serveStatic, by Bun's static routes, or not at all.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { serveStatic } from "hono/bun";

/** How the folder is served; `no-op` answers every address with its first picture, from a handler. */
export type StaticKind = "hono" | "bun" | "no-op";

if (import.meta.main) {
  const [kind = "", root = ""] = process.argv.slice(2);
  const serve = { hono: serveHono, bun: serveRoutes, "no-op": serveOne }[kind as StaticKind];
  const server = await serve(root);
  process.stdout.write(`${server.url.href}\n`);
}

function serveHono(root: string) {
  const app = new Hono();
  app.use("*", serveStatic({ root }));
  return Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: app.fetch });
}

/** What Bun.serve itself reaches with a handler in TypeScript: no address is read, no header added. */
async function serveOne(root: string) {
  const [name = ""] = namesIn(root);
  const bytes = await Bun.file(join(root, name)).bytes();
  const init = { headers: { "content-type": "image/jpeg" } };
  return Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response(bytes, init) });
}

function namesIn(root: string): string[] {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  return names.filter((path) => path.endsWith(".jpg"));
}

/** Every file is read once, and answered from memory with an ETag by Bun itself. */
async function serveRoutes(root: string) {
  const routes: Record<string, Response> = {};
  for (const name of namesIn(root)) {
    const headers = { "content-type": "image/jpeg" };
    routes[`/${name}`] = new Response(await Bun.file(join(root, name)).bytes(), { headers });
  }
  return Bun.serve({
    hostname: "127.0.0.1",
    port: 0,
    routes,
    fetch: () => new Response("", { status: 404 }),
  });
}
