import { makeRandom } from "../measure/statistics.ts";

/** A photograph that pictures are cut from. */
export interface Photograph {
  readonly name: string;
  /** Upright, px. */
  readonly width: number;
  readonly height: number;
}

/** A picture to be made: a part of a photograph, scaled. */
export interface PlannedPicture {
  readonly name: string;
  readonly source: string;
  readonly type: "jpg" | "png";
  /** The part, px of the photograph. */
  readonly crop: {
    readonly left: number;
    readonly top: number;
    readonly width: number;
    readonly height: number;
  };
  /** Of the picture, px. */
  readonly width: number;
  readonly height: number;
  /** 78 to 90; 0 for PNG. */
  readonly quality: number;
  readonly progressive: boolean;
}

/** What a corpus is to be. */
export interface CorpusPlanOptions {
  readonly count: number;
  /** Of all files, percent. */
  readonly progressivePercent: number;
  readonly seed: number;
}

/** As of Imgur's stills: about a fifth are PNG, and those are small. */
const PNG_SHARE = 0.18;
const JPEG_SIDES = { least: 1024, most: 2048 } as const;
const PNG_SIDES = [480, 640] as const;
const QUALITIES = { least: 78, most: 90 } as const;
/** Shares of a photograph's sides that a part keeps: no two parts alike, all of them pictures of something. */
const PART = { least: 0.55, most: 1 } as const;

/**
 * Which part of which photograph each picture is, in which size and form: the same for the same seed, and as many
 * progressive files and PNGs as were asked for, not merely about as many.
 *
 * @param photographs At least one.
 */
export function planCorpus(
  photographs: readonly Photograph[],
  { count, progressivePercent, seed }: CorpusPlanOptions,
): readonly PlannedPicture[] {
  const random = makeRandom(seed);
  const pngs = Math.round(count * PNG_SHARE);
  const progressives = Math.min(count - pngs, Math.round((count * progressivePercent) / 100));
  const jpegs = count - pngs;
  return Array.from({ length: count }, (_, n) => {
    const isPng = spread(n, { picks: pngs, of: count });
    // Counted among the JPEGs alone, so that the share of progressive files moves nothing else.
    const nthJpeg = n - Math.floor((n * pngs) / count);
    const draw = { between: makeDraw(random), photograph: photographs[n % photographs.length]! };
    const shape = isPng ? planPng(draw) : planJpeg(draw);
    const progressive = !isPng && spread(nthJpeg, { picks: progressives, of: jpegs });
    return { ...shape, name: `picture_${String(n).padStart(4, "0")}.${shape.type}`, progressive };
  });
}

type Draw = {
  readonly between: (least: number, most: number) => number;
  readonly photograph: Photograph;
};
type Shape = Omit<PlannedPicture, "name" | "progressive">;

function planPng(draw: Draw): Shape {
  const side = PNG_SIDES[draw.between(0, PNG_SIDES.length - 1)]!;
  return { ...planPart(draw, side), type: "png", quality: 0 };
}

function planJpeg(draw: Draw): Shape {
  const side = draw.between(JPEG_SIDES.least, JPEG_SIDES.most);
  const quality = draw.between(QUALITIES.least, QUALITIES.most);
  return { ...planPart(draw, side), type: "jpg", quality };
}

/** A part of a shape of its own, scaled so that its longer side is as wanted. */
function planPart({ between, photograph }: Draw, side: number) {
  const part = (whole: number) =>
    Math.round((whole * between(PART.least * 1000, PART.most * 1000)) / 1000);
  const [width, height] = [part(photograph.width), part(photograph.height)];
  const left = between(0, photograph.width - width);
  const top = between(0, photograph.height - height);
  const scale = side / Math.max(width, height);
  return {
    source: photograph.name,
    crop: { left, top, width, height },
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** Whole numbers, both ends included. */
function makeDraw(random: () => number): Draw["between"] {
  return (least, most) => Math.floor(least + random() * (most - least + 1));
}

/** Whether the nth is among so many that are spread evenly over all. */
function spread(n: number, { picks, of }: { readonly picks: number; readonly of: number }) {
  return Math.floor(((n + 1) * picks) / of) > Math.floor((n * picks) / of);
}
