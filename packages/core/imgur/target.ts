import { AcaciaError } from "../errors.ts";
import { type Address, quote, readAddress, refuse } from "./_address.ts";
import { RESERVED_WORDS } from "./ids.ts";
import type {
  Ordering,
  SearchTarget,
  Target,
  TargetDescription,
  TargetRefusal,
} from "./target_kinds.ts";
import { TARGET_RULES } from "./target_rules.ts";

export type { Target, TargetDescription, TargetRefusal } from "./target_kinds.ts";

const SITE = "https://imgur.com";
const LIST_OF_FORMS_HINT = "See `acacia help targets` for every form that can be read";

/**
 * Reads one target: an address in any form that Imgur has or had, or one of Acacia's short forms. Ids are
 * case-sensitive; `#…` and `?…` are noise, but for a search. docs/imgur.md §5.
 *
 * @param text At most 16,384 characters.
 * @returns What it names, or why it names nothing: for callers that meet many texts.
 */
export function readTarget(text: string): Target | TargetRefusal {
  const address = readAddress(text);
  return "kind" in address ? address : readPath(address);
}

/**
 * Reads one target, as {@link readTarget} does.
 *
 * @param text At most 16,384 characters.
 * @returns What it names.
 * @throws {AcaciaError} `usage` with the reason and a hint, and nothing else, whatever the text.
 *
 * @example
 * ```ts
 * import { parseTarget } from "@acacia/core";
 * const target = parseTarget("https://imgur.com/a/some-title-aBc12De?ref=x#3");
 * console.assert(target.kind === "album" && target.id === "aBc12De");
 * ```
 */
export function parseTarget(text: string): Target {
  const target = readTarget(text);
  if (target.kind !== "reject") return target;
  throw new AcaciaError("usage", `Cannot read the target ${quote(text)}: ${target.reason}`, {
    hint: target.hint,
  });
}

/**
 * The short canonical name of a target: what a source is called in totals, events and folders.
 *
 * @returns A text that {@link parseTarget} reads as an equal target.
 *
 * @example
 * ```ts
 * import { parseTarget, printTarget } from "@acacia/core";
 * console.assert(printTarget(parseTarget("http://m.imgur.com/r/aww/top/week")) === "r/aww/top/week");
 * console.assert(printTarget(parseTarget("https://i.imgur.com/aBc12Deh.JPG")) === "aBc12De.jpg");
 * ```
 */
export function printTarget(target: Target): string {
  if (target.kind === "user" && target.sort === undefined) return `@${target.name}`;
  if (target.kind === "file" && target.ext !== undefined) return `${target.id}.${target.ext}`;
  if (target.kind === "search") {
    const fields = printFields(target);
    return `search${printOrdering(target)}${fields === "" ? "" : `?${fields}`}:${target.query}`;
  }
  return pathOf(target).slice(1);
}

/**
 * The https address of a target on Imgur.
 *
 * @returns An address that {@link parseTarget} reads as an equal target.
 */
export function canonicalAddress(target: Target): string {
  if (target.kind === "file" && target.ext !== undefined) {
    return `https://i.imgur.com/${target.id}.${target.ext}`;
  }
  if (target.kind !== "search") return `${SITE}${encodeURI(pathOf(target))}`;
  const query = target.query === "" ? "" : new URLSearchParams({ q: target.query }).toString();
  const parameters = [query, printFields(target)].filter((part) => part !== "").join("&");
  return `${SITE}${pathOf(target)}?${parameters}`;
}

/**
 * How a text is read, as one flat object: the line of the `target` command.
 *
 * @param text Anything; what is no target gives kind `reject` with the reason.
 */
export function describeTarget(text: string): TargetDescription {
  const target = readTarget(text);
  if (target.kind === "reject") return { text, kind: "reject", reason: target.reason };
  return { text, ...target, canonical: canonicalAddress(target) };
}

function readPath(address: Address): Target | TargetRefusal {
  const { path, query } = address;
  for (const rule of TARGET_RULES) {
    const groups = rule.pattern.exec(path)?.groups;
    if (groups !== undefined) return rule.read(groups, query);
  }
  return refuse(findFault(path), LIST_OF_FORMS_HINT);
}

function findFault(path: string): string {
  const [first = "", second] = path.slice(1).split("/", 2);
  if (first === "user" && second === "me")
    return "'me' is whoever is logged in, which Acacia never is";
  if (first === "topic" || first === "topics") return "Imgur has given up its topics";
  if (RESERVED_WORDS.has(first)) return `/${first} is one of Imgur's own pages, or is not complete`;
  if (/^[A-Za-z0-9]{1,40}$/.test(first) && second === undefined) {
    return `an id has 5 or 7 letters and digits, and ${quote(first)} has ${first.length}`;
  }
  return "Imgur has no address of that form";
}

function pathOf(target: Target): string {
  switch (target.kind) {
    case "image":
      return `/${target.id}`;
    case "file":
      return `/download/${target.id}`;
    case "album":
      return `/a/${target.id}`;
    case "gallery":
      return `/gallery/${target.id}`;
    case "tag":
      return `/t/${target.name}${printOrdering(target)}`;
    case "tag_post":
      return `/t/${target.name}/${target.id}`;
    case "subreddit":
      return `/r/${target.name}${printOrdering(nameAsSubreddits(target))}`;
    case "subreddit_post":
      return `/r/${target.name}/${target.id}`;
    case "user":
      return `/user/${target.name}${target.sort === undefined ? "" : `/submitted/${target.sort}`}`;
    case "favorites":
      return `/user/${target.name}/favorites${target.sort === undefined ? "" : `/${target.sort}`}`;
    case "favorite_folder":
      return `/user/${target.name}/favorites/folder/${target.folder}`;
    case "search":
      return `/search${printOrdering(target)}`;
    case "section":
      return `${target.name === "user" ? "/gallery" : ""}/${target.name}${printOrdering(target)}`;
    case "list":
      return `/${target.ids.join(",")}`;
    default:
      return target satisfies never;
  }
}

function printOrdering({
  sort,
  window,
}: {
  readonly sort?: string;
  readonly window?: string;
}): string {
  return [sort, window].map((part) => (part === undefined ? "" : `/${part}`)).join("");
}

function nameAsSubreddits({ sort, ...rest }: Ordering): { sort?: string; window?: string } {
  return sort === undefined ? rest : { ...rest, sort: sort === "time" ? "new" : sort };
}

function printFields({ fields = {} }: SearchTarget): string {
  return new URLSearchParams(fields).toString();
}
