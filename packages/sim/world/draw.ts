// Every motif, one list.

import type { Motif } from "./motif.ts";
import { ABSTRACT_MOTIFS } from "./motifs/abstract.ts";
import { BREAKFAST_MOTIFS } from "./motifs/breakfast.ts";
import { CHART_MOTIFS } from "./motifs/charts.ts";
import { CHAT_MOTIFS } from "./motifs/chats.ts";
import { COMIC_MOTIFS } from "./motifs/comics.ts";
import { DAY_SKY_MOTIFS } from "./motifs/day_sky.ts";
import { FLOWER_MOTIFS } from "./motifs/flowers.ts";
import { GIRAFFE_MOTIFS } from "./motifs/giraffe.ts";
import { HORIZON_MOTIFS } from "./motifs/horizons.ts";
import { KEEPSAKE_MOTIFS } from "./motifs/keepsakes.ts";
import { LINE_MOTIFS } from "./motifs/lines.ts";
import { MACHINE_MOTIFS } from "./motifs/machines.ts";
import { MAP_MOTIFS } from "./motifs/maps.ts";
import { MEAL_MOTIFS } from "./motifs/meals.ts";
import { MEME_MOTIFS } from "./motifs/memes.ts";
import { MOUNTAIN_MOTIFS } from "./motifs/mountains.ts";
import { NIGHT_SKY_MOTIFS } from "./motifs/night_sky.ts";
import { PAPER_MOTIFS } from "./motifs/paper.ts";
import { PET_MOTIFS } from "./motifs/pets.ts";
import { PIXEL_GAME_MOTIFS } from "./motifs/pixel_games.ts";
import { PIXEL_SCENE_MOTIFS } from "./motifs/pixel_scenes.ts";
import { PLAIN_MOTIFS } from "./motifs/plains.ts";
import { POT_MOTIFS } from "./motifs/pots.ts";
import { SAVANNAH_MOTIFS } from "./motifs/savannah.ts";
import { SCREEN_MOTIFS } from "./motifs/screens.ts";
import { SEA_MOTIFS } from "./motifs/sea.ts";
import { SHORE_MOTIFS } from "./motifs/shore.ts";
import { SKYLINE_MOTIFS } from "./motifs/skyline.ts";
import { SPACE_MOTIFS } from "./motifs/space.ts";
import { STREET_MOTIFS } from "./motifs/streets.ts";
import { TILE_MOTIFS } from "./motifs/tiles.ts";
import { TREAT_MOTIFS } from "./motifs/treats.ts";
import { UNDERGROWTH_MOTIFS } from "./motifs/undergrowth.ts";
import { UNDERWATER_MOTIFS } from "./motifs/underwater.ts";
import { WATERSIDE_MOTIFS } from "./motifs/waterside.ts";
import { WILDLIFE_MOTIFS } from "./motifs/wildlife.ts";
import { WOOD_MOTIFS } from "./motifs/woods.ts";

/** All motifs; a world picks from them by index. Neighbours are alike, so that an album can have a theme. */
export const MOTIFS: readonly Motif[] = [
  ...SAVANNAH_MOTIFS,
  ...MOUNTAIN_MOTIFS,
  ...WOOD_MOTIFS,
  ...PLAIN_MOTIFS,
  ...SEA_MOTIFS,
  ...UNDERWATER_MOTIFS,
  ...SHORE_MOTIFS,
  ...NIGHT_SKY_MOTIFS,
  ...SPACE_MOTIFS,
  ...DAY_SKY_MOTIFS,
  ...SKYLINE_MOTIFS,
  ...STREET_MOTIFS,
  ...HORIZON_MOTIFS,
  ...TILE_MOTIFS,
  ...LINE_MOTIFS,
  ...ABSTRACT_MOTIFS,
  ...PAPER_MOTIFS,
  ...GIRAFFE_MOTIFS,
  ...PET_MOTIFS,
  ...WILDLIFE_MOTIFS,
  ...WATERSIDE_MOTIFS,
  ...FLOWER_MOTIFS,
  ...UNDERGROWTH_MOTIFS,
  ...POT_MOTIFS,
  ...MEAL_MOTIFS,
  ...BREAKFAST_MOTIFS,
  ...TREAT_MOTIFS,
  ...MACHINE_MOTIFS,
  ...KEEPSAKE_MOTIFS,
  ...PIXEL_SCENE_MOTIFS,
  ...PIXEL_GAME_MOTIFS,
  ...MEME_MOTIFS,
  ...COMIC_MOTIFS,
  ...CHAT_MOTIFS,
  ...SCREEN_MOTIFS,
  ...CHART_MOTIFS,
  ...MAP_MOTIFS,
];

/** What the newest posts show, one after the other: indices into `MOTIFS`. */
export const SHOWCASE: readonly number[] = [
  "acacia sunset",
  "dahlia",
  "night skyline",
  "cat",
  "misty ridges",
  "bauhaus",
  "sea sunset",
  "misty forest",
  "ramen",
  "giraffe herd",
  "aurora",
  "giraffe portrait",
  "topographic",
  "nebula",
  "balloons",
  "koi pond",
].map((name) => MOTIFS.findIndex((motif) => motif.name === name));
