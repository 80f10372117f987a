import { type StaticData, staticFile, staticThumb } from "../../export/static_data.ts";
import { setBackend } from "../api.ts";
import { startGallery } from "../start_gallery.tsx";
import { pagesHere } from "../state.ts";
import { StaticArchive } from "./static_archive.ts";

declare global {
  /** What the script beside the page holds. */
  var acaciaGallery: StaticData | undefined;
}

const data = globalThis.acaciaGallery;
if (data !== undefined) {
  pagesHere.value = Object.keys(data.albums).length > 0 ? ["albums", "settings"] : ["settings"];
  setBackend(backendOf(data));
  startGallery();
}

function backendOf(data: StaticData) {
  const archive = new StaticArchive(data, Date.now());
  const files = new Map<string, string>();
  const thumbs = new Map<string, string>();
  for (const { media, path, thumbExt } of data.items) {
    for (const { sha256, ext } of media.files) files.set(sha256, staticFile(sha256, ext));
    files.set(media.sha256, path.split("/").map(encodeURIComponent).join("/"));
    if (thumbExt !== null && media.thumb !== null) thumbs.set(media.thumb, thumbExt);
  }
  const blob = (sha256: string) => files.get(sha256) ?? "";
  return {
    async reach(path: string) {
      const answer = archive.answer(path);
      return answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer);
    },
    // There are two sizes; what is larger is the picture itself.
    thumb(size: number, sha256: string) {
      const ext = thumbs.get(sha256);
      return ext === undefined ? blob(sha256) : staticThumb(size <= 128 ? 128 : 480, sha256, ext);
    },
    blob,
    isLive: false,
  };
}
