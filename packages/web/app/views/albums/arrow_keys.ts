/**
 * Moves the keyboard among links that stand in rows: left and right in their order, up and down to the nearest centre.
 * @param selector Of the links, within the element that listens.
 */
export function moveAmong(event: KeyboardEvent, selector: string): void {
  const { key, target, currentTarget } = event;
  if (!(target instanceof HTMLElement && currentTarget instanceof HTMLElement)) return;
  const here = target.closest<HTMLElement>(selector);
  if (here === null || event.ctrlKey || event.metaKey || event.altKey) return;
  const links = [...currentTarget.querySelectorAll<HTMLElement>(selector)];
  const to = findNext(links, here, key);
  if (to === undefined) return;
  event.preventDefault();
  to.focus();
  to.scrollIntoView({ block: "nearest" });
}

function findNext(
  links: readonly HTMLElement[],
  here: HTMLElement,
  key: string,
): HTMLElement | undefined {
  const at = links.indexOf(here);
  if (key === "ArrowRight") return links[at + 1];
  if (key === "ArrowLeft") return links[at - 1];
  if (key === "ArrowDown") return nearest(links.slice(at + 1), here, (a, b) => a > b);
  if (key === "ArrowUp") return nearest(links.slice(0, at).toReversed(), here, (a, b) => a < b);
  return undefined;
}

/** In the next row that way, the one whose middle is nearest. */
function nearest(
  links: readonly HTMLElement[],
  here: HTMLElement,
  isBeyond: (top: number, ownTop: number) => boolean,
): HTMLElement | undefined {
  const own = here.getBoundingClientRect();
  const middle = own.left + own.width / 2;
  const beyond = links.filter((link) => isBeyond(link.getBoundingClientRect().top, own.top));
  const top = beyond[0]?.getBoundingClientRect().top;
  const row = beyond.filter((link) => link.getBoundingClientRect().top === top);
  const distance = (link: HTMLElement) => {
    const { left, width } = link.getBoundingClientRect();
    return Math.abs(left + width / 2 - middle);
  };
  return row.toSorted((a, b) => distance(a) - distance(b))[0];
}
