import { linkSync, lstatSync, mkdirSync, rmSync, type Stats, statSync, symlinkSync } from "node:fs";
import { dirname, relative } from "node:path";
import { errnoOf } from "./disk_error.ts";

/** How a name shows its blob; `left`: a file of the user's stands there, and stays. */
export type ViewLink = "hard" | "symbolic" | "left";

/** How links are made. */
export interface ViewLinksOptions {
  /** Told once, when hard links cannot be made here and symbolic ones are. */
  readonly onSymbolic?: (reason: string) => void;
  /** Makes a hard link. @default the file system's */
  readonly linkFile?: (blob: string, path: string) => void;
}

/** A disk without hard links, another disk, or a file with as many as it can have. */
const NO_HARD_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK", "EINVAL"];

/**
 * Makes names that show blobs: hard links where the disk has them, else relative symbolic ones.
 *
 * @returns A function of a name's and its blob's absolute path; harmless when the name shows the blob already. It
 *   throws what the system throws.
 */
export function openViewLinks({
  onSymbolic,
  linkFile = linkSync,
}: ViewLinksOptions = {}): (path: string, blob: string) => ViewLink {
  const knownFolders = new Set<string>();
  let mayLink = true;
  const make = (path: string, blob: string): ViewLink => {
    makeFolder(dirname(path), knownFolders);
    if (mayLink) {
      try {
        linkFile(blob, path);
        return "hard";
      } catch (cause) {
        const code = errnoOf(cause);
        if (!NO_HARD_LINKS.includes(code)) throw cause;
        // One file with too many names says nothing about the next.
        if (code !== "EMLINK") {
          mayLink = false;
          onSymbolic?.(code);
        }
      }
    }
    symlinkSync(relative(dirname(path), blob), path);
    return "symbolic";
  };
  return (path, blob) => showing(path, blob) ?? make(path, blob);
}

/** What the name already is, or undefined when a link is to be made there. */
function showing(path: string, blob: string): ViewLink | undefined {
  const there = lstatSync(path, { throwIfNoEntry: false });
  if (!there) return undefined;
  if (isSameFile(path, blob)) return there.isSymbolicLink() ? "symbolic" : "hard";
  // A link to what it showed before. A file with this one name alone is not ours to remove.
  if (there.isSymbolicLink() || (there.isFile() && there.nlink > 1)) {
    rmSync(path);
    return undefined;
  }
  return "left";
}

/** Whether two paths lead to the very same file. */
export function isSameFile(path: string, other: string): boolean {
  const [one, two] = [find(path), find(other)];
  return one !== undefined && one.ino === two?.ino && one.dev === two.dev;
}

function find(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function makeFolder(folder: string, knownFolders: Set<string>): void {
  if (knownFolders.has(folder)) return;
  mkdirSync(folder, { recursive: true });
  knownFolders.add(folder);
}
