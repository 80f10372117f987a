import type { Place } from "../place.ts";
import type { SimMedia, SimPost } from "../world/model.ts";
import { knownMedia } from "../world_index.ts";

type Test = (post: SimPost) => boolean;

/** What `gallery/search` takes, docs/imgur.md §2.1. */
const FIELDS = ["q", "q_all", "q_any", "q_exactly", "q_not", "q_type", "q_size_px"] as const;

/**
 * The gallery posts that a search finds, newest first. The advanced fields override `q`.
 *
 * @returns null when nothing was asked.
 */
export function searchPosts(
  query: URLSearchParams,
  place: Place,
): { name: string; posts: readonly SimPost[] } | null {
  const asked = FIELDS.flatMap((field) => {
    const value = query.get(field)?.trim();
    return value ? [[field, value] as const] : [];
  });
  const advanced = asked.filter(([field]) => field !== "q");
  const used = advanced.length > 0 ? advanced : asked;
  if (used.length === 0) return null;
  const tests = used.map(([field, value]) => FIELD_TESTS[field](value));
  const name = `search:${used.map((pair) => pair.join("=")).join("&")}`;
  const passes: Test = (post) => post.inGallery && tests.every((test) => test(post));
  return { name, posts: place.index.list(name, passes) };
}

const FIELD_TESTS: Readonly<Record<(typeof FIELDS)[number], (value: string) => Test>> = {
  q: parseQuery,
  q_all: (value) => all(words(value).map(hasWord)),
  q_any: (value) => any(words(value).map(hasWord)),
  q_exactly: (value) => hasWord(value),
  q_not: (value) => not(any(words(value).map(hasWord))),
  q_type: isOfType,
  q_size_px: isOfSize,
};

/** Words side by side mean AND; OR separates, NOT turns the next word round; quotes keep words together. */
function parseQuery(value: string): Test {
  const terms = value.match(/(?:\w+:\s*)?"[^"]*"|\S+:\s+\S+|\S+/g) ?? [];
  const choices: Test[][] = [[]];
  let negated = false;
  for (const term of terms) {
    if (term === "AND") continue;
    if (term === "OR") {
      choices.push([]);
    } else if (term === "NOT") {
      negated = true;
    } else {
      const test = parseTerm(term);
      choices.at(-1)?.push(negated ? not(test) : test);
      negated = false;
    }
  }
  return any(choices.filter((choice) => choice.length > 0).map(all));
}

const TERMS: Readonly<Record<string, (value: string) => Test>> = {
  tag: (value) => (post) => post.tags.some((tag) => tag.toLowerCase() === value),
  user: (value) => (post) => post.accountUrl?.toLowerCase() === value,
  title: (value) => (post) => post.title.toLowerCase().includes(value),
  ext: (value) => (post) => knownMedia(post).some(({ ext }) => ext === value),
  subreddit: (value) => (post) => post.section?.toLowerCase() === value,
  album: (value) => (post) => post.isAlbum && textOf(post).includes(value),
  meme: (value) => (post) =>
    post.tags.some((tag) => tag.toLowerCase() === "meme") && textOf(post).includes(value),
};

function parseTerm(term: string): Test {
  const [, field = "", rest = ""] = /^(\w+):\s*(.*)$/.exec(term) ?? [];
  const make = TERMS[field.toLowerCase()];
  return make ? make(unquoted(rest).toLowerCase()) : hasWord(unquoted(term));
}

function isOfType(value: string): Test {
  const ofMedia: Readonly<Record<string, (media: SimMedia) => boolean>> = {
    jpg: ({ mime }) => mime === "image/jpeg",
    png: ({ mime }) => mime === "image/png",
    gif: ({ mime }) => mime === "image/gif",
    anigif: ({ mime, animated }) => mime === "image/gif" && animated,
  };
  if (value === "album") return (post) => post.isAlbum;
  const test = ofMedia[value];
  return test ? (post) => knownMedia(post).some(test) : () => true;
}

/** Longer side in pixels, from and below. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  small: [0, 500],
  med: [500, 1000],
  big: [1000, 2000],
  lrg: [2000, 5000],
  huge: [5000, Number.POSITIVE_INFINITY],
};

function isOfSize(value: string): Test {
  const [from, below] = SIZES[value] ?? [0, Number.POSITIVE_INFINITY];
  return (post) =>
    knownMedia(post).some(({ width, height }) => {
      const side = Math.max(width, height);
      return side >= from && side < below;
    });
}

function textOf(post: SimPost): string {
  return [post.title, post.description ?? "", ...post.tags].join(" ").toLowerCase();
}

function hasWord(word: string): Test {
  const wanted = word.toLowerCase();
  return (post) => textOf(post).includes(wanted);
}

function words(value: string): string[] {
  return value.split(/[\s,]+/).filter((word) => word !== "");
}

function unquoted(value: string): string {
  return value.replace(/^"(.*)"$/, "$1");
}

function all(tests: readonly Test[]): Test {
  return (post) => tests.every((test) => test(post));
}

function any(tests: readonly Test[]): Test {
  return (post) => tests.some((test) => test(post));
}

function not(test: Test): Test {
  return (post) => !test(post);
}
