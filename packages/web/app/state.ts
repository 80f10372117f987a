import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Live, Status } from "../routes/schemas.ts";
import type { RowSize } from "./grid/grid_host.ts";
import { PAGE_NAMES, type PageName } from "./router.ts";

/** A message that goes by itself. */
export interface Toast {
  readonly text: string;
  /** Failures are read out at once and stay. */
  readonly kind: "done" | "failure";
  /** Takes back what was done. */
  readonly undo?: () => void;
}

/** How the page looks. */
export type Theme = "system" | "light" | "dark";

/** What the reader chose; kept in this browser. */
export interface Preferences {
  readonly theme: Theme;
  readonly rowSize: RowSize;
  readonly infoOpen: boolean;
  readonly loop: boolean;
  /** NSFW pictures: blurred until asked for, shown, or left out of the library. */
  readonly nsfw: "blur" | "show" | "hide";
  /** Whether moving pictures play by themselves. */
  readonly autoplay: boolean;
  /** Whether single letters, digits and signs are shortcuts. */
  readonly letterKeys: boolean;
  /** Ask for smaller pictures, and for none ahead. */
  readonly dataSaver: boolean;
  /** How long a slideshow shows each picture, ms. */
  readonly slideMs: number;
  /** When unseen pictures were last told as seen, epoch ms; 0 for never. */
  readonly seenAt: number;
}

const STORAGE_KEY = "acacia.preferences";
const DEFAULTS: Preferences = {
  theme: "system",
  rowSize: "m",
  infoOpen: true,
  loop: true,
  nsfw: "blur",
  autoplay: true,
  letterKeys: true,
  dataSaver: false,
  slideMs: 5_000,
  seenAt: 0,
};

/** What the server is; null until it has answered. */
export const status: Signal<Status | null> = signal(null);
/** The run that is on and the archive's size; null until the stream has spoken. */
export const live: Signal<Live | null> = signal(null);
/** Since when the server has not answered, epoch ms; null while it does. */
export const goneSince: Signal<number | null> = signal(null);
/** The message on screen. */
export const toast: Signal<Toast | null> = signal(null);
/** What screen readers say next, politely. */
export const announcement: Signal<string> = signal("");
/** The pages that there are: an exported gallery has few. */
export const pagesHere: Signal<readonly PageName[]> = signal(PAGE_NAMES);
/** Whether the key map is open. */
export const helpOpen: Signal<boolean> = signal(false);
/** Name of the picture the viewer showed last; the grid takes it and puts the keyboard there. */
export const lastViewed: Signal<string | null> = signal(null);
/** What the reader chose. */
export const preferences: Signal<Preferences> = signal(DEFAULTS);

/** Holds every picture there is. */
class Everything extends Set<number> {
  override has(): boolean {
    return true;
  }
}
const EVERYTHING: ReadonlySet<number> = new Everything();
const asked: Signal<ReadonlySet<number>> = signal(new Set());

/** NSFW pictures that are shown, by row id: those asked for, forgotten with the page, or all by choice. */
export const revealed: ReadonlySignal<ReadonlySet<number>> = computed(() =>
  preferences.value.nsfw === "show" ? EVERYTHING : asked.value,
);

/** Why nothing can be changed at present; null when it can. */
export const writeBlock: ReadonlySignal<"readOnly" | "gone" | null> = computed(() => {
  if (goneSince.value !== null) return "gone";
  return status.value?.readOnly === true ? "readOnly" : null;
});

/** Changes what the reader chose. */
export function prefer(changes: Partial<Preferences>): void {
  preferences.value = { ...preferences.value, ...changes };
}

/** Takes back every choice that the settings offer. */
export function resetPreferences(): void {
  const { infoOpen, seenAt } = preferences.peek();
  preferences.value = { ...DEFAULTS, infoOpen, seenAt };
}

/** Shows an NSFW picture from now on. */
export function reveal(id: number): void {
  asked.value = new Set(asked.value).add(id);
}

/** Goes on to the next look: system, light, dark. */
export function nextTheme(): void {
  const order: Theme[] = ["system", "light", "dark"];
  const at = order.indexOf(preferences.value.theme);
  prefer({ theme: order[(at + 1) % order.length] ?? "system" });
}

/** Reads what was chosen before, and keeps it from now on. Call once, before the first view is drawn. */
export function startPreferences(): void {
  preferences.value = readPreferences();
  effect(() => {
    document.documentElement.dataset.theme = preferences.value.theme;
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(preferences.value));
    } catch {
      // A browser may forbid storage: the choice then lasts as long as the page.
    }
  });
}

function readPreferences(): Preferences {
  try {
    const stored = JSON.parse(localStorage.getItem(STORAGE_KEY) ?? "{}") as Partial<Preferences>;
    return { ...DEFAULTS, infoOpen: innerWidth >= 900, ...stored };
  } catch {
    return DEFAULTS;
  }
}
