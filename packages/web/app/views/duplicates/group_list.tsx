import { useEffect, useRef } from "preact/hooks";
import { printBytes } from "../../quantities.ts";
import { printAddress } from "../../router.ts";
import type { Mode } from "./compare.tsx";
import { addressOf } from "./duplicates_address.ts";
import type { Group } from "./duplicates_api.ts";
import type { Review } from "./review.ts";
import { SmallPicture } from "./small_picture.tsx";
import { t } from "./strings.ts";

/** Small pictures that a group shows of itself. */
const MAX_THUMBS = 4;

/** The groups of a tier; the present one stays in view. */
export function GroupList({
  review,
  current,
  mode,
}: {
  readonly review: Review;
  readonly current: string | undefined;
  /** Stays while groups change. */
  readonly mode: Mode;
}) {
  const list = useRef<HTMLOListElement>(null);
  const end = useRef<HTMLLIElement>(null);
  const groups = review.groups.value ?? [];
  useEffect(() => {
    const link = list.current?.querySelector("[aria-current]");
    link?.scrollIntoView({ block: "nearest" });
    // Whose group has left stands on the next one.
    if (document.activeElement === document.body && list.current?.dataset.had === "focus") {
      (link as HTMLElement | null)?.focus({ preventScroll: true });
    }
  }, [current]);
  useEffect(() => {
    if (end.current === null) return undefined;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting === true) void review.more();
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [groups.length]);
  const track = (had: boolean) => {
    if (list.current !== null) list.current.dataset.had = had ? "focus" : "";
  };
  return (
    <ol
      ref={list}
      class="groups"
      aria-label={t("duplicates.groups")}
      onFocusCapture={() => track(true)}
      onBlurCapture={(event) => event.relatedTarget !== null && track(false)}
    >
      {groups.map((group) => (
        <li key={group.key}>
          <GroupLink group={group} mode={mode} isCurrent={group.key === current} />
        </li>
      ))}
      {review.hasMore && <li ref={end} class="groups__end" />}
    </ol>
  );
}

function GroupLink({
  group,
  mode,
  isCurrent,
}: {
  readonly group: Group;
  readonly mode: Mode;
  readonly isCurrent: boolean;
}) {
  const { key, tier, members, items, savedBytes } = group;
  const title = members.find((member) => member.title !== "")?.title ?? t("tile.untitled");
  return (
    <a
      class="groups__link"
      href={printAddress(addressOf(tier, key, mode))}
      aria-current={isCurrent ? "true" : undefined}
    >
      <span class="groups__thumbs">
        {members.slice(0, MAX_THUMBS).map((member) => (
          <SmallPicture key={member.id} member={member} />
        ))}
      </span>
      <span class="groups__title">{title}</span>
      <span class="groups__facts">
        {t(tier === "exact" ? "duplicates.group.exact" : "duplicates.group", { n: items })}
        {savedBytes > 0 && <b>{t("duplicates.saves", { bytes: printBytes(savedBytes) })}</b>}
      </span>
    </a>
  );
}
