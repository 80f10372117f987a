import type { Database } from "bun:sqlite";
import { AcaciaError } from "../errors.ts";
import { type Filter, filterSql } from "./filter_sql.ts";
import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";
import { makeStatements } from "./statements.ts";
import { type Change, prepareUndo } from "./undo.ts";
import { preparePutTag, prepareTagHolders, type Was } from "./user_tags.ts";

/** What an edit is made on: row ids, or everything that a filter finds. The filter travels, not what it finds. */
export type Selection = readonly number[] | Filter;

/** What an edit came to. */
export interface Edited {
  /** Pictures that were not so already. */
  readonly changed: number;
  /** Its id, for undo; null when nothing changed. */
  readonly edit: number | null;
}

/** The user's own marks. Short transactions, which any process may make while another fetches. */
export interface Edits {
  /** How many pictures a selection names. */
  count(selection: Selection): number;
  /** Their row ids. */
  ids(selection: Selection): number[];
  setFavorite(selection: Selection, options: { favorite: boolean; at: number }): Edited;
  /** Puts into the trash, or back: nothing is removed from the disk. */
  setTrashed(selection: Selection, options: { trashed: boolean; at: number }): Edited;
  /** Gives tags of the user's own. @param options `tags` as `readTagName` gives them. */
  tag(selection: Selection, options: { tags: readonly string[]; at: number }): Edited;
  /** Takes tags of the user's own; "all": from every picture, so that the tag is gone. */
  untag(selection: Selection | "all", options: { tags: readonly string[]; at: number }): Edited;
  /**
   * Gives a tag another name; joins it with the tag of that name.
   * @throws {AcaciaError} `not_found` when no picture has it.
   */
  renameTag(names: { from: string; to: string; at: number }): Edited;
  /** Seeing is not taken back, and is no edit to undo. @returns How many had not been seen. */
  markSeen(selection: Selection, options: { at: number }): number;
}

/** Ids as one JSON parameter: one statement, however many there are. */
const THESE = "id IN (SELECT value FROM json_each(?1))";
const MARK = {
  favorite: `UPDATE media SET favorite_at = ?2 WHERE ${THESE}`,
  trash: `UPDATE media SET trashed_at = ?2, shown = (?2 IS NULL AND archived_at IS NOT NULL) WHERE ${THESE}`,
} as const;
const SEE = `UPDATE media SET seen_at = ?2 WHERE ${THESE} AND seen_at IS NULL`;

type Mark = keyof typeof MARK;
const COLUMN = { favorite: "favorite_at", trash: "trashed_at" } as const;
const ON = {
  favorite: { command: "favorite", words: "marked as favourites" },
  trash: { command: "trash", words: "into the trash" },
} as const;
const OFF = {
  favorite: { command: "unfavorite", words: "no longer favourites" },
  trash: { command: "restore", words: "out of the trash" },
} as const;

const NOTHING: Edited = { changed: 0, edit: null };

/**
 * Prepares the user's edits. Each is remembered with what it changed, so that it can be taken back.
 * @param archive An archive open for `edit` or `write`, or its database.
 */
export function prepareEdits({ sqlite }: Pick<OpenDatabase, "sqlite">): Edits {
  const transaction = prepareTransaction(sqlite);
  const select = prepareSelect(sqlite);
  const see = sqlite.prepare<never, [string, number]>(SEE);
  const mark = prepareMark(sqlite, select);
  const tags = prepareTagEdits(sqlite, select);
  return {
    count: (selection) => Number(select(selection, "count(*)")[0]?.[0] ?? 0),
    ids: (selection) => select(selection, "media.id").map(([id]) => Number(id)),
    setFavorite: (selection, { favorite, at }) =>
      transaction(() => mark(selection, { kind: "favorite", to: favorite ? at : null, at })),
    setTrashed: (selection, { trashed, at }) =>
      transaction(() => mark(selection, { kind: "trash", to: trashed ? at : null, at })),
    tag: (selection, options) => transaction(() => tags.tag(selection, options)),
    untag: (selection, options) => transaction(() => tags.untag(selection, options)),
    renameTag: (names) => transaction(() => tags.renameTag(names)),
    markSeen: (selection, { at }) =>
      transaction(() => see.run(idsOf(select(selection, "media.id")), at).changes),
  };
}

/** The columns of every row that a selection names. Words are answered in full: an edit leaves none out. */
type Select = (selection: Selection, columns: string, and?: string) => unknown[][];

