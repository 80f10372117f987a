// What each media is made from: enough to list it, and enough to draw it later.
import { MOTIFS, SHOWCASE } from "./draw.ts";
import type { PhotoFile } from "./folder.ts";
import { GIF, type Layout, STILL } from "./layout.ts";
import type { WorldOptions } from "./model.ts";
import { type Motif, RATIOS, type Shape } from "./motif.ts";
import { type NearForm, nearForms, nearSize } from "./near_duplicate.ts";
import { MIN_FILLER_BYTES } from "./pad.ts";
import type { Roles } from "./roles.ts";
import { hash, hashIndex, Rng } from "./seed.ts";

/** How to make one media. */
export interface Recipe {
  readonly from: "drawing" | "animation" | "photo" | "near";
  /** Recipes with the same name share one drawing. */
  readonly name: string;
  /** Index into `MOTIFS`; -1 for a photograph. */
  readonly motif: number;
  readonly seed: number;
  readonly mime: string;
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
  /** The drawing before it is padded must fit into this many bytes. */
  readonly roomBytes: number;
  readonly sizeBytes: number;
  readonly mp4SizeBytes: number;
  /** Of an animation; 1 for a still. */
  readonly frames: number;
  readonly durationS: number;
  readonly quality: number;
  readonly progressive: boolean;
  readonly photo?: PhotoFile;
  readonly near?: { readonly of: number; readonly form: NearForm };
}

/** Frames a second of every animation. */
export const FRAMES_PER_SECOND = 12;
const BIG_GIF_BYTES = 22_000_000;
const DECK_ROUNDS = 8;
/** Below this a PNG's or WebP's own overhead would leave nothing for the picture. */
const SMALL_BYTES = 24_000;
const DEFAULT_MAX_SIDE = 3000;
/** A rich motif counts as so many times its pixels. */
const RICH_FACTOR = 2.2;
/** Different drawings of one moving motif; more would only take time. */
const ANIMATION_VARIANTS = 2;

/** Answers for every media what it is made from. */
export class RecipeBook {
  readonly #options: WorldOptions;
  readonly #layout: Layout;
  readonly #roles: Roles;
  readonly #photos: readonly PhotoFile[];
  readonly #seed: number;
  readonly #stillSeed: number;
  readonly #themeSeed: number;
  readonly #maxSide: number;
  readonly #deck: readonly number[];
  readonly #moving: readonly number[];
  #last: { index: number; recipe: Recipe } | undefined;

