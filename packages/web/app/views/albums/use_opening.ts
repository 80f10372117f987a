import { useLayoutEffect } from "preact/hooks";
import { nameOf } from "../../grid/item.ts";
import { EVERYTHING, push, remember } from "../../router.ts";
import { lastViewed, reveal } from "../../state.ts";
import { morph, morphEnds } from "../../viewer/morph.ts";
import { isVeiled } from "./album_picture.tsx";

/** What can be opened. */
interface Openable {
  readonly id: number;
  readonly imgurId: string;
  readonly nsfw: boolean;
}

/** The grid in which the viewer walks an album. */
export function gridOfAlbum(imgurId: string) {
  return { ...EVERYTHING, q: `album:${imgurId}` };
}

/** Opens a picture of an album in the viewer, so that Back returns here; a veiled one is first shown. */
export function openPicture(picture: Openable, imgurId: string): void {
  if (isVeiled(picture)) {
    reveal(picture.id);
    return;
  }
  const name = nameOf(picture);
  remember({ scrollY: Math.round(scrollY) });
  const to = { view: "media", id: name, grid: gridOfAlbum(imgurId) } as const;
  morph(() => push(to, { opened: true }), name, "open");
}

/**
 * Lets a picture grow out of this view and shrink back into it, and gives the keyboard back to the one seen last.
 * @param root Holds the links, each with its picture's name as `data-name`.
 */
export function useOpening(root: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const linkOf = (name: string) =>
      root.current?.querySelector<HTMLElement>(`[data-name="${CSS.escape(name)}"]`) ?? undefined;
    morphEnds.tile = linkOf;
    const name = lastViewed.peek();
    lastViewed.value = null;
    // A task later the rows are drawn, and the window stands where it stood.
    const timer = setTimeout(() => {
      const link = name === null ? undefined : linkOf(name);
      link?.focus({ preventScroll: true });
      link?.scrollIntoView({ block: "nearest" });
    });
    return () => {
      clearTimeout(timer);
      morphEnds.tile = () => undefined;
    };
  }, []);
}

/** How many members to draw at first, so that the one that was seen last is among them. */
export function firstShown(members: readonly Openable[], step: number): number {
  const name = lastViewed.peek();
  const at = name === null ? -1 : members.findIndex((member) => nameOf(member) === name);
  return Math.max(step, at + 1);
}
