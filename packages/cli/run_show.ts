import {
  AcaciaError,
  type CommentRows,
  type MediaDetail,
  type PostComments,
  type PostDetail,
  prepareComments,
} from "@acacia/core";
import { REASONS } from "@acacia/core/outcomes";
import { printDuration, printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { findMedia } from "./find_media.ts";
import { namedByImgur } from "./named_by_imgur.ts";
import { openReading } from "./open_reading.ts";
import { printComments } from "./render/print_comments.ts";
import { printDate } from "./render/print_date.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { openStyle, type Style } from "./render/style.ts";
import { OUTCOME_WORDS } from "./render/summary.ts";

/** Prints all that is known of each media; resolves to the exit code. */
export async function runShow(call: Call, context: Context): Promise<number> {
  const { args, config } = call;
  if (args.length === 0) {
    throw new AcaciaError("usage", "Cannot show anything: no id was given", {
      hint: "Give an id as `acacia list` prints it",
    });
  }
  await using archive = await openReading(call, context);
  const style = openStyle(context.out, { config, context });
  const rows = config.is("comments") ? prepareComments(archive) : undefined;
  args.forEach((text, index) => {
    const media = findMedia(archive, text);
    const path = media.blob && archive.store.placeOf(media.blob.sha256, media.blob.ext);
    const thread = rows && commentsOf(rows, media);
    if (config.is("json")) {
      const comments = thread ? { comments: thread.comments } : {};
      context.out.write(jsonLine({ ...printedMedia(media, path), ...comments }));
      return;
    }
    if (index > 0) context.out.write("\n");
    context.out.write(printMedia(media, { path, style }));
    if (thread) context.out.write(printThread(thread, style));
  });
  return 0;
}

type Thread = Pick<PostComments, "fetchedAt" | "comments">;

function commentsOf(rows: CommentRows, media: MediaDetail): Thread {
  const post = rows.postOfMedia(media.id);
  if (post === undefined) return { fetchedAt: null, comments: [] };
  return rows.ofPost(post, Number.POSITIVE_INFINITY);
}

function printThread({ fetchedAt, comments }: Thread, style: Style): string {
  if (fetchedAt === null) {
    return "  Its comments were never fetched; `acacia fetch` does, with --comments.\n";
  }
  const count = comments.length === 1 ? "1 comment" : `${comments.length} comments`;
  return `\n  ${style.dim(`${count}, as of ${printDate(fetchedAt)}`)}\n${printComments(comments, style)}`;
}

function printedMedia(media: MediaDetail, path: string | null): object {
  return namedByImgur({ ...media, posts: media.posts.map(namedByImgur), path });
}

function printMedia(
  media: MediaDetail,
  { path, style }: { path: string | null; style: Style },
): string {
  const rows = [...mediaRows(media, path), ...media.posts.flatMap(postRows)];
  const shown = rows.filter((row): row is [string, string] => row[1] !== null && row[1] !== "");
  const title = media.title ?? media.posts[0]?.title ?? "";
  const head = `${style.bold(safe(media.imgurId))}  ${safe(title)}`.trimEnd();
  const lines = shown.map(([name, value]) => `  ${style.dim(name.padEnd(12))}${safe(value)}`);
  return `${[head, ...lines].join("\n")}\n`;
}

const ORIGINS = { wayback: "the public web archive", import: "an import" } as const;

type Row = readonly [string, string | null];

function mediaRows(media: MediaDetail, path: string | null): Row[] {
  const { blob, width, height, durationMs, lastOutcome, lastReason } = media;
  const pixels = width === null || height === null ? [] : [`${width}×${height}`];
  const size = media.sizeBytes === null ? [] : [printSize(media.sizeBytes)];
  const length = durationMs ? [printDuration(durationMs)] : [];
  const outcome = lastOutcome && OUTCOME_WORDS[lastOutcome];
  return [
    ["kind", [media.kind, ...pixels, ...size, ...length].join(", ")],
    ["description", media.description],
    ["posted", printDate(media.postedAt)],
    [
      "archived",
      media.archivedAt === null
        ? null
        : `${printDate(media.archivedAt)} by run ${media.archivedRun ?? "?"}`,
    ],
    ["last run", outcome && `${outcome}${lastReason ? `: ${REASONS[lastReason]}` : ""}`],
    ["gone since", printDate(media.removedUpstreamAt)],
    ["came from", media.origin && `${ORIGINS[media.origin]}: ${media.originAddress ?? "?"}`],
    ["favourite", printDate(media.favoriteAt)],
    ["in the trash", printDate(media.trashedAt)],
    ["own tags", media.ownTags.join(", ")],
    ["file", path],
    ["sha256", blob?.sha256 ?? null],
    ["md5", blob?.md5 ?? null],
    ["thumbnails", blob && `${blob.thumbs}${blob.thumbsReason ? `: ${blob.thumbsReason}` : ""}`],
    ["same bytes", media.sameBytes.join(", ")],
    ["names", media.views.map((view) => `images/${view}`).join(", ")],
  ];
}

function postRows(post: PostDetail): Row[] {
  const { score, views, tags, sources, mediaCount } = post;
  const where = [post.author && `by ${post.author}`, post.subreddit && `in r/${post.subreddit}`];
  const figures = [
    score === null ? null : `score ${score}`,
    views === null ? null : `${views} views`,
    mediaCount > 1 ? `${mediaCount} media` : null,
  ];
  return [
    ["post", post.address],
    ["", [...where, ...figures].filter((part) => part !== null && part !== "").join(", ")],
    ["tags", tags.join(", ")],
    ["listed by", sources.join(", ")],
  ];
}
