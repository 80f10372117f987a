import { linkSync, lstatSync, mkdirSync, rmSync, type Stats, statSync, symlinkSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import type { Recording } from "../db/recording.ts";
import { AcaciaError } from "../errors.ts";
import { asDiskError, errnoOf } from "./disk_error.ts";
import type { ArchiveLayout } from "./layout.ts";
import { expandView, numberNames, type ViewFacts, type ViewTemplate } from "./view_template.ts";

/** One media to show in `images/`: a kept blob and what its name is made of. */
export interface ViewItem extends ViewFacts {
  readonly mediaId: number;
  readonly sourceId: number;
  readonly sha256: string;
}

/** How a name shows its blob; `left`: a file of the user's stands there, and stays. */
export type ViewLink = "hard" | "symbolic" | "left";

/** A name that was made or found. */
export interface ViewName {
  /** Relative to `images/`, with `/`. */
  readonly path: string;
  readonly link: ViewLink;
}

/** The tree for people. */
export interface View {
  /**
   * Names a media; harmless when it has its name already, puts the link back when it is gone.
   * @returns undefined when the view is switched off.
   * @throws {AcaciaError} `disk` when neither kind of link can be made.
   */
  link(item: ViewItem): ViewName | undefined;
}

/** What {@link openView} takes. */
export interface ViewOptions {
  /** null switches the view off. */
  readonly template: ViewTemplate | null;
  readonly names: Pick<Recording, "findView" | "takeView">;
  /** Told once, when hard links cannot be made here and symbolic ones are. */
  readonly onSymbolic?: (reason: string) => void;
  /** Makes a hard link. @default the file system's */
  readonly linkFile?: (blob: string, path: string) => void;
}

/** A disk without hard links, another disk, or a file with as many as it can have. */
const NO_HARD_LINKS = ["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EXDEV", "EMLINK", "EINVAL"];

/**
 * Opens `images/`. A name is taken in the database first, then made on the disk: a kill in between leaves a
 * name without its file, which the next `link` makes.
 */
export function openView(layout: ArchiveLayout, options: ViewOptions): View {
  const { template, names, onSymbolic, linkFile = linkSync } = options;
  const { images } = layout;
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

  return {
    link(item) {
      if (!template) return undefined;
      const blob = layout.blobPath(item.sha256, item.ext);
      const first = expandView(template, item);
      const candidates = freeNames(first, { images, blob });
      let path = first;
      try {
        path = names.takeView(candidates, item);
        const absolute = join(images, path);
        return { path, link: showing(absolute, blob) ?? make(absolute, blob) };
      } catch (cause) {
        throw refusal(path, cause);
      }
    },
  };
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

/** Names that no foreign file has on the disk; the database knows the others. */
function* freeNames(
  first: string,
  { images, blob }: { images: string; blob: string },
): Generator<string> {
  for (const name of numberNames(first)) {
    const path = join(images, name);
    if (!lstatSync(path, { throwIfNoEntry: false }) || isSameFile(path, blob)) yield name;
  }
}

function isSameFile(path: string, blob: string): boolean {
  const [one, other] = [find(path), find(blob)];
  return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

function find(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}

function makeFolder(folder: string, knownFolders: Set<string>): void {
  if (knownFolders.has(folder)) return;
  mkdirSync(folder, { recursive: true });
  knownFolders.add(folder);
}

function refusal(path: string, cause: unknown): AcaciaError {
  if (errnoOf(cause) === "EPERM" || errnoOf(cause) === "ENOTSUP") {
    return new AcaciaError(
      "disk",
      `Cannot name images/${path}: this disk has no links of any kind`,
      {
        cause,
        hint: "Switch the view off with --view none",
      },
    );
  }
  return asDiskError(`name images/${path}`, cause);
}
