import type { Database } from "bun:sqlite";
import type { OpenDatabase } from "./open.ts";
import { prepareTransaction } from "./recording_sql.ts";

/** What a saved source may have of its own; what is absent is as for any fetch. */
export interface SourceSettings {
  /** As Imgur spells it. */
  readonly sort?: string;
  readonly window?: string;
  /** Media that one sync looks at, the newest ones; a post that reaches it comes whole. */
  readonly limit?: number;
  readonly prefer?: "mp4" | "gif" | "both";
}

/** A source that the user saved for `sync`. */
export interface SavedSource {
  readonly id: number;
  /** As printed: `r/aww`. */
  readonly target: string;
  readonly kind: string;
  /** What the user calls it; its target when they gave no name. */
  readonly name: string;
  /** In the grammar of `--where`. */
  readonly where: string | null;
  readonly settings: SourceSettings;
  /** Epoch ms, here and below. */
  readonly savedAt: number;
  /** When a sync last came to its end. */
  readonly syncedAt: number | null;
  /** Where an interrupted sync goes on, as `readSyncState` reads it; null when none was. */
  readonly syncState: string | null;
  readonly lastRun: number | null;
  /** Posts that it ever listed. */
  readonly posts: number;
  /** Media of them that are here. */
  readonly items: number;
  /** Media that its last run brought. */
  readonly newItems: number;
}

/** What is to be saved. */
export interface NewSource extends Pick<SavedSource, "target" | "kind" | "where" | "settings"> {
  readonly name: string | null;
  /** Epoch ms. */
  readonly at: number;
}

/** The saved sources. */
export interface SavedSources {
  /** By name. */
  list(): SavedSource[];
  /** The saved source of that name or target. */
  find(nameOrTarget: string): SavedSource | undefined;
  /** Saves a source, or gives the one of that target other settings. Its name has to be free: see `find`. */
  save(source: NewSource): SavedSource;
  /** It is no longer synced; what it brought stays. */
  forget(id: number): void;
}

const LIST = `
SELECT s.id, s.target, s.kind, coalesce(s.name, s.target) AS name, s.where_text AS whereText, s.settings,
  s.saved_at AS savedAt, s.synced_at AS syncedAt, s.sync_state AS syncState, s.last_run AS lastRun,
  (SELECT count(*) FROM source_posts AS l WHERE l.source_id = s.id) AS posts,
  (SELECT count(DISTINCT m.id) FROM source_posts AS l JOIN post_media AS p ON p.post_id = l.post_id
    JOIN media AS m ON m.id = p.media_id WHERE l.source_id = s.id AND m.archived_at IS NOT NULL) AS items,
  (SELECT sum((t.value ->> 'stored') + (t.value ->> 'duplicate')) FROM runs AS r, json_each(r.source_totals) AS t
    WHERE r.id = s.last_run AND t.value ->> 'source' = s.target) AS newItems
FROM sources AS s WHERE s.saved_at IS NOT NULL`;

const SAVE = `
INSERT INTO sources (target, kind, added_at, saved_at, name, where_text, settings)
VALUES ($target, $kind, $at, $at, $name, $where, $settings)
ON CONFLICT (target) DO UPDATE SET saved_at = ifnull(saved_at, excluded.saved_at), name = excluded.name,
  where_text = excluded.where_text, settings = excluded.settings`;

const FORGET = `
UPDATE sources SET saved_at = NULL, name = NULL, where_text = NULL, settings = NULL, synced_at = NULL,
  sync_state = NULL WHERE id = ?1`;

interface Row extends Omit<SavedSource, "where" | "settings" | "newItems"> {
  readonly whereText: string | null;
  readonly settings: string | null;
  readonly newItems: number | null;
}

/**
 * Prepares the saved sources. Reading works in any mode, saving in `edit` and `write`.
 * @param archive An open archive, or its database.
 */
export function prepareSavedSources({ sqlite }: Pick<OpenDatabase, "sqlite">): SavedSources {
  const list = sqlite.prepare<Row, []>(`${LIST} ORDER BY name COLLATE NOCASE, s.id`);
  const find = sqlite.prepare<Row, [string]>(
    // A name goes before a target: it is what the user chose.
    `${LIST} AND (s.name = ?1 COLLATE NOCASE OR s.target = ?1) ORDER BY s.name = ?1 COLLATE NOCASE DESC LIMIT 1`,
  );
  const { save, forget } = prepareWrites(sqlite);
  const readOne = (nameOrTarget: string) => {
    const row = find.get(nameOrTarget);
    return row ? toSource(row) : undefined;
  };
  return {
    list: () => list.all().map(toSource),
    find: readOne,
    save(source) {
      save(source);
      return readOne(source.target)!;
    },
    forget,
  };
}

function prepareWrites(sqlite: Database) {
  const transaction = prepareTransaction(sqlite);
  const insert = sqlite.prepare(SAVE);
  const clear = sqlite.prepare<never, [number]>(FORGET);
  return {
    save({ target, kind, where, settings, name, at }: NewSource): void {
      const row = { target, kind, where, name, at, settings: JSON.stringify(settings) };
      transaction(() => insert.run(row));
    },
    forget(id: number): void {
      transaction(() => clear.run(id));
    },
  };
}

function toSource({ whereText, settings, newItems, ...row }: Row): SavedSource {
  return {
    ...row,
    where: whereText,
    settings: settings === null ? {} : (JSON.parse(settings) as SourceSettings),
    newItems: newItems ?? 0,
  };
}
