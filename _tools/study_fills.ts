import { join } from "node:path";
import {
  type Chart,
  casesAsText,
  drawChart,
  type Figure,
  figureTable,
  type MetricName,
  makePalette,
  markdownTable,
  printQuantity,
  type ReportStyle,
  type StudyResult,
} from "@acacia/bench";
import { cutCode } from "./cut_study_code.ts";

/** What fills are made from. */
export interface FillSources {
  /** Of the repo. */
  readonly root: string;
  readonly results: readonly StudyResult[];
  readonly style: ReportStyle;
}

/** A document with its fills made, and the pictures it shows. */
export interface FilledStudy {
  readonly text: string;
  /** By name of the file. */
  readonly pictures: ReadonlyMap<string, string>;
}

/** Everything between such marks is made by `bun _tools/make_study.ts`. */
const FILL_REGEXP = /<!-- fill: (.+?) -->([\s\S]*?)<!-- end -->/g;
const WIDTH = 860;

/**
 * Makes every fill of a document anew. Kinds: `code FILE NAME…`, `figures STUDY [WORD]`,
 * `cases STUDY METRIC,… [WORD…]`, `charts STUDY [WORD]`, `figure STUDY "NAME"`, `made STUDY`.
 *
 * @throws {Error} For a kind that is none, and for code that is not there.
 */
export async function fillStudy(text: string, sources: FillSources): Promise<FilledStudy> {
  const pictures = new Map<string, string>();
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(FILL_REGEXP)) {
    const words = [...match[1]!.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, word]) => quoted ?? word!,
    );
    const isInline = !match[2]!.includes("\n");
    const filled = await makeFill(words, { ...sources, pictures });
    parts.push(text.slice(end, match.index), `<!-- fill: ${match[1]} -->`);
    parts.push(isInline ? filled : `\n\n${filled.trimEnd()}\n\n`, "<!-- end -->");
    end = match.index + match[0].length;
  }
  return { text: [...parts, text.slice(end)].join(""), pictures };
}

async function makeFill(
  [kind = "", subject = "", ...rest]: readonly string[],
  sources: FillSources & { readonly pictures: Map<string, string> },
): Promise<string> {
  if (kind === "code") return fillCode(subject, rest, sources.root);
  const result = sources.results.find(({ study }) => study === subject);
  switch (kind) {
    case "figures":
      return fillFigures(result?.figures ?? [], { study: subject, word: rest[0] });
    case "figure":
      return fillFigure(result?.figures ?? [], { study: subject, name: rest[0] ?? "" });
    case "cases":
      return fillCases(result, { study: subject, metrics: rest[0] ?? "", words: rest.slice(1) });
    case "charts":
      return fillCharts(result?.charts ?? [], { study: subject, word: rest[0] ?? "", ...sources });
    case "made":
      return result === undefined ? notYet(subject) : `Measured by ${printMade(result)}.`;
    default:
      throw new Error(`Cannot fill '${kind} ${subject}': there is no such kind`);
  }
}

async function fillCode(file: string, names: readonly string[], root: string): Promise<string> {
  const source = await Bun.file(join(root, file)).text();
  return `From \`${file}\`:\n\n\`\`\`ts\n${cutCode(source, names)}\n\`\`\``;
}

function notYet(study: string): string {
  return `*Not measured yet: \`bun run bench ${study} --save\`, then \`bun _tools/make_study.ts\`.*`;
}

function fillFigures(
  figures: readonly Figure[],
  { study, word = "" }: { study: string; word: string | undefined },
): string {
  const asked = figures.filter(({ name }) => name.includes(word));
  return asked.length === 0 ? notYet(study) : markdownTable(figureTable(asked));
}

function fillFigure(
  figures: readonly Figure[],
  { study, name }: { study: string; name: string },
): string {
  const figure = figures.find((one) => one.name === name);
  return figure === undefined ? `*(bench ${study})*` : printQuantity(figure.value, figure.unit);
}

function fillCases(
  result: StudyResult | undefined,
  { study, metrics, words }: { study: string; metrics: string; words: readonly string[] },
): string {
  const names = metrics.split(",") as MetricName[];
  const cases = (result?.cases ?? [])
    .filter(({ id }) => words.every((word) => id.includes(word)))
    .map((one) => {
      const kept = names.flatMap((name) => {
        const spread = one.metrics[name];
        return spread === undefined ? [] : [[name, spread] as const];
      });
      return { ...one, metrics: Object.fromEntries(kept) };
    })
    .filter((one) => Object.keys(one.metrics).length > 0);
  return cases.length === 0 ? notYet(study) : markdownTable(casesAsText({ cases }));
}

function fillCharts(
  charts: readonly Chart[],
  {
    study,
    word,
    results,
    style,
    pictures,
  }: FillSources & {
    readonly study: string;
    readonly word: string;
    readonly pictures: Map<string, string>;
  },
): string {
  const asked = charts.filter(({ id }) => id.includes(word));
  if (asked.length === 0) return notYet(study);
  const palette = makePalette(results.flatMap((result) => result.charts));
  return asked
    .map((chart) => {
      const name = `${study}_${chart.id}`.toLowerCase().replace(/[^a-z0-9]+/g, "_");
      const picture = drawChart(chart, { width: WIDTH, palette, css: style.plot });
      pictures.set(`${name}.svg`, `${picture.text}\n`);
      const note = chart.note === undefined ? "" : `\n\n${chart.note}`;
      return `**${chart.title}**${note}\n\n![${chart.title}](study/${name}.svg)`;
    })
    .join("\n\n");
}

/** The command, and where and when it ran. */
function printMade({ study, seed, rounds, machine }: StudyResult): string {
  const commit = machine.commit === "" ? "" : `, commit \`${machine.commit}\``;
  return `\`bun run bench ${study} --seed ${seed} --rounds ${rounds} --save\` on ${machine.cores} × ${machine.cpu}, Bun ${machine.versions.bun ?? "?"}, ${machine.at.slice(0, 10)}${commit}`;
}
