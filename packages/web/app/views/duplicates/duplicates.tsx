import { signal, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { Segmented } from "../../parts/segmented.tsx";
import { printPercent } from "../../quantities.ts";
import { pageAddress, push, replace } from "../../router.ts";
import { goneSince } from "../../state.ts";
import type { PageProps } from "../pages.ts";
import { AcceptAll } from "./accept_all.tsx";
import { MODES, type Mode } from "./compare.tsx";
import { addressOf } from "./duplicates_address.ts";
import { TIERS, type Tier } from "./duplicates_api.ts";
import { GroupList } from "./group_list.tsx";
import { Pair } from "./pair.tsx";
import { Review } from "./review.ts";
import { t } from "./strings.ts";

/** Whether the list and a pair have room beside each other; else the pair is a step of its own. */
const isWide = signal(true);
const wide = matchMedia("(width >= 900px)");
const watchWidth = () => {
  isWide.value = wide.matches;
};

/** Groups of pictures that are one, and the review of each. */
export function Duplicates({ at: { params } }: PageProps) {
  const tier = TIERS.find((one) => one === params.tier) ?? "sure";
  const review = useMemo(() => new Review(tier), [tier]);
  const isGone = goneSince.value !== null;
  useEffect(() => {
    if (!isGone) void review.load();
  }, [review, isGone]);
  useEffect(() => () => review.close(), [review]);
  useLayoutEffect(() => {
    watchWidth();
    wide.addEventListener("change", watchWidth);
    return () => wide.removeEventListener("change", watchWidth);
  }, []);
  const mode = MODES.find((one) => one === params.mode) ?? "side";
  return (
    <article class="duplicates" data-step={params.g === undefined ? "list" : "pair"}>
      <header class="duplicates__head">
        <h1>{t("duplicates.title")}</h1>
        <Progress review={review} />
        <div class="duplicates__tools">
          <Tiers review={review} />
          {(tier === "exact" || tier === "sure") && <AcceptAll review={review} tier={tier} />}
        </div>
        {review.isFailed.value && (
          <p class="duplicates__failed" role="alert">
            {t("duplicates.failed")}
            <button class="button" type="button" onClick={() => void review.load()}>
              {t("action.retry")}
            </button>
          </p>
        )}
      </header>
      <Body review={review} g={params.g} mode={mode} />
    </article>
  );
}

function Body({
  review,
  g,
  mode,
}: {
  readonly review: Review;
  readonly g: string | undefined;
  readonly mode: Mode;
}) {
  // Where the reader was, for when the group under the eye has left.
  const last = useSignal(0);
  const groups = review.groups.value;
  const found = groups?.findIndex(({ key }) => key === g) ?? -1;
  const length = groups?.length ?? 0;
  const at =
    found >= 0 ? found : Math.max(0, Math.min(g === undefined ? 0 : last.peek(), length - 1));
  const group = groups?.[at];
  useEffect(() => {
    if (found >= 0) last.value = found;
    // What has left is no address any more.
    if (g === undefined || groups === null || found >= 0) return;
    replace(addressOf(review.tier, group?.key, mode));
  }, [g, groups, found]);
  if (groups === null) return review.isFailed.value ? null : <Shape />;
  if (group === undefined) return <Nothing review={review} />;
  const isPair = isWide.value || g !== undefined;
  const go = (key: string | undefined) => replace(addressOf(review.tier, key, mode));
  return (
    <div class="duplicates__body">
      <GroupList review={review} current={isPair ? group.key : undefined} mode={mode} />
      {isPair && (
        <Pair
          review={review}
          group={group}
          at={at}
          n={review.tiers.value.find(({ tier }) => tier === review.tier)?.groups ?? length}
          mode={mode}
          onMode={(next) => replace(addressOf(review.tier, g, next))}
          onStep={(direction) => {
            if (direction > 0 && at + 1 >= length) void review.more();
            const next = groups[at + direction];
            if (next !== undefined) go(next.key);
          }}
          onBack={() => go(undefined)}
        />
      )}
    </div>
  );
}

function Tiers({ review }: { readonly review: Review }) {
  const counts = new Map(review.tiers.value.map(({ tier, groups }) => [tier, groups]));
  return (
    <Segmented<Tier>
      className="duplicates__tiers"
      label={t("duplicates.tiers")}
      value={review.tier}
      choices={TIERS.map((value) => ({
        value,
        label: t(`duplicates.tier.${value}`, { n: counts.get(value) ?? "" }).trim(),
      }))}
      onChoose={(tier) => push(pageAddress("duplicates", "", { tier }))}
    />
  );
}

function Progress({ review }: { readonly review: Review }) {
  const scan = review.scan.value;
  if (scan === null) return null;
  const { state, done, of, pending } = scan;
  const share = of === 0 ? 0 : done / of;
  const isEmpty = review.groups.value?.length === 0;
  if (state === "finished" && isEmpty && pending === 0) return null;
  return (
    <p class="duplicates__progress">
      {state === "running" && (
        <>
          <b>{t("duplicates.scanning", { share: printPercent(Math.floor(share * 100) / 100) })}</b>
          <progress aria-label={t("duplicates.loading")} max={of} value={done} />
        </>
      )}
      {state === "running" && <span>{t("duplicates.scanned", { done, of })}</span>}
      {state === "finished" && !isEmpty && <span>{t("duplicates.compared", { n: of })}</span>}
      {pending > 0 && <span>{t("duplicates.pending", { n: pending })}</span>}
    </p>
  );
}

/** Nothing in this tier; the others may have some. */
function Nothing({ review }: { readonly review: Review }) {
  const scan = review.scan.value;
  const others = review.tiers.value.filter(
    ({ tier, groups }) => tier !== review.tier && groups > 0,
  );
  const isRunning = scan?.state === "running";
  const title = isRunning ? "none.yet" : others.length > 0 ? "none.here" : "none";
  return (
    <div class="empty">
      <Icon name="tree" />
      <h2>{t(`duplicates.${title}`)}</h2>
      {scan !== null && !isRunning && <p>{t("duplicates.compared", { n: scan.of })}</p>}
      <div class="empty__ways">
        {others.map(({ tier, groups }) => (
          <button
            key={tier}
            class="button"
            type="button"
            onClick={() => push(pageAddress("duplicates", "", { tier }))}
          >
            {t(`duplicates.tier.${tier}`, { n: groups })}
          </button>
        ))}
      </div>
    </div>
  );
}

/** The shape of the page while it is asked for. */
function Shape() {
  return (
    <div class="duplicates__body" data-loading aria-busy="true">
      <div class="groups">
        {[0, 1, 2, 3, 4].map((at) => (
          <div key={at} class="groups__link" />
        ))}
      </div>
      <div class="pair">
        <div class="compare" />
        <p class="duplicates__loading">{t("duplicates.loading")}</p>
      </div>
    </div>
  );
}
