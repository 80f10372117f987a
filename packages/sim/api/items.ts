import type { Answer } from "../http/answer.ts";
import type { SimMedia, SimPost } from "../world/model.ts";
import { knownMedia } from "../world_index.ts";
import { type Call, ok, type Route, unknown } from "./call.ts";
import { commentTree } from "./comments.ts";
import {
  albumImageWire,
  albumWire,
  galleryWire,
  imageWire,
  ownerOf,
  subredditWire,
  tagWire,
} from "./models.ts";

/** Single albums, images and gallery posts, docs/imgur.md §2.1. */
export const ITEM_ROUTES: readonly Route[] = [
  {
    example: "album/AbCdE",
    pattern: /^album\/(?<id>\w+)$/,
    kind: "album",
    answer: withAlbum((call, post) => ok(call, albumWire(post, call.place))),
  },
  {
    example: "album/AbCdE/images",
    pattern: /^album\/(?<id>\w+)\/images$/,
    kind: "album_images",
    answer: withAlbum((call, post) =>
      ok(
        call,
        knownMedia(post).map((media) => albumImageWire(media, call.place)),
      ),
    ),
  },
  {
    example: "album/AbCdE/image/aBcDeFg",
    pattern: /^album\/(?<id>\w+)\/image\/(?<imageId>\w+)$/,
    kind: "image",
    answer: withAlbum((call, post) => {
      const media = knownMedia(post).find(({ id }) => id === call.part.imageId);
      if (!media) return unknown(call, `an image with the id, ${call.part.imageId}`);
      return ok(call, albumImageWire(media, call.place));
    }),
  },
  {
    example: "image/aBcDeFg",
    pattern: /^image\/(?<id>\w+)$/,
    kind: "image",
    answer: withImage((call, media, post) => ok(call, imageWire(media, call.place, ownerOf(post)))),
  },
  {
    example: "gallery/album/AbCdE",
    pattern: /^gallery\/album\/(?<id>\w+)$/,
    kind: "gallery_item",
    answer: withGalleryPost((call, post) =>
      post.isAlbum ? ok(call, galleryWire(post, call.place, "all")) : unknown(call, "an album"),
    ),
  },
  {
    example: "gallery/image/aBcDeFg",
    pattern: /^gallery\/image\/(?<id>\w+)$/,
    kind: "gallery_item",
    answer: withGalleryPost((call, post) =>
      post.isAlbum ? unknown(call, "an image") : ok(call, galleryWire(post, call.place, "all")),
    ),
  },
  {
    example: "gallery/r/aww/aBcDeFg",
    pattern: /^gallery\/r\/(?<name>[^/]+)\/(?<id>\w{5,})$/,
    kind: "gallery_item",
    answer: answerSubredditItem,
  },
  {
    example: "gallery/aBcDeFg",
    pattern: /^gallery\/(?<id>\w{5,})$/,
    kind: "gallery_item",
    answer: withGalleryPost((call, post) => ok(call, galleryWire(post, call.place, "all"))),
  },
  {
    example: "gallery/aBcDeFg/tags",
    pattern: /^gallery\/(?<id>\w{5,})\/tags$/,
    kind: "item_tags",
    answer: withGalleryPost((call, post) =>
      ok(call, { tags: post.tags.map((tag) => tagWire(tag, call.place)) }),
    ),
  },
  {
    example: "gallery/aBcDeFg/votes",
    pattern: /^gallery\/(?<id>\w{5,})\/votes$/,
    kind: "votes",
    answer: withGalleryPost((call, { ups, downs }) => ok(call, { ups, downs })),
  },
  {
    example: "gallery/aBcDeFg/comments/best",
    pattern: /^gallery\/(?<id>\w{5,})\/comments(?:\/(?<sort>best|top|new))?$/,
    kind: "comments",
    answer: withGalleryPost((call, post) =>
      ok(call, commentTree(post, call.place, call.part.sort)),
    ),
  },
];

function withAlbum(answer: (call: Call, post: SimPost) => Answer): Route["answer"] {
  return (call) => {
    const post = call.place.world.post(call.part.id ?? "");
    return post?.isAlbum
      ? answer(call, post)
      : unknown(call, `an album with the id, ${call.part.id}`);
  };
}

function withImage(
  answer: (call: Call, media: SimMedia, post: SimPost | undefined) => Answer,
): Route["answer"] {
  return (call) => {
    const { world } = call.place;
    const id = call.part.id ?? "";
    const media = world.media(id);
    if (!media || media.fate === "api_gone") {
      if (media) call.place.meet("apiGone");
      return unknown(call, `an image with the id, ${id}`);
    }
    return answer(call, media, world.postOf(id));
  };
}

/** A post may have left the gallery while its album stays, docs/imgur.md §2.1: then the gallery says 404. */
function withGalleryPost(answer: (call: Call, post: SimPost) => Answer): Route["answer"] {
  return (call) => {
    const post = call.place.world.post(call.part.id ?? "");
    if (!post?.inGallery || (!post.isAlbum && knownMedia(post).length === 0)) {
      return unknown(call, `a gallery post with the id, ${call.part.id}`);
    }
    return answer(call, post);
  };
}

function answerSubredditItem(call: Call): Answer {
  const post = call.place.world.post(call.part.id ?? "");
  const isThere = post?.section?.toLowerCase() === call.part.name?.toLowerCase();
  if (!post || !isThere || (!post.isAlbum && knownMedia(post).length === 0)) {
    return unknown(call, `a post with the id, ${call.part.id}`);
  }
  return ok(call, subredditWire(post, call.place, "all"));
}
