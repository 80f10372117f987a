import { printBytes } from "../../quantities.ts";
import type { Lane } from "./lane_history.ts";
import type { RunModel } from "./run_model.ts";
import { t } from "./strings.ts";

/** What a slot does, in words. */
export interface LaneWords {
  readonly text: string;
  /** How large the file is, or how much of it is here; empty when neither is known. */
  readonly side: string;
  readonly isBack: boolean;
}

/** What a lane does now. @param now The server's time, epoch ms. */
export function wordsOf(lane: Lane, { model, now }: { model: RunModel; now: number }): LaneWords {
  if (model.detail.state !== "running") return { text: "", side: "", isBack: false };
  const state = lane.now;
  const pause = model.pauses("cdn", now, now + 1).at(-1);
  if (pause !== undefined && (state === null || state.bytes === 0)) {
    const n = Math.max(0, Math.ceil((pause.until - now) / 1000));
    const isCapacity = pause.reason === "over capacity";
    return { text: t(isCapacity ? "lanes.capacity" : "lanes.429", { n }), side: "", isBack: true };
  }
  if (state === null) return { text: t("lanes.wait"), side: "", isBack: false };
  const { media, attempt, bytes, total } = state;
  const text = attempt > 1 ? t("lanes.try", { media, n: attempt }) : media;
  return { text, side: bytes + (total ?? 0) > 0 ? printBytes(total ?? bytes) : "", isBack: false };
}

/** What a lane does now, as one word of the legend. */
export function doingOf(lane: Lane, words: LaneWords): string {
  if (words.isBack) return words.text;
  if (lane.now === null) return t("lanes.wait");
  const { bytes, total } = lane.now;
  return t(total !== null && total > 0 && bytes >= total ? "lanes.store" : "lanes.download");
}
