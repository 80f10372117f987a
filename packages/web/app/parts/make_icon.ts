import sprite from "../style/icons.svg" with { type: "text" };

/** The pictures of the sprite. */
export type IconName =
  | "mark"
  | "tree"
  | "library"
  | "search"
  | "close"
  | "check"
  | "theme"
  | "help"
  | "heart"
  | "heart_full"
  | "info"
  | "download"
  | "trash"
  | "left"
  | "right"
  | "up"
  | "play"
  | "pause"
  | "hidden"
  | "album"
  | "sound"
  | "muted"
  | "loop"
  | "about"
  | "keyboard"
  | "hourglass"
  | "more"
  | "duplicates"
  | "activity"
  | "sources"
  | "stats"
  | "settings"
  | "tag"
  | "plus"
  | "restore"
  | "refresh"
  | "stop"
  | "bookmark"
  | "flicker"
  | "link"
  | "table";

const SVG = "http://www.w3.org/2000/svg";

/** Puts the sprite in the page, where `<use>` finds it from any address, also from `file://`. Call once. */
export function installSprite(): void {
  const svg = new DOMParser().parseFromString(sprite, "image/svg+xml").documentElement;
  document.body.prepend(document.importNode(svg, true));
}

/** A line drawing for code that makes its own elements; says nothing to screen readers. */
export function makeIcon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}
