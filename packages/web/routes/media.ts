import {
  type Archive,
  type Clock,
  type Lookup,
  type Pages,
  type PostDetail,
  prepareLookup,
  prepareSavedFilters,
  SNIFFED_TYPES,
  type SniffedType,
  type MediaDetail as StoredMedia,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { refuse } from "../server/refuse.ts";
import { answers } from "./answers.ts";
import { ratioOf, readFilter } from "./grid.ts";
import { onInvalid } from "./invalid.ts";
import { gridQuerySchema, type MediaDetail, mediaDetailSchema } from "./schemas.ts";

/** What single pictures are read from. */
export interface MediaRoutesDeps {
  readonly archive: Archive;
  readonly pages: Pages;
  readonly clock: Clock;
}

const mediaRoute = createRoute({
  method: "get",
  path: "/api/media/{id}",
  summary: "One picture, and where it stands in a grid",
  request: {
    /** An Imgur id, a SHA-256, or `~` and a row id. */
    params: z.object({ id: z.string().max(80) }),
    query: gridQuerySchema,
  },
  responses: answers(mediaDetailSchema),
});

/** `/api/media/{id}`: the viewer's picture and its panel. */
export function mediaRoutes({ archive, pages, clock }: MediaRoutesDeps): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const filters = prepareSavedFilters(archive);
  let lookup: Lookup | undefined;
  app.openapi(mediaRoute, (context) => {
    lookup ??= prepareLookup(archive);
    const { id: text } = context.req.valid("param");
    const { q, sort, seed } = context.req.valid("query");
    const id = lookup.findId(text);
    const media = id === undefined ? undefined : lookup.media(id);
    if (!media?.blob) {
      return refuse(404, "not_found", `Cannot find ${text.slice(0, 80)} in the archive`) as never;
    }
    const place = pages.place(media.id, {
      filter: readFilter(q, { now: clock.now(), filters }),
      sort,
      seed,
    });
    const shown = { ...media, posts: albumFirst(media.posts, q) };
    return context.json(toDetail(shown, media.blob, place ?? null), 200);
  });
  return app;
}

/** In a search for an album, a picture of several posts is shown as a part of that album. */
function albumFirst(posts: StoredMedia["posts"], q: string): StoredMedia["posts"] {
  const [, album] = /(?:^|\s)album:([\w-]+)/.exec(q) ?? [];
  return posts.toSorted((a, b) => Number(b.imgurId === album) - Number(a.imgurId === album));
}

/** A picture as the viewer knows it. @param place Where it stands in a grid. */
export function toDetail(
  media: StoredMedia,
  blob: NonNullable<StoredMedia["blob"]>,
  place: MediaDetail["place"],
): MediaDetail {
  const { id, imgurId, kind, title, description, name, postedAt, durationMs, hasSound } = media;
  const [post] = media.posts;
  return {
    id,
    imgurId,
    kind,
    ext: blob.ext,
    mime: SNIFFED_TYPES[blob.ext as SniffedType]?.mime ?? "application/octet-stream",
    sha256: blob.sha256,
    md5: blob.md5,
    thumb: blob.thumbs === "refused" ? null : blob.sha256,
    thumbHash: blob.thumbHash,
    thumbState: blob.thumbs,
    thumbReason: blob.thumbsReason,
    files: media.files.map(({ role, sha256, ext, sizeBytes }) => ({
      role,
      sha256,
      ext,
      bytes: sizeBytes,
    })),
    width: media.width ?? 0,
    height: media.height ?? 0,
    bytes: blob.sizeBytes,
    durationMs,
    hasSound,
    animated: blob.animated,
    title,
    description,
    name,
    postedAt,
    archivedAt: media.archivedAt ?? blob.storedAt,
    archivedRun: media.archivedRun,
    favorite: media.favoriteAt !== null,
    trashed: media.trashedAt !== null,
    nsfw: media.nsfw === true,
    removedUpstreamAt: media.removedUpstreamAt,
    address: `https://imgur.com/${imgurId}`,
    origin: media.origin,
    originAddress: media.originAddress,
    verifiedAt: blob.verifiedAt,
    damage: blob.damage,
    ownTags: [...media.ownTags],
    sameBytes: [...media.sameBytes],
    post: post ? toPost(post) : null,
    place,
  };
}

function toPost(post: PostDetail): NonNullable<MediaDetail["post"]> {
  const { id, imgurId, kind, title, description, author, subreddit, address } = post;
  return {
    id,
    imgurId,
    kind,
    title,
    description,
    author,
    subreddit,
    address,
    points: post.points ?? post.score,
    views: post.views,
    comments: post.commentCount,
    tags: [...post.tags],
    mediaCount: post.mediaCount,
    media: post.media.flatMap((one) =>
      one.sha256 === null || one.trashed
        ? []
        : [
            {
              id: one.id,
              imgurId: one.imgurId,
              thumb: one.thumbs === "refused" ? null : one.sha256,
              ratio: ratioOf(one.width, one.height),
              title: one.title ?? "",
            },
          ],
    ),
  };
}
