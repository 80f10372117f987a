import { refuse } from "./_address.ts";
import { findMediaExt, ID_PATTERN, RESERVED_WORDS } from "./ids.ts";
import {
  type GallerySort,
  type Ordering,
  SEARCH_FIELDS,
  type SearchTarget,
  type SectionName,
  type Target,
  type TargetRefusal,
  type UserSort,
  type Window,
} from "./target_kinds.ts";

/** What the named groups of a pattern caught. */
type Groups = Readonly<Record<string, string | undefined>>;

/** One form of address. */
export interface TargetRule {
  /** An address that this rule reads, and no other. */
  readonly example: string;
  /** Matches the decoded path; no path matches two rules. */
  readonly pattern: RegExp;
  /** Makes the target of what the pattern's named groups caught. */
  readonly read: (groups: Groups, query: URLSearchParams) => Target | TargetRefusal;
}

/** With these the canonical address, percent-encoded, stays short enough to be read again. */
const MAX_LIST_LENGTH = 1000;
const MAX_SEARCH_LENGTH = 1000;
const LIST_HINT = "Put the addresses into a file and give it with --input-file";

const RESERVED = [...RESERVED_WORDS].filter((word) => word.length === 5 || word.length === 7);
const ID = `(?!(?:${RESERVED.join("|")})(?![A-Za-z0-9]))${ID_PATTERN}`;
/** An id, alone or after the title that Imgur has put before it since 2024. */
const TITLED_ID = `(?:[^/\\s]*-)?(?<id>${ID})`;
/** What may follow the id of a post, and says nothing. */
const TAIL =
  "(?:/(?:all|embed|gifv|hit|new|noscript|zip|\\d+|layout(?:/\\w+)?|comment(?:/\\w+){0,3}))?";
const PAGE = "(?:/page/\\d+(?:/hit)?)?";
const WINDOW = "(?:/(?<window>day|week|month|year|all))?";
const ANY_SORT = "(?:/(?<sort>viral|top|time|new|rising))?";
const USER_SORT = "(?:/(?<sort>newest|oldest|best|worst))?";
const TAG = "(?<name>[\\p{L}\\p{N}\\p{M}_-]{1,100})";
const SUBREDDIT = "(?<name>\\w{1,50})";
const USER = "(?<name>(?!me(?:/|$))[\\w-]{1,63})";

/** Every form of address that can be read: short forms are paths without a host. docs/imgur.md §5. */
export const TARGET_RULES: readonly TargetRule[] = [
  {
    example: "imgur.com/some-title-aBc12De",
    pattern: path(`${TITLED_ID}${TAIL}`),
    read: ({ id = "" }) => ({ kind: "image", id }),
  },
  {
    example: "imgur.com/aBc12De,fGh34Ij",
    pattern: path(`(?<ids>${ID}(?:[,&]${ID})*[,&]|${ID}(?:[,&]${ID})+)`),
    read: ({ ids = "" }) => readList(ids),
  },
  {
    example: "i.imgur.com/aBc12Deh.jpg",
    pattern: path(`(?<id>${ID_PATTERN})[sbtmlhgr]?(?:_d|_lq)?\\.(?<ext>[A-Za-z0-9]{2,5})`),
    read: ({ id = "", ext = "" }) => readFile(id, ext),
  },
  {
    example: "imgur.com/download/aBc12De/some%20title",
    pattern: path(`download/(?<id>${ID})(?:/[^/]*)?`),
    read: ({ id = "" }) => ({ kind: "file", id }),
  },
  {
    example: "imgur.com/a/some-title-aBc12De/layout/grid",
    pattern: path(`a/${TITLED_ID}${TAIL}`),
    read: ({ id = "" }) => ({ kind: "album", id }),
  },
  {
    example: "imgur.com/gallery/some-title-aBc12De#/t/cats",
    pattern: path(`gallery/${TITLED_ID}${TAIL}`),
    read: ({ id = "" }) => ({ kind: "gallery", id }),
  },
  {
    example: "imgur.com/topic/Funny/some-title-aBc12De",
    pattern: path(`topic/[^/]+/${TITLED_ID}${TAIL}`),
    read: ({ id = "" }) => ({ kind: "gallery", id }),
  },
  {
    example: "imgur.com/t/cats/top/week",
    pattern: path(`t/${TAG}${ANY_SORT}${WINDOW}${PAGE}`),
    read: ({ name = "", ...order }) => ({ kind: "tag", name, ...readOrdering(order) }),
  },
  {
    example: "imgur.com/t/cats/some-title-aBc12De",
    pattern: path(`t/${TAG}/(?!month$)${TITLED_ID}${TAIL}`),
    read: ({ name = "", id = "" }) => ({ kind: "tag_post", name, id }),
  },
  {
    example: "imgur.com/r/aww/top/week",
    pattern: path(`r/${SUBREDDIT}(?:/(?<sort>top|time|new))?${WINDOW}${PAGE}`),
    read: ({ name = "", ...order }) => ({ kind: "subreddit", name, ...readOrdering(order) }),
  },
  {
    example: "imgur.com/r/aww/aBc12De",
    pattern: path(`r/${SUBREDDIT}/(?!month$)${TITLED_ID}${TAIL}`),
    read: ({ name = "", id = "" }) => ({ kind: "subreddit_post", name, id }),
  },
  {
    example: "imgur.com/user/somebody/submitted/best",
    pattern: path(`user/${USER}(?:/(?:posts|submitted|all)${USER_SORT})?${PAGE}`),
    read: ({ name = "", sort }) => ({ kind: "user", name, ...readUserSort(sort) }),
  },
  {
    example: "imgur.com/user/somebody/favorites/oldest",
    pattern: path(`user/${USER}/favorites${USER_SORT}${PAGE}`),
    read: ({ name = "", sort }) => ({ kind: "favorites", name, ...readUserSort(sort) }),
  },
  {
    example: "imgur.com/user/somebody/favorites/folder/1234/some-title",
    pattern: path(`user/${USER}/favorites/folder/(?<folder>\\d{1,20})(?:/[^/]*)?`),
    read: ({ name = "", folder = "" }) => ({ kind: "favorite_folder", name, folder }),
  },
  {
    example: "imgur.com/search/top/week?q=cats&q_type=png",
    pattern: path(`search(?:/(?<sort>viral|top|time|new|score|relevance))?${WINDOW}${PAGE}`),
    read: (order, query) => readSearch(order, query),
  },
  {
    example: "imgur.com/gallery/top/viral/week",
    pattern: path(`(?:gallery/)?(?<name>hot|top|new)${ANY_SORT}${WINDOW}${PAGE}`),
    read: ({ name = "hot", ...order }) => readSection(name as SectionName, order),
  },
  {
    example: "imgur.com/gallery/user/rising",
    pattern: path(`(?:gallery/user${ANY_SORT}${WINDOW}${PAGE}|user)(?<name>)`),
    read: (order) => readSection("user", order),
  },
  {
    example: "imgur.com/gallery/random",
    pattern: path(`(?:gallery/)?(?<name>random|rising)(?:/random)?${PAGE}`),
    read: ({ name = "random" }) => ({ kind: "section", name: name as SectionName }),
  },
  {
    example: "imgur.com",
    pattern: path("(?<front>)"),
    read: () => ({ kind: "section", name: "hot" }),
  },
];

