import type { SharpModule } from "@acacia/core";

/** What reposting does to a picture. */
export const FORMS = ["coarse", "half", "mirrored", "cropped", "captioned"] as const;
/** One of {@link FORMS}. */
export type Form = (typeof FORMS)[number];

/** What a form is called where people read. */
export const FORM_WORDS: Readonly<Record<Form, string>> = {
  coarse: "compressed to quality 40",
  half: "half the size",
  mirrored: "mirrored",
  cropped: "cropped by 5 %",
  captioned: "with a caption bar",
};

const QUALITY = { base: 90, coarse: 40, other: 85 } as const;
/** Cut off at each side, so that 5 % of the length goes. */
const EDGE = 0.025;
const BAR = 0.12;

/** A picture as it was first posted: upright, on white. @param file Its bytes. */
export async function makeBase(sharp: SharpModule, file: Uint8Array): Promise<Uint8Array> {
  const image = sharp(file).rotate().flatten({ background: "#ffffff" }).toColourspace("srgb");
  return image.jpeg({ quality: QUALITY.base }).toBuffer();
}

/** The same picture in another form. @param base As {@link makeBase} gives it. */
export async function makeForm(
  sharp: SharpModule,
  base: Uint8Array,
  form: Form,
): Promise<Uint8Array> {
  const { width, height } = await sharp(base).metadata();
  const image = sharp(base);
  const quality = form === "coarse" ? QUALITY.coarse : QUALITY.other;
  const [left, top] = [Math.round(width * EDGE), Math.round(height * EDGE)];
  if (form === "half") image.resize(Math.round(width / 2), Math.round(height / 2), { fit: "fill" });
  if (form === "mirrored") image.flop();
  if (form === "cropped") {
    image.extract({ left, top, width: width - 2 * left, height: height - 2 * top });
  }
  if (form === "captioned") {
    image.extend({ top: Math.round(height * BAR), background: "#ffffff" });
  }
  return image.jpeg({ quality }).toBuffer();
}
