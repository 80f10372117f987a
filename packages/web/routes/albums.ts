import {
  type AlbumDetail,
  type Albums,
  type Archive,
  type Clock,
  prepareAlbums,
  prepareSavedFilters,
  type AlbumMember as StoredMember,
} from "@acacia/core";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { refuse } from "../server/refuse.ts";
import {
  type Album,
  type AlbumMember,
  albumSchema,
  albumsQuerySchema,
  albumsSchema,
} from "./album_schemas.ts";
import { answers } from "./answers.ts";
import { ratioOf, readFilter } from "./grid.ts";
import { onInvalid } from "./invalid.ts";

const albumsRoute = createRoute({
  method: "get",
  path: "/api/albums",
  summary: "Albums with their covers, a page at a time",
  request: { query: albumsQuerySchema },
  responses: answers(albumsSchema),
});

const albumRoute = createRoute({
  method: "get",
  path: "/api/albums/{id}",
  summary: "An album with all that it has, here or not, in the author's order",
  request: { params: z.object({ id: z.string().max(80) }) },
  responses: answers(albumSchema),
});

/** `/api/albums` and `/api/albums/{id}`. */
export function albumRoutes({ archive, clock }: { archive: Archive; clock: Clock }): OpenAPIHono {
  const app = new OpenAPIHono({ defaultHook: onInvalid });
  const filters = prepareSavedFilters(archive);
  let albums: Albums | undefined;
  app.openapi(albumsRoute, (context) => {
    albums ??= prepareAlbums(archive);
    const { q, sort, after, limit } = context.req.valid("query");
    const filter = readFilter(q, { now: clock.now(), filters });
    const page = albums.page({ sort, filter, limit, ...(after === undefined ? {} : { after }) });
    const cards = page.albums.map((card) => ({ ...card, pictures: card.pictures.map(toPicture) }));
    const total = after === undefined ? albums.count(filter) : null;
    return context.json({ total, albums: cards, next: page.next }, 200);
  });
  app.openapi(albumRoute, (context) => {
    albums ??= prepareAlbums(archive);
    const { id } = context.req.valid("param");
    const album = albums.album(id);
    if (!album) {
      return refuse(404, "not_found", `Cannot find the album ${id} in the archive`) as never;
    }
    return context.json(toAlbum(album), 200);
  });
  return app;
}

/** An album as its page knows it. */
export function toAlbum(album: AlbumDetail): Album {
  return { ...album, members: album.members.map(toMember) };
}

/** What a picture is drawn from. */
interface Drawn {
  readonly id: number;
  readonly imgurId: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly nsfw: boolean;
  readonly sha256: string | null;
  readonly thumbs: "pending" | "made" | "refused" | null;
  readonly thumbHash: string;
}

function toPicture({ id, imgurId, width, height, nsfw, sha256, thumbs, thumbHash }: Drawn) {
  const thumb = thumbs === "refused" ? null : sha256;
  return { id, imgurId, ratio: ratioOf(width, height), nsfw, thumb, thumbHash };
}

function toMember(member: StoredMember): AlbumMember {
  const { kind, title, description, favorite, hasSound, animated, durationMs } = member;
  return {
    ...toPicture(member),
    kind,
    title,
    description,
    width: member.width ?? 0,
    height: member.height ?? 0,
    favorite,
    hasSound,
    animated,
    durationMs,
    state: stateOf(member),
    reason: member.reason,
    sha256: member.sha256,
    film: member.kind === "video" ? member.sha256 : member.film,
  };
}

/** A media that was kept once and is no more here, or only listed, waits to be fetched. */
function stateOf({ state, outcome }: StoredMember): AlbumMember["state"] {
  if (state !== "missing") return state;
  switch (outcome) {
    case "removed":
    case "failed":
    case "rejected":
    case "region_blocked":
    case "filtered":
      return outcome;
    default:
      return "waiting";
  }
}
