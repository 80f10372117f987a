import { lstatSync } from "node:fs";
import { join } from "node:path";
import type { Recording } from "../db/recording.ts";
import { AcaciaError } from "../errors.ts";
import { asDiskError, errnoOf } from "./disk_error.ts";
import type { ArchiveLayout } from "./layout.ts";
import { isSameFile, openViewLinks, type ViewLink, type ViewLinksOptions } from "./view_links.ts";
import { expandView, numberNames, type ViewFacts, type ViewTemplate } from "./view_template.ts";

/** One media to show in `images/`: a kept blob and what its name is made of. */
export interface ViewItem extends ViewFacts {
  readonly mediaId: number;
  readonly sourceId: number;
  readonly sha256: string;
}

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
export interface ViewOptions extends ViewLinksOptions {
  /** null switches the view off. */
  readonly template: ViewTemplate | null;
  readonly names: Pick<Recording, "findView" | "takeView">;
}

/**
 * Opens `images/`. A name is taken in the database first, then made on the disk: a kill in between leaves a
 * name without its file, which the next `link` makes.
 */
export function openView(layout: ArchiveLayout, options: ViewOptions): View {
  const { template, names } = options;
  const { images } = layout;
  const show = openViewLinks(options);
  return {
    link(item) {
      if (!template) return undefined;
      const blob = layout.blobPath(item.sha256, item.ext);
      const first = expandView(template, item);
      const candidates = freeNames(first, { images, blob });
      let path = first;
      try {
        path = names.takeView(candidates, item);
        return { path, link: show(join(images, path), blob) };
      } catch (cause) {
        throw refusal(path, cause);
      }
    },
  };
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
