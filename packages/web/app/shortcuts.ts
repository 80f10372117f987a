import { preferences } from "./state.ts";
import type { StringId } from "./strings.ts";

/** Where keys mean something. */
export type Scope = "grid" | "viewer" | "duplicates" | "anywhere";

/** What a key asks for. */
export type Command =
  | "move"
  | "open"
  | "select"
  | "range"
  | "selectAll"
  | "favorite"
  | "trash"
  | "undo"
  | "showNew"
  | "search"
  | "help"
  | "theme"
  | "go"
  | "clear"
  | "step"
  | "ends"
  | "leaveAlbum"
  | "zoom"
  | "play"
  | "slideshow"
  | "info"
  | "close"
  | "keepLeft"
  | "keepRight"
  | "keepBoth"
  | "unrelated"
  | "takeBack"
  | "stepGroup"
  | "pick"
  | "flicker"
  | "difference";

/** One row of the key map: it binds the keys, and the help shows it. */
export interface Shortcut {
  readonly scope: Scope;
  readonly label: StringId;
  readonly command: Command;
  /** As `KeyboardEvent.key`, with `Shift+` or `Control+` before and `g ` for the second of two. */
  readonly keys: readonly string[];
  /** Keys that mean something else on a button or a field, so they count only on the pictures. */
  readonly onlyOnPictures?: true;
}

/** The whole key map. */
export const SHORTCUTS: readonly Shortcut[] = [
  {
    scope: "grid",
    label: "key.move",
    command: "move",
    keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"],
    onlyOnPictures: true,
  },
  {
    scope: "grid",
    label: "key.rowEnds",
    command: "move",
    keys: ["Home", "End"],
    onlyOnPictures: true,
  },
  {
    scope: "grid",
    label: "key.ends",
    command: "move",
    keys: ["Control+Home", "Control+End"],
    onlyOnPictures: true,
  },
  {
    scope: "grid",
    label: "key.page",
    command: "move",
    keys: ["PageUp", "PageDown"],
    onlyOnPictures: true,
  },
  { scope: "grid", label: "key.open", command: "open", keys: ["Enter"], onlyOnPictures: true },
  { scope: "grid", label: "key.select", command: "select", keys: ["x"] },
  {
    scope: "grid",
    label: "key.range",
    command: "range",
    keys: ["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown"],
    onlyOnPictures: true,
  },
  { scope: "grid", label: "key.all", command: "selectAll", keys: ["Control+a"] },
  { scope: "grid", label: "key.favorite", command: "favorite", keys: ["f"] },
  { scope: "grid", label: "key.trash", command: "trash", keys: ["Delete"] },
  { scope: "grid", label: "key.new", command: "showNew", keys: ["n"] },
  { scope: "grid", label: "key.clear", command: "clear", keys: ["Escape"] },
  {
    scope: "viewer",
    label: "key.step",
    command: "step",
    keys: ["ArrowLeft", "ArrowRight", "n", "p"],
    onlyOnPictures: true,
  },
  {
    scope: "viewer",
    label: "key.ends",
    command: "ends",
    keys: ["Home", "End"],
    onlyOnPictures: true,
  },
  {
    scope: "viewer",
    label: "key.album",
    command: "leaveAlbum",
    keys: ["ArrowUp", "ArrowDown"],
    onlyOnPictures: true,
  },
  { scope: "viewer", label: "key.zoom", command: "zoom", keys: ["+", "-", "0", "1", "="] },
  { scope: "viewer", label: "key.play", command: "play", keys: [" "], onlyOnPictures: true },
  { scope: "viewer", label: "key.slideshow", command: "slideshow", keys: ["s"] },
  { scope: "viewer", label: "key.info", command: "info", keys: ["i"] },
  { scope: "viewer", label: "key.select", command: "select", keys: ["x"] },
  { scope: "viewer", label: "key.favorite", command: "favorite", keys: ["f"] },
  { scope: "viewer", label: "key.trash", command: "trash", keys: ["Delete"] },
  { scope: "viewer", label: "key.close", command: "close", keys: ["Escape"] },
  { scope: "duplicates", label: "key.dup.left", command: "keepLeft", keys: ["1"] },
  { scope: "duplicates", label: "key.dup.right", command: "keepRight", keys: ["2"] },
  { scope: "duplicates", label: "key.dup.both", command: "keepBoth", keys: ["b"] },
  { scope: "duplicates", label: "key.dup.unrelated", command: "unrelated", keys: ["n"] },
  { scope: "duplicates", label: "key.dup.undo", command: "takeBack", keys: ["u"] },
  {
    scope: "duplicates",
    label: "key.dup.step",
    command: "stepGroup",
    keys: ["ArrowDown", "ArrowUp"],
  },
  {
    scope: "duplicates",
    label: "key.dup.pick",
    command: "pick",
    keys: ["ArrowRight", "ArrowLeft"],
    onlyOnPictures: true,
  },
  {
    scope: "duplicates",
    label: "key.dup.flicker",
    command: "flicker",
    keys: [" "],
    onlyOnPictures: true,
  },
  { scope: "duplicates", label: "key.dup.difference", command: "difference", keys: ["d"] },
  { scope: "duplicates", label: "key.dup.zoom", command: "zoom", keys: ["+", "-", "0", "="] },
  { scope: "anywhere", label: "key.undo", command: "undo", keys: ["Control+z"] },
  { scope: "anywhere", label: "key.search", command: "search", keys: ["/"] },
  { scope: "anywhere", label: "key.help", command: "help", keys: ["?"] },
  { scope: "anywhere", label: "key.theme", command: "theme", keys: ["t"] },
  { scope: "anywhere", label: "key.go.library", command: "go", keys: ["g l"] },
  { scope: "anywhere", label: "key.go.albums", command: "go", keys: ["g b"] },
  { scope: "anywhere", label: "key.go.duplicates", command: "go", keys: ["g d"] },
  { scope: "anywhere", label: "key.go.activity", command: "go", keys: ["g a"] },
  { scope: "anywhere", label: "key.go.sources", command: "go", keys: ["g o"] },
  { scope: "anywhere", label: "key.go.trash", command: "go", keys: ["g t"] },
  { scope: "anywhere", label: "key.go.stats", command: "go", keys: ["g s"] },
  { scope: "anywhere", label: "key.go.settings", command: "go", keys: ["g ,"] },
];

