import { useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { thumbAddress } from "../api.ts";
import { hasFlag, nameOf } from "../grid/item.ts";
import { paintThumbHash } from "../grid/thumb_hash.ts";
import { titleOf } from "../grid/tile_words.ts";
import { results } from "../results.ts";
import { revealed } from "../state.ts";
import { t } from "../strings.ts";
import { albumOf, type Current } from "./current.ts";
import { isHidden } from "./picture.ts";

/** One small picture of the strip. */
interface Frame {
  readonly name: string;
  readonly title: string;
  readonly thumb: string;
  readonly thumbHash: string;
  readonly ratio: number;
}

const REACH = 14;
const SMALL_PX = 128;

/** The neighbours of a picture, or the album it is in; the current one is larger. */
export function Filmstrip({ current }: { readonly current: Current }) {
  const strip = useRef<HTMLFieldSetElement>(null);
  const version = useResultsVersion();
  const album = albumOf(current.media.value);
  const index = current.index.value;
  const name = current.item.value
    ? nameOf(current.item.value)
    : current.media.value && nameOf(current.media.value);
  const hides = isHidden(current.item.value, current.media.value, revealed.value);
  const frames =
    album.length > 0 ? album.map((media) => frameOfAlbum(media, hides)) : neighboursOf(index);
  useEffect(() => {
    if (index === undefined || album.length > 0) return;
    for (const at of [index - REACH, index + REACH])
      void results
        .peek()
        ?.itemAt(at)
        .catch(() => undefined);
  }, [index, album.length]);
  useLayoutEffect(() => {
    const here = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (here == null || strip.current === null) return;
    strip.current.scrollLeft =
      here.offsetLeft + here.offsetWidth / 2 - strip.current.clientWidth / 2;
  }, [name, frames.length, version]);
  if (frames.length < 2) return null;
  return (
    <fieldset
      ref={strip}
      class="strip"
      aria-label={t(album.length > 0 ? "viewer.strip.album" : "viewer.strip")}
    >
      {frames.map((frame) => (
        <StripFrame
          key={frame.name}
          frame={frame}
          isCurrent={frame.name === name}
          onChoose={() => current.show(frame.name)}
        />
      ))}
    </fieldset>
  );
}

interface StripFrameProps {
  readonly frame: Frame;
  readonly isCurrent: boolean;
  readonly onChoose: () => void;
}

function StripFrame({ frame, isCurrent, onChoose }: StripFrameProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current !== null) paintThumbHash(canvas.current, frame.thumbHash);
  }, [frame.thumbHash]);
  return (
    <button
      class="strip__frame"
      type="button"
      tabIndex={-1}
      aria-label={frame.title}
      aria-current={isCurrent ? "true" : undefined}
      style={{ "--ratio": Math.min(Math.max(frame.ratio, 0.5), 2.2) }}
      onClick={onChoose}
    >
      <canvas ref={canvas} />
      {frame.thumb !== "" && (
        <img src={thumbAddress(SMALL_PX, frame.thumb)} alt="" draggable={false} />
      )}
    </button>
  );
}

function neighboursOf(index: number | undefined): Frame[] {
  const collection = results.peek();
  if (index === undefined || collection === null) return [];
  const frames: Frame[] = [];
  for (let at = index - REACH; at <= index + REACH; at++) {
    const item = collection.item(at);
    if (item === undefined) continue;
    const hides = isHidden(item, undefined, revealed.value);
    frames.push({
      name: nameOf(item),
      title: titleOf(item),
      thumb: hides || hasFlag(item, "noThumb") ? "" : item.thumb,
      thumbHash: item.thumbHash,
      ratio: item.ratio,
    });
  }
  return frames;
}

function frameOfAlbum(media: ReturnType<typeof albumOf>[number], hides: boolean): Frame {
  const { title, ratio } = media;
  return {
    name: nameOf(media),
    title: titleOf({ title }),
    thumb: hides ? "" : (media.thumb ?? ""),
    thumbHash: "",
    ratio,
  };
}

function useResultsVersion(): number {
  const [version, setVersion] = useState(0);
  useSignalEffect(() => results.value?.listen(() => setVersion((before) => before + 1)));
  return version;
}
