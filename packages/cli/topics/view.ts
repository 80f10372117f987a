import { DEFAULT_VIEW, VIEW_FIELDS } from "@acacia/core";

/** `acacia help view`, from the template's own table. */
export function viewTopic(): string {
  const rows = Object.entries(VIEW_FIELDS).map(([field, help]) => `  {${field}}`.padEnd(16) + help);
  return `Names under images/, for people: --view TEMPLATE, or --view none.
The default is "${DEFAULT_VIEW}".

${rows.join("\n")}

Each part of a name is made safe for Windows, macOS and Linux; names that collide are numbered.
The files are hard links to blobs/: they cost no space, and deleting one deletes nothing else.
`;
}
