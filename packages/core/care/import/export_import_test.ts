import { expect, test } from "bun:test";
import { join } from "node:path";
import fc from "fast-check";
import type { Archive } from "../../archive/archive.ts";
import { parseViewTemplate } from "../../archive/view_template.ts";
import { systemClock } from "../../async/clock.ts";
import { keepMedia, type MediaToKeep } from "../../testing/keep_media.ts";
import { sampleMedia } from "../../testing/sample_posts.ts";
import { makeTempFolder, openTempArchive } from "../../testing/temp_archive.ts";
import { exportFolder } from "../export/export_folder.ts";
import { importFiles } from "./import_files.ts";
import { openImportRun } from "./import_run.ts";

const RUNS = { numRuns: 12 };

/** The least that is a whole JPEG: its markers, and a scan that differs by seed. */
function picture(seed: number): Uint8Array {
  const bytes = new Uint8Array(600).fill(seed);
  bytes.set([0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0]);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytes;
}

/** A run that files may be brought by. */
function addRun(archive: Archive): number {
  const facts = { paths: [], settings: {}, version: "0", clock: systemClock };
  return openImportRun(archive, facts).id;
}

/** Pictures by Imgur's ids, words among them; some have the bytes of others. */
const pictures = fc.uniqueArray(
  fc.record({
    id: fc.oneof(fc.stringMatching(/^[A-Za-z0-9]{7}$/), fc.constantFrom("kittens", "1234567")),
    seed: fc.integer({ min: 0, max: 5 }),
  }),
  { selector: ({ id }) => id.toLowerCase(), minLength: 1, maxLength: 8 },
);

/** Exports what is kept by a template into a folder, imports that, and asks both archives the same. */
async function carryOver(
  kept: readonly MediaToKeep[],
  { text, folder = "out", ask }: { text: string; folder?: string; ask: string },
) {
  await using from = await openTempArchive();
  await using to = await openTempArchive();
  await using temp = await makeTempFolder();
  addRun(from);
  for (const one of kept) await keepMedia(from, one);
  const path = join(temp.dir, folder);
  const template = parseViewTemplate(text)!;
  await Array.fromAsync(exportFolder(from, { selection: {}, template, dir: path, way: "copy" }));
  const options = { path, way: "copy", clock: systemClock, linkView: () => {} } as const;
  const files = await Array.fromAsync(importFiles(to, { ...options, run: addRun(to) }));
  const [before = [], after = []] = [from, to].map(({ sqlite }) => sqlite.query(ask).values());
  return { files, before, after };
}

const withBytes = (kept: readonly { id: string; seed: number }[]) =>
  kept.map(({ id, seed }) => ({ id, bytes: picture(seed) }));

// Seen failing: with a file left out whose bytes were met under another id.
test("an export that is imported gives the same ids with the same bytes, where names carry ids", async () => {
  const ask = "SELECT imgur_id, sha256 FROM media WHERE shown = 1 ORDER BY imgur_id";
  await fc.assert(
    fc.asyncProperty(pictures, async (kept) => {
      const text = "imgur/{id}.{ext}";
      const { before, after } = await carryOver(withBytes(kept), { text, ask });
      expect(after).toEqual(before);
    }),
    RUNS,
  );
});

// Seen failing: with batches of which the last file is not kept.
test("an export that is imported gives the same files, whatever their names", async () => {
  const texts = fc.constantFrom(
    "{source}/{num}{id}.{ext}",
    "{date:%Y}/{title|id}.{ext}",
    "p.{ext}",
  );
  const ask = "SELECT sha256, md5, ext, size_bytes FROM blobs ORDER BY sha256";
  await fc.assert(
    fc.asyncProperty(pictures, texts, async (kept, text) => {
      const { files, before, after } = await carryOver(withBytes(kept), { text, ask });
      expect(after).toEqual(before);
      expect(files).toHaveLength(kept.length);
      expect(files.filter(({ outcome }) => outcome === "stored")).toHaveLength(before.length);
    }),
    RUNS,
  );
});

// Seen failing: with an album's files in the order of their names.
test("an album that is exported as gallery-dl names it keeps its title and its order", async () => {
  const order = fc.uniqueArray(fc.integer({ min: 1, max: 150 }), { minLength: 2, maxLength: 6 });
  const ask = `SELECT p.imgur_id, p.title, m.imgur_id, pm.position FROM posts p
    JOIN post_media pm ON pm.post_id = p.id JOIN media m ON m.id = pm.media_id ORDER BY pm.position`;
  await fc.assert(
    fc.asyncProperty(order, async (seeds) => {
      const ids = seeds.map((seed) => `Pic${String(seed).padStart(4, "0")}`);
      const media = ids.map((id) => sampleMedia({ id, title: null }));
      const album = { id: "aBc12De", kind: "album", title: "Two cats" } as const;
      const post = { ...album, mediaCount: ids.length, media };
      const kept = ids.map((id, n) => ({ id, bytes: picture(seeds[n]!), post }));
      const text = "{post} - {title}/imgur_{post}_{num}{id}.{ext}";
      const { before, after } = await carryOver(kept, { text, folder: "imgur", ask });
      expect(after).toEqual(before);
    }),
    RUNS,
  );
});
