/** More than this is no core of anything. */
export const MAX_LINES = 60;

/**
 * Cuts declarations out of a source, with their doc comments, in the order they are named.
 *
 * @param source Formatted by Biome: what ends a declaration stands where it begins.
 * @param names Of functions, constants and classes, `Class.member` for a member.
 * @throws {Error} When one is not there, or when all together are longer than {@link MAX_LINES}.
 */
export function cutCode(source: string, names: readonly string[]): string {
  const lines = source.split("\n");
  const pieces = names.map((name) => cutOne(lines, name));
  const code = pieces.join("\n\n");
  const length = code.split("\n").length;
  if (length <= MAX_LINES) return code;
  throw new Error(`Cannot show ${names.join(", ")}: ${length} lines are more than ${MAX_LINES}`);
}

function cutOne(lines: readonly string[], name: string): string {
  const [owner, member] = name.split(".");
  const range = findDeclaration(lines, owner ?? "");
  if (member === undefined) return lines.slice(range.from, range.to + 1).join("\n");
  const inside = lines.slice(range.declared + 1, range.to);
  const { from, to } = findMember(inside, member, name);
  return inside
    .slice(from, to + 1)
    .map((line) => line.replace(/^ {2}/, ""))
    .join("\n");
}

interface Range {
  /** With the doc comment. */
  readonly from: number;
  readonly declared: number;
  readonly to: number;
}

function findDeclaration(lines: readonly string[], name: string): Range {
  const pattern = new RegExp(
    `^(?:export )?(?:abstract )?(?:async )?(?:function\\*?|class|const|interface|type) ${escapePattern(name)}\\b`,
  );
  return rangeAt(
    lines,
    lines.findIndex((line) => pattern.test(line)),
    name,
  );
}

function findMember(lines: readonly string[], member: string, name: string): Range {
  const words = "(?:(?:static|readonly|async|override|get) )*";
  const pattern = new RegExp(`^ {2}${words}\\*?${escapePattern(member)}[(<:= ]`);
  return rangeAt(
    lines,
    lines.findIndex((line) => pattern.test(line)),
    name,
  );
}

function rangeAt(lines: readonly string[], declared: number, name: string): Range {
  if (declared < 0) throw new Error(`Cannot show ${name}: it is not there`);
  const indent = /^ */.exec(lines[declared]!)![0];
  let from = declared;
  while (new RegExp(`^${indent}(?:/\\*\\*| \\*|//)`).test(lines[from - 1] ?? "")) from -= 1;
  // A line like `): Promise<void> {` stands there too, and goes on.
  const end = new RegExp(`^${indent}[})\\]].*[^{([]$|^${indent}[})\\]]$`);
  let to = declared;
  if (!/[;}]$/.test(lines[declared]!)) {
    to = lines.findIndex((line, index) => index > declared && end.test(line));
  }
  if (to < 0) throw new Error(`Cannot show ${name}: its end is not found`);
  return { from, declared, to };
}

function escapePattern(name: string): string {
  return name.replace(/[$()*+.?[\]^{|}]/g, "\\$&");
}
