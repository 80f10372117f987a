import { encodePng } from "./png.ts";

/** A picture that stands in the place of another, docs/imgur.md §4.5. */
export interface Placeholder {
  readonly bytes: Uint8Array;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Lower-case hex; without its quotes the ETag. */
  readonly md5: string;
}

/** Both placeholders: Imgur's own cannot be forged to their hashes, so these have their sizes only. */
export interface Placeholders {
  /** 161×81 PNG of 503 bytes, at `/removed.png`. */
  readonly removed: Placeholder;
  /** 336×478 PNG of 34,641 bytes, in place of any file. */
  readonly region: Placeholder;
}

/** Draws both. */
export function makePlaceholders(): Placeholders {
  return {
    removed: placeholder(
      { width: 161, height: 81, lines: ["NO LONGER", "AVAILABLE"], scale: 2 },
      503,
    ),
    region: placeholder(
      { width: 336, height: 478, lines: ["NOT AVAILABLE", "IN YOUR", "REGION"], scale: 4 },
      34_641,
    ),
  };
}

interface Sign {
  readonly width: number;
  readonly height: number;
  readonly lines: readonly string[];
  /** Pixels of one dot of a letter. */
  readonly scale: number;
}

function placeholder(sign: Sign, sizeBytes: number): Placeholder {
  const bytes = encodePng(
    { ...sign, palette: ["#222326", "#d9dce0"], pixels: drawSign(sign) },
    sizeBytes,
  );
  return {
    bytes,
    sha256: new Bun.CryptoHasher("sha256").update(bytes).digest("hex"),
    md5: new Bun.CryptoHasher("md5").update(bytes).digest("hex"),
  };
}

const LETTER_WIDTH = 6;
const LINE_HEIGHT = 9;

function drawSign({ width, height, lines, scale }: Sign): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const top = Math.floor((height - lines.length * LINE_HEIGHT * scale) / 2);
  lines.forEach((line, row) => {
    const left = Math.floor((width - line.length * LETTER_WIDTH * scale) / 2);
    for (const [column, letter] of [...line].entries()) {
      const place = {
        left: left + column * LETTER_WIDTH * scale,
        top: top + row * LINE_HEIGHT * scale,
      };
      drawLetter(LETTERS[letter] ?? "", place, { pixels, width, scale });
    }
  });
  return pixels;
}

function drawLetter(
  dots: string,
  place: { left: number; top: number },
  sheet: { pixels: Uint8Array; width: number; scale: number },
): void {
  for (const [y, row] of dots.split("/").entries()) {
    for (const [x, dot] of [...row].entries()) {
      if (dot !== "#") continue;
      for (let i = 0; i < sheet.scale * sheet.scale; i++) {
        const px = place.left + x * sheet.scale + (i % sheet.scale);
        const py = place.top + y * sheet.scale + Math.floor(i / sheet.scale);
        sheet.pixels[py * sheet.width + px] = 1;
      }
    }
  }
}

const LETTERS: Readonly<Record<string, string>> = {
  A: " ### /#   #/#   #/#####/#   #/#   #/#   #",
  B: "#### /#   #/#   #/#### /#   #/#   #/#### ",
  E: "#####/#    /#    /#### /#    /#    /#####",
  G: " ####/#    /#    /#  ##/#   #/#   #/ ####",
  I: " ### /  #  /  #  /  #  /  #  /  #  / ### ",
  L: "#    /#    /#    /#    /#    /#    /#####",
  N: "#   #/##  #/# # #/#  ##/#   #/#   #/#   #",
  O: " ### /#   #/#   #/#   #/#   #/#   #/ ### ",
  R: "#### /#   #/#   #/#### /# #  /#  # /#   #",
  T: "#####/  #  /  #  /  #  /  #  /  #  /  #  ",
  U: "#   #/#   #/#   #/#   #/#   #/#   #/ ### ",
  V: "#   #/#   #/#   #/#   #/#   #/ # # /  #  ",
  Y: "#   #/#   #/ # # /  #  /  #  /  #  /  #  ",
};
