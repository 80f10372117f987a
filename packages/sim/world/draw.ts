// Every motif, one list.
import { ABSTRACT_MOTIFS } from "./draw_abstract.ts";
import { ANIMAL_MOTIFS } from "./draw_animals.ts";
import { CHART_MOTIFS } from "./draw_charts.ts";
import { CITY_MOTIFS } from "./draw_city.ts";
import { FOOD_MOTIFS } from "./draw_food.ts";
import { LAND_MOTIFS } from "./draw_land.ts";
import { MEME_MOTIFS } from "./draw_memes.ts";
import { PATTERN_MOTIFS } from "./draw_pattern.ts";
import { PIXEL_MOTIFS } from "./draw_pixel.ts";
import { PLANT_MOTIFS } from "./draw_plants.ts";
import { SAVANNAH_MOTIFS } from "./draw_savannah.ts";
import { SCREEN_MOTIFS } from "./draw_screens.ts";
import { SKY_MOTIFS } from "./draw_sky.ts";
import { THING_MOTIFS } from "./draw_things.ts";
import { WATER_MOTIFS } from "./draw_water.ts";
import type { Motif } from "./motif.ts";

/** All motifs; a world picks from them by index. Neighbours are alike, so that an album can have a theme. */
export const MOTIFS: readonly Motif[] = [
  ...SAVANNAH_MOTIFS,
  ...LAND_MOTIFS,
  ...WATER_MOTIFS,
  ...SKY_MOTIFS,
  ...CITY_MOTIFS,
  ...PATTERN_MOTIFS,
  ...ABSTRACT_MOTIFS,
  ...ANIMAL_MOTIFS,
  ...PLANT_MOTIFS,
  ...FOOD_MOTIFS,
  ...THING_MOTIFS,
  ...PIXEL_MOTIFS,
  ...MEME_MOTIFS,
  ...SCREEN_MOTIFS,
  ...CHART_MOTIFS,
];

/** What the newest posts show, one after the other: indices into `MOTIFS`. */
export const SHOWCASE: readonly number[] = [
  "acacia sunset",
  "dahlia",
  "night skyline",
  "giraffe portrait",
  "misty ridges",
  "bauhaus",
  "aurora",
  "cat",
  "koi pond",
  "ramen",
  "misty forest",
  "nebula",
  "balloons",
  "sea sunset",
].map((name) => MOTIFS.findIndex((motif) => motif.name === name));
