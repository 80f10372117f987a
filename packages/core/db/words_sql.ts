import { MAX_CANDIDATES } from "./search.ts";
import type { Statements } from "./statements.ts";

/** Words of a query: each as FTS5 takes it, all of them wanted or any. */
export interface Words {
  readonly terms: readonly string[];
  readonly joined: "AND" | "OR";
}

/** What a search found, for a query that goes on from there. */
export interface Candidates {
  /** Row ids of media, as a JSON array. */
  readonly ids: string;
  /** True when there are more than were looked at. */
  readonly capped: boolean;
}

/** SQL for row ids of media, and its parameters. */
interface WordsSql {
  readonly sql: string;
  readonly params: readonly string[];
}

const BY_WORDS = "SELECT rowid AS id FROM media_words WHERE media_words MATCH ?";
const BY_OWN_TAGS = `SELECT mt.media_id AS id FROM media_user_tags mt
  WHERE mt.tag_id IN (SELECT rowid FROM user_tag_words WHERE user_tag_words MATCH ?)`;

/**
 * The media that have these words: in what Imgur tells of them, or as tags of the user's own, which have an index apart.
 *
 * @param options `limit`: at most so many of the newest from either index.
 */
export function wordsSql(words: Words, { limit }: { limit?: number } = {}): WordsSql {
  const cut = (sql: string) =>
    limit === undefined ? sql : `SELECT id FROM (${sql} ORDER BY 1 DESC LIMIT ${limit})`;
  const { terms } = words;
  const any = join(terms, "OR");
  const all = words.joined === "AND" && terms.length > 1 ? terms : [];
  // A picture with some of the words as own tags has to have the others in one way or the other.
  const rest = all.map(
    () => `AND (mt.media_id IN (${BY_OWN_TAGS}) OR mt.media_id IN (${cut(BY_WORDS)}))`,
  );
  return {
    sql: `${cut(BY_WORDS)} UNION ${cut(`${BY_OWN_TAGS} ${rest.join(" ")}`)}`,
    params: [join(terms, words.joined), any, ...all.flatMap((term) => [term, term])],
  };
}

function join(terms: readonly string[], operator: "AND" | "OR"): string {
  return terms.map((term) => `(${term})`).join(` ${operator} `);
}

/**
 * Prepares the finding of candidates: once per search, as each of a grid's questions would ask again.
 * @param statements Of an open archive.
 */
export function prepareCandidates(statements: Statements): (words: Words) => Candidates {
  const find = (words: Words): { ids: string; found: number } => {
    const { sql, params } = wordsSql(words, { limit: MAX_CANDIDATES });
    const found = `SELECT json_group_array(id) AS ids, count(*) AS found FROM (${sql})`;
    return statements.get<{ ids: string; found: number }>(found, params)!;
  };
  return (words) => {
    // FTS5 joins every word with that beginning before it gives the first row: 25 ms for a word that a million
    // media have, and 1 ms for the whole word, which is what most have anyway.
    const whole = find({ ...words, terms: words.terms.map((term) => term.replace(/\*$/, "")) });
    const { ids, found } = whole.found >= MAX_CANDIDATES ? whole : find(words);
    return { ids, capped: found >= MAX_CANDIDATES || isCutInside(statements, words) };
  };
}

/** Whether own tags were joined with a word's newest candidates alone: then some that have both may be missing. */
function isCutInside(statements: Statements, { terms, joined }: Words): boolean {
  if (joined === "OR" || terms.length === 1) return false;
  const isTagged = statements.number(`SELECT EXISTS (${BY_OWN_TAGS})`, [join(terms, "OR")]) > 0;
  const count = `SELECT count(*) FROM (${BY_WORDS} LIMIT ${MAX_CANDIDATES})`;
  return isTagged && terms.some((term) => statements.number(count, [term]) >= MAX_CANDIDATES);
}
