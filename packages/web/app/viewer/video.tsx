import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { playsByItself } from "../motion.ts";
import { Icon } from "../parts/icon.tsx";
import { printTime } from "../quantities.ts";
import { prefer, preferences } from "../state.ts";
import { t } from "../strings.ts";

/** What the controls need. */
export interface VideoControlsProps {
  readonly video: HTMLVideoElement;
  readonly hasSound: boolean;
}

const SPEEDS = [0.25, 0.5, 1, 1.5, 2] as const;

/** Own controls for videos and films of GIFs; the browser's would swallow the arrow keys. */
export function VideoControls({ video, hasSound }: VideoControlsProps) {
  const at = useSignal(0);
  const isPlaying = useSignal(false);
  const isMuted = useSignal(true);
  const speed = useSignal(1);
  const lasts = useSignal(0);
  useEffect(() => {
    video.loop = preferences.peek().loop;
    if (!playsByItself()) video.pause();
    return eachFrame(() => {
      at.value = video.currentTime;
      isPlaying.value = !video.paused;
      lasts.value = Number.isFinite(video.duration) ? video.duration : 0;
    });
  }, [video]);
  const length = lasts.value;
  const { loop } = preferences.value;
  return (
    <fieldset class="player" aria-label={t("video.controls")}>
      <button
        class="icon-button"
        type="button"
        aria-label={t(isPlaying.value ? "video.pause" : "video.play")}
        onClick={() => togglePlay(video)}
      >
        <Icon name={isPlaying.value ? "pause" : "play"} />
      </button>
      <input
        class="player__position"
        type="range"
        min={0}
        max={length || 1}
        step={0.01}
        value={at.value}
        aria-label={t("video.position")}
        aria-valuetext={t("video.position.value", {
          at: printTime(at.value * 1000),
          length: printTime(length * 1000),
        })}
        style={{ "--share": `${(at.value / (length || 1)) * 100}%` }}
        onInput={({ currentTarget }) => {
          video.currentTime = Number(currentTarget.value);
        }}
      />
      <span class="player__time">
        {printTime(at.value * 1000)} / {printTime(length * 1000)}
      </span>
      <select
        class="player__speed"
        aria-label={t("video.speed")}
        value={speed.value}
        onChange={({ currentTarget }) => {
          speed.value = Number(currentTarget.value);
          video.playbackRate = speed.value;
        }}
      >
        {SPEEDS.map((value) => (
          <option key={value} value={value}>
            {value} ×
          </option>
        ))}
      </select>
      <button
        class="icon-button"
        type="button"
        aria-pressed={loop}
        aria-label={t("video.loop")}
        title={t("video.loop")}
        onClick={() => {
          video.loop = !loop;
          prefer({ loop: !loop });
        }}
      >
        <Icon name="loop" />
      </button>
      {hasSound && (
        <button
          class="icon-button"
          type="button"
          aria-label={t(isMuted.value ? "video.unmute" : "video.mute")}
          onClick={() => {
            video.muted = !video.muted;
            isMuted.value = video.muted;
          }}
        >
          <Icon name={isMuted.value ? "muted" : "sound"} />
        </button>
      )}
    </fieldset>
  );
}

/** Plays or pauses. */
export function togglePlay(video: HTMLVideoElement): void {
  if (video.paused) void video.play().catch(() => undefined);
  else video.pause();
}

function eachFrame(look: () => void): () => void {
  let frame = 0;
  const again = () => {
    look();
    frame = requestAnimationFrame(again);
  };
  again();
  return () => cancelAnimationFrame(frame);
}