function prepareSelect(sqlite: Database): Select {
  const statements = makeStatements(sqlite);
  return (selection, columns, and = "1") => {
    const { sql, params } = isIds(selection)
      ? { sql: `media.${THESE.replace("?1", "?")}`, params: [JSON.stringify(selection)] }
      : filterSql(selection);
    return statements.values(`SELECT ${columns} FROM media WHERE ${sql} AND ${and}`, params);
  };
}

function isIds(selection: Selection): selection is readonly number[] {
  return Array.isArray(selection);
}

/** The first column as JSON. */
function idsOf(rows: readonly (readonly unknown[])[]): string {
  return JSON.stringify(rows.map(([id]) => id));
}

/** Sets a mark where it is not so already, and remembers what was there. */
function prepareMark(sqlite: Database, select: Select) {
  const { record } = prepareUndo({ sqlite });
  const set = (sql: string) => sqlite.prepare<never, [string, number | null]>(sql);
  const update = { favorite: set(MARK.favorite), trash: set(MARK.trash) };
  return (
    selection: Selection,
    { kind, to, at }: { kind: Mark; to: number | null; at: number },
  ): Edited => {
    const column = `media.${COLUMN[kind]}`;
    const isOther = `${column} IS ${to === null ? "NOT " : ""}NULL`;
    const rows = select(selection, `media.id, ${column}`, isOther) as unknown as Was[];
    if (rows.length === 0) return NOTHING;
    update[kind].run(idsOf(rows), to);
    const { command, words } = (to === null ? OFF : ON)[kind];
    const summary = `${pictures(rows.length)} ${words}`;
    const edit = record({ command, summary, at, changes: [{ kind, to, rows }] });
    return { changed: rows.length, edit };
  };
}

function prepareTagEdits(
  sqlite: Database,
  select: Select,
): Pick<Edits, "tag" | "untag" | "renameTag"> {
  const { record } = prepareUndo({ sqlite });
  const put = preparePutTag(sqlite);
  const holders = prepareTagHolders(sqlite);

  const give = (ids: string, { name, at }: { name: string; at: number }): Change => {
    const rows = holders.without(ids, name);
    put({ tag: name, to: null, rows: rows.map((id) => [id, at]) });
    return { kind: "tag", tag: name, to: at, rows: rows.map((id) => [id, null]) };
  };
  const take = (rows: readonly Was[], name: string): Change => {
    // Each may have it since another time.
    for (const [since, group] of Map.groupBy(rows, ([, was]) => was)) {
      put({ tag: name, to: since, rows: group.map(([id]) => [id, null]) });
    }
    return { kind: "tag", tag: name, to: null, rows };
  };
  const keep = (
    changes: readonly Change[],
    { command, words, at }: { command: string; words: string; at: number },
  ): Edited => {
    const made = changes.filter(({ rows }) => rows.length > 0);
    const changed = new Set(made.flatMap(({ rows }) => rows.map(([id]) => id))).size;
    if (changed === 0) return NOTHING;
    const summary = `${pictures(changed)} ${words}`;
    return { changed, edit: record({ command, summary, at, changes: made }) };
  };

  return {
    tag(selection, { tags, at }) {
      // Found once: what a filter finds may change with the first tag.
      const ids = idsOf(select(selection, "media.id"));
      const changes = tags.map((name) => give(ids, { name, at }));
      return keep(changes, { command: "tag", words: `tagged ${tags.join(", ")}`, at });
    },
    untag(selection, { tags, at }) {
      const ids = selection === "all" ? undefined : idsOf(select(selection, "media.id"));
      const having = (name: string) =>
        ids === undefined ? holders.all(name) : holders.having(ids, name);
      const changes = tags.map((name) => take(having(name), name));
      return keep(changes, { command: "untag", words: `no longer tagged ${tags.join(", ")}`, at });
    },
    renameTag({ from, to, at }) {
      const rows = holders.all(from);
      if (rows.length === 0) throw noSuchTag(from);
      if (from === to) return NOTHING;
      const changes = [take(rows, from), give(idsOf(rows), { name: to, at })];
      return keep(changes, { command: "rename_tag", words: `tagged ${to}, no longer ${from}`, at });
    },
  };
}

function noSuchTag(name: string): AcaciaError {
  return new AcaciaError("not_found", `Cannot rename the tag '${name}': no picture has it`, {
    hint: "See `acacia tag list`",
  });
}

function pictures(count: number): string {
  return count === 1 ? "1 picture" : `${count} pictures`;
}
