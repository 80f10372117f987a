import type { MediaDetail } from "../routes/schemas.ts";
import type { ZipReady } from "../routes/zip.ts";
import { blobAddress, fetchMedia, post } from "./api.ts";
import { bodiesOf, type Chosen, isQuery } from "./chosen.ts";
import { EVERYTHING } from "./router.ts";
import { announcement } from "./state.ts";
import { t } from "./strings.ts";

/**
 * Lets the browser save pictures: one as its own file, more as a zip that it saves while it streams.
 * @throws {ApiFailure}
 */
export async function download(chosen: Chosen): Promise<void> {
  if (!isQuery(chosen) && chosen.length === 1) {
    save(downloadAddress(await fetchMedia(`~${chosen[0]}`, EVERYTHING)));
    return;
  }
  const { path, files } = await post<ZipReady>("api/zip/ready", bodiesOf(chosen)[0]);
  save(path);
  announcement.value = t("toast.zip", { n: files });
}

/** Where an original is saved from, under a name that says what it is. */
export function downloadAddress(
  media: Pick<MediaDetail, "sha256" | "ext" | "imgurId" | "id">,
): string {
  return blobAddress(media.sha256, `${media.imgurId || media.id}.${media.ext}`);
}

function save(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}
