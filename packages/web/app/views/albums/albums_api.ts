import type { Album, Albums } from "../../../routes/album_schemas.ts";
import { get, post } from "../../api.ts";
import { askedQuery } from "../../asked_query.ts";

/** Which albums, and in which order. */
export interface AlbumsQuery {
  readonly q: string;
  readonly sort: "newest" | "pictures";
}

/** A page of albums; those of NSFW pictures alone are left out where the reader chose so. @param after `next` of the page before. */
export function fetchAlbums(query: AlbumsQuery, after?: string | null): Promise<Albums> {
  const params = new URLSearchParams({ ...query, q: askedQuery(query.q) });
  if (after != null) params.set("after", after);
  return get(`api/albums?${params}`);
}

/** A whole album. @param id Its Imgur id. */
export function fetchAlbum(id: string): Promise<Album> {
  return get(`api/albums/${encodeURIComponent(id)}`);
}

/** Starts a fetch of an album in a process of its own. */
export function fetchAgain(id: string): Promise<unknown> {
  return post("api/runs", { command: "fetch", targets: [`a/${id}`] });
}
