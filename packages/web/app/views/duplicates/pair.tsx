import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { LOCALE } from "../../format_message.ts";
import { Icon } from "../../parts/icon.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { reveal, writeBlock } from "../../state.ts";
import { Choices } from "./choices.tsx";
import { Compare, MODES, type Mode } from "./compare.tsx";
import type { CompareStage } from "./compare_stage.ts";
import type { Group, Member } from "./duplicates_api.ts";
import { reasonsOf } from "./facts.ts";
import { FactsTable } from "./facts_table.tsx";
import type { Review } from "./review.ts";
import { isVeiled, SmallPicture } from "./small_picture.tsx";
import { t } from "./strings.ts";
import { useReviewKeys } from "./use_review_keys.ts";
import { type Choice, verdictOf } from "./verdict.ts";

const lists = new Intl.ListFormat(LOCALE, { type: "unit", style: "short" });

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
  useReviewKeys({
    ...props,
    decide,
    takeBack: () => review.takeBack(),
    pick: (by) => pick(place + by),
    isHeld,
    stage,
  });
  if (!left || !right) return null;
  return (
    <section class="pair" aria-labelledby="pair-title">
      <Head {...props} left={left} right={right} />
      {review.stale.value.has(group.key) && <Stale review={review} group={group} />}
      {others.length > 1 && <Picks others={others} place={place} onPick={pick} />}
      <Stage {...props} left={left} right={right} isHeld={isHeld} stage={stage} />
      <div class="pair__bar">
        <Ways mode={mode} onMode={props.onMode} />
        <Choices group={group} decide={decide} />
      </div>
      <FactsTable left={left} right={right} />
    </section>
  );
}

/** The two pictures, or what covers them. */
function Stage({
  review,
  group,
  left,
  right,
  isHeld,
  stage,
  ...rest
}: PairProps & {
  readonly left: Member;
  readonly right: Member;
  readonly isHeld: Signal<boolean>;
  readonly stage: { current: CompareStage | null };
}) {
  if (isVeiled(left) || isVeiled(right)) return <Veil members={[left, right]} />;
  return (
    <Compare
      left={left}
      right={right}
      mode={rest.mode}
      isHeld={isHeld.value}
      onHold={(held) => {
        isHeld.value = held;
      }}
      onStep={rest.onStep}
      onBroken={() => review.markStale(group.key)}
      onStage={(made) => {
        stage.current = made;
      }}
    />
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
