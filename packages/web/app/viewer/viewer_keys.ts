import { deleteForGood, moveToTrash, restore, setFavorite, showFailure } from "../edits.ts";
import { hasFlag } from "../grid/item.ts";
import { results } from "../results.ts";
import { bindCommands } from "../shortcuts.ts";
import { prefer, preferences } from "../state.ts";
import { mayDelete } from "../views/library/deeds.ts";
import { selectRequest } from "../views/library/select_request.ts";
import type { Current } from "./current.ts";
import type { Slideshow } from "./slideshow.ts";
import type { Stage } from "./stage.ts";
import { togglePlay } from "./video.tsx";

const PAN_PX = 90;
const ZOOM_STEP = 1.35;

/** Binds the viewer's keys. @returns Unbinds them. */
export function bindViewerKeys(
  current: Current,
  { stage, slideshow }: { readonly stage: Stage; readonly slideshow: Slideshow },
): () => void {
  return bindCommands("viewer", {
    step: ({ key }) => {
      const direction = key === "ArrowLeft" || key === "p" ? -1 : 1;
      if (stage.isZoomed && key.startsWith("Arrow")) stage.panBy(-direction * PAN_PX, 0);
      else void current.step(direction).catch(showFailure);
    },
    leaveAlbum: ({ key }) => {
      const direction = key === "ArrowUp" ? -1 : 1;
      if (stage.isZoomed) stage.panBy(0, -direction * PAN_PX);
      else void current.leaveAlbum(direction).catch(showFailure);
    },
    ends: ({ key }) => {
      const last = (results.peek()?.totals.items ?? 1) - 1;
      void current.goTo(key === "Home" ? 0 : last).catch(showFailure);
    },
    zoom: ({ key }) => {
      if (key === "0") stage.fit();
      else if (key === "1") stage.actual();
      else stage.zoomBy(key === "-" ? 1 / ZOOM_STEP : ZOOM_STEP);
    },
    play: () => {
      const video = stage.video.peek();
      if (video !== undefined) togglePlay(video);
      else stage.toggleMoving();
    },
    slideshow: () => slideshow.toggle(),
    info: () => prefer({ infoOpen: !preferences.peek().infoOpen }),
    select: () => {
      const item = current.item.peek();
      if (item !== undefined) selectRequest.value = item;
    },
    favorite: () => void toggleFavorite(current),
    trash: () => void trashCurrent(current),
    close: () => {
      if (stage.isZoomed) stage.fit();
      else current.close();
    },
  });
}

/** Makes the picture a favourite, or not any more. */
export async function toggleFavorite(current: Current): Promise<void> {
  const media = current.media.peek();
  const item = current.item.peek();
  const id = media?.id ?? item?.id;
  if (id === undefined) return;
  const on = !(media?.favorite ?? (item !== undefined && hasFlag(item, "favorite")));
  if (media !== undefined) current.media.value = { ...media, favorite: on };
  await setFavorite([id], on);
  await current.reload();
}

/** Moves the picture to Trash; one that is in it is removed for good, once asked. */
export async function trashCurrent(current: Current): Promise<void> {
  const id = idOf(current);
  if (id === undefined) return;
  if (current.media.peek()?.trashed !== true) await leave(current, moveToTrash([id]));
  else if ((await mayDelete([id])) && (await deleteForGood([id]))) await leave(current);
}

/** Takes the picture out of the Trash. */
export async function restoreCurrent(current: Current): Promise<void> {
  const id = idOf(current);
  if (id !== undefined) await leave(current, restore([id]));
}

/** Shows the picture that takes the place of the one that went; the library when it was the last. */
async function leave(current: Current, done?: Promise<unknown>): Promise<void> {
  const index = current.index.peek();
  const items = results.peek()?.totals.items ?? 0;
  if (index === undefined || items === 0) current.close();
  else await current.goTo(Math.min(index, items - 1));
  await done;
}

function idOf(current: Current): number | undefined {
  return current.media.peek()?.id ?? current.item.peek()?.id;
}
