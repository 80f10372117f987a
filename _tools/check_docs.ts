// Fails when an exported symbol has no doc comment, or when an example in one does not run.
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { listSources } from "./imports.ts";

const EXPORT_REGEXP =
  /^export (?:declare )?(?:abstract )?(?:async )?(?:function\*?|class|interface|type|const|let) +(\w+)/;
const EXAMPLE_REGEXP = /@example[^\n]*\n\s*\*\s*```ts\n([\s\S]*?)\s*\*\s*```/g;

/** An example in a doc comment. */
export interface Example {
  readonly file: string;
  readonly line: number;
  readonly code: string;
}

/** Names of the exported declarations of a source that no doc comment precedes. Overloads and constant groups count once. */
export function findUndocumented(source: string): string[] {
  const lines = source.split("\n");
  const documented = new Set<string>();
  const undocumented = new Set<string>();
  lines.forEach((line, index) => {
    const name = EXPORT_REGEXP.exec(line)?.[1];
    if (!name) return;
    let above = index - 1;
    while (above >= 0 && lines[above]?.trim().startsWith("// biome-ignore")) above -= 1;
    if (lines[above]?.trimEnd().endsWith("*/")) documented.add(name);
    else undocumented.add(name);
  });
  // A type beside a value of the same name (`z.infer` of a schema) shares its comment.
  return [...undocumented].filter((name) => !documented.has(name));
}

/** The ```ts examples of a source, without the comment's stars. */
export function findExamples(file: string, source: string): Example[] {
  return [...source.matchAll(EXAMPLE_REGEXP)].map((match) => ({
    file,
    line: source.slice(0, match.index).split("\n").length,
    code: (match[1] ?? "").replace(/^\s*\* ?/gm, ""),
  }));
}

async function runExamples(root: string, examples: readonly Example[]): Promise<string[]> {
  const folder = join(root, "node_modules", ".cache", "acacia_examples");
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const faults: string[] = [];
  console.assert = (holds?: boolean, ...message: unknown[]) => {
    if (!holds) throw new Error(`an assertion does not hold ${message.join(" ")}`);
  };
  for (const [index, example] of examples.entries()) {
    const path = join(folder, `example_${index}.ts`);
    await Bun.write(path, example.code);
    try {
      await import(path);
    } catch (error) {
      faults.push(`${example.file}:${example.line}: the example fails: ${error}`);
    }
  }
  return faults;
}

if (import.meta.main) {
  const root = join(import.meta.dir, "..");
  const faults: string[] = [];
  const examples: Example[] = [];
  for (const file of await listSources(root)) {
    if (/_test\.tsx?$/.test(file)) continue;
    const source = await Bun.file(join(root, file)).text();
    for (const name of findUndocumented(source)) faults.push(`${file}: ${name} has no doc comment`);
    examples.push(...findExamples(file, source));
  }
  faults.push(...(await runExamples(root, examples)));
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exit(1);
  console.error(`every exported symbol is documented, ${examples.length} examples run`);
  process.exit(0);
}
