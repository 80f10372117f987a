import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { Glob } from "bun";

/** A document of the repo. */
export interface Document {
  /** From the root. */
  readonly path: string;
  readonly text: string;
}

/** Every Markdown document that people read: those of the root and of `docs/`. */
export async function readDocuments(root: string): Promise<Document[]> {
  const documents: Document[] = [];
  for (const pattern of ["*.md", "docs/**/*.md"]) {
    for await (const path of new Glob(pattern).scan({ cwd: root })) {
      documents.push({ path, text: await Bun.file(join(root, path)).text() });
    }
  }
  return documents.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Relative links and pictures of a document that lead nowhere, anchors included. */
export function findDeadLinks({ path, text }: Document, root: string): string[] {
  const targets = [
    ...[...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? ""),
    ...[...text.matchAll(/(?:src|srcset|href)="([^"]+)"/g)].map((match) => match[1] ?? ""),
  ];
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) return false;
    const file = target.replace(/#.*$/, "");
    return file !== "" && !existsSync(join(root, normalize(join(dirname(path), file))));
  });
}

/** Paths of the repo that a document names in backticks and that are not there. */
export function findMissingFiles({ text }: Document, root: string): string[] {
  const paths = [...text.matchAll(/`((?:packages|_tools|docs)\/[\w./-]*\w)\/?`/g)];
  return [...new Set(paths.map((match) => match[1] ?? ""))].filter(
    (path) => !existsSync(join(root, path)),
  );
}

/** A command line that a document shows, as words; quotes are taken away. */
export type ShownCommand = readonly string[];

/** Commands in the `sh` blocks of a document, each part of a pipe by itself. */
export function findCommands({ text }: Document): ShownCommand[] {
  return findBlocks(text).flatMap((block) =>
    block
      .replaceAll("\\\n", " ")
      .split("\n")
      .flatMap((line) => splitPipe(splitWords(line))),
  );
}

/** The `sh` blocks of a Markdown text, as a shell would read them. */
export function findBlocks(text: string): string[] {
  return [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");
}

/** Words as a shell sees them, without expanding anything; a comment ends them. */
function splitWords(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:'[^']*'|"(?:\\.|\$\([^)]*\)|[^"])*"|[^\s'"])+/g)) {
    if (word.startsWith("#")) break;
    words.push(word);
  }
  return words;
}

function splitPipe(words: readonly string[]): string[][] {
  const commands: string[][] = [[]];
  for (const word of words) {
    if (word === "|") commands.push([]);
    else commands.at(-1)?.push(unquote(word));
  }
  return commands.filter((command) => command.length > 0);
}

function unquote(word: string): string {
  return word.replace(/^'(.*)'$/, "$1").replace(/^"(.*)"$/, "$1");
}

/** What follows the program's name, or undefined when the command is not ours. */
export function argumentsOf(command: ShownCommand): string[] | undefined {
  if (command[0] === "acacia") return cutRedirection(command.slice(1));
  const inner = /\$\(acacia ([^)]*)\)/.exec(command.join(" "))?.[1];
  return inner === undefined ? undefined : inner.split(" ");
}

function cutRedirection(words: readonly string[]): string[] {
  const at = words.findIndex((word) => /^[<>]/.test(word));
  return at < 0 ? [...words] : words.slice(0, at);
}

/** The script of package.json that `bun run NAME` names, or undefined. */
export function scriptOf(command: ShownCommand): string | undefined {
  const at = command.findIndex((word) => /^bun(@|$)/.test(word));
  return at >= 0 && command[at + 1] === "run" ? command[at + 2] : undefined;
}

/** The sections of docs/imgur.md, as `2.6` and, for the numbered rows of §2.6, `2.6 #8`. */
export function findSections(imgur: string): Set<string> {
  const sections = new Set<string>();
  for (const line of imgur.split("\n")) {
    const number =
      /^#{2,3} §([\d.]+)/.exec(line)?.[1] ?? /^- \*\*§(\d\.\d+) /.exec(line)?.[1] ?? undefined;
    if (number) sections.add(number);
  }
  const errors = imgur.slice(imgur.indexOf("### §2.6"), imgur.indexOf("## §3"));
  for (const [, row] of errors.matchAll(/^\| (\d+) +\|/gm)) sections.add(`2.6 #${row}`);
  return sections;
}

/** The sections that a source cites, in the form of {@link findSections}. */
export function findCitations(source: string): string[] {
  return source.split("\n").flatMap((line) => {
    const at = line.indexOf("docs/imgur.md §");
    if (at < 0) return [];
    const rest = line.slice(at);
    const cited = [...rest.matchAll(/§(\d(?:\.\d+)?)/g)].map((match) => match[1] ?? "");
    const rows = [...rest.matchAll(/#(\d+)/g)].map((match) => `2.6 #${match[1]}`);
    return [...cited, ...rows];
  });
}
