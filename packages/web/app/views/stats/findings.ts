import { printBytes, printCalendarDay, printMonth, printPercent } from "../../quantities.ts";
import type { Stats } from "./stats_api.ts";
import { t } from "./strings.ts";

/** The lists of names that have a chart each. */
export type Names = "tags" | "users" | "subreddits";

/** How much more of the space than of the items a kind has to take before that is the finding. */
const SURPRISE = 0.15;

/** The archive in a sentence. */
export function leadOf({ items, bytes, removedUpstream }: Stats): string {
  const values = { n: items, bytes: printBytes(bytes), gone: removedUpstream };
  return t(removedUpstream > 0 ? "stats.lead.gone" : "stats.lead", values);
}

/** When the most arrived. */
export function findMonth(months: Stats["months"]): string {
  const { first, top, ties } = leadersOf(months, ({ items }) => items);
  const month = printMonth(first?.name ?? "");
  if (months.length === 1) return t("stats.months.only", { month });
  if (ties > 1) return t("stats.months.tie", { months: ties, n: top });
  return t("stats.months.most", { month, n: top });
}

/** Which kind takes the space, and whether it is few that take it. */
export function findKind({
  kinds,
  items,
  bytes,
}: Pick<Stats, "kinds" | "items" | "bytes">): string {
  const { first, top, ties } = leadersOf(kinds, (kind) => kind.bytes);
  if (first === undefined) return t("stats.kinds.title");
  if (kinds.length === 1) return t(`stats.kinds.only.${first.kind}`);
  if (ties > 1) return t("stats.kinds.tie", { kinds: ties });
  const values = {
    kind: t(`stats.kinds.${first.kind}`),
    share: shareOf(top, bytes),
    itemShare: shareOf(first.items, items),
  };
  const isSurprise = top / bytes - first.items / items >= SURPRISE;
  return t(isSurprise ? "stats.kinds.more" : "stats.kinds.most", values);
}

/** How wide at least half are: true of any sizes. */
export function findWidth({ sizes, sizeEdges }: Pick<Stats, "sizes" | "sizeEdges">): string {
  const all = sum(sizes.map(({ items }) => items));
  if (all === 0) return t("stats.sizes.none");
  const atLeast = (edge: number) =>
    sum(sizes.filter(({ width }) => width >= edge).map(({ items }) => items));
  const at = sizeEdges.findLastIndex((edge) => atLeast(edge) * 2 >= all);
  if (at > 0) return t("stats.sizes.wide", { n: sizeEdges[at] ?? 0 });
  return t("stats.sizes.narrow", { n: sizeEdges[1] ?? 0 });
}

/** Who or what leads a list of names. @param length Of a full list: more may tie than it has. */
export function findName(names: Names, list: Stats[Names], length = 12): string {
  const { first, top, ties } = leadersOf(list, ({ items }) => items);
  if (first === undefined) return t(`stats.${names}.none`);
  const name = names === "subreddits" ? `r/${first.name}` : first.name;
  if (list.length === 1) return t(`stats.${names}.only`, { name, n: top });
  if (ties >= length) return t(`stats.${names}.even`, { names: ties, n: top });
  if (ties > 1) return t(`stats.${names}.tie`, { names: ties, n: top });
  return t(`stats.${names}.most`, { name, n: top });
}

/** What the shown and the deleted would take if each file were kept for itself, bytes. */
export function apartBytes({ bytes, trash }: Pick<Stats, "bytes" | "trash">): number {
  return bytes + trash.bytes;
}

/** What is saved by keeping equal files once. */
export function findSaved(stats: Pick<Stats, "bytes" | "trash" | "savedBytes">): string {
  const { savedBytes } = stats;
  if (savedBytes === 0) return t("stats.saved.none");
  const share = shareOf(savedBytes, apartBytes(stats));
  return t("stats.saved.some", { bytes: printBytes(savedBytes), share });
}

/** Which day took the most credits. */
export function findCredits(days: Stats["creditDays"]): string {
  const { first, top, ties } = leadersOf(days, ({ spent }) => spent);
  const day = printCalendarDay(Date.parse(first?.day ?? ""));
  if (days.length === 1) return t("stats.credits.only", { day, n: top });
  if (ties > 1) return t("stats.credits.tie", { days: ties, n: top });
  return t("stats.credits.most", { day, n: top });
}

/** A part as a percentage that is never rounded to all or to nothing. */
export function shareOf(part: number, whole: number): string {
  const ratio = whole === 0 ? 0 : part / whole;
  if (ratio < 1 && ratio >= 0.995) return t("stats.share.nearly");
  if (ratio > 0 && ratio < 0.005) return t("stats.share.under");
  return printPercent(ratio);
}

function leadersOf<Entry>(list: readonly Entry[], amountOf: (entry: Entry) => number) {
  const top = Math.max(0, ...list.map(amountOf));
  const leaders = list.filter((entry) => amountOf(entry) === top);
  return { first: leaders[0], top, ties: leaders.length };
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0);
}
