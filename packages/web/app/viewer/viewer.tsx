import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { Item } from "../grid/item.ts";
import { titleOf } from "../grid/tile_words.ts";
import { savesData } from "../motion.ts";
import { Icon } from "../parts/icon.tsx";
import { later } from "../parts/later.ts";
import { Messages } from "../parts/messages.tsx";
import { results } from "../results.ts";
import type { Address } from "../router.ts";
import { announcement, prefer, preferences, revealed } from "../state.ts";
import { t } from "../strings.ts";
import { Current } from "./current.ts";
import { Filmstrip } from "./filmstrip.tsx";
import { Gestures } from "./gestures.ts";
import { morphEnds } from "./morph.ts";
import { MovingControls } from "./moving_controls.tsx";
import { pictureOf } from "./picture.ts";
import { placeOf } from "./place_words.ts";
import { Preloader, wantedOf } from "./preload.ts";
import type { SharpSize } from "./sharp_size.ts";
import type { Slideshow } from "./slideshow.ts";
import { Stage } from "./stage.ts";
import { StageWords } from "./stage_words.tsx";
import { useSlideshow } from "./use_slideshow.ts";
import { VideoControls } from "./video.tsx";
import { ViewerBar } from "./viewer_bar.tsx";
import { bindViewerKeys } from "./viewer_keys.ts";

const Details = later(async () => (await import("./details.tsx")).Details);

/** One picture over everything else, with an address of its own. */
export function Viewer({ at }: { readonly at: Extract<Address, { view: "media" }> }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const current = useMemo(() => new Current(), []);
  const stage = useSignal<Stage | undefined>(undefined);
  const stageRoot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => current.go(at.id, at.grid), [at.id, at.grid]);
  useOpenDialog(dialog, current);
  const slideshow = useSlideshow(current, stage);
  useStage(stageRoot, stage, { current, slideshow });
  useAnnounce(current);
  useSignalEffect(() => {
    const collection = results.value;
    if (collection === null) return;
    void current.locate();
    return collection.listen(({ kind }) => {
      if (kind === "items") void current.locate();
      // Taking something back changes facts, too.
      if (kind === "shape") void current.reload();
    });
  });
  const media = current.media.value;
  const title = titleOf({
    title: media?.title || media?.post?.title || current.item.value?.title || "",
  });
  const showsInfo = preferences.value.infoOpen && media !== undefined;
  const video = stage.value?.video.value;
  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-label={title}
      data-info={showsInfo ? "" : undefined}
      onCancel={(event) => event.preventDefault()}
    >
      <ViewerBar current={current} stage={stage.value} title={title} slideshow={slideshow} />
      <div ref={stageRoot} class="stage" tabIndex={-1}>
        <button
          class="icon-button stage__step"
          data-side="previous"
          type="button"
          aria-label={t("viewer.previous")}
          onClick={() => void current.step(-1)}
        >
          <Icon name="left" />
        </button>
        <button
          class="icon-button stage__step"
          data-side="next"
          type="button"
          aria-label={t("viewer.next")}
          onClick={() => void current.step(1)}
        >
          <Icon name="right" />
        </button>
        <StageWords current={current} stage={stage.value} />
        {video !== undefined && (
          <VideoControls key={at.id} video={video} hasSound={media?.hasSound ?? false} />
        )}
        {stage.value !== undefined && <MovingControls stage={stage.value} />}
        {stage.value?.isWaiting.value === true && (
          <span class="stage__waiting" role="status" aria-label={t("viewer.loading")} />
        )}
      </div>
      <Filmstrip current={current} />
      {showsInfo && (
        <Details
          media={media}
          title={title}
          onChange={() => void current.reload()}
          onClose={() => prefer({ infoOpen: false })}
        />
      )}
      <Messages />
    </dialog>
  );
}

function useOpenDialog(
  dialog: { readonly current: HTMLDialogElement | null },
  current: Current,
): void {
  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>(".stage")?.focus();
    return () => {
      current.dispose();
      element?.close();
    };
  }, []);
}

function useStage(
  root: { readonly current: HTMLDivElement | null },
  stage: { value: Stage | undefined },
  { current, slideshow }: { readonly current: Current; readonly slideshow: Slideshow },
): void {
  const preloader = useMemo(() => new Preloader(), []);
  useLayoutEffect(() => {
    if (root.current === null) return;
    const made: Stage = new Stage(root.current, () =>
      preloader.want(neighboursOf(current, (item) => made.sharpSize(item))),
    );
    const gestures = new Gestures(made, {
      step: (direction) => void current.step(direction),
      close: () => current.close(),
    });
    stage.value = made;
    morphEnds.stage = () => made.box;
    const unbind = bindViewerKeys(current, { stage: made, slideshow });
    return () => {
      unbind();
      gestures.close();
      made.close();
      preloader.want([]);
      morphEnds.stage = () => undefined;
    };
  }, []);
  useSignalEffect(() => {
    const picture = pictureOf(current.item.value, current.media.value, revealed.value);
    if (picture !== undefined) stage.value?.show(picture);
  });
}

function neighboursOf({ index, direction }: Current, sharpSize: (item: Item) => SharpSize) {
  const at = index.peek();
  const collection = results.peek();
  if (at === undefined || collection === null || savesData()) return [];
  return [at + direction, at - direction].flatMap((place) =>
    wantedOf(collection.item(place), sharpSize),
  );
}

function useAnnounce(current: Current): void {
  const words = useComputed(() => {
    const item = current.item.value ?? current.media.value;
    if (item === undefined) return "";
    return t("viewer.announce", {
      place: placeOf(current),
      title: titleOf({ title: item.title ?? "" }),
    });
  });
  useEffect(() => {
    document.title = t("app.title", { page: words.value.split(", ").at(-1) ?? "" });
    const timer = setTimeout(() => {
      announcement.value = words.value;
    }, 300);
    return () => clearTimeout(timer);
  }, [words.value]);
}
