/** The two ends of the morph; the views that own them put them here. */
export const morphEnds: {
  /** The tile of a picture by its name in the address, if it is in the page. */
  tile: (name: string) => HTMLElement | undefined;
  /** The picture in the viewer. */
  stage: () => HTMLElement | undefined;
} = { tile: () => undefined, stage: () => undefined };

const NAME = "picture";
const SLIDE = "slide";

/**
 * Lets a picture grow out of its tile, or shrink back into it, while the address changes.
 * @param change Does it; called exactly once, at once where there is no morph.
 * @param name The picture's name in the address. @param direction Which way.
 */
export function morph(change: () => void, name: string, direction: "open" | "close"): void {
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const before = direction === "open" ? morphEnds.tile(name) : morphEnds.stage();
  if (isStill || before === undefined || document.startViewTransition === undefined) {
    change();
    return;
  }
  before.style.viewTransitionName = NAME;
  let after: HTMLElement | undefined;
  const transition = document.startViewTransition(async () => {
    before.style.viewTransitionName = "";
    change();
    // The views draw in a microtask of their own; a task later they have.
    await new Promise((resolve) => setTimeout(resolve));
    after = direction === "open" ? morphEnds.stage() : morphEnds.tile(name);
    if (after !== undefined) after.style.viewTransitionName = NAME;
  });
  const end = () => {
    if (after !== undefined) after.style.viewTransitionName = "";
  };
  transition.ready.catch(() => undefined);
  transition.finished.then(end, end);
}

/**
 * Lets the stage's picture fade into another; without motion it changes at once.
 * @param change Does it. @returns Resolves when it was done, before the fade ends.
 */
export async function crossFade(change: () => Promise<void>): Promise<void> {
  const box = morphEnds.stage();
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (isStill || box === undefined || document.startViewTransition === undefined) {
    await change();
    return;
  }
  box.style.viewTransitionName = SLIDE;
  const transition = document.startViewTransition(change);
  const end = () => {
    box.style.viewTransitionName = "";
  };
  transition.ready.catch(() => undefined);
  transition.finished.then(end, end);
  await transition.updateCallbackDone;
}
