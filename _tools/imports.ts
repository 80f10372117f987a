import { dirname, join, normalize } from "node:path";
import { Glob } from "bun";

/** One import in a source file. */
export interface Import {
  /** Path of the importing file from the repo's root. */
  readonly from: string;
  /** Path of the imported file from the root, or the bare specifier. */
  readonly to: string;
  /** False for `import type`, which vanishes at run time. */
  readonly runs: boolean;
}

const IMPORT_REGEXP =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']/g;

/** Every TypeScript file of the packages, from the root. */
export async function listSources(root: string): Promise<string[]> {
  const files: string[] = [];
  for await (const file of new Glob("packages/**/*.{ts,tsx}").scan({ cwd: root })) {
    if (!file.includes("node_modules")) files.push(file);
  }
  return files.sort();
}

/** The imports of a file. Relative ones are resolved; type-only ones are marked. */
export function readImports(file: string, source: string): Import[] {
  const imports: Import[] = [];
  for (const match of withoutComments(source).matchAll(IMPORT_REGEXP)) {
    const specifier = match[2] ?? match[3] ?? "";
    const to = specifier.startsWith(".") ? normalize(join(dirname(file), specifier)) : specifier;
    imports.push({ from: file, to, runs: match[1] === undefined });
  }
  return imports;
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/(^|\s)\/\/[^\n]*/g, "$1");
}
