import { chance } from "../faults/chance.ts";
import type { Place } from "../place.ts";
import type { SimComment, SimPost } from "../world/model.ts";
import type { Wire } from "./models.ts";

/** The comment tree of `gallery/{id}/comments`, docs/imgur.md §2.1. */
export function commentTree(post: SimPost, place: Place, sort = "best"): Wire[] {
  return sorted(place.world.comments(post.id), sort).map((comment) =>
    v3Comment(comment, { post, place, parentId: 0 }),
  );
}

function v3Comment(
  comment: SimComment,
  { post, place, parentId }: { post: SimPost; place: Place; parentId: number },
): Wire {
  const isDeleted = isOneOf(place.knobs.deletedComments, comment.id);
  if (isDeleted) place.meet("deletedComments");
  return {
    id: comment.id,
    image_id: post.id,
    comment: isDeleted ? "[deleted]" : comment.comment,
    author: isDeleted ? "[deleted]" : comment.author,
    author_id: isDeleted ? 0 : authorId(comment.author),
    on_album: post.isAlbum,
    album_cover: post.isAlbum ? post.coverId : null,
    ups: comment.ups,
    downs: comment.downs,
    points: comment.ups - comment.downs,
    datetime: comment.datetime,
    parent_id: parentId,
    deleted: isDeleted,
    vote: null,
    platform: "desktop",
    children: comment.children.map((child) =>
      v3Comment(child, { post, place, parentId: comment.id }),
    ),
  };
}

/** The comments of `comment/v1/comments`, docs/imgur.md §1. */
export function v1Comments(post: SimPost, place: Place, sort = "best"): Wire[] {
  return sorted(place.world.comments(post.id), sort).map((comment) => v1Comment(comment, post, 0));
}

function v1Comment(comment: SimComment, post: SimPost, parentId: number): Wire {
  return {
    id: comment.id,
    parent_id: parentId,
    comment: comment.comment,
    post_id: post.id,
    account_id: authorId(comment.author),
    account: {
      id: authorId(comment.author),
      username: comment.author,
      avatar: `https://imgur.com/user/${comment.author}/avatar`,
    },
    upvote_count: comment.ups,
    downvote_count: comment.downs,
    point_count: comment.ups - comment.downs,
    created_at: new Date(comment.datetime * 1000).toISOString(),
    comments: comment.children.map((child) => v1Comment(child, post, comment.id)),
  };
}

function sorted(comments: readonly SimComment[], sort: string): readonly SimComment[] {
  if (sort === "new") return comments.toSorted((a, b) => b.datetime - a.datetime);
  return comments.toSorted((a, b) => b.ups - b.downs - (a.ups - a.downs));
}

function isOneOf(many: number, id: number): boolean {
  return many > 0 && id % many === 0;
}

function authorId(author: string): number {
  return 1_000_000 + Math.floor(chance(0, author, "id") * 99_000_000);
}
