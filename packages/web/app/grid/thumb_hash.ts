import { thumbHashToRGBA } from "thumbhash";

/**
 * Paints a ThumbHash on a canvas of its own small size; the style sheet scales it.
 * @param canvas Resized to about 32 px.
 * @param base64 "" or a broken one clears it.
 */
export function paintThumbHash(canvas: HTMLCanvasElement, base64: string): void {
  const image = base64 === "" ? undefined : decode(base64);
  canvas.width = image?.width ?? 1;
  canvas.height = image?.height ?? 1;
  if (image !== undefined) canvas.getContext("2d")?.putImageData(image, 0, 0);
}

function decode(base64: string): ImageData | undefined {
  try {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const { w, h, rgba } = thumbHashToRGBA(bytes);
    return new ImageData(Uint8ClampedArray.from(rgba), w, h);
  } catch {
    return undefined;
  }
}
