import { fieldRows } from "../packages/cli/json/field_rows.ts";
import { JSON_RECORDS } from "../packages/cli/json/json_records.ts";
import type { JsonRecord } from "../packages/cli/json/record.ts";
import { printMarkdownTable } from "./print_markdown_table.ts";

const INTRO = `# What --json prints

Written from the program's own tables by \`bun _tools/generate_cli_docs.ts\`; a test fails when this page and the program
differ, and every test that calls a command with \`--json\` holds each line to it.

With \`--json\` a command prints one JSON object a line on stdout, and its talk on stderr. A line with a \`type\` has the
time, \`t\`, too. Fields marked ? are left away when there is nothing to say. Read what you know and pass over the rest:
a later version may add types of lines and fields. The codes of reasons, with a sentence for each, are in
[outcomes.ts](../packages/core/outcomes.ts).`;

/** `docs/json.md`: every line that a command prints with `--json`, and what each field means. */
export function renderJsonDocs(): string {
  const parts = [INTRO];
  const told = new Map<JsonRecord, string>();
  for (const [command, records] of Object.entries(JSON_RECORDS)) {
    parts.push(`## ${command}`);
    if (records.length === 0) parts.push("Prints no JSON.");
    const again = new Map<string, string[]>();
    for (const record of records) {
      const before = told.get(record);
      if (before === undefined) {
        told.set(record, command);
        parts.push(renderRecord(record));
      } else again.set(before, [...(again.get(before) ?? []), `\`${record.name}\``]);
    }
    for (const [before, names] of again) {
      parts.push(`${names.join(", ")}: as [${before}](#${before}).`);
    }
  }
  return `${parts.join("\n\n")}\n`;
}

function renderRecord({ name, when, schema }: JsonRecord): string {
  const title = name.includes(".") ? `\`${name}\`` : name;
  return `### ${title}\n\n${when}\n\n${printMarkdownTable([["field", "is", "means"], ...fieldRows(schema)])}`;
}
