// A process of its own: a folder of thumbnails, served by Hono's serveStatic or by Bun's static routes.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { Hono } from "hono";
import { serveStatic } from "hono/bun";

if (import.meta.main) {
  const [kind = "", root = ""] = process.argv.slice(2);
  const server = kind === "hono" ? serveHono(root) : await serveRoutes(root);
  process.stdout.write(`${server.url.href}\n`);
}

function serveHono(root: string) {
  const app = new Hono();
  app.use("*", serveStatic({ root }));
  return Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: app.fetch });
}

/** Every file is read once, and answered from memory with an ETag by Bun itself. */
async function serveRoutes(root: string) {
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  const routes: Record<string, Response> = {};
  for (const name of names.filter((path) => path.endsWith(".jpg"))) {
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
