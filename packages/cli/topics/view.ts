import { DEFAULT_VIEW, VIEW_FIELDS } from "@acacia/core";

/** `acacia help view`, from the template's own table. */
export function viewTopic(): string {
  const rows = Object.entries(VIEW_FIELDS).map(([field, help]) => `  {${field}}`.padEnd(16) + help);
  return `Names under images/, for people: --view TEMPLATE, or --view none.
Names of what \`export\` writes: --template TEMPLATE. The default is "${DEFAULT_VIEW}".

${rows.join("\n")}

  {title:40}      at most 40 characters; author and subreddit too
  {num:03}        the place alone, 001, of a lone picture too
  {date:%Y-%m}    %Y %m %d %H %M %S, in UTC
  {title|id}      the first that is known
  {title|'none'}  a text of your own when it is not

Each part of a name is made safe for Windows, macOS and Linux; names that collide are numbered.
The files are hard links to blobs/: they cost no space, and deleting one deletes nothing else.
`;
}
