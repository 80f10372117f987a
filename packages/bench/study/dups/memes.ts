import type { SharpModule } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { makeRandom } from "../../measure/statistics.ts";

const SIZE = { width: 800, height: 600 } as const;
/** Px of the letters: what is read on a phone, down to a single small word in a corner of the eye. */
const LETTERS = [56, 40, 28, 22] as const;
const WORDS =
  "when you finally fix the bug but it was only a typo in that file nobody ever reads on monday morning coffee cat deploy friday production test green red merge branch meeting could have been an email boss says one more thing weekend plans cancelled again me pretending to understand quantum tax forms".split(
    " ",
  );

/** A picture with words on it. */
export interface Meme {
  /** What it says: memes that say the same are the same. */
  readonly words: string;
  readonly bytes: Uint8Array;
}

/**
 * Memes on one template: one picture, other words, in four sizes.
 *
 * @param template The picture. @param options How many, and what decides the words.
 * @throws {AcaciaError} `unexpected` where no letters can be drawn: then all would look the same.
 */
export async function makeMemes(
  sharp: SharpModule,
  template: Uint8Array,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<readonly Meme[]> {
  const random = makeRandom(seed);
  const say = (words: number) =>
    Array.from({ length: words }, () => WORDS[Math.floor(random() * WORDS.length)]).join(" ");
  const base = await sharp(template)
    .resize(SIZE.width, SIZE.height, { fit: "cover" })
    .png()
    .toBuffer();
  const memes: Meme[] = [];
  for (let n = 0; n < count; n++) {
    const letters = LETTERS[n % LETTERS.length]!;
    const isTiny = letters === LETTERS.at(-1);
    const above = say(isTiny ? 1 : 2 + Math.floor(random() * 3));
    const below = isTiny ? "" : say(1 + Math.floor(random() * 4));
    const lines = [
      [above, letters + 14],
      [below, SIZE.height - 24],
    ] as const;
    const svg = drawLines(lines, letters);
    const bytes = await sharp(base)
      .composite([{ input: svg }])
      .jpeg({ quality: 85 })
      .toBuffer();
    memes.push({ words: `${letters}: ${above} / ${below}`, bytes });
  }
  const plain = await sharp(base).jpeg({ quality: 85 }).toBuffer();
  if (memes[0] && plain.equals(memes[0].bytes)) throw noLetters();
  return memes;
}

function drawLines(lines: readonly (readonly [string, number])[], letters: number): Buffer {
  const texts = lines.map(
    ([words, y]) =>
      `<text x="${SIZE.width / 2}" y="${y}" font-family="sans-serif" font-weight="bold" font-size="${letters}" text-anchor="middle" fill="#fff" stroke="#000" stroke-width="2">${words.toUpperCase()}</text>`,
  );
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${SIZE.width}" height="${SIZE.height}">${texts.join("")}</svg>`,
  );
}

/** Without a font nothing is drawn, and nobody says so. */
function noLetters(): AcaciaError {
  return new AcaciaError("unexpected", "Cannot draw captions: this machine has no font", {
    hint: "Install one: apt-get install fonts-dejavu-core",
  });
}
