import { AcaciaError } from "../errors.ts";

/**
 * Splits a command into its words as a shell does, and does nothing else that a shell does: blanks part words, single
 * quotes keep everything, double quotes keep all but `\"` and `\\`, a backslash keeps the next character.
 *
 * @returns At least one word.
 * @throws {AcaciaError} `usage` for a quote that is not closed, and for a command without a word.
 *
 * @example
 * ```ts
 * import { splitCommand } from "@acacia/core";
 * console.assert(splitCommand(`convert {path} 'my "best"/{id}.png'`)[2] === 'my "best"/{id}.png');
 * ```
 */
export function splitCommand(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  let rest = command;
  while (rest !== "") {
    const part = PART_REGEXP.exec(rest);
    if (!part) throw unreadable(command, `nothing closes the quote at ${rest.slice(0, 20)}`);
    rest = rest.slice(part[0].length);
    const { blank, single, double, escaped, plain } = part.groups ?? {};
    if (blank !== undefined) {
      if (word !== undefined) words.push(word);
      word = undefined;
      continue;
    }
    const text = single ?? double?.replace(/\\(["\\])/g, "$1") ?? escaped ?? plain ?? "";
    word = (word ?? "") + text;
  }
  if (word !== undefined) words.push(word);
  if (words.length === 0) throw unreadable(command, "there is no word in it");
  return words;
}

const PART_REGEXP =
  /^(?:(?<blank>\s+)|'(?<single>[^']*)'|"(?<double>(?:[^"\\]|\\.)*)"|\\(?<escaped>.)|(?<plain>[^\s'"\\]+))/su;

function unreadable(command: string, reason: string): AcaciaError {
  return new AcaciaError("usage", `Cannot read the command '${command}': ${reason}`, {
    hint: "Write it as for a shell: --exec 'exiftool -q {path}'",
  });
}

const PLACE_REGEXP = /\{(path|id|)\}/g;

/**
 * The words of a command for one file: `{path}` and `{}` stand for its path, `{id}` for its id; a command that
 * names neither gets the path as its last word. What is put in is never read again.
 */
export function fillCommand(
  words: readonly string[],
  file: { readonly path: string; readonly id: string },
): string[] {
  const isNamed = words.some((word) => new RegExp(PLACE_REGEXP).test(word));
  const filled = words.map((word) =>
    word.replace(PLACE_REGEXP, (_, name) => (name === "id" ? file.id : file.path)),
  );
  return isNamed ? filled : [...filled, file.path];
}
