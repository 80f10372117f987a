import type { Database } from "bun:sqlite";
import { AcaciaError } from "../errors.ts";
import type { Edited } from "./edits.ts";
import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";
import { prepareRelationEdits, type RelationKind } from "./relations.ts";
import { type Change, prepareUndo, type RelationWas } from "./undo.ts";
import { preparePutTag } from "./user_tags.ts";

/** Pictures that become one. */
export interface Merge {
  /** Row id of the media that stays. */
  readonly keep: number;
  /** Row ids of the others; the kept one among them is left out. */
  readonly ids: readonly number[];
}

/** What the user decides about duplicates. Each decision is one short transaction, and can be taken back. */
export interface DuplicateEdits {
  /**
   * Gives the kept media the places in posts, own tags and favourite mark of the others, and puts those into the trash.
   * @throws {AcaciaError} `not_found` when one of them is not in the gallery; nothing is changed then.
   */
  merge(merges: readonly Merge[], options: { at: number }): Edited;
  /**
   * Remembers what media are to each other, so that they do not come back as duplicates.
   * @throws {AcaciaError} `not_found` as `merge`, `usage` for fewer than two.
   */
  relate(
    ids: readonly number[],
    options: { as: Exclude<RelationKind, "duplicate">; at: number },
  ): Edited;
}

interface ShownMedia {
  readonly id: number;
  readonly sha256: string;
  readonly favoriteAt: number | null;
}

const SHOWN = `
SELECT id, sha256, favorite_at AS favoriteAt FROM media WHERE id = ?1 AND shown = 1 AND sha256 IS NOT NULL`;
const OTHERS = "(SELECT value FROM json_each(?2))";
/** Places of the others in posts where the kept one is not. */
const PLACES = `
SELECT ?1 AS media, post_id AS post, min(position) AS position FROM post_media
WHERE media_id IN ${OTHERS} AND post_id NOT IN (SELECT post_id FROM post_media WHERE media_id = ?1) GROUP BY post_id`;
const TAKE_PLACE = "INSERT INTO post_media (media_id, post_id, position) VALUES (?1, ?2, ?3)";
const TAGS = `
SELECT DISTINCT u.name FROM media_user_tags t JOIN user_tags u ON u.id = t.tag_id WHERE t.media_id IN ${OTHERS}
  AND t.tag_id NOT IN (SELECT tag_id FROM media_user_tags WHERE media_id = ?1)`;
const FAVORITE = "UPDATE media SET favorite_at = ?2 WHERE id = ?1";
const TRASH = "UPDATE media SET trashed_at = ?2, shown = 0 WHERE id = ?1";

/**
 * Prepares what the user decides about duplicates.
 * @param archive An archive open for `edit` or `write`, or its database.
 */
export function prepareDuplicateEdits({ sqlite }: Pick<OpenDatabase, "sqlite">): DuplicateEdits {
  const transaction = prepareTransaction(sqlite);
  const { record } = prepareUndo({ sqlite });
  const find = prepareFindShown(sqlite);
  const merge = prepareMerge(sqlite, find);
  const relate = prepareRelate(sqlite);
  return {
    merge: (merges, { at }) =>
      transaction(() => {
        const changes = merges.flatMap((one) => merge(one, at));
        const merged = changes.filter(({ kind }) => kind === "trash");
        const changed = merged.reduce((sum, { rows }) => sum + rows.length, 0);
        if (changed === 0) return { changed, edit: null };
        const summary = `${pictures(changed)} merged into ${merged.length === 1 ? "another" : `${merged.length} others`}`;
        return { changed, edit: record({ command: "merge", summary, at, changes }) };
      }),
    relate: (ids, { as, at }) =>
      transaction(() => {
        const distinct = [...new Set(ids)];
        if (distinct.length < 2) throw tooFew();
        const rows = relate(distinct.map(find), { kind: as, at });
        if (rows.length === 0) return { changed: 0, edit: null };
        const summary = `${pictures(distinct.length)} told apart as ${as === "alternate" ? "alternates" : "unrelated"}`;
        const changes: Change[] = [{ kind: "relation", to: as, rows }];
        return {
          changed: distinct.length,
          edit: record({ command: "relate", summary, at, changes }),
        };
      }),
  };
}

