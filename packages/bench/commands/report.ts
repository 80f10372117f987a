import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { renderMarkdown } from "../report/markdown.ts";
import { renderPage } from "../report/page/page.ts";
import { type KeptResult, RESULTS, readResult, readResults } from "../report/read_result.ts";
import { readStyle } from "../report/style.ts";
import type { BenchCommand } from "./command.ts";
import { readFlags } from "./read_flags.ts";

const USAGE = "[FILES…] [--out DIR]";

/** Kept results as a page and as Markdown. */
export const reportCommand: BenchCommand = {
  name: "report",
  usage: USAGE,
  summary: "report.html and report.md of kept results, or of the files given",
  async run(argv) {
    const { values, positionals } = readFlags(argv, {
      command: `report ${USAGE}`,
      options: { out: { type: "string" } },
    });
    const results = (await readAsked(positionals)).map(({ result }) => result);
    const dir = values.out ?? RESULTS;
    await mkdir(dir, { recursive: true });
    const pages = {
      "report.html": renderPage(results, await readStyle()),
      "report.md": renderMarkdown(results),
    };
    for (const [name, text] of Object.entries(pages)) {
      await Bun.write(join(dir, name), text);
      process.stdout.write(`${join(dir, name)}\n`);
    }
    return 0;
  },
};

/** The files given, or all that are kept; of these, what cannot be read is told and left out. */
async function readAsked(files: readonly string[]): Promise<readonly KeptResult[]> {
  if (files.length > 0) return Array.fromAsync(files, readResult);
  const { results, unread } = await readResults();
  for (const { reason } of unread) process.stderr.write(`${reason}: left out\n`);
  return results;
}
