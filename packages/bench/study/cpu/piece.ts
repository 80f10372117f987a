import {
  type Engine,
  hashPerceptually,
  makeBunEngine,
  makeSharpEngine,
  type Pixels,
} from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";

/** What a piece of work is made of: computing in TypeScript, waiting for a server, or pictures in native code. */
export const WORKS = ["computing", "waiting", "Bun.Image", "sharp"] as const;
/** One of {@link WORKS}. */
export type Work = (typeof WORKS)[number];

/** What whoever does pieces must know; plain data, the same for threads and processes. */
export interface PieceSetup {
  /** Of the pixels that are hashed, px. */
  readonly width: number;
  readonly height: number;
  /** What is asked of a server; its answer is late by as much as a hash takes. */
  readonly url: string;
  /** The picture that is made small, absolute. */
  readonly picture: string;
}

const RENDERING = { size: 128, format: "jpeg", quality: 80 } as const;

/**
 * Gets ready to do pieces: decoded pixels in memory, both engines loaded.
 *
 * @returns What does one piece, and tells what came of it: the same for each piece of a kind, wherever it runs.
 */
export function preparePieces({ width, height, url, picture }: PieceSetup) {
  const pixels = paintPixels({ width, height });
  const engines = { "Bun.Image": makeBunEngine(), sharp: makeSharpEngine() };
  const makeSmall = async (engine: Engine) => {
    const [output] = (await engine.render(picture, [RENDERING])).outputs;
    return Bun.SHA256.hash(output!.bytes, "hex");
  };
  return async (work: Work): Promise<string> => {
    switch (work) {
      case "computing":
        return hashPerceptually(pixels).hash.toString(16);
      case "waiting":
        return askServer(url);
      default:
        return makeSmall(engines[work]);
    }
  };
}

async function askServer(url: string): Promise<string> {
  const answer = await fetch(url);
  const bytes = await answer.bytes();
  if (answer.ok) return Bun.SHA256.hash(bytes, "hex");
  throw new AcaciaError("unexpected", `Cannot use the stand-in: it answered ${answer.status}`);
}

/** Decoded pixels as a photograph has them: soft slopes and some grain. The same for the same size. */
export function paintPixels({ width, height }: { width: number; height: number }): Pixels {
  const rgba = new Uint8Array(width * height * 4);
  for (let at = 0; at < rgba.length; at += 4) {
    const x = (at / 4) % width;
    const y = Math.floor(at / 4 / width);
    const grain = ((at * 73_244_475) >>> 7) & 15;
    rgba[at] = 120 + 100 * Math.sin(x / 170) + grain;
    rgba[at + 1] = 120 + 100 * Math.cos((x + y) / 230) + grain;
    rgba[at + 2] = 120 + 100 * Math.sin(y / 90) + grain;
    rgba[at + 3] = 255;
  }
  return { width, height, rgba };
}
