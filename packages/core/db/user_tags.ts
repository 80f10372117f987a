import type { Database } from "bun:sqlite";
import { AcaciaError } from "../errors.ts";
import type { OpenDatabase } from "./open.ts";

/** A row id and what was there before. */
export type Was = readonly [id: number, was: number | null];

/** A tag of the user's own, and how many pictures have it. */
export interface UserTag {
  readonly name: string;
  /** Without what is in the trash. */
  readonly items: number;
}

const MAX_LENGTH = 80;

/** A tag has to fit into a query, a comma list and a line. */
const REFUSED_REGEXP = /["(),\p{C}]/u;

/**
 * The name of a tag as it is kept: in lower case, like Imgur's.
 *
 * @throws {AcaciaError} `usage` for a text that can be no tag.
 * @example
 * ```ts
 * import { readTagName } from "@acacia/core";
 * console.assert(readTagName("  Red  Pandas ") === "red pandas");
 * ```
 */
export function readTagName(text: string): string {
  const name = text.normalize("NFC").trim().replace(/\s+/g, " ").toLowerCase();
  const reason =
    name === ""
      ? "it is empty"
      : name.length > MAX_LENGTH
        ? `it is longer than ${MAX_LENGTH} characters`
        : REFUSED_REGEXP.test(name)
          ? "it has a quote, a comma, a bracket or a sign that cannot be seen"
          : undefined;
  if (reason === undefined) return name;
  throw new AcaciaError("usage", `Cannot use the tag '${text.slice(0, MAX_LENGTH)}': ${reason}`, {
    hint: "Give letters, digits, spaces and dashes: 'red pandas'",
  });
}

/** What {@link preparePutTag} does: rows that have the tag since `to` have it since `was`; null: they do not have it. */
export interface PutTag {
  readonly tag: string;
  readonly to: number | null;
  readonly rows: readonly Was[];
}

const ID = "(SELECT id FROM user_tags WHERE name = ?2 COLLATE NOCASE)";
const ROWS = "SELECT value ->> 0 AS id, value ->> 1 AS was FROM json_each(?1)";
const ENSURE = "INSERT INTO user_tags (name, created_at) VALUES (?1, ?2) ON CONFLICT DO NOTHING";
const GIVE = `
INSERT INTO media_user_tags (media_id, tag_id, tagged_at)
SELECT r.id, ${ID}, r.was FROM (${ROWS}) AS r JOIN media ON media.id = r.id
WHERE r.was IS NOT NULL ON CONFLICT DO NOTHING`;
const TAKE = `
DELETE FROM media_user_tags WHERE tag_id = ${ID} AND tagged_at IS ?3
AND media_id IN (SELECT r.id FROM (${ROWS}) AS r WHERE r.was IS NULL)`;
const DROP_UNUSED = `
DELETE FROM user_tags WHERE name = ?1 COLLATE NOCASE
AND NOT EXISTS (SELECT 1 FROM media_user_tags WHERE tag_id = user_tags.id)`;

/**
 * Prepares the giving and taking of a tag. A tag is there as long as somebody has it. Call it inside a transaction.
 *
 * @param sqlite An open archive's connection.
 * @returns A function that gives how many rows changed.
 */
export function preparePutTag(sqlite: Database): (put: PutTag) => number {
  const ensure = sqlite.prepare<never, [string, number]>(ENSURE);
  const give = sqlite.prepare<never, [string, string]>(GIVE);
  const take = sqlite.prepare<never, [string, string, number | null]>(TAKE);
  const dropUnused = sqlite.prepare<never, [string]>(DROP_UNUSED);
  return ({ tag, to, rows }) => {
    const json = JSON.stringify(rows);
    const since = rows.find(([, was]) => was !== null)?.[1];
    let changed = 0;
    if (since) {
      ensure.run(tag, since);
      changed += give.run(json, tag).changes;
    }
    if (to !== null) changed += take.run(json, tag, to).changes;
    dropUnused.run(tag);
    return changed;
  };
}

/** Who has a tag. */
export interface TagHolders {
  /** Those of the ids, as JSON, that do not have it. */
  without(ids: string, tag: string): number[];
  /** Those of the ids, as JSON, that have it, and since when. */
  having(ids: string, tag: string): Was[];
  /** Everyone who has it, and since when. */
  all(tag: string): Was[];
}

const WITHOUT = `
SELECT media.id FROM json_each(?1) m JOIN media ON media.id = m.value
WHERE NOT EXISTS (SELECT 1 FROM media_user_tags t WHERE t.media_id = media.id AND t.tag_id = ${ID})`;
const HAVING = `
SELECT t.media_id, t.tagged_at FROM json_each(?1) m
JOIN media_user_tags t ON t.media_id = m.value AND t.tag_id = ${ID}`;
const ALL = `
SELECT t.media_id, t.tagged_at FROM user_tags u JOIN media_user_tags t ON t.tag_id = u.id
WHERE u.name = ?1 COLLATE NOCASE`;

/** Prepares the question who has a tag. @param sqlite An open archive's connection. */
export function prepareTagHolders(sqlite: Database): TagHolders {
  const without = sqlite.prepare<unknown, [string, string]>(WITHOUT);
  const having = sqlite.prepare<unknown, [string, string]>(HAVING);
  const all = sqlite.prepare<unknown, [string]>(ALL);
  return {
    without: (ids, tag) => without.values(ids, tag).map(([id]) => Number(id)),
    having: (ids, tag) => having.values(ids, tag) as unknown as Was[],
    all: (tag) => all.values(tag) as unknown as Was[],
  };
}

const LIST = `
SELECT u.name, count(media.id) AS items FROM user_tags u
LEFT JOIN media_user_tags t ON t.tag_id = u.id LEFT JOIN media ON media.id = t.media_id AND media.shown = 1
GROUP BY u.id ORDER BY items DESC, u.name LIMIT ?1`;

const HELD = `
SELECT u.name, count(*) AS items FROM json_each(?1) m
JOIN media_user_tags t ON t.media_id = m.value JOIN user_tags u ON u.id = t.tag_id
GROUP BY u.id ORDER BY items DESC, u.name`;

/** Prepares the question which of the user's own tags some media have. @param archive An open archive, or its database. */
export function prepareTagsHeld({
  sqlite,
}: Pick<OpenDatabase, "sqlite">): (ids: readonly number[]) => UserTag[] {
  const held = sqlite.prepare<UserTag, [string]>(HELD);
  return (ids) => held.all(JSON.stringify(ids));
}

/** Prepares the list of the user's own tags, the most used first. @param archive An open archive, or its database. */
export function prepareUserTags({
  sqlite,
}: Pick<OpenDatabase, "sqlite">): (options?: { limit?: number }) => UserTag[] {
  const list = sqlite.prepare<UserTag, [number]>(LIST);
  return ({ limit = 10_000 } = {}) => list.all(limit);
}
