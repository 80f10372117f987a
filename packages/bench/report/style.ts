import { join } from "node:path";

/** Styles of the report, as text. */
export interface ReportStyle {
  /** Of plots, with their colours: enough for a picture by itself. */
  readonly plot: string;
  /** Of everything around them. */
  readonly page: string;
}

/** Reads the style sheets; comments are left out. */
export async function readStyle(): Promise<ReportStyle> {
  const [plot, page] = await Promise.all([readSheet("plot/plot.css"), readSheet("page/page.css")]);
  return { plot, page };
}

async function readSheet(path: string): Promise<string> {
  const text = await Bun.file(join(import.meta.dir, path)).text();
  return text.replace(/\/\*[\s\S]*?\*\/\s*/g, "").trim();
}
