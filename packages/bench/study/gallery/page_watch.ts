/** When the library was there, ms since the navigation began. */
export interface Opened {
  /** The first picture was loaded. */
  readonly firstPictureMs: number;
  /** Every picture in the window was loaded, with the rail and the count of items. */
  readonly usableMs: number;
}

/** What a window with pictures did while it was watched. */
export interface Watched {
  /** The longest that a tile, or a stretch of the grid, was in the window without its picture, ms. */
  readonly longestBlankMs: number;
  readonly mostTiles: number;
  readonly mostNodes: number;
  /** Distinct pictures that were in the window. */
  readonly pictures: number;
}

/** How long the window took to be whole again after something was pressed, ms. */
export interface Settled {
  /** Rows stand where nothing was. */
  readonly tilesMs: number;
  /** The first picture of them. */
  readonly firstPictureMs: number;
  /** Every picture in the window. */
  readonly picturesMs: number;
}

/** How far the page is to be scrolled. */
export interface Course {
  readonly frames: number;
  readonly pxAFrame: number;
  /** It ends early after so long, ms: a busy machine makes few frames. @default no limit */
  readonly maxMs?: number;
  /** Frames of rest after each burst. @default no rest */
  readonly burst?: { readonly frames: number; readonly rest: number };
}

/** What `page/watch_main.ts` puts into the page under measurement, by name. */
export interface PageWatch {
  /** Waits until the library is there. */
  opened(): Promise<Opened>;
  /** Scrolls without looking. @returns Frames it took; fewer at the page's end, or when time was over. */
  scroll(course: Course): Promise<number>;
  /** Scrolls, and looks at every frame: too much work to be measured itself. */
  watch(course: Course): Promise<Watched>;
  /**
   * Begins to wait for the next press of a button or a key. A call of its own, to be answered before anything is
   * pressed: presses reach a page by another way than calls, and overtake them.
   */
  arm(what: "window" | "viewer"): void;
  /** From the press on, until the window shows other pictures than when it was armed. */
  settled(): Promise<Settled>;
  /** From the press on, until the viewer shows the thumbnail. @returns ms, its first frame included. */
  viewerOpened(): Promise<number>;
  /** The middle of a picture that stands whole in the window, loaded, px. @param nth Of all those. */
  pictureAt(nth: number): { readonly x: number; readonly y: number } | null;
  /** Puts the keyboard on the first such picture. */
  focusPicture(): void;
  /** The link under the keyboard, whether its picture is loaded, and px of the page below the window. */
  focused(): { readonly href: string; readonly isLoaded: boolean; readonly below: number };
}