/** What runs a command; gets the event for its direction. */
export type Commands = Partial<Record<Command, (event: KeyboardEvent) => void>>;

const bound: { scope: Scope; commands: Commands }[] = [];
let isAfterG = false;

/** Binds the commands of a scope. The scope bound last is asked first. @returns Unbinds them. */
export function bindCommands(scope: Scope, commands: Commands): () => void {
  const entry = { scope, commands };
  bound.push(entry);
  return () => {
    const at = bound.indexOf(entry);
    if (at >= 0) bound.splice(at, 1);
  };
}

/** The event as the table writes it. */
export function notationOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey">,
): string {
  const key =
    event.key.length === 1 && (event.ctrlKey || event.metaKey)
      ? event.key.toLowerCase()
      : event.key;
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return `${event.ctrlKey || event.metaKey ? "Control+" : ""}${shift}${key}`;
}

/** Finds what a key means in a scope. @param notation From {@link notationOf}. */
export function findShortcut(scope: Scope, notation: string): Shortcut | undefined {
  return SHORTCUTS.find((row) => row.scope === scope && row.keys.includes(notation));
}

/** Begins to listen. Call once. */
export function startShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.altKey || event.isComposing || isTyping(event)) return;
    const notation = isAfterG ? `g ${event.key}` : notationOf(event);
    isAfterG = notation === "g";
    if (preferences.peek().letterKeys || !isCharacter(notation)) dispatch(notation, event);
  });
}

/** A letter, digit or sign, which whoever speaks to the browser may type without meaning to; the space bar is none. */
function isCharacter(notation: string): boolean {
  return notation.startsWith("g ") || (notation.length === 1 && notation !== " ");
}

function dispatch(notation: string, event: KeyboardEvent): void {
  const dialog = [...document.querySelectorAll("dialog[open]")].at(-1) ?? null;
  for (const { scope, commands } of bound.toReversed()) {
    if (
      dialog !== null &&
      scope !== "anywhere" &&
      (scope !== "viewer" || !dialog.matches(".viewer"))
    )
      continue;
    const shortcut = findShortcut(scope, notation);
    const run = shortcut && commands[shortcut.command];
    if (shortcut === undefined || run === undefined) continue;
    if (shortcut.onlyOnPictures && !isOnPictures(event)) continue;
    if (shortcut.command !== "open") event.preventDefault();
    run(event);
    return;
  }
}

function isTyping({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isField = target.matches(
    "textarea, select, input:not([type=radio], [type=checkbox], [type=range])",
  );
  return isField || target.isContentEditable;
}

function isOnPictures({ target }: KeyboardEvent): boolean {
  if (!(target instanceof HTMLElement)) return true;
  return !target.matches("button, input, [role=slider], summary, a:not(.tile__link)");
}