  /** @throws {RangeError} When no photograph fits the size that all media shall have. */
  constructor(parts: {
    options: WorldOptions;
    layout: Layout;
    roles: Roles;
    photos: readonly PhotoFile[];
  }) {
    this.#options = parts.options;
    this.#layout = parts.layout;
    this.#roles = parts.roles;
    this.#seed = parts.options.seed ?? 1;
    this.#maxSide = parts.options.maxSide ?? DEFAULT_MAX_SIDE;
    this.#stillSeed = hash(this.#seed, "still");
    this.#themeSeed = hash(this.#seed, "theme");
    this.#photos = choosePhotos(parts.photos, parts.options);
    this.#deck = makeDeck(this.#seed, [
      MOTIFS.map((_, i) => i),
      MOTIFS.flatMap((motif, i) => (motif.kind === "photo" ? [i] : [])),
    ]);
    this.#moving = makeDeck(this.#seed, [MOTIFS.flatMap((motif, i) => (motif.moves ? [i] : []))]);
  }

  /** The recipe of a media, by its index. A copy has its original's. */
  at(index: number): Recipe {
    if (this.#last?.index === index) return this.#last.recipe;
    const recipe = this.#make(index);
    this.#last = { index, recipe };
    return recipe;
  }

  /** What a media shows, as an index into `MOTIFS`; -1 for a photograph. */
  motifOf(index: number): number {
    const copied = this.#roles.copyOf[index] as number;
    if (copied >= 0) return this.motifOf(copied);
    const near = this.#roles.nearOf[index] as number;
    if (near >= 0) return this.motifOf(near);
    if (this.#layout.kind[index] !== STILL) return this.#animationOf(index).motif;
    return this.#photos.length > 0 ? -1 : this.#motifFor(this.#slotOf(index));
  }

  /** Media with the same slot share a drawing. */
  #slotOf(index: number): number {
    const { distinctPictures } = this.#options;
    return distinctPictures === undefined ? index : index % distinctPictures;
  }

  #make(index: number): Recipe {
    const copied = this.#roles.copyOf[index] as number;
    if (copied >= 0) return this.#make(copied);
    const near = this.#roles.nearOf[index] as number;
    if (near >= 0) return this.#makeNear(index, near);
    if (this.#layout.kind[index] !== STILL) return this.#makeAnimation(index);
    return this.#photos.length > 0 ? this.#makePhoto(index) : this.#makeStill(index);
  }

  #makeStill(index: number): Recipe {
    const { sizeBytes } = this.#options;
    const slot = this.#slotOf(index);
    const seed = hashIndex(this.#stillSeed, slot);
    const rng = new Rng(seed);
    const motif = this.#motifFor(slot);
    const look = MOTIFS[motif] as Motif;
    const mime = chooseMime(look, { rng, sizeBytes });
    const maxPixels = (sizeBytes ?? Number.POSITIVE_INFINITY) * 5;
    const shape = this.#isShown(index) ? (look.shapes[0] ?? "wide") : rng.pick(look.shapes);
    const size = chooseSize(shape, { rng, maxPixels, maxSide: this.#maxSide });
    const pixels = size.width * size.height * (look.rich ? RICH_FACTOR : 1);
    const natural = chooseBytes(mime, { rng, pixels });
    const own = natural + this.#spread(index, mime);
    return {
      from: "drawing",
      name: `still ${slot}`,
      motif,
      seed,
      mime,
      ...size,
      animated: false,
      roomBytes: (sizeBytes ?? natural) - MIN_FILLER_BYTES,
      sizeBytes: sizeBytes ?? own,
      mp4SizeBytes: 0,
      frames: 1,
      durationS: 0,
      quality: rng.int(78, 90),
      progressive: rng.chance(0.15),
    };
  }

  /** What a media that shares its picture with others is longer than the shortest of them. */
  #spread(index: number, mime: string): number {
    if (this.#options.distinctPictures === undefined) return 0;
    const extra = MIN_FILLER_BYTES + (hash(this.#seed, "spread", index) % 40_000);
    return mime === "image/webp" ? extra - (extra % 2) : extra;
  }

  /** Whether it is one of the first tiles of a gallery: those lie as they look best. */
  #isShown(index: number): boolean {
    return (this.#layout.postOf[index] as number) < SHOWCASE.length;
  }

  #motifFor(index: number): number {
    const post = this.#layout.postOf[index] as number;
    const place = index - (this.#layout.firstMedia[post] as number);
    const shown = SHOWCASE[post];
    if (shown !== undefined && place === 0) return shown;
    const deck = this.#deck;
    const first = deck[post % deck.length] as number;
    if (place === 0) return first;
    // Some albums have a theme for their first pictures; no album shows a motif twice before it has shown them all.
    const start = hashIndex(this.#themeSeed, post);
    if (place < 4 && start % 2 === 0) return (first + place) % MOTIFS.length;
    return deck[(start + place) % deck.length] as number;
  }

  #makePhoto(index: number): Recipe {
    const photos = this.#photos;
    const photo = photos[index % photos.length] as PhotoFile;
    const again = Math.floor(index / photos.length);
    const even = photo.sizeBytes + (photo.sizeBytes % 2);
    const repeated = even + MIN_FILLER_BYTES + 2 * (again % 1000);
    return {
      from: "photo",
      name: `photo ${index % photos.length}`,
      motif: -1,
      seed: 0,
      mime: photo.mime,
      width: photo.width,
      height: photo.height,
      animated: photo.animated,
      roomBytes: photo.sizeBytes,
      sizeBytes: this.#options.sizeBytes ?? (again === 0 ? photo.sizeBytes : repeated),
      mp4SizeBytes: 0,
      frames: 1,
      durationS: 0,
      quality: 0,
      progressive: false,
      photo,
    };
  }

  #makeNear(index: number, of: number): Recipe {
    const source = this.#make(of);
    const rng = new Rng(hash(this.#seed, "near", index));
    const form = rng.pick(nearForms(source));
    const size = nearSize(source, form);
    const pixels = size.width * size.height;
    const natural = chooseBytes("image/jpeg", { rng, pixels });
    const sizeBytes = this.#options.sizeBytes ?? natural;
    return {
      ...source,
      ...size,
      from: "near",
      name: `near ${index}`,
      mime: "image/jpeg",
      animated: false,
      roomBytes: sizeBytes - MIN_FILLER_BYTES,
      sizeBytes,
      quality: form === "coarse" ? 40 : rng.int(70, 86),
      progressive: false,
      near: { of, form },
    };
  }

  #animationOf(index: number): { motif: number; variant: number } {
    const post = this.#layout.postOf[index] as number;
    const shown = SHOWCASE[post];
    if (shown !== undefined && MOTIFS[shown]?.moves) return { motif: shown, variant: 0 };
    const place = this.#layout.kind[index] === GIF ? post : post + 3;
    return {
      motif: this.#moving[(place * 7) % this.#moving.length] as number,
      variant: Math.floor(place / 5) % ANIMATION_VARIANTS,
    };
  }

  #makeAnimation(index: number): Recipe {
    const { sizeBytes: forced } = this.#options;
    const rng = new Rng(hash(this.#seed, "animation", index));
    const { motif, variant } = this.#animationOf(index);
    const isGif = this.#layout.kind[index] === GIF;
    const plan = planFrames(MOTIFS[motif] as Motif, {
      variant,
      isGif,
      forced,
      maxSide: this.#maxSide,
    });
    const pixels = plan.width * plan.height * plan.frames;
    const gifBytes = this.#layout.bigGifs.has(index)
      ? BIG_GIF_BYTES + rng.int(0, 9_000_000)
      : Math.round(pixels * rng.range(0.55, 0.85)) + 30_000;
    const videoBytes = Math.round(pixels * rng.range(0.24, 0.42)) + 20_000;
    const sizeBytes = forced ?? (isGif ? gifBytes : videoBytes);
    const smaller = Math.min(videoBytes, Math.round(sizeBytes * rng.range(0.5, 0.7)));
    return {
      from: "animation",
      name: `${isGif ? "gif" : "mp4"} ${motif} ${variant} ${plan.width} ${plan.height} ${plan.frames}`,
      motif,
      seed: hash(this.#seed, "moving", motif, variant),
      mime: isGif ? "image/gif" : "video/mp4",
      ...plan,
      animated: true,
      roomBytes: (forced ?? 30_000 + Math.round(pixels * (isGif ? 0.55 : 0.24))) - MIN_FILLER_BYTES,
      sizeBytes,
      mp4SizeBytes: forced === undefined ? smaller : Math.max(8_000, smaller),
      durationS: plan.frames / FRAMES_PER_SECOND,
      quality: 0,
      progressive: false,
    };
  }
}

function choosePhotos(photos: readonly PhotoFile[], options: WorldOptions): readonly PhotoFile[] {
  const { sizeBytes, distinctPictures } = options;
  const fitting = photos.filter(
    (photo) => sizeBytes === undefined || photo.sizeBytes + MIN_FILLER_BYTES + 18 <= sizeBytes,
  );
  if (photos.length > 0 && fitting.length === 0) {
    throw new RangeError(`Cannot make a world: no photograph fits into ${sizeBytes} bytes`);
  }
  const rng = new Rng(hash(options.seed ?? 1, "photos"));
  return rng.shuffle(fitting).slice(0, distinctPictures ?? fitting.length);
}

/** The lists in turn, several times, each time in another order: what is in more lists comes up more often. */
function makeDeck(seed: number, lists: readonly (readonly number[])[]): readonly number[] {
  const rng = new Rng(hash(seed, "deck"));
  return Array.from({ length: DECK_ROUNDS }, () =>
    lists.flatMap((list) => rng.shuffle(list)),
  ).flat();
}

function chooseMime(motif: Motif, how: { rng: Rng; sizeBytes: number | undefined }): string {
  const chance = how.rng.next();
  const { sizeBytes } = how;
  if (sizeBytes !== undefined && sizeBytes < SMALL_BYTES) return "image/jpeg";
  if (motif.kind === "graphic") return chance < 0.75 ? "image/png" : "image/jpeg";
  const even = sizeBytes === undefined || sizeBytes % 2 === 0;
  return chance < 0.06 && even ? "image/webp" : "image/jpeg";
}

function chooseSize(
  shape: Shape,
  how: { rng: Rng; maxPixels: number; maxSide: number },
): { width: number; height: number } {
  const { rng } = how;
  const ratios = RATIOS[shape];
  const ratio = rng.chance(0.5) ? (ratios[0] as number) : rng.pick(ratios);
  const long = Math.min(how.maxSide, chooseLongSide(rng));
  const natural = ratio >= 1 ? long * (long / ratio) : long * (long * ratio);
  const scale = Math.min(1, Math.sqrt(how.maxPixels / natural));
  const side = Math.max(24, Math.floor(long * scale));
  return ratio >= 1
    ? { width: side, height: Math.max(16, Math.round(side / ratio)) }
    : { width: Math.max(16, Math.round(side * ratio)), height: side };
}

function chooseLongSide(rng: Rng): number {
  const chance = rng.next();
  if (chance < 0.3) return rng.int(640, 960);
  if (chance < 0.6) return rng.pick([1024, 1080, 1200, 1280]);
  if (chance < 0.88) return rng.int(900, 1300);
  if (chance < 0.985) return rng.pick([1400, 1600, 1600, 1920]);
  return rng.int(2200, 3000);
}

/** Sizes as on Imgur: about 210 KB in the mean, with a long tail. */
function chooseBytes(mime: string, how: { rng: Rng; pixels: number }): number {
  const { rng, pixels } = how;
  const tail = rng.chance(0.04) ? rng.range(1.6, 4) : 1;
  const perPixel = BYTES_PER_PIXEL[mime] ?? 0.2;
  const bytes = pixels * perPixel * Math.exp(Math.abs(rng.normal()) * 0.28) * tail + 4_000;
  return 2 * Math.round(bytes / 2);
}

const BYTES_PER_PIXEL: Readonly<Record<string, number>> = {
  "image/jpeg": 0.118,
  "image/png": 0.13,
  "image/webp": 0.1,
};

function planFrames(
  motif: Motif,
  how: { variant: number; isGif: boolean; forced: number | undefined; maxSide: number },
): { width: number; height: number; frames: number } {
  const shape = motif.shapes[how.variant % motif.shapes.length] ?? "wide";
  const ratio = Math.min(2, Math.max(0.6, RATIOS[shape][0] ?? 1.5));
  const frames = how.isGif ? 18 + 6 * how.variant : 30 + 6 * how.variant;
  const natural = how.isGif ? 360 + 60 * how.variant : 560 + 80 * how.variant;
  const long = Math.min(how.maxSide, natural);
  if (how.forced === undefined) return { ...sides(long, ratio), frames };
  const budget = how.forced * 1.2;
  const affordable = Math.min(frames, Math.max(2, Math.round(budget / 12_000)));
  const area = Math.min(long * long, budget / affordable);
  return { ...sides(Math.sqrt(area * Math.max(ratio, 1 / ratio)), ratio), frames: affordable };
}

/** Both even, as H.264 needs. */
function sides(long: number, ratio: number): { width: number; height: number } {
  const even = (value: number) => Math.max(16, 2 * Math.round(value / 2));
  return ratio >= 1
    ? { width: even(long), height: even(long / ratio) }
    : { width: even(long * ratio), height: even(long) };
}
