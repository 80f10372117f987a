// The same picture, but not the same bytes: what reposting does.
import sharp from "sharp";
import { encodeStill, type Pixels, type Size } from "./picture.ts";

/** What was done to it: compressed hard, halved, mirrored, a border of 5 % cut off, or a caption bar put on top. */
export type NearForm = "coarse" | "half" | "mirrored" | "cropped" | "captioned";

const ALL_FORMS: readonly NearForm[] = ["coarse", "half", "mirrored", "cropped", "captioned"];
const BAR_SHARE = 0.12;

/** The forms that change a picture of this size. */
export function nearForms(size: Size): readonly NearForm[] {
  return Math.min(size.width, size.height) < 64 ? ["mirrored"] : ALL_FORMS;
}

/** The size that a picture has in such a form. */
export function nearSize(size: Size, form: NearForm): Size {
  const { width, height } = size;
  if (form === "half") return { width: Math.round(width / 2), height: Math.round(height / 2) };
  if (form === "cropped")
    return { width: width - 2 * edge(width), height: height - 2 * edge(height) };
  if (form === "captioned") return { width, height: height + Math.round(height * BAR_SHARE) };
  return { width, height };
}

/** Makes the near-duplicate of a file, to be padded later. */
export async function makeNearDuplicate(
  file: Uint8Array,
  how: { form: NearForm; size: Size; quality: number; roomBytes: number },
): Promise<Uint8Array> {
  const { form, size, quality, roomBytes } = how;
  const pixels = await reshape(file, { form, size });
  return encodeStill(pixels, {
    mime: "image/jpeg",
    quality,
    progressive: false,
    roomBytes,
  });
}

async function reshape(file: Uint8Array, how: { form: NearForm; size: Size }): Promise<Pixels> {
  const { width, height } = how.size;
  const picture = sharp(file).flatten({ background: "#ffffff" }).toColourspace("srgb");
  if (how.form === "half") picture.resize(width, height, { fit: "fill" });
  if (how.form === "mirrored") picture.flop();
  if (how.form === "cropped") {
    const { width: full = width, height: tall = height } = await sharp(file).metadata();
    picture.extract({ left: edge(full), top: edge(tall), width, height });
  }
  if (how.form === "captioned") {
    const { height: plain = height } = await sharp(file).metadata();
    picture.extend({ top: height - plain, background: "#ffffff" });
  }
  return { width, height, rgb: await picture.removeAlpha().raw().toBuffer() };
}

/** Cut off at each side, so that 5 % of the length goes. */
function edge(length: number): number {
  return Math.round(length * 0.025);
}
