import {
  EXPORT_RECORDS,
  IMPORT_RECORDS,
  MANIFEST_RECORDS,
  REBUILD_RECORDS,
  REPAIR_RECORDS,
  VERIFY_RECORDS,
} from "./care_records.ts";
import { DUPS_RECORDS } from "./dups_records.ts";
import {
  MEDIA_RECORD,
  OPEN_RECORD,
  RUNS_RECORDS,
  STATS_RECORD,
  TILE_RECORD,
} from "./look_records.ts";
import {
  EDIT_RECORD,
  EMPTY_RECORDS,
  FILTER_RECORDS,
  SOURCE_RECORDS,
  TAG_RECORD,
  UNDO_RECORDS,
} from "./own_records.ts";
import { QUEUE_RECORD } from "./queue_records.ts";
import type { JsonRecord } from "./record.ts";
import { DRY_FETCH_RECORD, DRY_SYNC_RECORD, RUN_RECORDS } from "./run_records.ts";
import {
  CONFIG_RECORDS,
  DOCTOR_RECORD,
  TARGET_RECORD,
  THUMBS_RECORDS,
  WEB_RECORD,
} from "./tool_records.ts";

/**
 * What each command prints with `--json`: the one source for `docs/json.md` and for the tests, which hold every line
 * that a command prints to it. A command without a line here prints no JSON.
 */
export const JSON_RECORDS: Readonly<Record<string, readonly JsonRecord[]>> = {
  fetch: [...RUN_RECORDS, DRY_FETCH_RECORD],
  source: SOURCE_RECORDS,
  sync: [...RUN_RECORDS, DRY_SYNC_RECORD],
  web: [WEB_RECORD],
  list: [TILE_RECORD],
  show: [MEDIA_RECORD],
  open: [OPEN_RECORD],
  fav: [EDIT_RECORD, TILE_RECORD],
  tag: [EDIT_RECORD, TAG_RECORD],
  filter: FILTER_RECORDS,
  trash: [EDIT_RECORD, TILE_RECORD, ...EMPTY_RECORDS],
  undo: UNDO_RECORDS,
  stats: [STATS_RECORD],
  runs: RUNS_RECORDS,
  thumbs: THUMBS_RECORDS,
  verify: VERIFY_RECORDS,
  retry: RUN_RECORDS,
  repair: REPAIR_RECORDS,
  rebuild: REBUILD_RECORDS,
  manifest: MANIFEST_RECORDS,
  dups: [...DUPS_RECORDS, EDIT_RECORD],
  export: EXPORT_RECORDS,
  import: IMPORT_RECORDS,
  worker: [],
  collect: RUN_RECORDS,
  queue: [QUEUE_RECORD],
  target: [TARGET_RECORD],
  doctor: [DOCTOR_RECORD],
  config: CONFIG_RECORDS,
  completions: [],
  help: [],
};

/**
 * Which record a line is.
 *
 * @param command The command that printed it. @param line One line of its stdout.
 * @throws {Error} when it is none of the command's records: an unknown field, a missing one, another type.
 */
export function recordOf(command: string, line: string): JsonRecord {
  const value: unknown = JSON.parse(line);
  const records = JSON_RECORDS[command] ?? [];
  const type = (value as { type?: unknown } | null)?.type;
  const named = records.filter(({ name }) => name === type);
  const likely = named.length > 0 ? named : records;
  const faults: string[] = [];
  for (const record of likely) {
    const { error } = record.schema.safeParse(value);
    if (!error) return record;
    faults.push(
      `${record.name}: ${error.issues.map((one) => `${one.path.join(".")} ${one.message}`)}`,
    );
  }
  throw new Error(
    `'${command} --json' printed what packages/cli/json does not tell: ${line}\n${faults.join("\n")}`,
  );
}
