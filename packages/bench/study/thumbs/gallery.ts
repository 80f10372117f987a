import { join } from "node:path";
import { interleave } from "../../measure/interleave.ts";
import { type CaseResult, type Metrics, makeCase } from "../case.ts";
import { isWanted } from "../is_wanted.ts";
import type { StudyOptions } from "../study.ts";
import { runBare } from "./load.ts";
import { linkPictures, type Picture } from "./pictures.ts";

/** Both as they are called in figures. */
export const GALLERY = {
  all: "gallery: 128 + 480 px, ThumbHash, perceptual hash",
  alone: "gallery: 480 px alone, by Bun.Image and nothing else",
} as const;
const SIZE = 480;
const WIDTH = 8;

/** What an archive makes of each picture, beside its larger thumbnail alone. */
export async function measureGallery(
  pictures: readonly Picture[],
  options: StudyOptions,
): Promise<readonly CaseResult[]> {
  if (!isWanted("gallery", options.only)) return [];
  const root = join(options.dir, "gallery");
  const { dir } = await linkPictures(join(root, "pictures"), pictures);
  const run = (what: "single" | "gallery", round: number) => {
    options.say(`gallery: ${what}, round ${round + 1}`);
    return runBare(what, { size: SIZE, dir, out: join(root, `${what}_${round}`), width: WIDTH });
  };
  const runs = await interleave<Metrics>(
    [
      { name: GALLERY.all, run: (round) => run("gallery", round) },
      { name: GALLERY.alone, run: (round) => run("single", round) },
    ],
    { rounds: options.rounds, warmUps: 1 },
  );
  const about = (id: string, role: "acacia" | "ceiling") => {
    const params = { files: pictures.length, size: SIZE, load: "gallery" };
    return { id, series: id, role, params };
  };
  return [
    makeCase(about(GALLERY.all, "acacia"), runs.get(GALLERY.all)!),
    makeCase(about(GALLERY.alone, "ceiling"), runs.get(GALLERY.alone)!),
  ];
}
