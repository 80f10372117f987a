// Pictures in a process of their own, without a program around: `bare_main.ts WHAT SIZE FOLDER OUT WIDTH`, WHAT one of
//   single   one JPEG each, by Bun.Image and nothing else: with a width of 1, the floor
//   gallery  every size of an archive, with its hashes, by our own function
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ARCHIVE_THUMBS, systemClock } from "@acacia/core/thumbs";
import { makeEngines, makeThumbnails } from "@acacia/core/thumbs/maker";

const [what = "", side = "", folder = "", out = "", width = "1"] = process.argv.slice(2);
const size = Number(side);
mkdirSync(out, { recursive: true });
const waiting = readdirSync(folder).filter((name) => !name.includes("_thumbnail"));
const engines = makeEngines();

async function makeSingle(name: string): Promise<void> {
  const image = new Bun.Image(join(folder, name)).resize(size, size, { fit: "inside" });
  writeFileSync(join(out, `${name}.jpg`), await image.jpeg({ quality: 80 }).bytes());
}

async function makeGallery(name: string): Promise<void> {
  const outputs = ARCHIVE_THUMBS.sizes.map((own) => ({
    size: own,
    path: join(out, `${own}_${name}.jpg`),
  }));
  const type = name.endsWith("png") ? "png" : "jpg";
  const job = { ...ARCHIVE_THUMBS, key: name, path: join(folder, name), type, outputs } as const;
  const { verdict } = await makeThumbnails(job, { engines, clock: systemClock });
  if (verdict !== "made") throw new Error(`Cannot take the run as a sample: ${name} is refused`);
}

async function work(): Promise<void> {
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    await (what === "gallery" ? makeGallery(name) : makeSingle(name));
  }
}

const begun = performance.now();
await Promise.all(Array.from({ length: Number(width) }, work));
process.stdout.write(`${JSON.stringify({ runMs: performance.now() - begun })}\n`);