function path(source: string): RegExp {
  return new RegExp(`^/${source}$`, "u");
}

function readList(text: string): Target | TargetRefusal {
  const ids = [...new Set(text.split(/[,&]/).filter((id) => id !== ""))];
  if (ids.length > MAX_LIST_LENGTH) {
    return refuse(`it lists ${ids.length} ids, and ${MAX_LIST_LENGTH} are read at once`, LIST_HINT);
  }
  return ids.length === 1 ? { kind: "image", id: ids[0] ?? "" } : { kind: "list", ids };
}

function readFile(id: string, ext: string): Target | TargetRefusal {
  const named = findMediaExt(ext);
  if (named === undefined) return refuse(`'.${ext}' is no picture or video`);
  return { kind: "file", id, ext: named };
}

function readSearch(order: Groups, parameters: URLSearchParams): Target | TargetRefusal {
  const query = readWords(parameters.get("q"));
  const fields: Record<string, string> = {};
  for (const field of SEARCH_FIELDS) {
    const value = readWords(parameters.get(field));
    if (value !== "") fields[field] = value;
  }
  if (query.length + Object.values(fields).join("").length > MAX_SEARCH_LENGTH) {
    return refuse(`it searches for more than ${MAX_SEARCH_LENGTH} characters`);
  }
  const hasFields = Object.keys(fields).length > 0;
  if (query === "" && !hasFields) {
    return refuse("it is a search for nothing", "Add what to look for, as in search:cats");
  }
  const target: SearchTarget = { kind: "search", query, ...readOrdering(order) };
  return hasFields ? { ...target, fields } : target;
}

function readSection(name: SectionName, order: Groups): Target {
  const { sort, window } = readOrdering(order);
  const section = name === "new" ? "user" : name;
  if (section === "user" && sort === "rising") return { kind: "section", name: "rising" };
  if (section === "user" && (sort ?? name) !== "user" && (sort ?? "time") === "time") {
    return { kind: "section", name: "new" };
  }
  return { kind: "section", name: section, ...(sort && { sort }), ...(window && { window }) };
}

function readOrdering({ sort: word, window }: Groups): Ordering {
  const sort = word === "new" ? "time" : word === "score" ? "top" : word;
  return {
    ...(sort !== undefined && sort !== "relevance" && { sort: sort as GallerySort }),
    ...(window !== undefined && { window: window as Window }),
  };
}

function readUserSort(sort: string | undefined): { sort?: UserSort } {
  return sort === undefined ? {} : { sort: sort as UserSort };
}

function readWords(text: string | null): string {
  return (text ?? "")
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, " ")
    .trim();
}
