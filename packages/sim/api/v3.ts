import { apiError } from "../faults/refusals.ts";
import { type Answer, empty } from "../http/answer.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Place } from "../place.ts";
import { ACCOUNT_ROUTES } from "./accounts.ts";
import { findRoute, ok, type Route } from "./call.ts";
import { GALLERY_ROUTES } from "./galleries.ts";
import { ITEM_ROUTES } from "./items.ts";
import { tagged, tagWire } from "./models.ts";

/** Every endpoint of `/3/` that reads, in the order in which paths are tried. */
export const V3_ROUTES: readonly Route[] = [
  ...GALLERY_ROUTES,
  ...ITEM_ROUTES,
  ...ACCOUNT_ROUTES,
  {
    example: "tags",
    pattern: /^tags$/,
    kind: "tags",
    answer: (call) => ok(call, tagsWire(call.place)),
  },
];

/**
 * Answers a call of the API v3, docs/imgur.md §2, once Client-ID and credits are settled.
 *
 * @param request Its path begins with `/3/`; `.json` at its end is ignored.
 */
export function answerV3(request: HttpRequest, place: Place): Answer {
  const path = request.path.slice("/3/".length).replace(/(\.json|\/)$/, "");
  const found = findRoute(V3_ROUTES, path);
  if (!found) return apiError(request, 404, "Unable to find that endpoint");
  const { route, part } = found;
  const answer = route.answer({ request, place, part, kind: route.kind });
  return answer.status === 200 ? withCaching(answer, request, route.kind) : answer;
}

/** A quoted SHA-1 as ETag, and 304 for who has it: a credit is spent all the same, docs/imgur.md §1. */
function withCaching(answer: Answer, request: HttpRequest, kind: string): Answer {
  const etag = `"${new Bun.CryptoHasher("sha1").update(answer.body).digest("hex")}"`;
  const cacheControl =
    kind === "tags" ? "max-age=600, stale-while-revalidate=600" : "no-store, no-cache";
  const headers = { ...answer.headers, ETag: etag, "Cache-Control": cacheControl };
  const sent = request.headers.get("if-none-match")?.replace(/^W\//, "");
  return sent === etag ? empty(kind, 304, headers) : { ...answer, headers };
}

function tagsWire(place: Place): object {
  const names = [...new Set(place.world.posts.flatMap(({ tags }) => tags))];
  const byItems = names.toSorted((a, b) => tagged(b, place).length - tagged(a, place).length);
  return {
    tags: byItems.slice(0, 30).map((tag) => tagWire(tag, place)),
    featured: byItems[0] ?? "",
    galleries: byItems.slice(0, 5).map((name, i) => ({
      id: i + 1,
      name,
      description: null,
      topPost: { id: tagged(name, place)[0]?.id ?? null },
    })),
  };
}
