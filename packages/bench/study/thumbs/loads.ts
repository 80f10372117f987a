import { THUMB_RIVALS, type ThumbRival } from "../../rivals/thumb_rivals.ts";
import type { Load } from "./load.ts";
import { ownProgram, peerProgram } from "./program.ts";

/** Loads by what they show, as they are called in cases. */
export const LOADS = {
  article: "128 px",
  baseline: "128 px, none progressive",
  many: "128 px, ten times as many",
  webp: "400 px WebP",
  jpeg: "400 px JPEG",
} as const;

const COPIES = 10;

/** What is measured, by whatever is on this machine. */
export function planLoads(found: readonly ThumbRival[]): readonly Load[] {
  const peers = THUMB_RIVALS.filter((rival) => found.includes(rival)).map(peerProgram);
  const named = (...names: readonly string[]) =>
    peers.filter(({ series }) => names.includes(series));
  const pool = named("thumbs_processes.py");
  const some = named("thumbs_processes.py", "vipsthumbnail");
  const auto = ownProgram("auto");
  const bun = ownProgram("bun", ["--engine", "bun"]);
  const sharp = ownProgram("sharp", ["--engine", "sharp"]);
  const alone = ownProgram("auto, one by one", ["--workers", "0"]);
  return [
    {
      name: LOADS.article,
      size: 128,
      isJudged: true,
      programs: [auto, alone, bun, sharp, ...peers],
    },
    { name: LOADS.baseline, size: 128, isBaseline: true, programs: [auto, ...pool] },
    { name: LOADS.many, size: 128, copies: COPIES, programs: [auto, ...peers] },
    { name: LOADS.webp, size: 400, ext: "webp", programs: [auto, sharp, ...some] },
    { name: LOADS.jpeg, size: 400, ext: "jpg", isJudged: true, programs: [auto, ...some] },
  ];
}
