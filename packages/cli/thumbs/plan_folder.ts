import { closeSync, openSync, readdirSync, readSync, statSync } from "node:fs";
import { join, parse } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { SNIFF_BYTES, type SniffedType, sniffType, type ThumbFormat } from "@acacia/core/thumbs";

/** A picture of a folder and the thumbnail that belongs beside it. */
export interface FolderPicture {
  /** File name, without its folder. */
  readonly name: string;
  readonly path: string;
  readonly type: SniffedType;
  /** Where its thumbnail goes. */
  readonly thumbPath: string;
  readonly format: ThumbFormat;
  /** The thumbnail is there and newer than the picture. */
  readonly isCurrent: boolean;
}

/** What a folder holds, sorted by name. */
export interface FolderPlan {
  readonly pictures: readonly FolderPicture[];
  /** Named like pictures, and none by their bytes. */
  readonly broken: readonly { readonly name: string; readonly reason: string }[];
  /** Thumbnails of an earlier run. */
  readonly thumbs: number;
  /** Folders, videos, and files that are no pictures. */
  readonly others: number;
}

/** How thumbnails are named. */
export interface FolderNaming {
  /** Between the name and its extension; not empty. */
  readonly suffix: string;
  /** Absent: that of the original where thumbnails can have it, else WebP. */
  readonly format: ThumbFormat | undefined;
}

const PICTURE_NAME_REGEXP = /\.(?:jpe?g|png|gif|webp|avif|tiff?)$/i;

/** What thumbnails of each type are made in, and under which extension. */
const OWN_FORMATS: Partial<Record<SniffedType, ThumbFormat>> = {
  jpg: "jpeg",
  png: "png",
  webp: "webp",
};
const EXTENSIONS: Record<ThumbFormat, readonly string[]> = {
  jpeg: [".jpg", ".jpeg"],
  png: [".png"],
  webp: [".webp"],
};

/**
 * Looks through a folder, not its subfolders: which pictures need thumbnails, and which have them. Types are read
 * from the bytes. Files named like thumbnails are left alone.
 *
 * @param dir The folder. @param naming How thumbnails are named.
 * @throws {AcaciaError} `usage` when the folder cannot be read.
 */
export function planFolder(dir: string, naming: FolderNaming): FolderPlan {
  const plan = {
    pictures: [] as FolderPicture[],
    broken: [] as FolderPlan["broken"][number][],
    thumbs: 0,
    others: 0,
  };
  const taken = new Set<string>();
  for (const name of listFiles(dir)) {
    if (parse(name).name.endsWith(naming.suffix)) {
      plan.thumbs += 1;
      continue;
    }
    const type = readType(join(dir, name));
    if (type === "mp4" || type === "webm") plan.others += 1;
    else if (type && type !== "html")
      plan.pictures.push(placePicture(name, { dir, type, naming, taken }));
    else if (PICTURE_NAME_REGEXP.test(name)) {
      plan.broken.push({
        name,
        reason: type === "html" ? "it is a web page" : "its bytes are no picture",
      });
    } else plan.others += 1;
  }
  return plan;
}

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map(({ name }) => name)
      .sort();
  } catch (cause) {
    throw new AcaciaError("usage", `Cannot read ${dir}: ${(cause as Error).message}`, {
      hint: "Give a folder of pictures, or `archive`",
      cause,
    });
  }
}

function readType(path: string): ReturnType<typeof sniffType> {
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch {
    return undefined;
  }
  try {
    const head = new Uint8Array(SNIFF_BYTES);
    return sniffType(head.subarray(0, readSync(fd, head, 0, SNIFF_BYTES, 0)));
  } finally {
    closeSync(fd);
  }
}

function placePicture(
  name: string,
  place: { dir: string; type: SniffedType; naming: FolderNaming; taken: Set<string> },
): FolderPicture {
  const { dir, type, naming, taken } = place;
  const { name: stem, ext } = parse(name);
  const format = naming.format ?? OWN_FORMATS[type] ?? "webp";
  const isOwnExt = EXTENSIONS[format].includes(ext.toLowerCase());
  const thumbExt = isOwnExt ? ext : EXTENSIONS[format][0]!;
  let thumb = `${stem}${naming.suffix}${thumbExt}`;
  // cat.gif and cat.tiff may not share one: the second keeps its extension in the name.
  if (taken.has(thumb)) thumb = `${name}${naming.suffix}${thumbExt}`;
  taken.add(thumb);
  const path = join(dir, name);
  const thumbPath = join(dir, thumb);
  const made = statSync(thumbPath, { throwIfNoEntry: false });
  const isCurrent = made !== undefined && made.size > 0 && made.mtimeMs >= statSync(path).mtimeMs;
  return { name, path, type, thumbPath, format, isCurrent };
}
