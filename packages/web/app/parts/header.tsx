import type { Run } from "../../routes/schemas.ts";
import { printBytes, printCount } from "../quantities.ts";
import { EVERYTHING, printAddress } from "../router.ts";
import { goneSince, helpOpen, live, nextTheme, preferences } from "../state.ts";
import { t } from "../strings.ts";
import { Icon } from "./icon.tsx";
import { HeaderNav } from "./navigation.tsx";
import { SearchBox } from "./search_box.tsx";

const HOME = printAddress({ view: "library", grid: EVERYTHING, at: "" });

/** The bar at the top, with the horizon under it. */
export function Header() {
  const themeName = t(`theme.${preferences.value.theme}`);
  return (
    <header class="header">
      <a class="header__brand" href={HOME} aria-label={t("app.home")}>
        <Icon name="mark" />
        <span>{t("app.name")}</span>
      </a>
      <HeaderNav />
      <SearchBox />
      <LiveCount />
      <div class="header__tools">
        <button
          class="icon-button header__theme"
          type="button"
          onClick={nextTheme}
          aria-label={themeName}
          title={themeName}
        >
          <Icon name="theme" />
        </button>
        <button
          class="icon-button"
          type="button"
          aria-label={t("nav.shortcuts")}
          title={t("nav.shortcuts")}
          aria-haspopup="dialog"
          onClick={() => {
            helpOpen.value = true;
          }}
        >
          <Icon name="help" />
        </button>
      </div>
      <Horizon />
    </header>
  );
}

/** Everything that ended, whatever its outcome. */
export function doneOf({ totals }: Pick<Run, "totals">): number {
  const { announced: _, bytes: __, ...outcomes } = totals;
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

function currentRun(): Run | null {
  const run = live.value?.run ?? null;
  return run?.state === "running" && goneSince.value === null ? run : null;
}

function LiveCount() {
  const run = currentRun();
  if (run === null) return null;
  const done = doneOf(run);
  const { announced } = run.totals;
  return (
    <p class="live" title={t("live.run", { run: run.id, done, announced })}>
      <span class="live__dot" />
      <span>
        <b>{printCount(done)}</b>
        {announced > done && ` ${t("live.rest", { announced })}`}
      </span>
      {run.bytesPerSecond > 0 && (
        <span class="live__speed">
          {t("live.speed", { speed: printBytes(run.bytesPerSecond) })}
        </span>
      )}
    </p>
  );
}

function Horizon() {
  const run = currentRun();
  if (run === null) return <div class="horizon" />;
  const done = doneOf(run);
  const announced = Math.max(run.totals.announced, done, 1);
  return (
    <div
      class="horizon"
      role="progressbar"
      aria-label={t("live.progress", { run: run.id })}
      aria-valuemin={0}
      aria-valuemax={announced}
      aria-valuenow={done}
      aria-valuetext={t("live.progress.value", { done, announced })}
    >
      <span class="horizon__line" style={{ transform: `scaleX(${done / announced})` }} />
    </div>
  );
}
