import type { Database, Statement } from "bun:sqlite";

/** What statements are given: positional values. */
export type Params = readonly (string | number | null)[];

/** Statements of SQL that varies, prepared when first met. */
export interface Statements {
  /** The first row as an object, or undefined. */
  get<Row>(sql: string, params: Params): Row | undefined;
  /** Every row as an object. */
  all<Row>(sql: string, params: Params): Row[];
  /** Every row as an array of its values. */
  values(sql: string, params: Params): unknown[][];
  /** The first value of the first row as a number, 0 when there is none. */
  number(sql: string, params: Params): number;
}

/** Filters that people make in one sitting; a statement more is cheap to prepare again. */
const MAX_STATEMENTS = 200;

/**
 * Keeps the statements of varying SQL, the least recently used given up first.
 * @param sqlite An open archive's connection.
 */
export function makeStatements(sqlite: Database): Statements {
  const kept = new Map<string, Statement>();
  const find = (sql: string): Statement => {
    let statement = kept.get(sql);
    if (statement) kept.delete(sql);
    else statement = sqlite.prepare(sql);
    kept.set(sql, statement);
    const [oldest] = kept.keys();
    if (kept.size > MAX_STATEMENTS && oldest !== undefined) {
      kept.get(oldest)?.finalize();
      kept.delete(oldest);
    }
    return statement;
  };
  return {
    get: <Row>(sql: string, params: Params) =>
      (find(sql).get(...params) ?? undefined) as Row | undefined,
    all: <Row>(sql: string, params: Params) => find(sql).all(...params) as Row[],
    values: (sql, params) => find(sql).values(...params) as unknown[][],
    number: (sql, params) => Number(find(sql).values(...params)[0]?.[0] ?? 0),
  };
}

/**
 * Keeps answers until the database changes, by this connection or another.
 *
 * @param sqlite An open archive's connection.
 * @param maxAnswers How many are kept.
 * @returns A function that gives the kept answer of a name, or makes it.
 */
export function makeAnswers(
  sqlite: Database,
  maxAnswers = 64,
): <Answer>(name: string, make: () => Answer) => Answer {
  const version = sqlite.prepare<{ version: string }, []>(
    "SELECT data_version || ':' || total_changes() AS version FROM pragma_data_version",
  );
  const kept = new Map<string, unknown>();
  let keptVersion = "";
  return <Answer>(name: string, make: () => Answer): Answer => {
    const now = version.get()?.version ?? "";
    if (now !== keptVersion) kept.clear();
    keptVersion = now;
    if (kept.has(name)) return kept.get(name) as Answer;
    const answer = make();
    if (kept.size >= maxAnswers) kept.clear();
    kept.set(name, answer);
    return answer;
  };
}
