import first from "./migrations/0000_first.sql" with { type: "text" };
import search from "./migrations/0001_search.sql" with { type: "text" };
import care from "./migrations/0002_care.sql" with { type: "text" };
import verifications from "./migrations/0003_verifications.sql" with { type: "text" };
import ownTags from "./migrations/0004_own_tags.sql" with { type: "text" };
import wordsOfOld from "./migrations/0005_words_of_old.sql" with { type: "text" };
import largestAlbums from "./migrations/0006_largest_albums.sql" with { type: "text" };

/**
 * Every migration, oldest first, as SQL text: imported so that a single-file executable carries them.
 * `user_version` of a database is how many of these it has had. Only ever appended to.
 */
export const MIGRATIONS: readonly string[] = [
  first,
  search,
  care,
  verifications,
  ownTags,
  wordsOfOld,
  largestAlbums,
];
