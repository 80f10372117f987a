/** How Imgur sorts posts. docs/imgur.md §2.1. */
export const GALLERY_SORTS = ["viral", "top", "time", "rising"] as const;
/** One of {@link GALLERY_SORTS}. */
export type GallerySort = (typeof GALLERY_SORTS)[number];

/** How Imgur sorts what a user posted or favoured. docs/imgur.md §2.1. */
export const USER_SORTS = ["newest", "oldest", "best", "worst"] as const;
/** One of {@link USER_SORTS}. */
export type UserSort = (typeof USER_SORTS)[number];

/** The span of time that a listing by `top` covers. docs/imgur.md §2.1. */
export const WINDOWS = ["day", "week", "month", "year", "all"] as const;
/** One of {@link WINDOWS}. */
export type Window = (typeof WINDOWS)[number];

/** The front page's sections as people call them; `new` and `rising` are the user section, sorted. */
export const SECTION_NAMES = ["hot", "top", "new", "rising", "user", "random"] as const;
/** One of {@link SECTION_NAMES}. */
export type SectionName = (typeof SECTION_NAMES)[number];

/** The advanced fields of a search; with any of them Imgur ignores the plain query. docs/imgur.md §2.1. */
export const SEARCH_FIELDS = [
  "q_all",
  "q_any",
  "q_exactly",
  "q_not",
  "q_type",
  "q_size_px",
] as const;
/** One of {@link SEARCH_FIELDS}. */
export type SearchField = (typeof SEARCH_FIELDS)[number];

/** Order and span of a listing; what is absent is Imgur's default. */
export interface Ordering {
  readonly sort?: GallerySort;
  readonly window?: Window;
}

/** An image or video by its id. */
export interface ImageTarget {
  readonly kind: "image";
  readonly id: string;
}

/** A file on the CDN. `ext` is absent for `imgur.com/download/{id}`. */
export interface FileTarget {
  readonly kind: "file";
  readonly id: string;
  /** As {@link findMediaExt} gives it: a decoration, which the stored bytes need not follow. */
  readonly ext?: string;
}

/** An album, public or hidden. */
export interface AlbumTarget {
  readonly kind: "album";
  readonly id: string;
}

/** A gallery post: image or album, which only a look-up tells. docs/imgur.md §0.8. */
export interface GalleryTarget {
  readonly kind: "gallery";
  readonly id: string;
}

/** The posts under a tag. */
export interface TagTarget extends Ordering {
  readonly kind: "tag";
  readonly name: string;
}

/** A post reached through a tag: image or album. */
export interface TagPostTarget {
  readonly kind: "tag_post";
  readonly name: string;
  readonly id: string;
}

/** The posts of a subreddit. Imgur sorts them by `time` or `top`. */
export interface SubredditTarget extends Ordering {
  readonly kind: "subreddit";
  readonly name: string;
}

/** A post reached through a subreddit: image or album. */
export interface SubredditPostTarget {
  readonly kind: "subreddit_post";
  readonly name: string;
  readonly id: string;
}

/** What a user posted. */
export interface UserTarget {
  readonly kind: "user";
  readonly name: string;
  readonly sort?: UserSort;
}

/** What a user favoured in public. */
export interface FavoritesTarget {
  readonly kind: "favorites";
  readonly name: string;
  readonly sort?: UserSort;
}

/** One folder of a user's favourites. */
export interface FavoriteFolderTarget {
  readonly kind: "favorite_folder";
  readonly name: string;
  /** Decimal digits. */
  readonly folder: string;
}

/** A search. `query` is "" when only advanced fields were given. */
export interface SearchTarget extends Ordering {
  readonly kind: "search";
  /** Trimmed, runs of white space as one space. */
  readonly query: string;
  readonly fields?: Readonly<Partial<Record<SearchField, string>>>;
}

/** A section of the front page. `random` is a sample that Acacia draws itself. docs/imgur.md §0.9. */
export interface SectionTarget extends Ordering {
  readonly kind: "section";
  readonly name: SectionName;
}

/** Several images by their ids, in order, without repeats. */
export interface ListTarget {
  readonly kind: "list";
  /** At least two. */
  readonly ids: readonly string[];
}

/** What the user names: one thing on Imgur, or a listing. */
export type Target =
  | ImageTarget
  | FileTarget
  | AlbumTarget
  | GalleryTarget
  | TagTarget
  | TagPostTarget
  | SubredditTarget
  | SubredditPostTarget
  | UserTarget
  | FavoritesTarget
  | FavoriteFolderTarget
  | SearchTarget
  | SectionTarget
  | ListTarget;

/** Why a text is no target: an expected answer, not an exception. */
export interface TargetRefusal {
  readonly kind: "reject";
  /** A clause without a capital and a full stop: "it is on example.org, which is none of Imgur's hosts". */
  readonly reason: string;
  /** What the user can do, starting with a verb. */
  readonly hint: string;
}

/** The line that the `target` command prints for one text. Contract of the command line. */
export type TargetDescription = { readonly text: string } & (
  | (Target & { readonly canonical: string })
  | { readonly kind: "reject"; readonly reason: string }
);
