import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { undoLast } from "../../edits.ts";
import { LOCALE } from "../../format_message.ts";
import { Icon } from "../../parts/icon.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { WriteButton } from "../../parts/write_button.tsx";
import { bindCommands } from "../../shortcuts.ts";
import { reveal, writeBlock } from "../../state.ts";
import { Compare, MODES, type Mode } from "./compare.tsx";
import type { CompareStage } from "./compare_stage.ts";
import type { Group, Member } from "./duplicates_api.ts";
import { factsOf, reasonsOf } from "./facts.ts";
import type { Review } from "./review.ts";
import { isVeiled, SmallPicture } from "./small_picture.tsx";
import { t } from "./strings.ts";
import { type Choice, verdictOf } from "./verdict.ts";

const lists = new Intl.ListFormat(LOCALE, { type: "unit", style: "short" });
const ZOOM_STEP = 1.5;

/** What the review of a group needs. */
export interface PairProps {
  readonly review: Review;
  readonly group: Group;
  /** Where it is among those that are here, from 0, and how many there are. */
  readonly at: number;
  readonly n: number;
  readonly mode: Mode;
  readonly onMode: (mode: Mode) => void;
  readonly onStep: (direction: 1 | -1) => void;
  /** Back to the list, where that is a step of its own. */
  readonly onBack: () => void;
}

/** The suggested picture of a group beside another: what differs, and what to do. */
export function Pair(props: PairProps) {
  const { review, group, mode } = props;
  const picked = useSignal(1);
  const isHeld = useSignal(false);
  const stage = useRef<CompareStage | null>(null);
  const [left, ...others] = group.members;
  const place = Math.min(picked.value, others.length);
  const right = others[place - 1];
  useEffect(() => {
    picked.value = 1;
  }, [group.key]);
  const decide = (choice: Choice) => {
    if (writeBlock.peek() !== null || !left || !right) return;
    review.decide(verdictOf(group, { left, right, choice }));
  };
  const pick = (to: number) => {
    picked.value = ((to - 1 + others.length) % others.length) + 1;
  };
  useKeys({ ...props, decide, pick: (by) => pick(place + by), isHeld, stage });
  if (!left || !right) return null;
  return (
    <section class="pair" aria-labelledby="pair-title">
      <Head {...props} left={left} right={right} />
      {review.stale.value.has(group.key) && <Stale review={review} group={group} />}
      {others.length > 1 && <Picks others={others} place={place} onPick={pick} />}
      {isVeiled(left) || isVeiled(right) ? (
        <Veil members={[left, right]} />
      ) : (
        <Compare
          left={left}
          right={right}
          mode={mode}
          isHeld={isHeld.value}
          onHold={(held) => {
            isHeld.value = held;
          }}
          onStep={props.onStep}
          onBroken={() => review.markStale(group.key)}
          onStage={(made) => {
            stage.current = made;
          }}
        />
      )}
      <div class="pair__bar">
        <Ways mode={mode} onMode={props.onMode} />
        <Choices group={group} decide={decide} />
      </div>
      <Facts left={left} right={right} />
    </section>
  );
}

function Head(props: PairProps & { readonly left: Member; readonly right: Member }) {
  const { group, left, right, at, n } = props;
  return (
    <header class="pair__head">
      <button class="button pair__back" type="button" onClick={props.onBack}>
        <Icon name="left" />
        {t("duplicates.back")}
      </button>
      <p class="pair__place" role="status">
        {t("duplicates.place", { at: at + 1, n })}
      </p>
      <h2 id="pair-title">{t(`duplicates.alike.${group.tier}`)}</h2>
      <p class="pair__suggestion">
        {t("duplicates.suggest.left", { reasons: lists.format(reasonsOf(group, left, right)) })}
      </p>
    </header>
  );
}

function Ways({ mode, onMode }: Pick<PairProps, "mode" | "onMode">) {
  return (
    <div class="pair__ways">
      <Segmented
        label={t("duplicates.mode")}
        value={mode}
        choices={MODES.map((value) => ({ value, label: t(`duplicates.mode.${value}`) }))}
        onChoose={onMode}
      />
      {mode === "flicker" && <p>{t("duplicates.flicker.hint")}</p>}
    </div>
  );
}

