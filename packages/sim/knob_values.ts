import { KNOBS, type KnobKind, type Knobs } from "./knobs.ts";

/**
 * Reads a value as the command line gives it.
 *
 * @throws {Error} when it cannot be understood.
 */
export function parseValue(row: { flag: string; kind: KnobKind }, text: string): unknown {
  switch (row.kind) {
    case "text":
      return text;
    case "switch":
      return true;
    case "rules":
      return [text];
    case "scripts":
      return parseScript(text);
    case "count":
    case "size":
      return parseSize(row, text);
    default:
      return text;
  }
}

/** `aBcDeFg=cut,ok` */
function parseScript(text: string): Record<string, string[]> {
  const mark = text.indexOf("=");
  if (mark <= 0) throw new Error(`Cannot read the script '${text}': it is no ID=FAULT,FAULT`);
  return { [text.slice(0, mark)]: text.slice(mark + 1).split(",") };
}

function parseSize({ flag, kind }: { flag: string; kind: KnobKind }, text: string): number {
  const parts = (kind === "size" ? /^(\d+(?:\.\d+)?)([kM]?)$/ : /^(\d+)()$/).exec(text);
  if (!parts) throw new Error(`Cannot read --${flag} '${text}': it is no ${kind}`);
  const factor = parts[2] === "M" ? 1_000_000 : parts[2] === "k" ? 1000 : 1;
  return Math.floor(Number(parts[1]) * factor);
}

/**
 * Lays new values over old ones.
 *
 * @param old The values so far.
 * @param given Anything, as it came over the wire.
 * @throws {Error} when a name is unknown or a value is of the wrong kind.
 */
export function withKnobs(old: Knobs, given: Readonly<Record<string, unknown>>): Knobs {
  for (const [option, value] of Object.entries(given)) {
    const row = KNOBS.find((known) => known.option === option);
    if (!row) throw new Error(`Cannot set '${option}': there is no such knob`);
    if (!fits(row.kind, value)) {
      throw new Error(`Cannot set '${option}' to ${JSON.stringify(value)}: it is no ${row.kind}`);
    }
  }
  return { ...old, ...given };
}

function fits(kind: KnobKind, value: unknown): boolean {
  switch (kind) {
    case "text":
      return typeof value === "string";
    case "switch":
      return typeof value === "boolean";
    case "count":
    case "size":
      return typeof value === "number" && Number.isFinite(value) && value >= 0;
    case "rules":
      return isTexts(value);
    case "scripts":
      return isScripts(value);
    default:
      return typeof value === "string" && kind.includes(value);
  }
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isScripts(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(isTexts);
}
