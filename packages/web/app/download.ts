import type { MediaDetail } from "../routes/schemas.ts";
import { blobAddress, fetchMedia } from "./api.ts";
import { EVERYTHING } from "./router.ts";

/** Lets the browser save a picture's original. @param name As in the address. @throws {ApiFailure} */
export async function downloadMedia(name: string): Promise<void> {
  const link = document.createElement("a");
  link.href = downloadAddress(await fetchMedia(name, EVERYTHING));
  link.download = "";
  link.click();
}

/** Where an original is saved from, under a name that says what it is. */
export function downloadAddress(
  media: Pick<MediaDetail, "sha256" | "ext" | "imgurId" | "id">,
): string {
  return blobAddress(media.sha256, `${media.imgurId || media.id}.${media.ext}`);
}