/** Keys of the page. */
function useKeys(
  props: PairProps & {
    readonly decide: (choice: Choice) => void;
    readonly pick: (by: 1 | -1) => void;
    readonly isHeld: { value: boolean };
    readonly stage: { readonly current: CompareStage | null };
  },
): void {
  const latest = useRef(props);
  latest.current = props;
  useEffect(() => {
    const release = (event: KeyboardEvent) => {
      if (event.key === " ") latest.current.isHeld.value = false;
    };
    const blur = () => {
      latest.current.isHeld.value = false;
    };
    addEventListener("keyup", release);
    addEventListener("blur", blur);
    const unbind = bindCommands("duplicates", {
      keepLeft: () => latest.current.decide("left"),
      keepRight: () => latest.current.decide("right"),
      keepBoth: () => latest.current.decide("alternate"),
      unrelated: () => latest.current.decide("unrelated"),
      takeBack: undoLast,
      stepGroup: ({ key }) => latest.current.onStep(key === "ArrowDown" ? 1 : -1),
      pick: ({ key }) => latest.current.pick(key === "ArrowRight" ? 1 : -1),
      flicker: () => {
        latest.current.isHeld.value = true;
      },
      difference: () =>
        latest.current.onMode(latest.current.mode === "difference" ? "side" : "difference"),
      zoom: ({ key }) => {
        const { current } = latest.current.stage;
        if (key === "0") current?.reset();
        else current?.zoomBy(key === "-" ? 1 / ZOOM_STEP : ZOOM_STEP);
      },
    });
    return () => {
      unbind();
      removeEventListener("keyup", release);
      removeEventListener("blur", blur);
    };
  }, []);
}

function Stale({ review, group }: Pick<PairProps, "review" | "group">) {
  return (
    <p class="pair__stale" role="alert">
      {t("duplicates.stale")}
      <button class="button" type="button" onClick={() => void review.again(group.key)}>
        <Icon name="refresh" />
        {t("duplicates.stale.again")}
      </button>
    </p>
  );
}

/** In the place of pictures that are marked NSFW, until they are asked for: nothing of them is loaded. */
function Veil({ members }: { readonly members: readonly Member[] }) {
  return (
    <div class="compare compare--veiled">
      <p>{t("duplicates.veiled")}</p>
      <button
        class="button"
        type="button"
        onClick={() => {
          for (const { id } of members) reveal(id);
        }}
      >
        {t("duplicates.veiled.show")}
      </button>
    </div>
  );
}

function Picks({
  others,
  place,
  onPick,
}: {
  readonly others: readonly Member[];
  readonly place: number;
  readonly onPick: (place: number) => void;
}) {
  const n = others.length;
  return (
    <ol class="picks">
      {others.map((member, at) => (
        <li key={member.id}>
          <button
            type="button"
            aria-pressed={at + 1 === place}
            aria-label={t("duplicates.group.pick", { at: at + 1, n })}
            onClick={() => onPick(at + 1)}
          >
            <SmallPicture member={member} />
          </button>
        </li>
      ))}
    </ol>
  );
}

const MERGE_NAMES = { left: "duplicates.merge.left", right: "duplicates.merge.right" } as const;

const CHOICES = [
  { choice: "left", icon: "check", id: "duplicates.keepLeft", key: "1" },
  { choice: "right", icon: "check", id: "duplicates.keepRight", key: "2" },
  { choice: "alternate", icon: "album", id: "duplicates.keepBoth", key: "b" },
  { choice: "unrelated", icon: "close", id: "duplicates.unrelated", key: "n" },
] as const;

function Choices({
  group,
  decide,
}: {
  readonly group: Group;
  readonly decide: (choice: Choice) => void;
}) {
  const n = group.members.length;
  return (
    <div class="choices">
      {CHOICES.map(({ choice, icon, id, key }) => (
        <div class="choices__one" key={choice} data-choice={choice}>
          <WriteButton
            className="button"
            icon={icon}
            action={t(
              group.tier === "exact" && (choice === "left" || choice === "right")
                ? MERGE_NAMES[choice]
                : id,
            )}
            hasWord
            onPress={() => decide(choice)}
          />
          <kbd>{key}</kbd>
        </div>
      ))}
      {n > 2 && (
        <WriteButton
          className="button"
          icon="check"
          action={t("duplicates.keepLeft.all", { n })}
          hasWord
          onPress={() => decide("all")}
        />
      )}
    </div>
  );
}

function Facts({ left, right }: { readonly left: Member; readonly right: Member }) {
  return (
    <table class="facts">
      <caption class="spoken">{t("duplicates.facts")}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t("duplicates.side.left")}</th>
          <th scope="col">{t("duplicates.side.right")}</th>
        </tr>
      </thead>
      <tbody>
        {factsOf(left, right).map(({ name, left, right }) => (
          <tr key={name} data-equal={left === right || undefined}>
            <th scope="row">{t(name)}</th>
            <td>{left}</td>
            <td>{right}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
