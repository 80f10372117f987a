import { type Signal, signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../../parts/icon.tsx";
import { goneSince } from "../../state.ts";
import { ChartShape } from "./chart.tsx";
import { Credits, Kinds, Months, Saved, Sizes, TopNames } from "./charts.tsx";
import { leadOf } from "./findings.ts";
import { searchFor } from "./search_link.ts";
import { type Stats as Figures, fetchStats } from "./stats_api.ts";
import { t } from "./strings.ts";

/** The last figures: they show at once when the page is opened again, and while new ones fail to come. */
const known: Signal<Figures | null> = signal(null);

const SHAPES = ["months", "sizes", "kinds", "saved", "tags", "users", "subreddits"] as const;

/** The archive in figures, each drawing under what it shows. */
export function Stats() {
  const isFailed = useSignal(false);
  const load = (leaving?: AbortSignal) => {
    isFailed.value = false;
    fetchStats(leaving)
      .then((stats) => {
        known.value = stats;
      })
      .catch(() => {
        if (leaving?.aborted !== true) isFailed.value = true;
      });
  };
  const isGone = goneSince.value !== null;
  useEffect(() => {
    if (isGone) return undefined;
    const leaving = new AbortController();
    load(leaving.signal);
    return () => leaving.abort();
  }, [isGone]);
  const stats = known.value;
  return (
    <article class="stats" aria-busy={stats === null && !isFailed.value}>
      <header class="stats__head">
        <h1>{t("stats.title")}</h1>
        {stats !== null && stats.items > 0 && <Lead stats={stats} />}
        {stats === null && !isFailed.value && <p class="stats__loading">{t("stats.loading")}</p>}
        {isFailed.value && (
          <p class="stats__failed" role="alert">
            {t("stats.failed")}{" "}
            <button class="button" type="button" onClick={() => load()}>
              {t("action.retry")}
            </button>
          </p>
        )}
      </header>
      {stats === null ? (
        !isFailed.value && <Shapes />
      ) : stats.items === 0 ? (
        <Nothing />
      ) : (
        <Charts stats={stats} />
      )}
    </article>
  );
}

function Lead({ stats }: { readonly stats: Figures }) {
  return (
    <p class="stats__lead">
      {leadOf(stats)}{" "}
      {stats.removedUpstream > 0 && (
        <a href={searchFor("is:gone")}>{t("stats.gone.show", { gone: stats.removedUpstream })}</a>
      )}
    </p>
  );
}

function Charts({ stats }: { readonly stats: Figures }) {
  return (
    <div class="stats__charts">
      <Months stats={stats} />
      <Sizes stats={stats} />
      <Kinds stats={stats} />
      <Saved stats={stats} />
      <TopNames stats={stats} names="tags" />
      <TopNames stats={stats} names="users" />
      <TopNames stats={stats} names="subreddits" />
      <Credits stats={stats} />
    </div>
  );
}

function Shapes() {
  return (
    <div class="stats__charts">
      {SHAPES.map((name) => (
        <ChartShape key={name} name={name} subject={t(`stats.${name}.title`)} />
      ))}
    </div>
  );
}

function Nothing() {
  return (
    <div class="empty">
      <Icon name="tree" />
      <h2>{t("stats.empty.title")}</h2>
      <p>{t("stats.empty.text")}</p>
      <code class="empty__command">{t("empty.command")}</code>
    </div>
  );
}
