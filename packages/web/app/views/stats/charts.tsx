import { printBytes, printCalendarDay, printCount, printMonth } from "../../quantities.ts";
import { Bars } from "./bars.tsx";
import { Chart } from "./chart.tsx";
import { Columns } from "./columns.tsx";
import { Density, linkOf, printStretch } from "./density.tsx";
import {
  apartBytes,
  findCredits,
  findKind,
  findMonth,
  findName,
  findSaved,
  findWidth,
  type Names,
} from "./findings.ts";
import { filter, searchFor } from "./search_link.ts";
import type { Stats } from "./stats_api.ts";
import { t } from "./strings.ts";
import { fillDays, fillMonths, printTick } from "./time_axis.ts";

interface Figures {
  readonly stats: Stats;
}

/** When the items were archived. */
export function Months({ stats: { months } }: Figures) {
  const byName = new Map(months.map((month) => [month.name, month]));
  const href = (name: string) => searchFor(`archived:${name}`);
  return (
    <Chart
      name="months"
      subject={t("stats.months.title")}
      finding={findMonth(months)}
      table={{
        columns: [t("stats.column.month"), t("stats.column.items"), t("stats.column.bytes")],
        rows: months.map(({ name, items, bytes }) => ({
          cells: [printMonth(name), printCount(items), printBytes(bytes)],
          href: href(name),
        })),
      }}
    >
      <Columns
        height={240}
        columns={fillMonths([...byName.keys()]).map((name) => {
          const { items = 0, bytes = 0 } = byName.get(name) ?? {};
          const month = printMonth(name);
          return {
            tick: printTick(name),
            words: t("stats.months.bar", { month, n: items, bytes: printBytes(bytes) }),
            value: printCount(items),
            amount: items,
            ...(items > 0 ? { href: href(name) } : {}),
          };
        })}
      />
    </Chart>
  );
}

/** What takes the space. */
export function Kinds({ stats }: Figures) {
  const kinds = stats.kinds.toSorted((a, b) => b.bytes - a.bytes);
  const href = (kind: string) => searchFor(`type:${kind}`);
  return (
    <Chart
      name="kinds"
      subject={t("stats.kinds.title")}
      finding={findKind(stats)}
      isReadable
      table={{
        columns: [t("stats.column.kind"), t("stats.column.items"), t("stats.column.bytes")],
        rows: kinds.map(({ kind, items, bytes }) => ({
          cells: [t(`stats.kinds.${kind}`), printCount(items), printBytes(bytes)],
          href: href(kind),
        })),
      }}
    >
      <Bars
        bars={kinds.map(({ kind, items, bytes }) => ({
          name: t(`stats.kinds.${kind}`),
          note: t("stats.items", { n: items }),
          value: printBytes(bytes),
          amount: bytes,
          href: href(kind),
        }))}
      />
    </Chart>
  );
}

/** How large the pictures are. */
export function Sizes({ stats }: Figures) {
  const { sizes, sizeEdges } = stats;
  return (
    <Chart
      name="sizes"
      subject={t("stats.sizes.title")}
      finding={findWidth(stats)}
      table={{
        columns: [t("stats.column.width"), t("stats.column.height"), t("stats.column.items")],
        rows: sizes.map((cell) => ({
          cells: [
            printStretch(cell.width, sizeEdges),
            printStretch(cell.height, sizeEdges),
            printCount(cell.items),
          ],
          href: linkOf(cell, sizeEdges),
        })),
      }}
    >
      <Density sizes={sizes} sizeEdges={sizeEdges} />
    </Chart>
  );
}

const NAMES = {
  tags: { key: "tag", column: "stats.column.tag" },
  users: { key: "user", column: "stats.column.user" },
  subreddits: { key: "r", column: "stats.column.subreddit" },
} as const;

/** Who and what the most items go by. */
export function TopNames({ stats, names }: Figures & { readonly names: Names }) {
  const { key, column } = NAMES[names];
  const printName = (name: string) => (names === "subreddits" ? `r/${name}` : name);
  const href = (name: string) => searchFor(filter(key, name));
  return (
    <Chart
      name={names}
      subject={t(`stats.${names}.title`)}
      finding={findName(names, stats[names])}
      isReadable
      table={{
        columns: [t(column), t("stats.column.items"), t("stats.column.bytes")],
        rows: stats[names].map(({ name, items, bytes }) => ({
          cells: [printName(name), printCount(items), printBytes(bytes)],
          href: href(name),
        })),
      }}
    >
      <Bars
        bars={stats[names].map(({ name, items }) => ({
          name: printName(name),
          value: printCount(items),
          amount: items,
          href: href(name),
        }))}
      />
    </Chart>
  );
}

/** What is saved by keeping equal files once. */
export function Saved({ stats }: Figures) {
  const apart = apartBytes(stats);
  const ways = [
    { name: t("stats.saved.apart"), amount: apart },
    { name: t("stats.saved.kept"), amount: apart - stats.savedBytes },
  ].map((way) => ({ ...way, value: printBytes(way.amount) }));
  return (
    <Chart
      name="saved"
      subject={t("stats.saved.title")}
      finding={findSaved(stats)}
      isReadable
      table={{
        columns: [t("stats.column.way"), t("stats.column.bytes")],
        rows: ways.map(({ name, value }) => ({ cells: [name, value] })),
      }}
    >
      <Bars bars={ways} />
      {stats.savedBytes > 0 && (
        <p class="chart__more">
          <a href={searchFor("dup:yes")}>{t("stats.saved.show")}</a>
        </p>
      )}
    </Chart>
  );
}

/** What the runs of the last month cost, where Imgur told. */
export function Credits({ stats: { creditDays } }: Figures) {
  if (creditDays.length === 0) return null;
  const spentOn = new Map(creditDays.map(({ day, spent }) => [day, spent]));
  const print = (day: string) => printCalendarDay(Date.parse(day));
  return (
    <Chart
      name="credits"
      subject={t("stats.credits.title")}
      finding={findCredits(creditDays)}
      table={{
        columns: [t("stats.column.day"), t("stats.column.credits")],
        rows: creditDays
          .toReversed()
          .map(({ day, spent }) => ({ cells: [print(day), printCount(spent)] })),
      }}
    >
      <Columns
        height={170}
        columns={fillDays([...spentOn.keys()]).map((day) => {
          const n = spentOn.get(day) ?? 0;
          const words = t("stats.credits.bar", { day: print(day), n });
          return { tick: printTick(day), words, value: printCount(n), amount: n };
        })}
      />
    </Chart>
  );
}
