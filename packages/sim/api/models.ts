import { chance } from "../faults/chance.ts";
import type { Place } from "../place.ts";
import type { SimMedia, SimPost } from "../world/model.ts";
import { knownMedia } from "../world_index.ts";

/** A JSON object as an answer holds it. */
export type Wire = Record<string, unknown>;

/** Some recorded fields come in two forms; each id always shows the same one. */
function oneIn(n: number, id: string, field: string): boolean {
  return chance(0, id, field) < 1 / n;
}

/** What an image inherits from where it was found. */
export interface Owner {
  readonly accountUrl: string | null;
  readonly accountId: number | null;
  readonly section: string | null;
  readonly inGallery: boolean;
}

const NOBODY: Owner = { accountUrl: null, accountId: null, section: null, inGallery: false };

/** The owner of a lone image's post. */
export function ownerOf(post: SimPost | undefined): Owner {
  if (!post || post.isAlbum) return NOBODY;
  const { accountUrl, section, inGallery } = post;
  return { accountUrl, accountId: accountUrl ? post.accountId : null, section, inGallery };
}

/** An image as `image/{id}` answers it, docs/imgur.md §2.2. */
export function imageWire(media: SimMedia, place: Place, owner: Owner = NOBODY): Wire {
  const { id } = media;
  const wire: Wire = {
    id,
    title: media.title,
    description: media.description,
    datetime: media.datetime,
    type: media.mime,
    animated: media.animated,
    width: media.width,
    height: media.height,
    size: media.sizeBytes,
    views: media.views,
    bandwidth: media.views * media.sizeBytes,
    vote: null,
    favorite: false,
    nsfw: media.nsfw ? true : oneIn(2, id, "nsfw") ? null : false,
    section: owner.section ?? (oneIn(2, id, "section") ? "" : null),
    account_url: owner.accountUrl,
    account_id: owner.accountId,
    is_ad: false,
    in_most_viral: false,
    has_sound: media.hasSound,
    tags: [],
    ad_type: oneIn(2, id, "ad_type") ? null : 0,
    ad_url: "",
    edited: oneIn(3, id, "edited") ? 0 : "0",
    in_gallery: owner.inGallery,
    link: imageLink(media, place),
    ad_config: adConfig(media.nsfw),
  };
  if (owner.accountId === null && oneIn(6, id, "account_id")) delete wire.account_id;
  return Object.assign(wire, motionWire(media));
}

/** An image as it stands inside an album: votes and account are null, docs/imgur.md §2.4. */
export function albumImageWire(media: SimMedia, place: Place): Wire {
  return {
    ...imageWire(media, place),
    comment_count: null,
    favorite_count: null,
    ups: null,
    downs: null,
    points: null,
    score: null,
  };
}

/** `…h.gif` for a big GIF (docs/imgur.md §0.3), else the file; `.jpg` and `.jpeg` both occur. */
function imageLink(media: SimMedia, place: Place): string {
  if (media.mime === "image/gif" && media.sizeBytes >= place.knobs.bigGifBytes) {
    place.meet("bigGifBytes");
    return `https://i.imgur.com/${media.id}h.gif`;
  }
  const ext = media.ext === "jpg" && oneIn(12, media.id, "ext") ? "jpeg" : media.ext;
  return `https://i.imgur.com/${media.id}.${ext}`;
}

function motionWire(media: SimMedia): Wire {
  if (!media.animated) return {};
  const base = `https://i.imgur.com/${media.id}`;
  const isVideo = media.mime === "video/mp4";
  const mp4Size = isVideo ? media.sizeBytes : media.mp4SizeBytes;
  return {
    mp4: `${base}.mp4`,
    gifv: `${base}.gifv`,
    ...(isVideo && { hls: `${base}.m3u8` }),
    mp4_size: oneIn(5, media.id, "mp4_size") ? String(mp4Size) : mp4Size,
    ...(!oneIn(4, media.id, "looping") && { looping: true }),
    ...(isVideo && { processing: { status: "completed" } }),
  };
}

function adConfig(nsfw: boolean): Wire {
  return {
    safeFlags: nsfw ? ["album", "in_gallery"] : ["album", "in_gallery", "gallery"],
    highRiskFlags: [],
    unsafeFlags: nsfw ? ["mature"] : [],
    wallUnsafeFlags: [],
    showsAds: !nsfw,
    showAdLevel: nsfw ? 0 : 2,
  };
}

/** What an album has in every answer, docs/imgur.md §2.3; `images` is added by who shows them. */
function albumBase(post: SimPost, place: Place): Wire {
  const media = knownMedia(post);
  const cover = media.find(({ id }) => id === post.coverId) ?? media[0];
  const more = place.knobs.announceMore;
  if (more > 0) place.meet("announceMore");
  return {
    id: post.id,
    title: post.title,
    description: post.description,
    datetime: post.datetime,
    cover: cover?.id ?? null,
    cover_width: cover?.width ?? null,
    cover_height: cover?.height ?? null,
    cover_edited: null,
    account_url: post.accountUrl,
    account_id: post.accountUrl ? post.accountId : null,
    privacy: post.privacy,
    layout: post.layout,
    views: post.views,
    link: `https://imgur.com/a/${post.id}`,
    favorite: oneIn(4, post.id, "favorite") ? null : false,
    nsfw: post.nsfw,
    section: post.section,
    images_count: media.length + more,
    in_gallery: post.inGallery,
    is_ad: false,
    include_album_ads: false,
    ad_config: adConfig(post.nsfw),
  };
}

