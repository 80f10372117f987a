import { FIELDS } from "@acacia/core/where";

/** `acacia help where`, from the grammar's own table. */
export function whereTopic(): string {
  const width = Math.max(...FIELDS.map((field) => field.example.length));
  const rows = FIELDS.map(({ example, help, values }) => {
    const choices = values ? ` (${values.join(", ")})` : "";
    return `  ${example.padEnd(width)}  ${help}${choices}`;
  });
  return `Filters: one grammar for --where, the gallery's search and saved filters.

  cats                words that begin with it, in titles, descriptions, names and tags
  "exact words"       in that order
  a b                 both          a OR b     either
  -a, NOT a           not           (a OR b) c brackets
  score:10..20        a range       size:<2M   k, M, G; KiB, MiB
  posted:2019..2020   a range of dates, both ends within

${rows.join("\n")}

Dates are a year, a month, a day or an age: 2020, 2020-05, 2020-05-17, 30d, 12h, 6mo, 1y.
`;
}
