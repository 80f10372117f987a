import { chance } from "../faults/chance.ts";
import { apiError } from "../faults/refusals.ts";
import { type Answer, json } from "../http/answer.ts";
import type { Place } from "../place.ts";
import type { SimPost } from "../world/model.ts";
import { type Call, isOn, ok, type Route, unknown } from "./call.ts";
import { accountAlbumWire, favoriteWire, galleryWire, type Wire } from "./models.ts";
import { orderPosts, type Sort } from "./orders.ts";
import { cutPage } from "./pages.ts";

/** Albums on a page when `perPage` does not say otherwise, docs/imgur.md §2.1. */
const ALBUMS_PAGE = 50;
const MAX_PER_PAGE = 100;

/** Every user has these folders of favourites; the second answers a bare array, docs/imgur.md §2.1. */
const FOLDERS = [1, 2, 3] as const;
const BARE_FOLDER = 2;

/** What belongs to a user, docs/imgur.md §2.1. */
export const ACCOUNT_ROUTES: readonly Route[] = [
  {
    example: "account/jane",
    pattern: /^account\/(?<user>[^/]+)$/,
    kind: "account",
    answer: withUser((call, user) => ok(call, accountWire(user, call.place))),
  },
  {
    example: "account/jane/submissions/0/newest",
    pattern:
      /^account\/(?<user>[^/]+)\/submissions(?:\/(?<page>\d+))?(?:\/(?<sort>newest|oldest|worst|best))?$/,
    kind: "submissions",
    answer: withUser(answerSubmissions),
  },
  {
    example: "account/jane/gallery_favorites/0/newest",
    pattern:
      /^account\/(?<user>[^/]+)\/gallery_favorites(?:\/(?<page>\d+))?(?:\/(?<sort>newest|oldest))?$/,
    kind: "favorites",
    answer: withUser((call, user) =>
      ok(call, favoritePage(call, favorites(user, call.place), Number(call.part.page || 0))),
    ),
  },
  {
    example: "account/jane/favorites",
    pattern: /^account\/(?<user>[^/]+)\/(?:favorites|images)(?:\/.*)?$/,
    kind: "own",
    answer: ({ request }) => apiError(request, 401, "Authentication required"),
  },
  {
    example: "account/jane/folders/1/favorites",
    pattern: /^account\/(?<user>[^/]+)\/folders\/(?<folder>\d+)\/favorites$/,
    kind: "favorite_folder",
    answer: withUser(answerFolder),
  },
  {
    example: "account/jane/albums/0",
    pattern: /^account\/(?<user>[^/]+)\/albums(?:\/(?<page>\d+))?$/,
    kind: "account_albums",
    answer: withUser((call, user) => {
      const { cut, from } = albumPage(call, user);
      return ok(
        call,
        cut.map((post, i) => accountAlbumWire(post, call.place, from + i)),
      );
    }),
  },
  {
    example: "account/jane/albums/ids/0",
    pattern: /^account\/(?<user>[^/]+)\/albums\/ids(?:\/(?<page>\d+))?$/,
    kind: "account_albums",
    answer: withUser((call, user) =>
      ok(
        call,
        albumPage(call, user).cut.map(({ id }) => id),
      ),
    ),
  },
  {
    example: "account/jane/albums/count",
    pattern: /^account\/(?<user>[^/]+)\/albums\/count$/,
    kind: "account_albums",
    answer: withUser((call, user) => ok(call, publicAlbums(user, call.place).length)),
  },
];

function withUser(answer: (call: Call, user: string) => Answer): Route["answer"] {
  return (call) => {
    const user = (call.part.user ?? "").toLowerCase();
    return call.place.index.users.has(user)
      ? answer(call, user)
      : unknown(call, `a user with the name, ${call.part.user}`);
  };
}

/** The name as its owner writes it. */
export function properName(user: string, place: Place): string {
  const owned = place.world.posts.find((post) => post.accountUrl?.toLowerCase() === user);
  return owned?.accountUrl ?? user;
}

function accountWire(user: string, place: Place): Wire {
  const reputation = Math.floor(chance(0, user, "reputation") * 20_000);
  return {
    id: place.index.users.get(user),
    url: properName(user, place),
    bio: chance(0, user, "bio") < 0.5 ? null : "Here for the cats.",
    avatar: `https://imgur.com/user/${properName(user, place)}/avatar`,
    avatar_name: "default/g",
    cover: "https://imgur.com/user/cover",
    cover_name: "default/1-space",
    reputation,
    reputation_name: reputation > 10_000 ? "Glorious" : "Neutral",
    created: 1_300_000_000 + Math.floor(chance(0, user, "created") * 200_000_000),
    pro_expiration: false,
    user_follow: { status: false },
    is_blocked: false,
  };
}

function answerSubmissions(call: Call, user: string): Answer {
  const { place, part, request } = call;
  const posts = place.index.list(
    `user:${user}`,
    (post) => post.inGallery && post.accountUrl?.toLowerCase() === user,
  );
  const sort = (part.sort || "newest") as Sort;
  const ordered = orderPosts({ name: `user:${user}`, posts }, { sort, place });
  const images = isOn(request.query.get("album_previews")) ? "preview" : "none";
  const cut = cutPage(ordered, { page: Number(part.page || 0), place });
  return ok(
    call,
    cut.map((post) => galleryWire(post, place, images)),
  );
}

/** A fifth of what others posted: the world does not say who liked what. */
function favorites(user: string, place: Place): readonly SimPost[] {
  return place.index.list(
    `favorites:${user}`,
    (post) =>
      post.inGallery &&
      post.accountUrl?.toLowerCase() !== user &&
      chance(0, user, post.id, "favorite") < 0.2,
  );
}

function favoritePage(call: Call, posts: readonly SimPost[], page: number): Wire[] {
  const sort = (call.part.sort || call.request.query.get("sort") || "newest") as Sort;
  const { place } = call;
  const name = `${call.kind}:${call.part.user}:${call.part.folder ?? ""}`;
  const ordered = orderPosts({ name, posts }, { sort: sort === "oldest" ? sort : "newest", place });
  return cutPage(ordered, { page, place }).map((post) => favoriteWire(post, place));
}

function answerFolder(call: Call, user: string): Answer {
  const folder = Number(call.part.folder);
  const { place, request } = call;
  if (!FOLDERS.some((known) => known === folder)) return unknown(call, "a folder with that id");
  const posts = favorites(user, place).filter(
    ({ id }) => FOLDERS[Math.floor(chance(0, id, "folder") * FOLDERS.length)] === folder,
  );
  const items = favoritePage(call, posts, Number(request.query.get("page") ?? 0));
  return folder === BARE_FOLDER ? json(call.kind, items) : ok(call, items);
}

function publicAlbums(user: string, place: Place): readonly SimPost[] {
  return place.index.list(
    `albums:${user}`,
    (post) => post.isAlbum && post.privacy === "public" && post.accountUrl?.toLowerCase() === user,
  );
}

function albumPage(call: Call, user: string): { cut: readonly SimPost[]; from: number } {
  const asked = Number(call.request.query.get("perPage") ?? ALBUMS_PAGE);
  const size = Math.min(MAX_PER_PAGE, Math.max(1, Number.isInteger(asked) ? asked : ALBUMS_PAGE));
  const page = Number(call.part.page || 0);
  const cut = cutPage(publicAlbums(user, call.place), { page, place: call.place, size });
  return { cut, from: page * size };
}
