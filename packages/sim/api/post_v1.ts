import { gatewayErrors } from "../faults/refusals.ts";
import { type Answer, json } from "../http/answer.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Place } from "../place.ts";
import type { SimPost } from "../world/model.ts";
import { isListed } from "../world_index.ts";
import { properName } from "./accounts.ts";
import { type Call, findRoute, type Route } from "./call.ts";
import { v1Comments } from "./comments.ts";
import { tagged, type Wire } from "./models.ts";
import { orderPosts, type Sort } from "./orders.ts";
import { cutPage } from "./pages.ts";
import { mediaPost, postWire } from "./post_v1_models.ts";

/** No JSON in its name for who looks only at the end of it, docs/imgur.md §1. */
const V1_TYPE = "application/vnd.imgur.v1+json";

/** The web site's own API: objects without an envelope. docs/imgur.md §1. */
export const V1_ROUTES: readonly Route[] = [
  {
    example: "post/v1/media/aBcDeFg",
    pattern: /^post\/v1\/media\/(?<id>\w+)$/,
    kind: "v1_media",
    answer: answerMedia,
  },
  {
    example: "post/v1/albums/AbCdE",
    pattern: /^post\/v1\/albums\/(?<id>\w+)$/,
    kind: "v1_album",
    answer: (call) => {
      const post = call.place.world.post(call.part.id ?? "");
      return post?.isAlbum ? ok(call, postWire(post, call.place, includes(call))) : missing();
    },
  },
  {
    example: "post/v1/posts",
    pattern: /^post\/v1\/posts$/,
    kind: "v1_posts",
    answer: answerFrontPage,
  },
  {
    example: "post/v1/posts/t/cats",
    pattern: /^post\/v1\/posts\/t\/(?<tag>[^/]+)$/,
    kind: "v1_tag",
    answer: answerTag,
  },
  {
    example: "post/v1/posts/AbCdE",
    pattern: /^post\/v1\/posts\/(?<id>\w+)(?:\/meta)?$/,
    kind: "v1_post",
    answer: (call) => {
      const post = call.place.world.post(call.part.id ?? "");
      const isThere = post?.inGallery && isListed(post);
      return isThere ? ok(call, postWire(post, call.place, includes(call))) : missing();
    },
  },
  {
    example: "account/v1/accounts/jane",
    pattern: /^account\/v1\/accounts\/(?<user>[^/]+)$/,
    kind: "v1_account",
    answer: answerAccount,
  },
  {
    example: "comment/v1/comments",
    pattern: /^comment\/v1\/comments$/,
    kind: "v1_comments",
    answer: answerComments,
  },
];

/** Answers `post/v1`, `account/v1` and `comment/v1`. */
export function answerV1(request: HttpRequest, place: Place): Answer {
  const found = findRoute(V1_ROUTES, request.path.replace(/^\/|\/$/g, ""));
  if (!found) return missing();
  return found.route.answer({ request, place, part: found.part, kind: found.route.kind });
}

function ok(call: Call, value: unknown): Answer {
  return json(call.kind, value, { type: V1_TYPE });
}

function missing(): Answer {
  return json("error", gatewayErrors(404, "Not Found"), { status: 404, type: V1_TYPE });
}

function includes(call: Call): ReadonlySet<string> {
  return new Set((call.request.query.get("include") ?? "").split(","));
}

function answerMedia(call: Call): Answer {
  const { world } = call.place;
  const media = world.media(call.part.id ?? "");
  if (!media || media.fate === "api_gone") {
    if (media) call.place.meet("apiGone");
    return missing();
  }
  return ok(call, mediaPost(media, call.place, includes(call)));
}

function answerFrontPage(call: Call): Answer {
  const { place, request } = call;
  const posts = place.index.list("section:v1", (post) => post.inGallery && !post.nsfw);
  const ordered = orderPosts({ name: "section:v1", posts }, { sort: readSort(request), place });
  return ok(call, pageItems(call, ordered));
}

function answerTag(call: Call): Answer {
  const { place, request, part } = call;
  const tag = part.tag ?? "";
  const window = request.query.get("filter[window]")?.replace(/^eq:/, "") ?? "all";
  const named = { name: `tag:${tag.toLowerCase()}`, posts: tagged(tag, place) };
  const posts = pageItems(call, orderPosts(named, { sort: readSort(request), window, place }));
  return posts.length === 0 ? missing() : ok(call, { posts });
}

function readSort(request: HttpRequest): Sort {
  return request.query.get("sort") === "-time" ? "time" : "viral";
}

/** Pages count from 1. */
function pageItems(call: Call, posts: readonly SimPost[]): Wire[] {
  const page = Math.max(1, Number(call.request.query.get("page") ?? 1)) - 1;
  return cutPage(posts, { page, place: call.place }).map((post) =>
    postWire(post, call.place, includes(call)),
  );
}

function answerAccount(call: Call): Answer {
  const { place, part } = call;
  const user = (part.user ?? "").toLowerCase();
  const id = place.index.users.get(user);
  if (id === undefined) return missing();
  const username = properName(user, place);
  return ok(call, {
    id,
    username,
    bio: "",
    reputation_count: 1000,
    reputation_name: "Neutral",
    avatar_id: null,
    avatar_url: `https://imgur.com/user/${username}/avatar`,
    cover_url: "https://imgur.com/user/cover",
    created_at: "2014-05-06T07:08:09Z",
  });
}

function answerComments(call: Call): Answer {
  const { query } = call.request;
  const post = call.place.world.post(query.get("filter[post]")?.replace(/^eq:/, "") ?? "");
  if (!post) return missing();
  const perPage = Number(query.get("per_page") ?? 30) || 30;
  const page = Math.max(1, Number(query.get("page") ?? 1)) - 1;
  const comments = v1Comments(post, call.place, query.get("sort") ?? "best");
  return ok(call, { data: comments.slice(page * perPage, (page + 1) * perPage) });
}
