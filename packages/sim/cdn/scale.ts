/**
 * A picture at most `width` wide in the format that an extension names: what `_d.{webp|jpeg|png}?maxwidth=` gives,
 * docs/imgur.md §4.2.
 *
 * @param bytes A JPEG, PNG, GIF or WebP.
 * @param target Width in pixels; extension in lower case, `jpeg` for any other.
 */
export async function scale(
  bytes: Uint8Array,
  target: { width: number; ext: string },
): Promise<{ mime: string; bytes: Uint8Array }> {
  const image = new Bun.Image(bytes);
  const { width } = await image.metadata();
  if (width > target.width) image.resize(target.width);
  switch (target.ext) {
    case "webp":
      return { mime: "image/webp", bytes: await image.webp({ quality: 75 }).bytes() };
    case "png":
      return { mime: "image/png", bytes: await image.png().bytes() };
    default:
      return { mime: "image/jpeg", bytes: await image.jpeg({ quality: 80 }).bytes() };
  }
}
