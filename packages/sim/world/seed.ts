// All chance in the world: one number in, the same numbers out on every machine.

/** Mixes numbers and words into 32 well spread bits. */
export function hash(...parts: readonly (number | string)[]): number {
  let state = 0x9e3779b9;
  for (const part of parts) {
    if (typeof part === "number") {
      state = mix(state ^ part);
    } else {
      for (let i = 0; i < part.length; i++) state = mix(state ^ part.charCodeAt(i));
    }
  }
  return mix(state ^ parts.length);
}

/** As `hash(seed, index)`, for those who ask a hundred thousand times. */
export function hashIndex(seed: number, index: number): number {
  return mix(mix(seed) ^ Math.imul(index + 1, 0x9e3779b1));
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** A seeded stream of chance. */
export class Rng {
  #state: number;

  /** @param seed Any 32 bits; see `hash`. */
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to, but not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) >>> 0;
    return mix(this.#state) / 4294967296;
  }

  /** From `low` up to `high`. */
  range(low: number, high: number): number {
    return low + this.next() * (high - low);
  }

  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** One entry of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)] as T;
  }

  /** About normal, mean 0, deviation 1. */
  normal(): number {
    return (this.next() + this.next() + this.next() + this.next() - 2) * Math.sqrt(3);
  }

  /** The list in another order. */
  shuffle<T>(list: readonly T[]): T[] {
    const result = [...list];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [result[i], result[j]] = [result[j] as T, result[i] as T];
    }
    return result;
  }
}

/** Smooth noise over the plane. */
export type Noise = (x: number, y: number) => number;

/** Value noise from 0 to 1, one bump a unit; it repeats after 256 units. */
export function makeNoise(seed: number): Noise {
  const heights = noiseLattice();
  const shiftX = mix(seed) & 255;
  const shiftY = mix(seed ^ 0x5bd1e995) & 255;
  return (x, y) => {
    const left = Math.floor(x);
    const top = Math.floor(y);
    const u = ease(x - left);
    const v = ease(y - top);
    const x0 = (left + shiftX) & 255;
    const x1 = (left + 1 + shiftX) & 255;
    const y0 = ((top + shiftY) & 255) << 8;
    const y1 = ((top + 1 + shiftY) & 255) << 8;
    const upper = (heights[y0 | x0] as number) * (1 - u) + (heights[y0 | x1] as number) * u;
    const lower = (heights[y1 | x0] as number) * (1 - u) + (heights[y1 | x1] as number) * u;
    return upper * (1 - v) + lower * v;
  };
}

let lattice: Float64Array | undefined;

/** 256 × 256 random heights, the same for all noise; each seed looks at another part of them. */
function noiseLattice(): Float64Array {
  lattice ??= Float64Array.from({ length: 65_536 }, (_, i) => mix(i ^ 0x2545f491) / 4294967296);
  return lattice;
}

/** Noise of several sizes laid over each other, from 0 to 1. */
export function makeCloudNoise(seed: number, octaves = 5): Noise {
  const noise = makeNoise(seed);
  return (x, y) => {
    let sum = 0;
    let weight = 0.5;
    let scale = 1;
    let total = 0;
    for (let octave = 0; octave < octaves; octave++) {
      sum += noise(x * scale + octave * 17.3, y * scale - octave * 9.1) * weight;
      total += weight;
      weight /= 2;
      scale *= 2.03;
    }
    return sum / total;
  };
}

function ease(t: number): number {
  return t * t * (3 - 2 * t);
}