function prepareFindShown(sqlite: Database): (id: number) => ShownMedia {
  const find = sqlite.prepare<ShownMedia, [number]>(SHOWN);
  return (id) => {
    const media = find.get(id);
    if (media) return media;
    throw new AcaciaError("not_found", `Cannot find picture ${id}: the gallery does not show it`, {
      hint: "It may be in the trash: see `acacia trash list`",
    });
  };
}

function prepareMerge(
  sqlite: Database,
  find: (id: number) => ShownMedia,
): (merge: Merge, at: number) => Change[] {
  const places = sqlite.prepare<
    { media: number; post: number; position: number },
    [number, string]
  >(PLACES);
  const takePlace = sqlite.prepare<never, [number, number, number]>(TAKE_PLACE);
  const tags = sqlite.prepare<{ name: string }, [number, string]>(TAGS);
  const putTag = preparePutTag(sqlite);
  const favorite = sqlite.prepare<never, [number, number]>(FAVORITE);
  const trash = sqlite.prepare<never, [number, number]>(TRASH);
  const relate = prepareRelate(sqlite);
  return ({ keep, ids }, at) => {
    const kept = find(keep);
    const others = [...new Set(ids)].filter((id) => id !== keep).map(find);
    if (others.length === 0) return [];
    const json = JSON.stringify(others.map(({ id }) => id));
    const changes: Change[] = [];
    const taken = places.all(keep, json).map((row) => [row.media, row.post, row.position] as const);
    for (const place of taken) takePlace.run(...place);
    if (taken.length > 0) changes.push({ kind: "place", rows: taken });
    for (const { name } of tags.all(keep, json)) {
      putTag({ tag: name, to: null, rows: [[keep, at]] });
      changes.push({ kind: "tag", tag: name, to: at, rows: [[keep, null]] });
    }
    const marked = others.flatMap(({ favoriteAt }) => favoriteAt ?? []);
    if (kept.favoriteAt === null && marked.length > 0) {
      favorite.run(keep, Math.min(...marked));
      changes.push({ kind: "favorite", to: Math.min(...marked), rows: [[keep, null]] });
    }
    for (const { id } of others) trash.run(id, at);
    changes.push({ kind: "trash", to: at, rows: others.map(({ id }) => [id, null]) });
    const decided = others
      .filter(({ sha256 }) => sha256 !== kept.sha256)
      .flatMap((other) => relate([kept, other], { kind: "duplicate", at }));
    if (decided.length > 0) changes.push({ kind: "relation", to: "duplicate", rows: decided });
    return changes;
  };
}

/** Decides about every pair; gives what was decided before, of those where it changed. */
function prepareRelate(
  sqlite: Database,
): (
  media: readonly ShownMedia[],
  options: { kind: RelationKind; at: number },
) => readonly RelationWas[] {
  const relations = prepareRelationEdits(sqlite);
  return (media, { kind, at }) => {
    const rows: RelationWas[] = [];
    for (const [place, one] of media.entries()) {
      for (const other of media.slice(place + 1)) {
        const was = relations.find(one.sha256, other.sha256);
        if (was.kind === kind) continue;
        relations.put({ ...was, kind, decidedAt: at });
        rows.push([was.first, was.second, was.kind, was.decidedAt]);
      }
    }
    return rows;
  };
}

function tooFew(): AcaciaError {
  return new AcaciaError("usage", "Cannot tell pictures apart: it takes at least two", {
    hint: "Name two pictures that are not the same",
  });
}

function pictures(count: number): string {
  return count === 1 ? "1 picture" : `${count} pictures`;
}
