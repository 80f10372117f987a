import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { AlbumMember } from "../../../routes/album_schemas.ts";
import { blobAddress } from "../../api.ts";
import { paintThumbHash } from "../../grid/thumb_hash.ts";
import { isVeiled, srcsetOf } from "./album_picture.tsx";

/** The column, px; see albums.css. */
const COLUMN_PX = 920;
const SIZES = [480, 960, 1600] as const;
const LARGEST = 1600;

/** What is drawn, and whether it moves. */
interface Shown {
  readonly member: AlbumMember;
  readonly plays: boolean;
}

/** A picture of a long read: blurred, then sharp; what moves plays while half of it is in sight. */
export function ReadingPicture({ member, plays }: Shown) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current !== null) paintThumbHash(canvas.current, member.thumbHash);
  }, [member.thumbHash]);
  const veiled = isVeiled(member);
  return (
    <>
      <canvas ref={canvas} class="album-picture" />
      {!veiled && <Still member={member} />}
      {plays && <Moving member={member} />}
    </>
  );
}

function Still({ member }: { readonly member: AlbumMember }) {
  const isLoaded = useSignal(false);
  const isBroken = useSignal(false);
  const { sha256, thumb } = member;
  const original = sha256 === null || member.kind === "video" ? "" : blobAddress(sha256);
  const isSmall = Math.max(member.width, member.height) <= SIZES[0];
  const plain = thumb === null || isSmall || isBroken.value;
  if (plain && original === "") return null;
  return (
    <img
      class="album-picture"
      alt=""
      loading="lazy"
      decoding="async"
      draggable={false}
      sizes={`min(${COLUMN_PX}px, 100vw)`}
      {...(plain ? { src: original } : { srcset: sourcesOf(member, original) })}
      data-loaded={isLoaded.value ? "" : undefined}
      onLoad={() => {
        isLoaded.value = true;
      }}
      onError={() => {
        isBroken.value = true;
      }}
    />
  );
}

/** Thumbnails have a longer side: of a tall picture they are too narrow for the column, so the original joins them. */
function sourcesOf(member: AlbumMember, original: string): string {
  const widest = LARGEST * Math.min(1, member.ratio);
  const srcset = srcsetOf(member, SIZES);
  const wants = widest < Math.min(COLUMN_PX, member.width) && original !== "";
  return wants ? `${srcset}, ${original} ${member.width}w` : srcset;
}

/** A film or an animated picture, over its thumbnail. */
function Moving({ member: { film, sha256 } }: { readonly member: AlbumMember }) {
  const box = useRef<HTMLSpanElement>(null);
  const isInSight = useSignal(false);
  useEffect(() => {
    if (box.current === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        isInSight.value = (entry?.intersectionRatio ?? 0) >= 0.5;
      },
      { threshold: [0, 0.5] },
    );
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const src = blobAddress(film ?? sha256 ?? "");
  return (
    <span ref={box} class="album-picture" data-loaded="">
      {isInSight.value &&
        (film === null ? (
          <img class="album-picture" alt="" src={src} data-loaded="" />
        ) : (
          <video
            class="album-picture"
            {...{ src, muted: true, loop: true, playsInline: true }}
            autoPlay
            tabIndex={-1}
          />
        ))}
    </span>
  );
}
