/**
 * What a value should look like. A text names types, joined by `|`: `string`, `int`, `number`, `bool`, `null`, `digits`
 * (a whole number as text), `object`, `array`, or a literal as `'0'`. An object gives a shape for each key; a
 * question mark at the end of a key makes it optional, and no other key may be there. An array of one shape is a list
 * of that.
 */
export type Shape = string | readonly [Shape] | { readonly [key: string]: Shape };

/** Where a value differs from its shape: one line each, none when it fits. */
export function shapeProblems(value: unknown, shape: Shape, path = "$"): string[] {
  if (typeof shape === "string") return isOneOf(value, shape) ? [] : [said(path, shape, value)];
  if (Array.isArray(shape)) {
    if (!Array.isArray(value)) return [said(path, "array", value)];
    return value.flatMap((item, i) => shapeProblems(item, shape[0] as Shape, `${path}[${i}]`));
  }
  if (!isObject(value)) return [said(path, "object", value)];
  return objectProblems(value, shape as Record<string, Shape>, path);
}

function objectProblems(
  value: Record<string, unknown>,
  shape: Record<string, Shape>,
  path: string,
): string[] {
  const known = new Set(Object.keys(shape).map((key) => key.replace(/\?$/, "")));
  const extra = Object.keys(value).filter((key) => !known.has(key));
  const problems = extra.map((key) => `${path}.${key} should not be there`);
  for (const [marked, inner] of Object.entries(shape)) {
    const key = marked.replace(/\?$/, "");
    if (key in value) problems.push(...shapeProblems(value[key], inner, `${path}.${key}`));
    else if (marked === key) problems.push(`${path}.${key} is missing`);
  }
  return problems;
}

function isOneOf(value: unknown, types: string): boolean {
  return types.split("|").some((type) => isOf(value, type.trim()));
}

function isOf(value: unknown, type: string): boolean {
  switch (type) {
    case "int":
      return Number.isInteger(value);
    case "bool":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case "digits":
      return typeof value === "string" && /^\d+$/.test(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isObject(value);
    case "true":
      return value === true;
    case "false":
      return value === false;
    default:
      return type.startsWith("'") ? value === type.slice(1, -1) : typeof value === type;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function said(path: string, expected: string, value: unknown): string {
  return `${path} should be ${expected}: current value is ${JSON.stringify(value)}`;
}
