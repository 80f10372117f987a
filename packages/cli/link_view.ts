import type { Archive, ViewPlace } from "@acacia/core";
import type { Config } from "@acacia/core/config";
import {
  AcaciaError,
  makeSideFile,
  openView,
  parseViewTemplate,
  prepareBlobExt,
  prepareRecording,
  viewFolderOf,
  writeSideFile,
} from "@acacia/core/fetch";

/**
 * What gives kept files their names under `images/`, by `--view`.
 *
 * @throws {AcaciaError} `usage` for a template that cannot be read.
 */
export function makeLinkView(archive: Archive, config: Config): (place: ViewPlace) => void {
  const template = parseViewTemplate(config.text("view") ?? "none");
  if (!template || archive.store.address !== undefined) return () => {};
  const writesFacts = config.is("write_metadata");
  const blobExt = prepareBlobExt(archive);
  const view = openView(archive.layout, { template, names: prepareRecording(archive) });
  return ({ media, post, ...place }) => {
    const ext = blobExt(place.sha256);
    if (ext === undefined) return;
    const name = view.link({
      ...place,
      source: viewFolderOf(place.source),
      id: media.id,
      ext,
      mediaCount: post.mediaCount,
      title: media.title ?? post.title,
      author: post.author,
      subreddit: post.subreddit,
      post: post.id,
      postedAt: media.postedAt ?? post.postedAt,
    });
    if (!writesFacts || !name || name.link === "left") return;
    writeSideFile(
      archive.layout.images,
      makeSideFile({ media, post }, { ...place, view: name.path }),
    );
  };
}

/** @throws {AcaciaError} `usage` when facts are to be written beside names, and there are to be none. */
export function refuseFactsWithoutNames(config: Config): void {
  if (!config.is("write_metadata") || parseViewTemplate(config.text("view") ?? "none")) return;
  throw new AcaciaError(
    "usage",
    "Cannot write metadata: with --view none there are no names to write it beside",
    { hint: "Leave out --write-metadata, or give --view a template" },
  );
}

/**
 * What to tell of names for files that are in a bucket: there are none in `images/`.
 *
 * @returns undefined when that was told before, and nobody asks for names now.
 * @throws {AcaciaError} `usage` when facts were to be written beside them.
 */
export function withoutNames(
  archive: Archive,
  { config, isNew }: { config: Config; isNew: boolean },
): string | undefined {
  const { address } = archive.store;
  if (address === undefined) return undefined;
  if (config.is("write_metadata")) {
    throw new AcaciaError(
      "usage",
      "Cannot write metadata: files in a bucket have no names here to write it beside",
      { hint: "Leave out --write-metadata" },
    );
  }
  const isAsked = isNew || config.origin("view") === "flag";
  return isAsked && parseViewTemplate(config.text("view") ?? "none")
    ? `Files are in ${address}: they get no names in images/`
    : undefined;
}
