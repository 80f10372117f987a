// Draws what the recipes say, when somebody asks, and remembers it for a while.
import sharp from "sharp";
import { type Animation, encodeGif, encodeMp4, renderPoster } from "./animate.ts";
import { ByteCache } from "./byte_cache.ts";
import { MOTIFS } from "./draw.ts";
import type { Motif } from "./motif.ts";
import { makeNearDuplicate } from "./near_duplicate.ts";
import { MIN_FILLER_BYTES, padFile } from "./pad.ts";
import { encodeStill, renderSheet } from "./picture.ts";
import { FRAMES_PER_SECOND, type Recipe, type RecipeBook } from "./recipe.ts";
import { Rng } from "./seed.ts";
import { Sheet } from "./sheet.ts";

const DEFAULT_CACHE_BYTES = 256 * 1024 * 1024;
/** Drawings at work at the same time: each holds some 10 MB of pixels. */
const MAX_DRAWING = 3;
const BIG_BYTES = 20_000_000;

/** The suffix thumbnails: box in pixels, and whether it is filled by cropping (docs/imgur.md §4.2). */
const VARIANTS: Readonly<Record<string, { box: number; crop: boolean }>> = {
  s: { box: 90, crop: true },
  b: { box: 160, crop: true },
  t: { box: 160, crop: false },
  m: { box: 320, crop: false },
  l: { box: 640, crop: false },
  g: { box: 680, crop: false },
  h: { box: 1024, crop: false },
  r: { box: 1360, crop: false },
};

/** Makes the files of a world. */
export class Studio {
  readonly #recipes: RecipeBook;
  readonly #cache: ByteCache;
  readonly #waiting: (() => void)[] = [];
  #drawing = 0;

  constructor(recipes: RecipeBook, options: { cacheBytes?: number | undefined }) {
    this.#recipes = recipes;
    this.#cache = new ByteCache(options.cacheBytes ?? DEFAULT_CACHE_BYTES);
  }

  /** The file of a media, padded to its size; `label` tells it from others that share the drawing. */
  async file(index: number, label: string): Promise<Uint8Array> {
    const recipe = this.#recipes.at(index);
    const base = await this.#base(recipe);
    return padFile(base, { mime: recipe.mime, sizeBytes: recipe.sizeBytes, label });
  }

  /** The MP4 of a GIF. @throws {RangeError} When the media is not a drawn GIF. */
  async mp4(index: number, label: string): Promise<Uint8Array> {
    const recipe = this.#recipes.at(index);
    if (recipe.from !== "animation" || recipe.mime !== "image/gif") {
      throw new RangeError(`Cannot make an mp4 of ${label}: it is not a drawn GIF`);
    }
    const roomBytes = recipe.mp4SizeBytes - MIN_FILLER_BYTES;
    const base = await this.#cache.get(`mp4 of ${recipe.name} ${roomBytes}`, () =>
      this.#draw(() => encodeMp4(animationOf(recipe), roomBytes)),
    );
    return padFile(base, { mime: "video/mp4", sizeBytes: recipe.mp4SizeBytes, label });
  }

  /** A suffix thumbnail. @throws {RangeError} When the suffix is none of Imgur's. */
  async variant(index: number, suffix: string): Promise<{ mime: string; bytes: Uint8Array }> {
    const shape = VARIANTS[suffix];
    if (shape === undefined)
      throw new RangeError(`Cannot make variant ${suffix}: not one of Imgur's`);
    const recipe = this.#recipes.at(index);
    if (suffix === "h" && recipe.mime === "image/gif" && recipe.sizeBytes > BIG_BYTES) {
      return { mime: "image/gif", bytes: await this.#base(recipe) };
    }
    const bytes = await this.#cache.get(`${suffix} of ${recipe.name}`, async () => {
      const source = await this.#poster(recipe);
      return this.#draw(() =>
        sharp(source)
          .flatten({ background: "#000000" })
          .resize(shape.box, shape.box, {
            fit: shape.crop ? "cover" : "inside",
            withoutEnlargement: !shape.crop,
          })
          .jpeg({ quality: 80 })
          .toBuffer(),
      );
    });
    return { mime: "image/jpeg", bytes };
  }

  #poster(recipe: Recipe): Promise<Uint8Array> {
    if (recipe.from !== "animation") return this.#base(recipe);
    return this.#cache.get(`poster of ${recipe.name}`, () =>
      this.#draw(() => renderPoster(animationOf(recipe))),
    );
  }

  #base(recipe: Recipe): Promise<Uint8Array> {
    return this.#cache.get(recipe.name, async () => {
      if (recipe.near === undefined) return this.#draw(() => drawBase(recipe));
      const { of, form } = recipe.near;
      const source = await this.#base(this.#recipes.at(of));
      const { quality, roomBytes } = recipe;
      return this.#draw(() =>
        makeNearDuplicate(source, { form, size: recipe, quality, roomBytes }),
      );
    });
  }

  async #draw<T>(work: () => Promise<T>): Promise<T> {
    if (this.#drawing >= MAX_DRAWING) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else {
      this.#drawing++;
    }
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#drawing--;
      else next();
    }
  }
}

async function drawBase(recipe: Recipe): Promise<Uint8Array> {
  if (recipe.photo !== undefined) return Bun.file(recipe.photo.path).bytes();
  if (recipe.from === "animation") {
    const encode = recipe.mime === "image/gif" ? encodeGif : encodeMp4;
    return encode(animationOf(recipe), recipe.roomBytes);
  }
  const { width, height, seed } = recipe;
  const sheet = new Sheet({ ratio: width / height, rng: new Rng(seed), pixels: width });
  (MOTIFS[recipe.motif] as Motif).draw(sheet);
  // Noise cannot be compressed without loss: it would triple a PNG.
  if (recipe.mime === "image/png") sheet.grain = 0;
  const pixels = await renderSheet(sheet, recipe);
  return encodeStill(pixels, recipe);
}

function animationOf(recipe: Recipe): Animation {
  const { width, height, frames, seed } = recipe;
  return {
    width,
    height,
    frames,
    seed,
    motif: MOTIFS[recipe.motif] as Motif,
    framesPerSecond: FRAMES_PER_SECOND,
  };
}
