import type { PageProps } from "../pages.ts";
import { AlbumList } from "./album_list.tsx";
import { AlbumPage } from "./album_page.tsx";

/** Albums: all of them with their covers, or one to read. */
export function Albums({ at }: PageProps) {
  return at.id === "" ? <AlbumList at={at} /> : <AlbumPage key={at.id} at={at} />;
}
