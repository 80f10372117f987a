import { canonicalAddress, parseTarget, TARGET_RULES } from "@acacia/core";

const SHORT_FORMS: readonly [string, string][] = [
  ["aBc12De", "an image by its id"],
  ["a/aBc12De", "an album"],
  ["r/aww[/new|top[/week]]", "a subreddit"],
  ["t/cats", "a tag"],
  ["@user", "what a user posted"],
  ["user/NAME/favorites", "a user's favourites"],
  ["search:QUERY", "a search"],
  ["hot, top/week, new, random", "the gallery's sections"],
];

/** `acacia help targets`, from the parser's own table. */
export function targetsTopic(): string {
  const shorts = SHORT_FORMS.map(([form, meaning]) => `  ${form.padEnd(28)}${meaning}`);
  const examples = TARGET_RULES.map(({ example }) => `  ${example}\n      ${meaningOf(example)}`);
  return `Targets: any address of Imgur, or a short form.

${shorts.join("\n")}

Every form of address, with what it names.
Hosts are imgur.com and imgur.io, also with www., m. or i.; http, https or neither:

${examples.join("\n")}

\`acacia target TEXT\` shows how a text is read. Quote what has & or ? in it.
`;
}

function meaningOf(example: string): string {
  try {
    return canonicalAddress(parseTarget(example));
  } catch {
    return "";
  }
}
