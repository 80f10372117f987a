import { type Signal, signal } from "@preact/signals";
import { SORTS, type Sort } from "../routes/flags.ts";

/** What narrows and orders the grid; part of every address that shows it. */
export interface GridAddress {
  /** The search text as typed. */
  readonly q: string;
  readonly sort: Sort;
  /** Shuffles `random`; 1 in the other orders. */
  readonly seed: number;
}

/** Pages beside the library, as the hash names them. */
export const PAGE_NAMES = [
  "albums",
  "duplicates",
  "activity",
  "sources",
  "stats",
  "settings",
  "about",
] as const;

/** The name of a page beside the library. */
export type PageName = (typeof PAGE_NAMES)[number];

/** A page beside the library: `#/activity/42?with=41`. */
export interface PageAddress {
  readonly view: "page";
  readonly page: PageName;
  /** What the page shows one of: an album, a run; empty for all. */
  readonly id: string;
  /** Whatever else of its state is worth sharing; the page alone knows these names. */
  readonly params: Readonly<Record<string, string>>;
}

/** A place in the gallery, as the hash says it. */
export type Address =
  | { readonly view: "library"; readonly grid: GridAddress; readonly at: string }
  | { readonly view: "media"; readonly id: string; readonly grid: GridAddress }
  | PageAddress;

/** What the page keeps with an entry of the browser's history. */
export interface EntryState {
  /** True when the viewer was opened from the grid, so that closing may go back. */
  readonly opened?: boolean;
  /** Where the grid stood: the item at the top of the window and its distance from there, px. */
  readonly anchor?: { readonly index: number; readonly dy: number };
  /** How far a page beside the library was scrolled, px. */
  readonly scrollY?: number;
}

/** The whole library, newest first. */
export const EVERYTHING: GridAddress = { q: "", sort: "posted", seed: 1 };

const AT_REGEXP = /^[\w-]{1,16}$/;

/** The present address. Only this file writes it. */
export const address: Signal<Address> = signal({ view: "library", grid: EVERYTHING, at: "" });

/** Reads a hash (`#/library?q=cats`). Anything unknown is the library. */
export function parseAddress(hash: string): Address {
  const [path = "", search = ""] = hash.replace(/^#?\/?/, "").split(/\?(.*)/s);
  const params = new URLSearchParams(search);
  const grid = readGrid(params);
  const [view, id] = path.split("/");
  if (view === "i" && id) return { view: "media", id: decode(id), grid };
  const page = PAGE_NAMES.find((name) => name === view);
  if (page) return pageAddress(page, decode(id ?? ""), Object.fromEntries(params));
  if (view === "trash") return { view: "library", grid: { ...grid, q: asTrash(grid.q) }, at: "" };
  const at = params.get("at") ?? "";
  return { view: "library", grid, at: AT_REGEXP.test(at) ? at : "" };
}

/** Writes an address as a hash; {@link parseAddress} reads it back to the same. */
export function printAddress(to: Address): string {
  if (to.view === "page") {
    const path = to.id === "" ? to.page : `${to.page}/${encodeURIComponent(to.id)}`;
    return joinHash(path, new URLSearchParams(to.params));
  }
  const params = new URLSearchParams();
  if (to.grid.q) params.set("q", to.grid.q);
  if (to.grid.sort !== "posted") params.set("sort", to.grid.sort);
  if (to.grid.sort === "random") params.set("seed", String(to.grid.seed));
  if (to.view === "library" && to.at) params.set("at", to.at);
  const path = to.view === "library" ? "library" : `i/${encodeURIComponent(to.id)}`;
  return joinHash(path, params);
}

/** The address of a page beside the library. */
export function pageAddress(
  page: PageName,
  id = "",
  params: Readonly<Record<string, string>> = {},
): PageAddress {
  return { view: "page", page, id, params };
}

/** The trash is the library narrowed to what was deleted. */
export const TRASH_QUERY = "is:trash";

/** Whether a query shows deleted pictures: the library then offers to restore them. */
export function isTrash(q: string): boolean {
  return /(?<![\w:-])is:trash(?!\w)/i.test(q);
}

/** The same grid, however it was written. */
export function sameGrid(a: GridAddress, b: GridAddress): boolean {
  return a.q === b.q && a.sort === b.sort && a.seed === b.seed;
}

/** The grid of the present address; everything on pages without one. */
export function gridOf(from: Address): GridAddress {
  return from.view === "page" ? EVERYTHING : from.grid;
}

/** Goes to an address with a new entry in the history. */
export function push(to: Address, state: EntryState = {}): void {
  history.pushState(state, "", printAddress(to));
  address.value = to;
}

/** Goes to an address in place of the present entry; its state stays unless a new one is given. */
export function replace(to: Address, state: EntryState = entryState()): void {
  history.replaceState(state, "", printAddress(to));
  address.value = to;
}

/** Keeps something with the present entry, without moving. */
export function remember(state: EntryState): void {
  history.replaceState({ ...entryState(), ...state }, "");
}

/** What was kept with the present entry. */
export function entryState(): EntryState {
  return (history.state as EntryState | null) ?? {};
}

/** What happens around a change that Back, Forward or a link made. */
export type Passage = (change: () => void, from: Address, to: Address) => void;

/**
 * Begins to follow the browser's address. Call once, before the first view is drawn.
 * @param passage Calls the change, perhaps with a transition around it.
 */
export function startRouter(passage: Passage = (change) => change()): void {
  history.scrollRestoration = "manual";
  const follow = () => {
    const to = parseAddress(location.hash);
    if (printAddress(to) === printAddress(address.peek())) return;
    passage(
      () => {
        address.value = to;
      },
      address.peek(),
      to,
    );
  };
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
  follow();
}

function readGrid(params: URLSearchParams): GridAddress {
  const sort = SORTS.find((name) => name === params.get("sort")) ?? "posted";
  const seed = Number(params.get("seed"));
  return {
    q: params.get("q")?.trim() ?? "",
    sort,
    seed: sort === "random" && Number.isSafeInteger(seed) && seed > 0 ? seed : 1,
  };
}

function asTrash(q: string): string {
  return isTrash(q) ? q : `${TRASH_QUERY} ${q}`.trim();
}

function joinHash(path: string, params: URLSearchParams): string {
  const search = params.toString();
  return `#/${path}${search ? `?${search}` : ""}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
