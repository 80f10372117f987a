import { printSize } from "@acacia/core/text";
import { isKept, type StudyResult } from "../../study/study.ts";
import { type Markup, markup } from "../markup.ts";
import { questionOf } from "../questions.ts";
import { countTargets } from "../targets.ts";

/** An acacia, as small as it can be told. */
const MARK = markup`<svg viewBox="0 0 34 26" aria-hidden="true"><path d="M17 25V13M17 17L9 10M17 15l9-6M2 9q6-7 15-7t15 7q-7 2-15 2T2 9z"/></svg>`;

/** Title, what it comes to, and where it was measured. */
export function drawMasthead(results: readonly StudyResult[]): Markup {
  const { kept, all } = countTargets(results.flatMap(({ figures }) => figures));
  return markup`<header class="masthead">
<div class="masthead__mark">${MARK}<span>Acacia, the study</span></div>
<h1>What each way of running work costs, and what it buys</h1>
<p class="lede">One transfer, run in every way that a concurrency tutorial compares, beside other programs, on one machine. ${tellTargets(kept, all)}</p>
${results.length > 0 && drawFacts(results)}
</header>`;
}

function tellTargets(kept: number, all: number): string {
  if (all === 0) return "No figure with a target has been measured yet.";
  if (kept === all) return `All ${all} figures that have a target keep it.`;
  return `Of ${all} figures that have a target, ${kept} ${kept === 1 ? "keeps" : "keep"} it; what misses its own is marked.`;
}

function drawFacts(results: readonly StudyResult[]): Markup {
  const machines = results.map(({ machine }) => machine);
  const days = machines.map(({ at }) => at.slice(0, 10)).sort();
  const facts: readonly (readonly [string, string])[] = [
    ["machine", distinct(machines.map(({ cores, cpu }) => `${cores} × ${cpu}`))],
    ["memory", distinct(machines.map(({ memoryBytes }) => printSize(memoryBytes)))],
    ["system", distinct(machines.map(({ system }) => system))],
    ["Bun", distinct(machines.map(({ versions }) => versions.bun ?? "?"))],
    ["measured", distinct([days[0] ?? "", days.at(-1) ?? ""], " to ")],
    ["seed", distinct(results.map(({ seed }) => String(seed)))],
  ];
  return markup`<dl class="facts">${facts.map(([name, value]) => markup`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function distinct(words: readonly string[], between = " and "): string {
  return [...new Set(words)].join(between);
}

/** How each study stands: a square for each target, hollow where it is missed. */
export function drawScore(
  entries: readonly { readonly result: StudyResult; readonly id: string }[],
): Markup {
  return markup`<section aria-labelledby="score-title"><h2 id="score-title">How it stands</h2>
<ul class="score">${entries.map(({ result, id }) => {
    const { kept, all } = countTargets(result.figures);
    const dots = result.figures.map(isKept).filter((one) => one !== undefined);
    return markup`
<li><a href="#${id}">${questionOf(result.study).title}</a><span class="score__dots" aria-hidden="true">${dots.map((one) => (one ? markup`<i></i>` : markup`<i class="is-miss"></i>`))}</span><span class="score__count">${all === 0 ? "no targets" : `${kept} of ${all} kept`}</span></li>`;
  })}
</ul></section>`;
}
