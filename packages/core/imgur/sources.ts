import { AcaciaError } from "../errors.ts";
import type { ImgurCall } from "./_call.ts";
import { type LookUp, planLookUp } from "./look_up.ts";
import { type SectionName, type Target, USER_SORTS, WINDOWS, type Window } from "./target_kinds.ts";

/** A user's public albums; no address of Imgur's names them, so no text is read as one. */
export interface AccountAlbumsSource {
  readonly kind: "account_albums";
  readonly name: string;
}

/** What can be listed. */
export type ListingSource = Target | AccountAlbumsSource;

/** Order, span and content of a listing; each wins over what the target says. */
export interface ListingChoices {
  /** As Imgur spells it: `viral`, `top`, `time`, `rising`; of a user's posts `newest`, `oldest`, `best`, `worst`. */
  readonly sort?: string;
  /** `day`, `week`, `month`, `year` or `all`; only a listing by `top` heeds it. */
  readonly window?: string;
  /** Ask for posts marked as mature, too. @default false */
  readonly mature?: boolean;
}

/** A listing that pages through posts. */
export interface PagesPlan {
  readonly type: "pages";
  /** The call for a page, from 0. */
  readonly page: (number: number) => ImgurCall;
  /** Posts on a full page. */
  readonly pageSize: number;
  /** Known of every post, even where the answer leaves it out. */
  readonly subreddit?: string;
}

/** A sample drawn from a listing's pages: Imgur's own random gallery is gone (docs/imgur.md §0.9). */
export interface SamplePlan extends Omit<PagesPlan, "type"> {
  readonly type: "sample";
}

/** Posts that are looked up by their ids, in order. */
export interface LookUpsPlan {
  readonly type: "look_ups";
  readonly lookUps: readonly LookUp[];
}

/** How a target is listed. */
export type SourcePlan = PagesPlan | SamplePlan | LookUpsPlan;

/** Page sizes as recorded; gallery listings ignore `perPage` (docs/imgur.md §2.1). */
const GALLERY_PAGE = 60;
const ALBUMS_PAGE = 100;

const SECTIONS: Readonly<Record<SectionName, { folder: string; sort: string }>> = {
  hot: { folder: "hot", sort: "viral" },
  top: { folder: "top", sort: "top" },
  new: { folder: "user", sort: "time" },
  rising: { folder: "user", sort: "rising" },
  user: { folder: "user", sort: "viral" },
  random: { folder: "hot", sort: "viral" },
};
/** The two families of sorts say the same things in different words. */
const SYNONYMS: Readonly<Record<string, string>> = {
  newest: "time",
  best: "top",
  time: "newest",
  top: "best",
};

/**
 * Turns a target into the calls that list it. Sends nothing.
 * @throws {AcaciaError} `usage` for a sort that Imgur does not have there, or a span that is none.
 *
 * @example
 * ```ts
 * import { planSource } from "@acacia/core";
 * const plan = planSource({ kind: "subreddit", name: "aww" });
 * console.assert(plan.type === "pages" && plan.page(2).path === "/3/gallery/r/aww/time/week/2");
 * ```
 */
export function planSource(source: ListingSource, choices: ListingChoices = {}): SourcePlan {
  switch (source.kind) {
    case "section":
    case "subreddit":
    case "tag":
    case "search":
      return planGallery(source, choices);
    case "user":
    case "favorites":
    case "favorite_folder":
    case "account_albums":
      return planAccount(source, choices);
    case "list":
      return {
        type: "look_ups",
        lookUps: source.ids.map((id) => planLookUp({ kind: "file", id })),
      };
    default:
      return { type: "look_ups", lookUps: [planLookUp(source)] };
  }
}

type GalleryTarget = Extract<Target, { kind: "section" | "subreddit" | "tag" | "search" }>;

function planGallery(target: GalleryTarget, choices: ListingChoices): PagesPlan | SamplePlan {
  const order = galleryOrder(target);
  const sort = pickSort(choices.sort ?? target.sort ?? order.sort, order);
  const window = pickWindow(choices.window ?? target.window ?? order.window);
  const query = {
    album_previews: "1",
    ...(choices.mature === true ? { mature: "true" } : {}),
    ...(order.folder === "user" ? { showViral: "true" } : {}),
    ...(target.kind === "search" ? searchQuery(target) : {}),
  };
  const pages: PagesPlan = {
    type: "pages",
    pageSize: GALLERY_PAGE,
    page: (number) => apiCall(`/3/gallery/${order.folder}/${sort}/${window}/${number}`, query),
    ...(target.kind === "subreddit" ? { subreddit: target.name } : {}),
  };
  const isSample = target.kind === "section" && target.name === "random";
  return isSample ? { ...pages, type: "sample" } : pages;
}

