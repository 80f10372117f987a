import { type Answer, json } from "../http/answer.ts";
import type { Place } from "../place.ts";
import type { SimMedia } from "../world/model.ts";
import { knownMedia } from "../world_index.ts";

const PATH_REGEXP = /^\/ajaxalbums\/getimages\/(\w+)\/hit\.json$/;

/**
 * `GET /ajaxalbums/getimages/{albumId}/hit.json`, which needs no Client-ID, docs/imgur.md §1. A missing album is
 * answered 200 with `data: []`.
 *
 * @returns null when the path is another.
 */
export function answerKeyless(path: string, place: Place): Answer | null {
  const id = PATH_REGEXP.exec(path)?.[1];
  if (id === undefined) return null;
  const post = place.world.post(id);
  const media = post?.isAlbum ? knownMedia(post) : [];
  if (media.length === 0) return json("keyless", { data: [], success: true, status: 200 });
  const { announceMore } = place.knobs;
  if (announceMore > 0) place.meet("announceMore");
  const data = {
    count: media.length + announceMore,
    images: media.map(keylessWire),
    include_album_ads: false,
  };
  return json("keyless", { data, success: true, status: 200 });
}

function keylessWire(media: SimMedia): object {
  return {
    hash: media.id,
    title: media.title ?? "",
    description: media.description,
    has_sound: media.hasSound,
    width: media.width,
    height: media.height,
    size: media.sizeBytes,
    ext: `.${media.ext}`,
    animated: media.animated,
    prefer_video: media.animated && media.mp4SizeBytes > 0,
    looping: media.animated,
    datetime: new Date(media.datetime * 1000).toISOString().slice(0, 19).replace("T", " "),
    edited: "0",
  };
}
