import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { askPython, pythonCommand } from "./python.ts";
import { askVersion, type Rival } from "./rival.ts";

/** What a program is told to do. */
export interface ThumbTask {
  /** The folder that holds the pictures; thumbnails go beside them as `NAME_thumbnail.EXT`. */
  readonly dir: string;
  /** File names of the pictures: `.jpg` and `.png`. */
  readonly names: readonly string[];
  /** A folder for lists. */
  readonly scratch: string;
  /** Side of the box, px. */
  readonly size: number;
  /** Extension and so format of the thumbnails; absent: the original's. */
  readonly ext?: "jpg" | "png" | "webp";
}

/** A program that makes thumbnails. */
export interface ThumbRival extends Rival {
  /** Writes what the program reads; before the clock runs. @returns What is started. */
  readonly prepare: (task: ThumbTask) => Promise<readonly string[]>;
}

/** Pictures for one call of vipsthumbnail: with fewer, its start-up would decide. */
const PER_CALL = 80;

/** Every peer that makes thumbnails. */
export const THUMB_RIVALS: readonly ThumbRival[] = [
  pillow("thumbs_single.py", "Pillow, one after the other"),
  pillow("thumbs_processes.py", "Pillow, a process for each processor"),
  {
    name: "vipsthumbnail",
    about: `libvips, ${PER_CALL} pictures a call, a call for each processor`,
    packages: ["libvips-tools"],
    findVersion: () => askVersion(["vipsthumbnail", "--vips-version"], /libvips (\S+)/),
    prepare: prepareVips,
  },
];

/** Programs of our own that do what the article's do. */
function pillow(name: string, about: string): ThumbRival {
  return {
    name,
    about,
    packages: ["python3", "python3-pil"],
    findVersion: () => askPython("PIL"),
    prepare: async ({ dir, size, ext }) =>
      pythonCommand(name, [dir, String(size), ...(ext === undefined ? [] : [ext])]),
  };
}

/** It writes one format a call, so that JPEG and PNG are two lists. */
async function prepareVips({ dir, names, scratch, size, ext }: ThumbTask) {
  const lines: string[] = [];
  for (const own of ["jpg", "png"] as const) {
    const list = join(scratch, `${own}.txt`);
    const paths = names.filter((name) => name.endsWith(own)).map((name) => `${join(dir, name)}\n`);
    if (paths.length === 0) continue;
    await writeFile(list, paths.join(""));
    const output = `%s_thumbnail.${ext ?? own}${qualityOf(ext ?? own)}`;
    lines.push(
      `xargs -a '${list}' -n ${PER_CALL} -P ${availableParallelism()} vipsthumbnail -s ${size} -o '${output}'`,
    );
  }
  return ["sh", "-e", "-c", lines.join("\n")];
}

function qualityOf(ext: string): string {
  return ext === "png" ? "" : "[Q=80,strip]";
}
