import { useSignalEffect } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { address } from "../router.ts";
import { preferences } from "../state.ts";
import type { Current } from "./current.ts";
import { crossFade } from "./morph.ts";
import { Slideshow } from "./slideshow.ts";
import type { Stage } from "./stage.ts";

const TICK_MS = 200;

/** A slideshow of the viewer, which ends with it. @param stage Once it is there. */
export function useSlideshow(
  current: Current,
  stage: { readonly value: Stage | undefined; peek(): Stage | undefined },
): Slideshow {
  const show = useMemo(
    () =>
      new Slideshow({
        slideMs: () => preferences.peek().slideMs,
        isShown: () => isShown(stage.peek()),
        filmMs: () => {
          const seconds = stage.peek()?.video.peek()?.duration ?? 0;
          return Number.isFinite(seconds) ? seconds * 1000 : 0;
        },
        next: async () => {
          const before = placeInAddress();
          await crossFade(() => current.step(1));
          return placeInAddress() !== before;
        },
      }),
    [],
  );
  useEffect(() => {
    const timer = setInterval(() => void show.tick(performance.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  useSignalEffect(() => {
    address.value;
    show.restart();
  });
  return show;
}

/** Sharp, in sight, not zoomed, and with nothing open over it. */
function isShown(stage: Stage | undefined): boolean {
  return (
    stage !== undefined &&
    document.visibilityState === "visible" &&
    !stage.isWaiting.peek() &&
    !stage.isZoomed &&
    document.querySelector("dialog[open]:not(.viewer)") === null
  );
}

function placeInAddress(): string {
  const at = address.peek();
  return at.view === "media" ? at.id : "";
}
