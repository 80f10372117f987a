import type { Database } from "bun:sqlite";
import { AcaciaError } from "../errors.ts";
import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";
import { prepareRelationEdits, type RelationKind } from "./relations.ts";
import { preparePutTag, type Was } from "./user_tags.ts";

/** What an edit changed, exactly: taken back only where nothing has changed it since. */
export type Change =
  /** Times that media are favourites or in the trash since, `to` afterwards. */
  | {
      readonly kind: "favorite" | "trash";
      readonly to: number | null;
      readonly rows: readonly Was[];
    }
  /** When media were given a tag of the user's own, null: they do not have it. */
  | {
      readonly kind: "tag";
      readonly tag: string;
      readonly to: number | null;
      readonly rows: readonly Was[];
    }
  /** Places in posts that media were given. */
  | {
      readonly kind: "place";
      readonly rows: readonly (readonly [media: number, post: number, position: number])[];
    }
  /** What pairs of files were to each other before they became `to`. */
  | {
      readonly kind: "relation";
      readonly to: RelationKind;
      readonly rows: readonly RelationWas[];
    };

/** Two files and what was decided about them before; nulls: nothing. */
export type RelationWas = readonly [
  first: string,
  second: string,
  kind: RelationKind | null,
  decidedAt: number | null,
];

/** An edit to be remembered. */
export interface NewEdit {
  /** `trash`, `restore`, `favorite`, `tag`, … */
  readonly command: string;
  /** For people: "12 pictures into the trash". */
  readonly summary: string;
  /** Epoch ms. */
  readonly at: number;
  readonly changes: readonly Change[];
}

/** An edit that was made. */
export interface Edit {
  readonly id: number;
  /** Epoch ms. */
  readonly at: number;
  readonly command: string;
  readonly summary: string;
  /** null while it stands. */
  readonly undoneAt: number | null;
}

/** What taking back came to. */
export interface Undone {
  readonly edit: number;
  readonly summary: string;
  /** Rows that are again as they were. */
  readonly changed: number;
}

/** The user's edits, and the way back. */
export interface Undo {
  /** Remembers an edit, inside the transaction that makes it. @returns Its id. */
  record(edit: NewEdit): number;
  /** The newest edits, the newest first. */
  list(options: { limit: number }): Edit[];
  /**
   * Takes an edit back: the last one that still stands, or the one named.
   * @throws {AcaciaError} `not_found` when there is none, or it was taken back already.
   */
  undo(options: { at: number; edit?: number }): Undone;
}

/** Edits beyond this are no longer anybody's "undo"; each may name 100,000 rows. */
const MAX_EDITS = 200;

const RECORD = "INSERT INTO edits (t, command, summary, undo) VALUES (?1, ?2, ?3, ?4) RETURNING id";
const FORGET = `DELETE FROM edits WHERE id <= ?1 - ${MAX_EDITS}`;
const LIST = `
SELECT id, t AS at, command, summary, undone_at AS undoneAt FROM edits ORDER BY id DESC LIMIT ?1`;
const FIND = `
SELECT id, summary, undo FROM edits WHERE undone_at IS NULL AND (?1 IS NULL OR id = ?1) ORDER BY id DESC LIMIT 1`;
const CLOSE = "UPDATE edits SET undone_at = ?2 WHERE id = ?1";

/** Rows of `[id, was]` from the JSON in ?1. */
const ROWS = "SELECT value ->> 0 AS id, value ->> 1 AS was FROM json_each(?1)";
const UNDO_FAVORITE = `
UPDATE media SET favorite_at = r.was FROM (${ROWS}) AS r WHERE media.id = r.id AND media.favorite_at IS ?2`;
const UNDO_TRASH = `
UPDATE media SET trashed_at = r.was, shown = (r.was IS NULL AND media.archived_at IS NOT NULL)
FROM (${ROWS}) AS r WHERE media.id = r.id AND media.trashed_at IS ?2`;
const UNDO_PLACE = `
DELETE FROM post_media WHERE (media_id, post_id, position) IN
  (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?1))`;

/**
 * Prepares the taking back of edits.
 * @param archive An archive open for `edit` or `write`, or its database.
 */
export function prepareUndo({ sqlite }: Pick<OpenDatabase, "sqlite">): Undo {
  const transaction = prepareTransaction(sqlite);
  const record = sqlite.prepare<{ id: number }, [number, string, string, string]>(RECORD);
  const forget = sqlite.prepare<never, [number]>(FORGET);
  const list = sqlite.prepare<Edit, [number]>(LIST);
  const find = sqlite.prepare<{ id: number; summary: string; undo: string }, [number | null]>(FIND);
  const close = sqlite.prepare<never, [number, number]>(CLOSE);
  const takeBack = prepareTakeBack(sqlite);
  return {
    record({ command, summary, at, changes }) {
      const { id } = record.get(at, command, summary, JSON.stringify(changes))!;
      forget.run(id);
      return id;
    },
    list: ({ limit }) => list.all(limit),
    undo: ({ at, edit }) =>
      transaction(() => {
        const found = find.get(edit ?? null);
        if (!found) throw nothingToUndo(edit);
        const changes = (JSON.parse(found.undo) as Change[]).toReversed();
        const changed = changes.reduce((sum, change) => sum + takeBack(change), 0);
        close.run(found.id, at);
        return { edit: found.id, summary: found.summary, changed };
      }),
  };
}

function nothingToUndo(edit: number | undefined): AcaciaError {
  if (edit === undefined) {
    return new AcaciaError("not_found", "Cannot undo anything: no edit stands", {
      hint: "See `acacia undo list`",
    });
  }
  return new AcaciaError("not_found", `Cannot undo edit ${edit}: it does not stand`, {
    hint: "See `acacia undo list`: it was taken back, or is too long ago",
  });
}

function prepareTakeBack(sqlite: Database): (change: Change) => number {
  const set = (sql: string) => sqlite.prepare<never, [string, number | null]>(sql);
  const columns = { favorite: set(UNDO_FAVORITE), trash: set(UNDO_TRASH) };
  const putTag = preparePutTag(sqlite);
  const removePlaces = sqlite.prepare<never, [string]>(UNDO_PLACE);
  const relations = prepareRelationEdits(sqlite);
  return (change) => {
    switch (change.kind) {
      case "favorite":
      case "trash":
        return columns[change.kind].run(JSON.stringify(change.rows), change.to).changes;
      case "tag":
        return putTag(change);
      case "place":
        return removePlaces.run(JSON.stringify(change.rows)).changes;
      case "relation":
        return change.rows
          .filter(([first, second]) => relations.find(first, second).kind === change.to)
          .reduce((sum, [first, second, kind, decidedAt]) => {
            return sum + relations.put({ first, second, kind, decidedAt });
          }, 0);
      default:
        return change satisfies never;
    }
  };
}
