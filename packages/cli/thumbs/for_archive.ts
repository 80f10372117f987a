import {
  AcaciaError,
  type Archive,
  type PendingThumb,
  prepareRecording,
  prepareThumbJob,
  type Recording,
  type SniffedType,
  type ThumbJob,
  type ThumbSettings,
} from "@acacia/core";
import type { Config } from "@acacia/core/config";
import { openArchiveOf } from "../open_reading.ts";
import { makeAll, type ThumbsTotals, type ThumbsWork } from "./make_all.ts";

/** Pending blobs read at once. */
const PAGE = 500;

/** Makes the thumbnails that an archive lacks, and keeps what was learned; works beside a fetch. */
export async function makeForArchive(dir: string, work: ThumbsWork): Promise<ThumbsTotals> {
  const { call, context, open } = work;
  refuseFolderFlags(call.config);
  await using archive = await openArchiveOf(call, context, { dir, mode: "edit" });
  const recording = prepareRecording(archive);
  return await makeAll(
    {
      jobs: listJobs(archive, { recording, settings: open.settings }),
      count: undefined,
      current: 0,
      broken: [],
      onEnd: (result) => recording.saveThumbs(result.key, result),
    },
    work,
  );
}

/** Where the gallery looks for thumbnails, and in which format, is not for one run to change. */
function refuseFolderFlags(config: Config): void {
  for (const name of ["size", "suffix", "format"] as const) {
    if (config.origin(name) !== "flag") continue;
    throw new AcaciaError(
      "usage",
      `Cannot use --${name} for the archive: its thumbnails are all alike`,
      { hint: "Leave it out, or give a folder of pictures" },
    );
  }
}

async function* listJobs(
  archive: Archive,
  { recording, settings }: { recording: Recording; settings: ThumbSettings },
): AsyncGenerator<ThumbJob> {
  let afterSha256 = "";
  for (;;) {
    const page = recording.pendingThumbs({ afterSha256, limit: PAGE });
    for (const pending of page) {
      afterSha256 = pending.sha256;
      yield await prepareThumbJob(sourceOf(pending), archive, settings);
    }
    if (page.length < PAGE) return;
  }
}

function sourceOf({ sha256, ext, poster }: PendingThumb) {
  return {
    sha256,
    file: { sha256, type: ext as SniffedType },
    poster: poster ? { sha256: poster.sha256, type: poster.ext as SniffedType } : undefined,
  };
}