/** An album as `album/{id}` answers it: all its images, and no `is_album` in old forms, docs/imgur.md §2.3–2.4. */
export function albumWire(post: SimPost, place: Place): Wire {
  const wire = albumBase(post, place);
  if (!oneIn(2, post.id, "is_album")) wire.is_album = true;
  wire.images = knownMedia(post).map((media) => albumImageWire(media, place));
  return wire;
}

/** An album as `account/{user}/albums` lists it: no images, but an order, docs/imgur.md §2.1, §2.3. */
export function accountAlbumWire(post: SimPost, place: Place, order: number): Wire {
  return { ...albumBase(post, place), is_album: true, order };
}

/** How many of its images a gallery album shows: none in lists, a few with `album_previews`, all when direct. */
export type AlbumImages = "none" | "preview" | "all";

/** A gallery image or gallery album, docs/imgur.md §2.4. */
export function galleryWire(post: SimPost, place: Place, images: AlbumImages): Wire {
  const counters = {
    comment_count: post.commentCount,
    favorite_count: post.favoriteCount,
    ups: post.ups,
    downs: post.downs,
    points: post.ups - post.downs,
    score: post.score,
    topic: null,
    topic_id: oneIn(2, post.id, "topic_id") ? 0 : null,
    in_most_viral: place.index.isViral(post),
    tags: post.tags.map((tag) => tagWire(tag, place)),
    vote: null,
    ad_type: oneIn(2, post.id, "ad_type") ? null : 0,
    ad_url: "",
  };
  const [only] = knownMedia(post);
  if (!post.isAlbum && only) {
    const wire = { ...imageWire(only, place, ownerOf(post)), ...counters, is_album: false };
    return { ...wire, ...postOverImage(post) };
  }
  const album: Wire = { ...albumBase(post, place), ...counters, is_album: true };
  if (images !== "none") album.images = shownImages(post, place, images);
  return album;
}

// In a listing a lone image speaks with its post's voice.
function postOverImage(post: SimPost): Wire {
  return {
    title: post.title,
    description: post.description,
    datetime: post.datetime,
    views: post.views,
    nsfw: post.nsfw,
  };
}

function shownImages(post: SimPost, place: Place, images: AlbumImages): Wire[] {
  const media = knownMedia(post);
  const shown = images === "all" ? media : media.slice(0, place.knobs.albumPreview);
  if (shown.length < media.length) place.meet("albumPreview");
  return shown.map((one) => albumImageWire(one, place));
}

/** An item of `gallery/r/{subreddit}`: account and votes are null, docs/imgur.md §2.5. */
export function subredditWire(post: SimPost, place: Place, images: AlbumImages): Wire {
  return {
    ...galleryWire(post, place, images),
    section: post.section,
    account_url: null,
    account_id: null,
    comment_count: null,
    ups: null,
    downs: null,
    points: null,
    score: post.score,
    in_gallery: false,
    tags: [],
  };
}

/** An item of `gallery_favorites`, stripped of much, docs/imgur.md §2.4. */
export function favoriteWire(post: SimPost, place: Place): Wire {
  const stripped = {
    account_id: null,
    score: null,
    nsfw: null,
    section: null,
    comment_count: null,
    topic: null,
    topic_id: null,
  };
  const wire = { ...galleryWire(post, place, "none"), ...stripped, favorite: true };
  return post.isAlbum ? { ...wire, privacy: null, layout: null } : wire;
}

/** A tag as items and `tag_info` show it, docs/imgur.md §2.1–2.2. */
export function tagWire(tag: string, place: Place): Wire {
  return {
    name: tag,
    display_name: tag.replaceAll("_", " "),
    followers: Math.floor(chance(0, tag, "followers") * 100_000),
    total_items: tagged(tag, place).length + place.knobs.announceMore,
    following: false,
    is_whitelisted: false,
    background_hash: tagged(tag, place)[0]?.coverId ?? "",
    thumbnail_hash: null,
    accent: Math.floor(chance(0, tag, "accent") * 0xffffff)
      .toString(16)
      .padStart(6, "0"),
    background_is_animated: false,
    thumbnail_is_animated: false,
    is_promoted: false,
    description: "",
    logo_hash: null,
    logo_destination_url: null,
    description_annotations: {},
  };
}

/** The posts of a tag, newest first. */
export function tagged(tag: string, place: Place): readonly SimPost[] {
  const name = tag.toLowerCase();
  return place.index.list(`tag:${name}`, (post) =>
    post.tags.some((other) => other.toLowerCase() === name),
  );
}
