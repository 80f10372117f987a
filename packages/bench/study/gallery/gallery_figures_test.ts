import { expect, test } from "bun:test";
import { isKept } from "../study.ts";
import { type GalleryMeasured, galleryFigures } from "./gallery_figures.ts";

const work = (ms: number) => ({ cpuMs: ms, wallMs: ms * 3 });
const settled = (ms: number) => ({ tilesMs: ms / 2, firstPictureMs: ms, picturesMs: ms * 2 });
const KEPT: GalleryMeasured = {
  media: 1_000_000,
  opened: [400, 500, 900].map((ms) => ({ firstPictureMs: ms, usableMs: ms + 300 })),
  firstOpened: [{ firstPictureMs: 600, usableMs: 1_200 }],
  weight: { script: 60_000, style: 20_000, index: 30_000 },
  jumps: [settled(250), settled(100)],
  last: [settled(400)],
  viewerMs: [70, 80, 200],
  // Of a hundred frames, the four worst do not count.
  scroll: {
    frames: [...Array.from({ length: 96 }, () => work(6)), ...[20, 20, 20, 20].map(work)],
    tasks: [work(50), work(2)],
    heapMb: [20, 80, 30],
    px: 12_000,
  },
  watched: { longestBlankMs: 200, mostTiles: 250, mostNodes: 3_000, pictures: 900 },
};

function missedOf(measured: Partial<GalleryMeasured>): string[] {
  const figures = galleryFigures({ ...KEPT, ...measured });
  return figures.filter((figure) => isKept(figure) === false).map(({ name }) => name);
}

test("galleryFigures() keeps every target at its limit", () => {
  expect(missedOf({})).toEqual([]);
});

test.each<[string, Partial<GalleryMeasured>]>([
  ["first picture", { opened: [{ firstPictureMs: 501, usableMs: 700 }] }],
  ["library usable", { opened: [{ firstPictureMs: 400, usableMs: 801 }] }],
  ["our work in a frame", { scroll: { ...KEPT.scroll, frames: [work(6.1)] } }],
  ["longest task", { scroll: { ...KEPT.scroll, tasks: [work(51)] } }],
  ["heap while", { scroll: { ...KEPT.scroll, heapMb: [20, 81, 20] } }],
  ["longest that a tile", { watched: { ...KEPT.watched, longestBlankMs: 201 } }],
  ["tiles in", { watched: { ...KEPT.watched, mostTiles: 251 } }],
  ["nodes in", { watched: { ...KEPT.watched, mostNodes: 3_001 } }],
  ["jump to a year: its first", { jumps: [settled(100), settled(251)] }],
  ["a picture opened", { viewerMs: [70, 81, 82] }],
  ["script that", { weight: { ...KEPT.weight, script: 60_001 } }],
  ["styles that", { weight: { ...KEPT.weight, style: 20_001 } }],
  ["index of 1,000,000", { weight: { ...KEPT.weight, index: 30_001 } }],
])("galleryFigures() misses '%s' beyond its limit, and only that", (name, measured) => {
  expect(missedOf(measured)).toEqual([expect.stringContaining(name)]);
});
