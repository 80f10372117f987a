import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { thumbAddress } from "../../api.ts";
import { paintThumbHash } from "../../grid/thumb_hash.ts";
import { savesData } from "../../motion.ts";
import { revealed } from "../../state.ts";

/** A picture as its thumbnails need it. */
export interface Drawn {
  readonly id: number;
  readonly ratio: number;
  readonly nsfw: boolean;
  readonly thumb: string | null;
  readonly thumbHash: string;
}

/** Whether a picture is marked NSFW and was not asked for. */
export function isVeiled({ id, nsfw }: Pick<Drawn, "id" | "nsfw">): boolean {
  return nsfw && !revealed.value.has(id);
}

/** The thumbnails of a picture with their widths, the sharpest last. @param sizes Longer sides, px. */
export function srcsetOf({ thumb, ratio }: Drawn, sizes: readonly number[]): string {
  const share = Math.min(1, ratio);
  const fitting = savesData() ? sizes.slice(0, 2) : sizes;
  return fitting
    .map((size) => `${thumbAddress(size, thumb ?? "")} ${Math.max(1, Math.round(size * share))}w`)
    .join(", ");
}

/** A small picture that fills its box: blurred at first, and for as long as it is veiled. */
export function AlbumPicture({
  picture,
  width,
  sizes = SMALL_SIZES,
}: {
  readonly picture: Drawn;
  /** Of its box, CSS px. */
  readonly width: number;
  readonly sizes?: readonly number[];
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [loaded, setLoaded] = useState("");
  useLayoutEffect(() => {
    if (canvas.current !== null) paintThumbHash(canvas.current, picture.thumbHash);
  }, [picture.thumbHash]);
  const { thumb } = picture;
  return (
    <>
      <canvas ref={canvas} class="album-picture" />
      {thumb !== null && !isVeiled(picture) && (
        <img
          key={thumb}
          class="album-picture"
          alt=""
          loading="lazy"
          decoding="async"
          draggable={false}
          sizes={`${Math.ceil(width)}px`}
          srcset={srcsetOf(picture, sizes)}
          data-loaded={loaded === thumb ? "" : undefined}
          onLoad={() => setLoaded(thumb)}
        />
      )}
    </>
  );
}

const SMALL_SIZES = [128, 480, 960] as const;
