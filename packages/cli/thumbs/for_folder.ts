import { AcaciaError } from "@acacia/core/errors";
import type { ThumbFormat, ThumbJob } from "@acacia/core/thumbs";
import type { OpenThumbnails } from "../open_thumbnails.ts";
import { makeAll, type ThumbsTotals, type ThumbsWork } from "./make_all.ts";
import { type FolderPicture, planFolder } from "./plan_folder.ts";

/** Px, when nothing is said. */
const SIZE = 128;

/** Makes the thumbnails that a folder lacks, each beside its picture. */
export function makeForFolder(dir: string, work: ThumbsWork): Promise<ThumbsTotals> {
  const { config } = work.call;
  const suffix = readSuffix(config.text("suffix"));
  const format = config.text("format") as ThumbFormat | undefined;
  const { pictures, broken } = planFolder(dir, { suffix, format });
  const wanted = pictures.filter(({ isCurrent }) => config.is("force") || !isCurrent);
  const size = config.number("size") ?? SIZE;
  return makeAll(
    {
      jobs: listJobs(wanted, { size, open: work.open }),
      count: wanted.length,
      current: pictures.length - wanted.length,
      broken,
      onEnd() {},
    },
    work,
  );
}

/** Without one, or with a folder in it, thumbnails would fall on the originals. */
function readSuffix(suffix: string | undefined): string {
  if (suffix !== undefined && !/[/\\]/.test(suffix)) return suffix;
  throw new AcaciaError(
    "usage",
    `Cannot use the suffix '${suffix ?? ""}': thumbnails would fall on other files`,
    { hint: "Give --suffix _thumbnail" },
  );
}

async function* listJobs(
  pictures: readonly FolderPicture[],
  { size, open }: { size: number; open: OpenThumbnails },
): AsyncGenerator<ThumbJob> {
  const { quality, engine } = open.settings;
  for (const { name, path, type, thumbPath, format } of pictures) {
    const outputs = [{ size, path: thumbPath }];
    yield { key: name, path, type, outputs, format, quality, engine, withHashes: false };
  }
}
