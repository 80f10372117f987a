import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { printPercent } from "../../quantities.ts";
import { addressesOf } from "./addresses.ts";
import { findDifference } from "./difference.ts";
import type { Member } from "./duplicates_api.ts";
import { t } from "./strings.ts";

/** Longer sides are compared smaller, px. */
const MAX_SIDE = 1_200;
/** How far the ratios of one picture in two sizes are apart at most: sides are whole pixels. */
const SAME_SHAPE = 0.02;

/** The left picture, dim, with what is different in the right one over it. */
export function DifferenceView({ left, right }: { readonly left: Member; readonly right: Member }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useSignal(t("duplicates.difference.waiting"));
  useEffect(() => {
    let isLeft = false;
    words.value = t("duplicates.difference.waiting");
    paint(canvas.current, left, right)
      .then((share) => {
        if (!isLeft) words.value = print(share);
      })
      .catch(() => {
        if (!isLeft) words.value = t("duplicates.difference.failed");
      });
    return () => {
      isLeft = true;
    };
  }, [left.id, right.id]);
  return (
    <figure class="compare__pane">
      <div class="compare__view">
        <canvas ref={canvas} class="compare__layer" role="img" aria-label={words.value} />
      </div>
      <figcaption>
        <span role="status">{words.value}</span>
      </figcaption>
    </figure>
  );
}

/** @returns How much differs, 0 to 1; null when the pictures have not the same shape. */
async function paint(
  canvas: HTMLCanvasElement | null,
  left: Member,
  right: Member,
): Promise<number | null> {
  const context = canvas?.getContext("2d");
  if (!canvas || !context) throw new Error("Cannot paint: no canvas");
  const [one, other] = await Promise.all([load(left), load(right)]);
  const shape = one.naturalWidth / one.naturalHeight;
  if (Math.abs(shape / (other.naturalWidth / other.naturalHeight) - 1) > SAME_SHAPE) return null;
  const scale = Math.min(1, MAX_SIDE / Math.max(one.naturalWidth, one.naturalHeight));
  canvas.width = Math.max(1, Math.round(one.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(one.naturalHeight * scale));
  const size = { width: canvas.width, height: canvas.height };
  const { mask, share } = findDifference(
    pixelsOf(one, { ...size, isFlipped: false }),
    pixelsOf(other, { ...size, isFlipped: right.mirrored }),
  );
  const layer = new OffscreenCanvas(size.width, size.height);
  const tint = layer.getContext("2d");
  tint?.putImageData(new ImageData(mask, size.width, size.height), 0, 0);
  if (tint) {
    tint.globalCompositeOperation = "source-in";
    tint.fillStyle = getComputedStyle(canvas).color;
    tint.fillRect(0, 0, size.width, size.height);
  }
  context.filter = "grayscale(1) brightness(0.35)";
  context.drawImage(one, 0, 0, size.width, size.height);
  context.filter = "none";
  context.drawImage(layer, 0, 0);
  return share;
}

async function load(member: Member): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = addressesOf(member).best;
  await image.decode();
  return image;
}

function pixelsOf(
  image: HTMLImageElement,
  { width, height, isFlipped }: { width: number; height: number; isFlipped: boolean },
): Uint8ClampedArray {
  const context = new OffscreenCanvas(width, height).getContext("2d");
  if (context === null) throw new Error("Cannot read pixels: no canvas");
  if (isFlipped) context.setTransform(-1, 0, 0, 1, width, 0);
  context.drawImage(image, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

/** Never none of it where something differs. */
function print(share: number | null): string {
  if (share === null) return t("duplicates.difference.shapes");
  if (share === 0) return t("duplicates.difference.none");
  const words = share < 0.005 ? t("duplicates.difference.little") : printPercent(share);
  return t("duplicates.difference", { share: words });
}
