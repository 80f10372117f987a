import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Gestures } from "../../viewer/gestures.ts";
import { addressesOf } from "./addresses.ts";
import { CompareStage } from "./compare_stage.ts";
import { DifferenceView } from "./difference_view.tsx";
import type { Member } from "./duplicates_api.ts";
import { t } from "./strings.ts";

/** How two pictures are shown. */
export const MODES = ["side", "flicker", "difference"] as const;

/** See {@link MODES}. */
export type Mode = (typeof MODES)[number];

/** What the comparison needs. */
export interface CompareProps {
  readonly left: Member;
  readonly right: Member;
  readonly mode: Mode;
  /** Whether the other picture is asked for, in the place of the left one. */
  readonly isHeld: boolean;
  readonly onHold: (isHeld: boolean) => void;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onBroken: () => void;
  /** Is given the stage, for the keys that zoom. */
  readonly onStage: (stage: CompareStage | null) => void;
}

/** Two pictures with one zoom and one place. */
export function Compare(props: CompareProps) {
  const { left, right, mode, isHeld, onBroken } = props;
  const root = useRef<HTMLDivElement>(null);
  const stage = useRef<CompareStage>(undefined);
  const step = useRef(props.onStep);
  step.current = props.onStep;
  useEffect(() => {
    if (root.current === null) return undefined;
    const made = new CompareStage(root.current);
    stage.current = made;
    props.onStage(made);
    const gestures = new Gestures(made, {
      step: (direction) => step.current(direction),
      close: () => undefined,
    });
    return () => {
      gestures.close();
      props.onStage(null);
    };
  }, []);
  useLayoutEffect(() => stage.current?.reset(), [left.id, right.id]);
  useLayoutEffect(() => stage.current?.apply());
  const pictures = { left, right, onBroken };
  return (
    <div
      ref={root}
      class="compare"
      data-mode={mode}
      style={{ "--ratio": left.width > 0 ? left.width / left.height : 1 }}
      onPointerDown={() => mode === "flicker" && props.onHold(true)}
      onPointerUp={() => mode === "flicker" && props.onHold(false)}
      onPointerCancel={() => props.onHold(false)}
    >
      {mode === "difference" ? (
        <DifferenceView left={left} right={right} />
      ) : (
        <View {...pictures} shown={isHeld ? "right" : "left"} isFlipped={right.mirrored} />
      )}
      {mode === "side" && <View {...pictures} shown="right" isFlipped={false} />}
    </div>
  );
}

function View({
  left,
  right,
  shown,
  isFlipped,
  onBroken,
}: Pick<CompareProps, "left" | "right" | "onBroken"> & {
  readonly shown: "left" | "right";
  /** Whether the right one is shown as in a mirror, to lie over the left one. */
  readonly isFlipped: boolean;
}) {
  return (
    <figure class="compare__pane">
      <div class="compare__view">
        <Picture key={left.id} member={left} isShown={shown === "left"} onBroken={onBroken} />
        <Picture
          key={right.id}
          member={right}
          isShown={shown === "right"}
          isFlipped={isFlipped}
          onBroken={onBroken}
        />
      </div>
      <figcaption>{t(`duplicates.side.${shown}`)}</figcaption>
    </figure>
  );
}

function Picture({
  member,
  isShown,
  isFlipped = false,
  onBroken,
}: {
  readonly member: Member;
  readonly isShown: boolean;
  readonly isFlipped?: boolean;
  readonly onBroken: () => void;
}) {
  const isBroken = useSignal(false);
  const isLoaded = useSignal(false);
  const { best, soon } = addressesOf(member);
  if (isBroken.value) {
    return (
      <p class="compare__broken" hidden={!isShown}>
        {t("duplicates.broken")}
      </p>
    );
  }
  const place = { "data-hidden": !isShown || undefined, "data-flipped": isFlipped || undefined };
  return (
    <>
      {soon !== "" && !isLoaded.value && (
        <img class="compare__layer" alt="" src={soon} {...place} />
      )}
      <img
        class="compare__layer"
        alt={isShown ? member.title || t("tile.untitled") : ""}
        src={best}
        draggable={false}
        data-loaded={isLoaded.value || undefined}
        {...place}
        onLoad={() => {
          isLoaded.value = true;
        }}
        onError={() => {
          isBroken.value = true;
          onBroken();
        }}
      />
    </>
  );
}
