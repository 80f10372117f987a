import { niceTop, printRate } from "./figures.ts";
import { SPEED_SECONDS } from "./run_model.ts";
import { t } from "./strings.ts";

/** Height of the drawing; its width is one a second. */
const HEIGHT = 100;

/** The speed of the last 90 seconds, with its peak. @param speeds Files a second, the oldest first. */
export function SpeedLine({
  speeds,
  isOn,
}: {
  readonly speeds: readonly number[];
  readonly isOn: boolean;
}) {
  const peak = Math.max(...speeds);
  const now = speeds.at(-1) ?? 0;
  const top = niceTop(peak);
  const yOf = (speed: number) => HEIGHT - (speed / top) * HEIGHT;
  const points = speeds.map((speed, at) => `${at},${yOf(speed).toFixed(2)}`).join(" L");
  const label = t("activity.speed.label", { now: printRate(now), peak: printRate(peak) });
  const last = SPEED_SECONDS - 1;
  return (
    <figure class="speed">
      <figcaption>
        <span>{t(isOn ? "activity.speed" : "activity.speed.end")}</span>
        <b>{t("activity.speed.peak", { peak: printRate(peak) })}</b>
      </figcaption>
      <div class="speed__plot">
        <span class="speed__scale">{printScale(top)}</span>
        <span class="speed__scale" data-half>
          {printScale(top / 2)}
        </span>
        <svg
          viewBox={`0 0 ${last} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
        >
          <path class="speed__area" d={`M0,${HEIGHT} L${points} L${last},${HEIGHT} Z`} />
          <path class="speed__line" d={`M${points}`} />
        </svg>
        {isOn && (
          <i class="speed__now" style={{ insetBlockStart: `${(yOf(now) / HEIGHT) * 100}%` }} />
        )}
      </div>
    </figure>
  );
}

function printScale(value: number): string {
  return Number.isInteger(value) ? String(value) : printRate(value);
}
