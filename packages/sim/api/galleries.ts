import { apiError } from "../faults/refusals.ts";
import type { Answer } from "../http/answer.ts";
import type { SimPost } from "../world/model.ts";
import { type Call, isOn, ok, type Route } from "./call.ts";
import { galleryWire, subredditWire, tagged, tagWire, type Wire } from "./models.ts";
import { orderPosts, type Sort } from "./orders.ts";
import { cutPage } from "./pages.ts";
import { searchPosts } from "./search.ts";

const WINDOW = "(?:/(?<window>day|week|month|year|all))?";
const PAGE = "(?:/(?<page>\\d{1,4}))?";

/** Listings of the gallery, docs/imgur.md §2.1. */
export const GALLERY_ROUTES: readonly Route[] = [
  {
    example: "gallery/hot/viral/day/0",
    pattern: new RegExp(
      `^gallery(?:/(?<section>hot|top|user)(?:/(?<sort>viral|top|time|rising))?${WINDOW}${PAGE})?$`,
    ),
    kind: "gallery",
    answer: answerSection,
  },
  {
    example: "gallery/random/random/0",
    pattern: /^gallery\/random(?:\/random)?(?:\/\d+)?$/,
    kind: "gallery",
    // Deprecated and broken, docs/imgur.md §0.9.
    answer: ({ request }) => apiError(request, 404, "This endpoint is deprecated"),
  },
  {
    example: "gallery/r/aww/time/week/0",
    pattern: new RegExp(`^gallery/r/(?<name>[^/]+)(?:/(?<sort>time|top))?${WINDOW}${PAGE}$`),
    kind: "gallery",
    answer: answerSubreddit,
  },
  {
    example: "gallery/t/cats/viral/week/0",
    pattern: new RegExp(`^gallery/t/(?<name>[^/]+)(?:/(?<sort>viral|top|time))?${WINDOW}${PAGE}$`),
    kind: "gallery",
    answer: answerTag,
  },
  {
    example: "gallery/tag_info/cats",
    pattern: /^gallery\/tag_info\/(?<name>[^/]+)$/,
    kind: "tag_info",
    answer: (call) => ok(call, tagWire(call.part.name ?? "", call.place)),
  },
  {
    example: "gallery/search/time/all/0",
    pattern: new RegExp(`^gallery/search(?:/(?<sort>time|viral|top))?${WINDOW}${PAGE}$`),
    kind: "gallery",
    answer: answerSearch,
  },
];

function answerSection(call: Call): Answer {
  const { part, place, request } = call;
  const section = part.section || "hot";
  const sort = (part.sort || "viral") as Sort;
  const mature = isOn(request.query.get("mature"));
  const viral = section !== "user" || request.query.get("showViral") !== "false";
  const name = `section:${mature}:${viral}`;
  const posts = place.index.list(
    name,
    (post) => post.inGallery && (mature || !post.nsfw) && (viral || !place.index.isViral(post)),
  );
  const window = section === "top" ? part.window || "day" : "all";
  return page(call, orderPosts({ name, posts }, { sort, window, place }), galleryWire);
}

function answerSubreddit(call: Call): Answer {
  const { part, place } = call;
  const name = (part.name ?? "").toLowerCase();
  const sort = (part.sort || "time") as Sort;
  const posts = place.index.list(`r:${name}`, (post) => post.section?.toLowerCase() === name);
  const window = sort === "top" ? part.window || "week" : "all";
  return page(
    call,
    orderPosts({ name: `r:${name}`, posts }, { sort, window, place }),
    subredditWire,
  );
}

function answerTag(call: Call): Answer {
  const { part, place } = call;
  const tag = part.name ?? "";
  const sort = (part.sort || "viral") as Sort;
  const window = sort === "top" ? part.window || "week" : "all";
  const posts = orderPosts(
    { name: `tag:${tag.toLowerCase()}`, posts: tagged(tag, place) },
    { sort, window, place },
  );
  if (place.knobs.announceMore > 0) place.meet("announceMore");
  return ok(call, { ...tagWire(tag, place), items: pageItems(call, posts, galleryWire) });
}

function answerSearch(call: Call): Answer {
  const { part, place, request } = call;
  const found = searchPosts(request.query, place);
  if (!found) return apiError(request, 400, "No search query was specified");
  const sort = (part.sort || "time") as Sort;
  const window = sort === "top" ? part.window || "all" : "all";
  return page(call, orderPosts(found, { sort, window, place }), galleryWire);
}

type ToWire = typeof galleryWire;

function page(call: Call, posts: readonly SimPost[], toWire: ToWire): Answer {
  return ok(call, pageItems(call, posts, toWire));
}

function pageItems(call: Call, posts: readonly SimPost[], toWire: ToWire): Wire[] {
  const { place, part, request } = call;
  const images = isOn(request.query.get("album_previews")) ? "preview" : "none";
  const cut = cutPage(posts, { page: Number(part.page || 0), place });
  return cut.map((post) => toWire(post, place, images));
}
