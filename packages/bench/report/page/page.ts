import type { StudyResult } from "../../study/study.ts";
import { fillArticleTables } from "../article.ts";
import { Markup, markup } from "../markup.ts";
import { makePalette } from "../palette.ts";
import { inOrder } from "../questions.ts";
import type { ReportStyle } from "../style.ts";
import { drawArticle } from "./article_tables.ts";
import { drawMasthead, drawScore } from "./masthead.ts";
import { drawSection } from "./section.ts";

/** Nothing is asked for, from anywhere: styles are in the page, pictures are drawn in it. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/**
 * The report as one HTML file that needs nothing else: no script, no font, no request.
 *
 * @param results In any order.
 * @param style From `readStyle()`.
 */
export function renderPage(results: readonly StudyResult[], style: ReportStyle): string {
  const ordered = inOrder(results);
  const palette = makePalette(ordered.flatMap(({ charts }) => charts));
  const entries = ordered.map((result, index) => ({
    result,
    id: idOf(result.study, ordered.slice(0, index)),
  }));
  const page = markup`<html lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<meta http-equiv="Content-Security-Policy" content="${POLICY}"/>
<title>Acacia, the study</title>
<style>${new Markup(`${style.plot}\n${style.page}`)}</style>
</head>
<body>
${drawMasthead(ordered)}
<main>
${drawArticle(fillArticleTables(ordered))}
${entries.length > 0 && drawScore(entries)}
${entries.map(({ result, id }) => drawSection(result, { palette, id }))}
</main>
${drawColophon()}
</body>
</html>
`;
  return `<!doctype html>\n${page.text}`;
}

/** A study's anchor; two results of one study have two. */
function idOf(study: string, before: readonly StudyResult[]): string {
  const slug = study.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  const same = before.filter((other) => other.study === study).length;
  const isPlain = slug === study;
  return `study-${slug}${isPlain ? "" : `-x${before.length}`}${same > 0 ? `-${same + 1}` : ""}`;
}

function drawColophon(): Markup {
  return markup`<footer class="colophon">
<p>Acacia is in colour, solid and heavy; other programs are grey and dashed; a ceiling, what nothing can beat here, is dotted. A way has one colour throughout.</p>
<p>Cases of a study ran in turn, round by round, after a warm-up, so that the machine's moods met them alike. A value is the median; bands and whiskers show where it likely lies (bootstrap, 95 %). A run that lost a file, or whose bytes differ, is an error and no sample.</p>
<p>Make this page anew with <code>bun run bench report</code>; hold two results against each other with <code>bun run bench compare</code>.</p>
</footer>`;
}
