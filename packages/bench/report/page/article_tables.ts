import type { ArticleTime, FilledArticleTable } from "../article.ts";
import { type Markup, markup } from "../markup.ts";
import { htmlTable } from "./html_table.ts";

/** Where it began: the article's two tables, and the same work here. */
export function drawArticle(tables: readonly FilledArticleTable[]): Markup {
  return markup`<section id="article" aria-labelledby="article-title">
<h2 id="article-title">Where it began</h2>
<p class="section__ask">A tutorial measured two small programs on a laptop with 8 cores. Here are its figures, programs that do the same on this machine, and Acacia, which also hashes, verifies and records what it fetches.</p>
${tables.map(drawTable)}
</section>`;
}

function drawTable({ title, study, isMeasured, rows }: FilledArticleTable): Markup {
  const table = htmlTable({
    caption: title,
    label: title,
    columns: ["", "the article, then", "the same, here", "Acacia, here"].map((heading, index) => ({
      heading,
      ...(index > 0 && { align: "right" as const }),
    })),
    rows: rows.map(({ way, article, program, ours }) => ({
      cells: [way, drawTime(article), drawTime(program), drawTime(ours, "time--ours")],
    })),
  });
  if (isMeasured) return markup`<div class="begun">${table}</div>`;
  return markup`<div class="begun">${table}<p class="made">Not measured here yet: <code>bun run bench ${study} --save</code></p></div>`;
}

/** A time, how many times faster it is, and a bar as long as its share of one by one. */
function drawTime(time: ArticleTime | undefined, className = ""): Markup | string {
  if (time === undefined) return "–";
  const { seconds, factor } = time;
  const share = factor === undefined ? 0 : Math.min(100, Math.round(1000 / factor) / 10);
  return markup`<div class="time ${className}"><svg viewBox="0 0 100 11" preserveAspectRatio="none" aria-hidden="true"><path d="M${100 - share} 5.5H100"/></svg><b>${printSeconds(seconds)}</b><span>${factor !== undefined && printFactor(factor)}</span></div>`;
}

/** "19.4 s", "1.05 s", "0.36 s": as the article writes them. */
export function printSeconds(seconds: number): string {
  return `${seconds.toFixed(seconds >= 4 ? 1 : 2)} s`;
}

/** "4.7 ×". */
export function printFactor(factor: number): string {
  return `${factor.toFixed(1)} ×`;
}
