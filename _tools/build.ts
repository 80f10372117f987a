// `bun run build [FILE]`: the whole program as one file, which needs neither Bun nor this repo. Its pictures are
// made by Bun's own engine: sharp is a native library that no single file can hold.
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildStaticCode, EMBEDDED_STATIC_FOLDER } from "../packages/web/export/static_page.ts";
import { buildAssets, EMBEDDED_FOLDER } from "../packages/web/server/assets.ts";

const root = join(import.meta.dir, "..");
/** The program, and what runs in its threads. They are found by their paths under `packages`. */
const ENTRIES = ["cli/main", "worker/thumbs/thumbs_main", "worker/threads/threads_main"];

/**
 * Builds the single-file program for this machine.
 *
 * @param outfile Where it is written. @returns Its size in bytes.
 * @throws {AggregateError} when something cannot be bundled.
 */
export async function buildSingleFile(outfile: string): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "acacia-build-"));
  try {
    const gallery = join(folder, EMBEDDED_FOLDER);
    for (const { path, body } of (await buildAssets()).values()) {
      await Bun.write(join(gallery, path === "/" ? "index.html" : path), body);
    }
    const exported = join(folder, EMBEDDED_STATIC_FOLDER);
    const { script, style } = await buildStaticCode();
    await Bun.write(join(exported, "gallery.js"), script);
    await Bun.write(join(exported, "gallery.css"), style);
    await Bun.build({
      entrypoints: ENTRIES.map((entry) => join(root, "packages", `${entry}.ts`)),
      root: join(root, "packages"),
      target: "bun",
      minify: true,
      external: ["sharp"],
      compile: {
        outfile: resolve(outfile),
        assets: [gallery, exported],
        // What lies in the folder where it is started is none of its business.
        autoloadDotenv: false,
        autoloadBunfig: false,
      },
    });
    return (await stat(outfile)).size;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const outfile = process.argv[2] ?? join(root, "dist/acacia");
  const bytes = await buildSingleFile(outfile);
  console.error(`${outfile}: ${(bytes / 1e6).toFixed(0)} MB`);
}
