import type { CaseResult, Role } from "../study/case.ts";
import type { StudyResult } from "../study/study.ts";

/** One way of the concurrency article, and who does the same here. */
interface ArticleWay {
  readonly way: string;
  /** What the article says, seconds; absent where it gives no figure. */
  readonly seconds?: number;
  /** Series of a program of our own that does what the article's does. */
  readonly program?: string;
  /** Series of Acacia. */
  readonly ours?: string;
}

/** One table of the article. */
interface ArticleTable {
  readonly title: string;
  readonly study: string;
  /** Cases with so many files are the article's. */
  readonly files: number;
  readonly ways: readonly ArticleWay[];
}

/** What the article measured on its 8-core laptop, and the same work here. */
export const ARTICLE_TABLES: readonly ArticleTable[] = [
  {
    title: "91 pictures, downloaded",
    study: "article",
    files: 91,
    ways: [
      { way: "one by one", seconds: 19.4, program: "single.py", ours: "sequential" },
      { way: "threads", seconds: 4.1, program: "threads.py", ours: "threads" },
      { way: "processes", program: "processes.py", ours: "processes" },
      { way: "an executor, a deadline", program: "futures.py", ours: "pool" },
      { way: "an event loop", program: "aio.py", ours: "async" },
      { way: "a queue on Redis", program: "rq.py", ours: "queue" },
      { way: "a width that finds itself", ours: "adaptive" },
    ],
  },
  {
    title: "160 pictures, 36 MB, made small",
    study: "thumbs",
    files: 160,
    ways: [
      { way: "one by one", seconds: 2.32, program: "pillow", ours: "acacia, one by one" },
      { way: "a pool", seconds: 1.05, program: "pillow pool", ours: "acacia" },
    ],
  },
];

/** A time, and how many times faster it is than one by one of the same column. */
export interface ArticleTime {
  readonly seconds: number;
  readonly factor: number | undefined;
}

/** One row of an article's table, filled from results; what was not measured is absent. */
export interface ArticleRow {
  readonly way: string;
  readonly article?: ArticleTime;
  readonly program?: ArticleTime;
  readonly ours?: ArticleTime;
}

/** A table of the article with our times beside it. */
export interface FilledArticleTable {
  readonly title: string;
  /** Of the bench: `bench article`. */
  readonly study: string;
  readonly isMeasured: boolean;
  readonly rows: readonly ArticleRow[];
}

/** Both tables; ways that nobody has a time for are left out. */
export function fillArticleTables(results: readonly StudyResult[]): FilledArticleTable[] {
  return ARTICLE_TABLES.map(({ title, study, files, ways }) => {
    const cases = results
      .filter((result) => result.study === study)
      .flatMap((result) => result.cases)
      .filter(({ params }) => params.files === files);
    const rows = fillRows(ways, cases);
    return { title, study, isMeasured: rows.some((row) => row.program || row.ours), rows };
  });
}

function fillRows(ways: readonly ArticleWay[], cases: readonly CaseResult[]): ArticleRow[] {
  const times = ways.map(({ way, seconds, program, ours }) => ({
    way,
    article: seconds,
    program: secondsOf(cases, program, "peer"),
    ours: secondsOf(cases, ours, "acacia"),
  }));
  const first = times[0];
  const told = (column: "article" | "program" | "ours", seconds: number | undefined) => {
    if (seconds === undefined) return {};
    const base = first?.[column];
    return { [column]: { seconds, factor: base === undefined ? undefined : base / seconds } };
  };
  return times
    .map(({ way, article, program, ours }) => ({
      way,
      ...told("article", article),
      ...told("program", program),
      ...told("ours", ours),
    }))
    .filter((row) => Object.keys(row).length > 1);
}

function secondsOf(
  cases: readonly CaseResult[],
  series: string | undefined,
  role: Role,
): number | undefined {
  const found = cases.find((one) => one.series === series && one.role === role);
  const wallMs = found?.metrics.wallMs?.median;
  return wallMs === undefined ? undefined : wallMs / 1_000;
}
