import {
  chmodSync,
  constants,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { copyFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { errnoOf } from "../../archive/disk_error.ts";

/** How a file gets to where it is wanted: a copy of its own, another name of the same file, or a link to it. */
export const LINK_WAYS = ["copy", "hard", "symlink"] as const;

/** One of {@link LINK_WAYS}. */
export type LinkWay = (typeof LINK_WAYS)[number];

/** Disks without hard links, another disk, or a file with as many names as it can have. */
const NO_HARD_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK"];
const USUAL_MODE = 0o644;

/**
 * Places a file under a name that is free. A copy appears under its name only when whole: a kill leaves one hidden
 * file beside, which the next copy of this process's number replaces.
 *
 * @param from Absolute path of the file.
 * @param to Absolute path of the name; its folder is made.
 * @param options The way, and `temp`: the folder in which a copy grows, on the same disk as `to`.
 * @returns The way that was possible: a copy where there are no hard links.
 * @throws What the system throws.
 */
export async function placeFile(
  from: string,
  to: string,
  { way, temp }: { readonly way: LinkWay; readonly temp: string },
): Promise<LinkWay> {
  mkdirSync(dirname(to), { recursive: true });
  if (way === "symlink") {
    symlinkSync(relative(dirname(to), from), to);
    return way;
  }
  if (way === "hard") {
    try {
      linkSync(from, to);
      return way;
    } catch (cause) {
      if (!NO_HARD_LINKS.includes(errnoOf(cause))) throw cause;
    }
  }
  const growing = join(temp, `.acacia-${process.pid}.part`);
  try {
    rmSync(growing, { force: true });
    // Shares the bytes where the file system can.
    await copyFile(from, growing, constants.COPYFILE_FICLONE);
    // Blobs are read-only; a copy is the user's.
    chmodSync(growing, USUAL_MODE);
    renameSync(growing, to);
  } finally {
    rmSync(growing, { force: true });
  }
  return "copy";
}
