import type { Place } from "../place.ts";
import type { SimMedia, SimPost } from "../world/model.ts";
import { knownMedia } from "../world_index.ts";
import type { Wire } from "./models.ts";

/** A post of `post/v1`, docs/imgur.md §1: `media`, `tags`, `account` and `cover` as `include` asks. */
export function postWire(post: SimPost, place: Place, includes: ReadonlySet<string>): Wire {
  const media = knownMedia(post);
  const cover = media.find(({ id }) => id === post.coverId) ?? media[0];
  const { announceMore } = place.knobs;
  if (announceMore > 0 && post.isAlbum) place.meet("announceMore");
  const wire: Wire = {
    id: post.id,
    account_id: post.accountUrl ? post.accountId : 0,
    title: post.title,
    description: post.description ?? "",
    ...counters(post),
    image_count: media.length + (post.isAlbum ? announceMore : 0),
    favorite: false,
    is_album: post.isAlbum,
    is_mature: post.nsfw,
    is_ad: false,
    is_pending: false,
    in_most_viral: place.index.isViral(post),
    cover_id: cover?.id ?? "",
    privacy: post.inGallery || post.privacy === "public" ? "" : "private",
    url: `https://imgur.com/${post.isAlbum ? "a/" : ""}${post.id}`,
    created_at: isoTime(post.datetime),
    updated_at: null,
    ad_url: "",
    ad_type: 0,
  };
  if (includes.has("tags")) wire.tags = post.tags.map((tag) => tagWire(tag));
  if (includes.has("account") && post.accountUrl) wire.account = accountWire(post);
  if (includes.has("cover") && cover) wire.cover = mediaWire(cover, post);
  // The key is missing, not empty, for an album without media: mikf/gallery-dl#2557.
  if (includes.has("media") && media.length > 0)
    wire.media = media.map((one) => mediaWire(one, post));
  return wire;
}

function counters(post: SimPost): Wire {
  return {
    view_count: post.views,
    upvote_count: post.ups,
    downvote_count: post.downs,
    point_count: post.ups - post.downs,
    score: post.score,
    comment_count: post.commentCount,
    favorite_count: post.favoriteCount,
    virality: post.score,
  };
}

/** `post/v1/media/{id}`: the post of a lone image, or a post of its own for an image inside an album. */
export function mediaPost(media: SimMedia, place: Place, includes: ReadonlySet<string>): Wire {
  const post = place.world.postOf(media.id);
  const alone: SimPost = post && !post.isAlbum ? { ...post, id: media.id } : lonePost(media, post);
  return postWire(alone, place, includes);
}

function lonePost(media: SimMedia, album: SimPost | undefined): SimPost {
  return {
    id: media.id,
    isAlbum: false,
    title: media.title ?? "",
    description: media.description,
    accountUrl: album?.accountUrl ?? null,
    accountId: album?.accountId ?? 0,
    section: null,
    tags: [],
    datetime: media.datetime,
    views: media.views,
    ups: 0,
    downs: 0,
    score: 0,
    favoriteCount: 0,
    commentCount: 0,
    nsfw: media.nsfw,
    inGallery: false,
    privacy: "hidden",
    layout: "blog",
    coverId: media.id,
    media: [media],
  };
}

function mediaWire(media: SimMedia, post: SimPost): Wire {
  // `ext` is `jpeg` where v3 says `.jpg`, docs/imgur.md §4.3.
  const ext = media.mime === "image/jpeg" ? "jpeg" : media.ext;
  const basename = media.name.replace(/\.\w+$/, "");
  return {
    id: media.id,
    account_id: post.accountUrl ? post.accountId : 0,
    mime_type: media.mime,
    type: media.mime.startsWith("video/") ? "video" : "image",
    name: media.name,
    basename,
    url: `https://i.imgur.com/${media.id}.${ext}`,
    ext,
    width: media.width,
    height: media.height,
    size: media.sizeBytes,
    metadata: {
      title: media.title ?? "",
      description: media.description ?? "",
      is_animated: media.animated,
      is_looping: media.animated,
      duration: media.durationS,
      has_sound: media.hasSound,
    },
    created_at: isoTime(media.datetime),
    updated_at: null,
  };
}

function tagWire(tag: string): Wire {
  return {
    tag,
    display: tag.replaceAll("_", " "),
    background_id: "",
    accent: "51535a",
    is_promoted: false,
  };
}

function accountWire(post: SimPost): Wire {
  const username = post.accountUrl ?? "";
  return {
    id: post.accountId,
    username,
    avatar_url: `https://imgur.com/user/${username}/avatar`,
    created_at: "2014-05-06T07:08:09Z",
  };
}

function isoTime(epochSeconds: number): string {
  return new Date(epochSeconds * 1000).toISOString().replace(".000Z", "Z");
}
