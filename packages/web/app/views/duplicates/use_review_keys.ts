import type { Signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { bindCommands } from "../../shortcuts.ts";
import type { Mode } from "./compare.tsx";
import type { CompareStage } from "./compare_stage.ts";
import type { Choice } from "./verdict.ts";

const ZOOM_STEP = 1.5;

/** What the keys of the review do. */
export interface ReviewKeys {
  readonly mode: Mode;
  readonly decide: (choice: Choice) => void;
  readonly takeBack: () => void;
  readonly onMode: (mode: Mode) => void;
  /** To another group. */
  readonly onStep: (direction: 1 | -1) => void;
  /** To another picture of the group. */
  readonly pick: (by: 1 | -1) => void;
  /** Whether the other picture is asked for. */
  readonly isHeld: Signal<boolean>;
  readonly stage: { readonly current: CompareStage | null };
}

/** Binds the keys of the review for as long as a pair is on screen. */
export function useReviewKeys(keys: ReviewKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  // With the drawing, not after it: a key may come at once.
  useLayoutEffect(
    () =>
      bindCommands("duplicates", {
        keepLeft: () => latest.current.decide("left"),
        keepRight: () => latest.current.decide("right"),
        keepBoth: () => latest.current.decide("alternate"),
        unrelated: () => latest.current.decide("unrelated"),
        takeBack: () => latest.current.takeBack(),
        stepGroup: ({ key }) => latest.current.onStep(key === "ArrowDown" ? 1 : -1),
        pick: ({ key }) => latest.current.pick(key === "ArrowRight" ? 1 : -1),
        flicker: () => {
          latest.current.isHeld.value = true;
        },
        difference: () =>
          latest.current.onMode(latest.current.mode === "difference" ? "side" : "difference"),
        zoom: ({ key }) => zoom(latest.current.stage.current, key),
      }),
    [],
  );
  useLayoutEffect(() => {
    const leaving = new AbortController();
    const { signal } = leaving;
    const release = () => {
      latest.current.isHeld.value = false;
    };
    document.addEventListener("keyup", ({ key }) => key === " " && release(), { signal });
    addEventListener("blur", release, { signal });
    return () => leaving.abort();
  }, []);
}

function zoom(stage: CompareStage | null, key: string): void {
  if (key === "0") stage?.reset();
  else stage?.zoomBy(key === "-" ? 1 / ZOOM_STEP : ZOOM_STEP);
}
