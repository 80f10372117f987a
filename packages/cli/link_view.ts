import {
  type Archive,
  openView,
  parseViewTemplate,
  prepareBlobExt,
  prepareRecording,
  type ViewPlace,
  viewFolderOf,
} from "@acacia/core";
import type { Config } from "@acacia/core/config";

/**
 * What gives kept files their names under `images/`, by `--view`.
 *
 * @throws {AcaciaError} `usage` for a template that cannot be read.
 */
export function makeLinkView(archive: Archive, config: Config): (place: ViewPlace) => void {
  const template = parseViewTemplate(config.text("view") ?? "none");
  if (!template) return () => {};
  const blobExt = prepareBlobExt(archive);
  const view = openView(archive.layout, { template, names: prepareRecording(archive) });
  return ({ media, post, ...place }) => {
    const ext = blobExt(place.sha256);
    if (ext === undefined) return;
    view.link({
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
  };
}
