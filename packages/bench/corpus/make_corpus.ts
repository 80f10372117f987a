import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { loadSharp, type SharpModule } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import {
  BASELINE,
  type Corpus,
  type CorpusFile,
  type CorpusManifest,
  MANIFEST,
} from "./manifest.ts";
import {
  type CorpusPlanOptions,
  type Photograph,
  type PlannedPicture,
  planCorpus,
} from "./plan_corpus.ts";

/** What a corpus is made of, and where. */
export interface MakeCorpusOptions extends CorpusPlanOptions {
  /** Folders of photographs, looked through to the bottom. */
  readonly folders: readonly string[];
  /** Where it goes; made when missing. */
  readonly dir: string;
  readonly say: (text: string) => void;
}

/** Smaller ones would be enlarged beyond looking like photographs. */
const MIN_PIXELS = 1_000_000;
/** Full colour in every pixel is what a few encoders write; half is what nearly all do. */
const CHROMA = "4:2:0";

interface Source extends Photograph {
  readonly path: string;
  readonly sha256: string;
}

/**
 * Makes a corpus of photographs: parts of what the folders hold, scaled and encoded anew, so that a few photographs
 * give many pictures. For each progressive file a twin of the same pixels that is not lies in `baseline/`.
 *
 * @throws {AcaciaError} `usage` when the folders hold no photograph; `config` where sharp cannot be loaded.
 */
export async function makeCorpus(options: MakeCorpusOptions): Promise<Corpus> {
  const sharp = await loadSharp();
  if (!sharp) throw new AcaciaError("config", "Cannot make a corpus: sharp cannot be loaded here");
  const sources = await listPhotographs(sharp, options.folders);
  await mkdir(join(options.dir, BASELINE), { recursive: true });
  const files: CorpusFile[] = [];
  for (const source of sources) {
    const planned = planCorpus(sources, options).filter((one) => one.source === source.name);
    options.say(`${source.name}: ${planned.length} pictures`);
    files.push(...(await cutPictures(sharp, source, { planned, dir: options.dir })));
  }
  const manifest: CorpusManifest = {
    kind: "photographs",
    seed: options.seed,
    progressivePercent: options.progressivePercent,
    versions: { sharp: sharp.versions.sharp ?? "", vips: sharp.versions.vips },
    sources: sources.map(({ path: _, ...facts }) => facts),
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    files: files.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  };
  await writeFile(join(options.dir, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
  return { ...manifest, dir: options.dir };
}

async function listPhotographs(
  sharp: SharpModule,
  folders: readonly string[],
): Promise<readonly Source[]> {
  const sources = new Map<string, Source>();
  for (const { name, path } of await listJpegs(folders)) {
    const bytes = await readFile(path);
    const { autoOrient } = await sharp(bytes).metadata();
    const { width, height } = autoOrient;
    // The same photograph may lie there twice, under two names.
    const sha256 = Bun.SHA256.hash(bytes, "hex");
    if (width * height >= MIN_PIXELS) {
      sources.set(sha256, { name, path, width, height, sha256 });
    }
  }
  if (sources.size > 0) return [...sources.values()];
  throw new AcaciaError("usage", `Cannot make a corpus: no photograph in ${folders.join(", ")}`, {
    hint: "Give a folder that holds JPEG files of a megapixel or more",
  });
}

/** By name, so that the order of a folder on disk decides nothing. */
async function listJpegs(folders: readonly string[]) {
  const files: { readonly name: string; readonly path: string }[] = [];
  for (const folder of folders) {
    try {
      const names = await readdir(folder, { recursive: true });
      files.push(...names.sort().map((name) => ({ name, path: join(folder, name) })));
    } catch (cause) {
      throw new AcaciaError("usage", `Cannot make a corpus: ${folder} cannot be read`, {
        cause,
        hint: "Give folders of photographs",
      });
    }
  }
  return files.filter(({ name }) => /\.jpe?g$/i.test(name));
}

/** Decodes a photograph once, and writes all that is cut from it. */
async function cutPictures(
  sharp: SharpModule,
  source: Source,
  { planned, dir }: { readonly planned: readonly PlannedPicture[]; readonly dir: string },
): Promise<readonly CorpusFile[]> {
  const { data, info } = await sharp(source.path, { autoOrient: true })
    .toColourspace("srgb")
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const files: CorpusFile[] = [];
  for (const picture of planned) {
    const { crop, width, height, ...about } = picture;
    const cut = await sharp(data, { raw })
      .extract(crop)
      .resize(width, height, { fit: "fill" })
      .raw()
      .toBuffer();
    const small = { raw: { width, height, channels: info.channels }, picture };
    const bytes = await encode(sharp, cut, { ...small, progressive: picture.progressive });
    await writeFile(join(dir, picture.name), bytes);
    if (picture.progressive) {
      const twin = await encode(sharp, cut, { ...small, progressive: false });
      await writeFile(join(dir, BASELINE, picture.name), twin);
    }
    const sha256 = Bun.SHA256.hash(bytes, "hex");
    files.push({ ...about, width, height, sizeBytes: bytes.length, sha256 });
  }
  return files;
}

function encode(
  sharp: SharpModule,
  pixels: Uint8Array,
  how: {
    readonly raw: {
      readonly width: number;
      readonly height: number;
      readonly channels: 1 | 2 | 3 | 4;
    };
    readonly picture: PlannedPicture;
    readonly progressive: boolean;
  },
): Promise<Buffer> {
  const image = sharp(pixels, { raw: how.raw });
  if (how.picture.type === "png") return image.png().toBuffer();
  const { quality } = how.picture;
  return image
    .jpeg({ quality, progressive: how.progressive, chromaSubsampling: CHROMA })
    .toBuffer();
}
