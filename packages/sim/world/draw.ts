// Every motif, one list.
import { SAVANNAH_MOTIFS } from "./draw_savannah.ts";
import type { Motif } from "./motif.ts";

/** All motifs; a world picks from them by index. Neighbours are alike, so that an album can have a theme. */
export const MOTIFS: readonly Motif[] = [...SAVANNAH_MOTIFS];

/** What the newest posts show, one after the other: indices into `MOTIFS`. */
export const SHOWCASE: readonly number[] = ["acacia sunset"].map((name) =>
  MOTIFS.findIndex((motif) => motif.name === name),
);
