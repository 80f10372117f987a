import { existsSync, readdirSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { ID_PATTERN } from "../imgur/ids.ts";
import { printTarget, readTarget } from "../imgur/target.ts";

/** What a name under `images/` tells. */
export interface ViewNameFacts {
  /** Imgur's id. */
  readonly id: string;
  /** The target whose folder it stands in, as printed; the picture itself where the folder is of no target. */
  readonly source: string;
}

const ID_REGEXP = new RegExp(`(?:^|[^A-Za-z0-9])(?<id>${ID_PATTERN})(?:_\\d{1,5})?$`);

/**
 * Reads a name as the default view makes them: `r/aww/001_aBc12De.jpg`. Of other templates it reads those that end in
 * the id.
 *
 * @param path Relative to `images/`, with `/`.
 * @returns undefined when no id can be seen in it.
 */
export function readViewName(path: string): ViewNameFacts | undefined {
  const { dir, name } = posix.parse(path);
  const id = ID_REGEXP.exec(name)?.groups?.id;
  if (id === undefined) return undefined;
  const target = dir === "" ? undefined : readTarget(dir);
  const isListing =
    target !== undefined &&
    target.kind !== "reject" &&
    target.kind !== "image" &&
    target.kind !== "list";
  return { id, source: isListing ? printTarget(target) : printTarget({ kind: "image", id }) };
}

/**
 * Which names lead to which file: hard links and symbolic ones alike.
 *
 * @param images Absolute path of `images/`.
 * @returns Names, relative to it, by what {@link fileKey} gives for the file.
 */
export function readViewNames(images: string): Map<string, string[]> {
  const names = new Map<string, string[]>();
  if (!existsSync(images)) return names;
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(images, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else {
        const key = fileKey(join(images, path));
        if (key !== undefined) names.set(key, [...(names.get(key) ?? []), path]);
      }
    }
  };
  visit("");
  return names;
}

/** What two names of the very same file have in common; undefined when there is none. */
export function fileKey(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path);
    return `${dev}:${ino}`;
  } catch {
    // A link that leads nowhere names nothing.
    return undefined;
  }
}
