import { join } from "node:path";
import { loadSharp, type SharpModule } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { quantile } from "../../measure/statistics.ts";
import type { Metrics } from "../case.ts";
import { type Rgb, scaleByLanczos } from "./lanczos.ts";
import { psnrOf, ssimOf } from "./similarity.ts";

/** A thumbnail and what it was made from, both by path. */
export interface Thumbnail {
  readonly picture: string;
  readonly thumbnail: string;
}

/** How near thumbnails are to what they should be. */
export interface Fidelity {
  readonly psnrDb: readonly number[];
  readonly ssim: readonly number[];
  /** How far each is off the size that the picture's shape asks for, px: the worse of both sides. */
  readonly offPx: readonly number[];
}

/** What thumbnails should be: every picture decoded in full and scaled by Lanczos's window. */
export class Yardstick {
  readonly #sharp: SharpModule;
  readonly #size: number;
  readonly #scaled = new Map<string, Rgb>();

  /** @param size Side of the box, px. @param sharp Decodes. */
  constructor(size: number, sharp: SharpModule) {
    this.#size = size;
    this.#sharp = sharp;
  }

  /** Compares each thumbnail with its picture in the thumbnail's own size; the sizes are judged beside that. */
  async measure(thumbnails: readonly Thumbnail[]): Promise<Fidelity> {
    const fidelity = { psnrDb: [] as number[], ssim: [] as number[], offPx: [] as number[] };
    for (const { picture, thumbnail } of thumbnails) {
      const small = await this.#decode(thumbnail);
      const whole = await this.#sharp(picture).metadata();
      fidelity.offPx.push(
        offBy(small, { width: whole.width, height: whole.height, size: this.#size }),
      );
      const ideal = await this.#scale(picture, small);
      fidelity.psnrDb.push(psnrOf(small, ideal));
      fidelity.ssim.push(ssimOf(small, ideal));
    }
    return fidelity;
  }

  async #scale(picture: string, { width, height }: Rgb): Promise<Rgb> {
    const key = `${picture} ${width} ${height}`;
    const known = this.#scaled.get(key);
    if (known) return known;
    const scaled = scaleByLanczos(await this.#decode(picture), { width, height });
    this.#scaled.set(key, scaled);
    return scaled;
  }

  async #decode(path: string): Promise<Rgb> {
    const { data, info } = await this.#sharp(path)
      .toColourspace("srgb")
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, rgb: data };
  }
}

/** @throws {AcaciaError} `config` where sharp cannot be loaded. */
export async function openYardstick(size: number): Promise<Yardstick> {
  const sharp = await loadSharp();
  if (sharp) return new Yardstick(size, sharp);
  throw new AcaciaError("config", "Cannot judge thumbnails: sharp cannot be loaded here");
}

/** How far a size is off the one with the longer side in the box and the picture's shape, px. */
export function offBy(
  small: { readonly width: number; readonly height: number },
  whole: { readonly width: number; readonly height: number; readonly size: number },
): number {
  const scale = Math.min(1, whole.size / Math.max(whole.width, whole.height));
  const ideal = (side: number) => Math.max(1, Math.round(side * scale));
  return Math.max(
    Math.abs(small.width - ideal(whole.width)),
    Math.abs(small.height - ideal(whole.height)),
  );
}

/** As a case tells it. */
export function fidelityMetrics({ psnrDb, ssim, offPx }: Fidelity): Metrics {
  return {
    psnrDb: quantile(psnrDb, 0.5),
    psnrTenthDb: quantile(psnrDb, 0.1),
    psnrMinDb: quantile(psnrDb, 0),
    ssim: quantile(ssim, 0.5),
    offPx: Math.max(...offPx),
  };
}

/** Where `--suffix _thumbnail` puts the thumbnail of a picture. */
export function thumbnailOf(dir: string, name: string, ext: string): string {
  return join(dir, `${name.replace(/\.[^.]+$/, "")}_thumbnail.${ext}`);
}
