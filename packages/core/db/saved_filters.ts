import { AcaciaError } from "../errors.ts";
import { closest, meantHint } from "../text/closest.ts";
import { parseWhere, type SavedFilterTexts } from "../where/parse.ts";
import type { OpenDatabase } from "./open.ts";
import { SORTS, type Sort } from "./sorts.ts";

/** A query that the user keeps under a name. */
export interface SavedFilter {
  readonly name: string;
  /** In the grammar of `--where`; "" for everything. */
  readonly query: string;
  readonly sort: Sort;
  /** Epoch ms. */
  readonly createdAt: number;
}

/** The user's saved filters. */
export interface SavedFilters extends SavedFilterTexts {
  list(): SavedFilter[];
  /**
   * Keeps a query under a name; one of that name is replaced.
   * @throws {AcaciaError} `usage` when the name or the query cannot be read.
   */
  save(filter: Omit<SavedFilter, "createdAt">, options: { at: number }): void;
  /** @throws {AcaciaError} `not_found` */
  remove(name: string): void;
}

const NAME_REGEXP = /^[\p{L}\p{N}_-]{1,60}$/u;

const LIST = `
SELECT name, query, sort, created_at AS createdAt FROM saved_filters ORDER BY name COLLATE NOCASE, name`;
const FIND = "SELECT query FROM saved_filters WHERE name = ?1";
const SAVE = `
INSERT INTO saved_filters (name, query, sort, created_at) VALUES (?1, ?2, ?3, ?4)
ON CONFLICT (name) DO UPDATE SET query = excluded.query, sort = excluded.sort`;
const REMOVE = "DELETE FROM saved_filters WHERE name = ?1";

/**
 * Prepares the saved filters.
 * @param archive An open archive, or its database; saving needs it open for `edit`.
 */
export function prepareSavedFilters({ sqlite }: Pick<OpenDatabase, "sqlite">): SavedFilters {
  const list = sqlite.prepare<SavedFilter, []>(LIST);
  const find = sqlite.prepare<{ query: string }, [string]>(FIND);
  const names = () => list.all().map(({ name }) => name);
  const text = (name: string) => find.get(name)?.query;
  return {
    list: () => list.all().map((row) => ({ ...row, sort: readSort(row.sort) })),
    names,
    text,
    save({ name, query, sort }, { at }) {
      checkName(name);
      // As it will stand when it is used: a filter that names itself is refused here already.
      const then = (other: string) => (other === name ? query : text(other));
      parseWhere(query, { now: at, filters: { names, text: then } });
      sqlite.prepare<never, [string, string, string, number]>(SAVE).run(name, query, sort, at);
    },
    remove(name) {
      if (sqlite.prepare<never, [string]>(REMOVE).run(name).changes > 0) return;
      const near = closest(name, names());
      throw new AcaciaError("not_found", `Cannot remove the filter '${name}': there is none`, {
        hint: near ? meantHint(near) : "See `acacia filter list`",
      });
    },
  };
}

function readSort(text: string): Sort {
  return SORTS.find((sort) => sort === text) ?? "posted";
}

function checkName(name: string): void {
  if (NAME_REGEXP.test(name)) return;
  throw new AcaciaError(
    "usage",
    `Cannot save the filter '${name.slice(0, 60)}': its name is not one word`,
    {
      hint: "Give letters, digits, - and _, at most 60: it is used as filter:NAME",
    },
  );
}