/** Where a gallery listing is, how Imgur can sort it, and what is the default (docs/imgur.md §2.1). */
interface GalleryOrder {
  readonly folder: string;
  readonly sort: string;
  readonly window: Window;
  readonly allowed: readonly string[];
  readonly what: string;
}

function galleryOrder(target: GalleryTarget): GalleryOrder {
  const allowed = ["viral", "top", "time"];
  switch (target.kind) {
    case "section": {
      const { folder, sort } = SECTIONS[target.name];
      const sorts = folder === "user" ? [...allowed, "rising"] : allowed;
      const what = `the section '${target.name}'`;
      return { folder, sort, window: "day", allowed: sorts, what };
    }
    case "subreddit": {
      const folder = `r/${encodeURIComponent(target.name)}`;
      const what = `r/${target.name}`;
      return { folder, sort: "time", window: "week", allowed: ["time", "top"], what };
    }
    case "tag": {
      const folder = `t/${encodeURIComponent(target.name)}`;
      return { folder, sort: "viral", window: "week", allowed, what: `t/${target.name}` };
    }
    case "search":
      return { folder: "search", sort: "time", window: "all", allowed, what: "a search" };
  }
}

type AccountTarget =
  | Extract<Target, { kind: "user" | "favorites" | "favorite_folder" }>
  | AccountAlbumsSource;

function planAccount(target: AccountTarget, choices: ListingChoices): PagesPlan {
  const account = `/3/account/${encodeURIComponent(target.name)}`;
  const asked = choices.sort ?? ("sort" in target ? target.sort : undefined) ?? "newest";
  const what = `${target.kind === "user" ? "the posts" : "the favourites"} of ${target.name}`;
  const allowed = target.kind === "user" ? USER_SORTS : ["newest", "oldest"];
  if (target.kind === "account_albums") {
    return {
      type: "pages",
      pageSize: ALBUMS_PAGE,
      page: (number) => apiCall(`${account}/albums/${number}`, { perPage: String(ALBUMS_PAGE) }),
    };
  }
  const sort = pickSort(asked, { allowed, what });
  const page = (number: number): ImgurCall => {
    switch (target.kind) {
      case "user":
        return apiCall(`${account}/submissions/${number}/${sort}`, { album_previews: "1" });
      case "favorites":
        return apiCall(`${account}/gallery_favorites/${number}/${sort}`, { album_previews: "1" });
      case "favorite_folder":
        return {
          ...apiCall(`${account}/folders/${encodeURIComponent(target.folder)}/favorites`, {
            page: String(number),
            sort,
          }),
          auth: "query",
        };
    }
  };
  return { type: "pages", pageSize: GALLERY_PAGE, page };
}

/** With any advanced field Imgur ignores `q`, so a plain query joins them as one that all results must have. */
function searchQuery(target: Extract<Target, { kind: "search" }>): Record<string, string> {
  const fields = Object.entries(target.fields ?? {}).filter(([, value]) => value !== undefined);
  if (fields.length === 0) return { q: target.query };
  const query: Record<string, string> = Object.fromEntries(fields);
  const all = [query.q_all, target.query].filter((text) => text !== undefined && text !== "");
  return all.length === 0 ? query : { ...query, q_all: all.join(" ") };
}

function pickSort(asked: string, options: { allowed: readonly string[]; what: string }): string {
  if (options.allowed.includes(asked)) return asked;
  const other = SYNONYMS[asked] ?? "";
  if (options.allowed.includes(other)) return other;
  throw new AcaciaError("usage", `Cannot sort ${options.what} by ${asked}: Imgur does not`, {
    hint: `Sort by ${options.allowed.join(", ")}`,
  });
}

function pickWindow(asked: string): string {
  if ((WINDOWS as readonly string[]).includes(asked)) return asked;
  throw new AcaciaError("usage", `Cannot list the top of '${asked}': it is no span of time`, {
    hint: `Give one of ${WINDOWS.join(", ")}`,
  });
}

function apiCall(path: string, query: Record<string, string>): ImgurCall {
  return { base: "api", path, query, auth: "header" };
}
