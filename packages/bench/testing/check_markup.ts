/** Elements whose content is text, whatever it holds. */
const RAW = new Set(["style"]);
const TAG_REGEXP =
  /<(\/?)([A-Za-z][\w:-]*)((?:\s+[A-Za-z][\w:-]*="[^"<]*")*)\s*(\/?)>|<!doctype html>|<|&(?!(?:amp|lt|gt|quot|#39);)/g;

/**
 * The first thing that makes a text no well-formed XML, or undefined: tags that do not pair, attributes without
 * quotes or given twice, raw `<` and `&`, and two elements with one id.
 */
export function findMarkupFault(text: string): string | undefined {
  const open: string[] = [];
  const ids = new Set<string>();
  for (const { 0: found, 1: slash, 2: name, 3: attributes = "", 4: end, index } of text.matchAll(
    TAG_REGEXP,
  )) {
    const at = `at ${index}: ${text.slice(Math.max(0, index - 40), index + 80)}`;
    const isRaw = RAW.has(open.at(-1) ?? "") && name !== open.at(-1);
    if (isRaw || found === "<!doctype html>") continue;
    if (name === undefined) return `a raw ${found[0]} ${at}`;
    if (slash === "/") {
      if (open.pop() !== name) return `</${name}> closes nothing ${at}`;
      continue;
    }
    const fault = faultOf(attributes, ids);
    if (fault !== undefined) return `${fault} ${at}`;
    if (end === "") open.push(name);
  }
  return open.length > 0 ? `<${open.at(-1)}> stays open` : undefined;
}

function faultOf(attributes: string, ids: Set<string>): string | undefined {
  const seen = new Set<string>();
  for (const [, name = "", value = ""] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (seen.has(name)) return `${name} twice`;
    seen.add(name);
    if (name !== "id") continue;
    if (ids.has(value)) return `id ${value} twice`;
    ids.add(value);
  }
  return undefined;
}
