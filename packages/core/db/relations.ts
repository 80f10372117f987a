import type { Database } from "bun:sqlite";
import type { APART } from "../config/names.ts";
import type { OpenDatabase } from "./open.ts";

/** What two files are to each other, as was decided. */
export type RelationKind = "duplicate" | (typeof APART)[number];

/** A decision about two files, `first` ≤ `second`; about one file twice: its media are all meant to stay. */
export interface Relation {
  readonly first: string;
  readonly second: string;
  /** null: undecided. */
  readonly kind: RelationKind | null;
  /** Epoch ms; null while undecided. */
  readonly decidedAt: number | null;
}

const ALL = "SELECT first, second FROM blob_relations";
const FIND = `
SELECT first, second, kind, decided_at AS decidedAt FROM blob_relations WHERE first = ?1 AND second = ?2`;
const SET = `
INSERT INTO blob_relations (first, second, kind, decided_at)
SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM blobs WHERE sha256 = ?1) AND EXISTS (SELECT 1 FROM blobs WHERE sha256 = ?2)
ON CONFLICT DO UPDATE SET kind = excluded.kind, decided_at = excluded.decided_at`;
const DROP = "DELETE FROM blob_relations WHERE first = ?1 AND second = ?2";

/** The name of a pair, whichever comes first. */
export function pairOf(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/**
 * Prepares the question which pairs were decided.
 * @param archive An open archive, or its database.
 * @returns A function that gives the pairs as {@link pairOf} names them.
 */
export function prepareDecidedPairs({
  sqlite,
}: Pick<OpenDatabase, "sqlite">): () => ReadonlySet<string> {
  const all = sqlite.prepare<{ first: string; second: string }, []>(ALL);
  return () => {
    const pairs = new Set<string>();
    for (const { first, second } of all.iterate()) pairs.add(pairOf(first, second));
    return pairs;
  };
}

/** Decisions as an edit makes them and takes them back. Call them inside a transaction. */
export interface RelationEdits {
  /** What is decided about two files. */
  find(a: string, b: string): Relation;
  /** Decides; `kind` null: undecided again. A file that is gone has no relations. */
  put(relation: Relation): number;
}

/** Prepares decisions. @param sqlite An open archive's connection. */
export function prepareRelationEdits(sqlite: Database): RelationEdits {
  const find = sqlite.prepare<Relation, [string, string]>(FIND);
  const set = sqlite.prepare<never, [string, string, RelationKind, number]>(SET);
  const drop = sqlite.prepare<never, [string, string]>(DROP);
  return {
    find(a, b) {
      const [first, second] = a < b ? [a, b] : [b, a];
      return find.get(first, second) ?? { first, second, kind: null, decidedAt: null };
    },
    put({ first, second, kind, decidedAt }) {
      return kind === null
        ? drop.run(first, second).changes
        : set.run(first, second, kind, decidedAt ?? 0).changes;
    },
  };
}
