import { z } from "zod";

/** A schema as JSON Schema says it, as far as it is used here. */
interface Schema {
  readonly type?: string;
  readonly title?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly propertyNames?: Schema;
  readonly required?: readonly string[];
}

/**
 * The fields of a line for people: a row for each, and below one with fields of its own a row for each of those.
 *
 * @returns Rows of three cells in Markdown: the field, what it is, what it means.
 */
export function fieldRows(schema: z.ZodType): string[][] {
  return rowsOf(z.toJSONSchema(schema, { unrepresentable: "any" }) as Schema, "");
}

function rowsOf(schema: Schema, path: string): string[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const isNeeded = schema.required?.includes(name) ?? false;
    const own = `${path}${name}`;
    const inner = innerOf(field);
    const head = [`\`${own}\`${isNeeded ? "" : "?"}`, printType(field), field.description ?? ""];
    return [head, ...rowsOf(inner.schema, `${own}${inner.mark}.`)];
  });
}

/** What a value is made of, where it has fields. */
function innerOf(field: Schema): { readonly schema: Schema; readonly mark: string } {
  const [schema = field] = (field.anyOf ?? [field]).filter(({ type }) => type !== "null");
  return schema.items ? { schema: schema.items, mark: "[]" } : { schema, mark: "" };
}

function printType(field: Schema): string {
  const { title, anyOf, items, type, propertyNames } = field;
  if (title !== undefined) return `code of a ${title}${anyOf ? " or null" : ""}`;
  if (anyOf) return anyOf.map(printType).join(" or ");
  if (field.const !== undefined) return `\`${field.const}\``;
  if (field.enum) return field.enum.map((word) => `\`${word}\``).join(", ");
  if (items) return items.properties ? "list" : `list of ${printType(items)}`;
  if (propertyNames?.enum)
    return `numbers by ${propertyNames.enum.map((w) => `\`${w}\``).join(", ")}`;
  if (type === "integer") return "whole number";
  if (type === "object" && !field.properties) return "text by name";
  return (
    { string: "text", number: "number", boolean: "true or false" }[type ?? ""] ?? type ?? "any"
  );
}
