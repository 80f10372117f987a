import { useEffect, useRef } from "preact/hooks";
import { printBytes, printClock } from "../../quantities.ts";
import { EVERYTHING, printAddress } from "../../router.ts";
import { LaneCanvas, laneHeight } from "./lane_canvas.ts";
import { doingOf, wordsOf } from "./lane_labels.ts";
import type { RunModel } from "./run_model.ts";
import type { RunWatch } from "./run_watch.ts";
import { Scroller } from "./scroller.tsx";
import { t } from "./strings.ts";

/** What the lanes are shown with. */
export interface LanesProps {
  readonly watch: RunWatch;
  readonly model: RunModel;
  readonly isTable: boolean;
  readonly onToggle: () => void;
}

/** What each slot did in the last half minute: drawn, or as a table. */
export function Lanes({ watch, model, isTable, onToggle }: LanesProps) {
  watch.tick.value;
  const { lanes } = model.lanes;
  const isOn = model.detail.state === "running";
  const apiPause = isOn ? model.pauses("api", watch.shownAt, watch.shownAt + 1).at(-1) : undefined;
  return (
    <section class="lanes">
      <h2>
        {t("lanes.title")} <small>{t(isOn ? "lanes.text" : "lanes.text.end")}</small>
        {lanes.length > 0 && (
          <button
            class="button lanes__toggle"
            type="button"
            aria-pressed={isTable}
            onClick={onToggle}
          >
            {t("lanes.table")}
          </button>
        )}
      </h2>
      {apiPause !== undefined && (
        <p class="lanes__api">
          {t("lanes.api", { reason: apiPause.reason, time: printClock(apiPause.until) })}
        </p>
      )}
      {lanes.length === 0 && <p class="lanes__none">{t("lanes.none")}</p>}
      {lanes.length > 0 && isTable && <LaneTable watch={watch} model={model} />}
      {lanes.length > 0 && !isTable && <LaneDrawing watch={watch} model={model} />}
    </section>
  );
}

function LaneDrawing({ watch, model }: Pick<LanesProps, "watch" | "model">) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<LaneCanvas>(null);
  const { lanes } = model.lanes;
  useEffect(() => {
    if (canvas.current === null) return;
    const made = new LaneCanvas(canvas.current, {
      get now() {
        return watch.shownAt;
      },
      get isOn() {
        return watch.isOn && watch.pausedFor === null;
      },
      get hasLabels() {
        return watch.isOn;
      },
      get lanes() {
        return model.lanes.lanes;
      },
      pauses: (from, to) => model.pauses("cdn", from, to),
      takeChangedFrom: () => model.lanes.takeChangedFrom(),
      label: (lane) => wordsOf(lane, { model, now: watch.shownAt }),
    });
    drawing.current = made;
    return () => made[Symbol.dispose]();
  }, [watch, model]);
  useEffect(() => drawing.current?.wake());
  const busy = lanes.filter(({ now }) => now !== null).length;
  const isOn = watch.isOn;
  const height = lanes.length * laneHeight(lanes.length);
  return (
    <div class="lanes__drawing" data-labels={isOn ? "" : undefined}>
      <canvas
        ref={canvas}
        role="img"
        aria-label={t("lanes.label", { n: lanes.length, busy })}
        style={{ blockSize: `${height}px` }}
      />
      <Axis isOn={isOn} />
      <Legend />
    </div>
  );
}

const AGO = { wide: [30, 25, 20, 15, 10, 5], narrow: [14, 10, 5] };

function Axis({ isOn }: { readonly isOn: boolean }) {
  return (
    <div class="lanes__axis" aria-hidden="true">
      {(["wide", "narrow"] as const).map((width) =>
        AGO[width].map((n) => (
          <span
            key={`${width}${n}`}
            data-width={width}
            style={{ insetInlineStart: `${(1 - n / (AGO[width][0] ?? 1)) * 100}%` }}
          >
            {t("lanes.ago", { n })}
          </span>
        )),
      )}
      <span data-now>{t(isOn ? "lanes.now" : "lanes.end")}</span>
    </div>
  );
}

function Legend() {
  return (
    <ul class="lanes__legend">
      {(["download", "store", "back", "gone", "wait"] as const).map((kind) => (
        <li key={kind}>
          <i class="lanes__key" data-kind={kind} />
          {t(`lanes.${kind}`)}
        </li>
      ))}
    </ul>
  );
}

function LaneTable({ watch, model }: Pick<LanesProps, "watch" | "model">) {
  watch.tick.value;
  const now = watch.shownAt;
  return (
    <Scroller label={t("lanes.title")}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("lanes.slot")}</th>
            <th scope="col">{t("lanes.doing")}</th>
            <th scope="col">{t("lanes.file")}</th>
            <th scope="col" data-number>
              {t("lanes.size")}
            </th>
            <th scope="col" data-number>
              {t("lanes.for")}
            </th>
          </tr>
        </thead>
        <tbody>
          {model.lanes.lanes.map((lane) => {
            const words = wordsOf(lane, { model, now });
            const state = lane.now;
            return (
              <tr key={lane.slot}>
                <th scope="row">{lane.slot + 1}</th>
                <td data-back={words.isBack || undefined}>{doingOf(lane, words)}</td>
                <td>{state !== null && <a href={addressOf(state.media)}>{state.media}</a>}</td>
                <td data-number>{state !== null && printHere(state)}</td>
                <td data-number>
                  {state !== null &&
                    t("lanes.seconds", { n: Math.max(0, Math.round((now - state.since) / 1000)) })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroller>
  );
}

function printHere({ bytes, total }: { readonly bytes: number; readonly total: number | null }) {
  if (bytes === 0 && total === null) return null;
  if (total === null) return printBytes(bytes);
  return t("lanes.bytes", { here: printBytes(bytes), total: printBytes(total) });
}

function addressOf(media: string): string {
  return printAddress({ view: "media", id: media, grid: EVERYTHING });
}
