import { type LinkLead, readLead } from "./_link_lead.ts";
import { readTail } from "./_link_tail.ts";
import { canonicalAddress, readTarget } from "./target.ts";
import type { Target } from "./target_kinds.ts";

/** The longest path and query that are looked at, characters: longer than any address, short enough to stay linear. */
const MAX_TAIL_LENGTH = 2048;
/** What a link may need of the text before its host, characters. */
const KEPT_LENGTH = 128;
/** Text gathered before it is scanned, so that many small chunks cost no more than a large one, characters. */
const BATCH_LENGTH = 65_536;

const HOST_REGEXP = /imgur\.(?:com|io)/gi;
const LONGEST_HOST = "imgur.com".length;
/** The path up to what no path of Imgur's holds, for a link with other text stuck to it. */
const LIST_PATH_REGEXP = /^[\p{L}\p{N}\p{M}/_%.,-]*/u;
const PLAIN_PATH_REGEXP = /^[\p{L}\p{N}\p{M}/_%.-]*/u;

/**
 * Finds every link to something on Imgur in any text: a forum dump, bookmarks, CSV, HTML, JSON, Markdown, BBCode.
 * Takes escaped slashes, entities, percent-encoding, missing schemes and text stuck to a link; leaves alone
 * other hosts, look-alikes, and Imgur's own pages. Time grows with the length and no more.
 *
 * @param text Any size.
 * @returns In order, each once by its canonical address.
 *
 * @example
 * ```ts
 * import { findImgurLinks, printTarget } from "@acacia/core";
 * const targets = findImgurLinks('see [this](https://imgur.com/a/aBc12De), {"u":"https:\\/\\/i.imgur.com\\/fGh34.gifv"}');
 * console.assert(targets.map(printTarget).join(" ") === "a/aBc12De fGh34.gif");
 * ```
 */
export function findImgurLinks(text: string): Target[] {
  const scan = scanLinks(text, { from: 0, isLast: true });
  return [...distinct(scan.targets, new Set())];
}

/**
 * Finds the same links as {@link findImgurLinks} in a text that comes in pieces, wherever they are cut.
 *
 * @param chunks The text, in order; holds one piece and about 130 kB at a time.
 * @returns Targets as they are found, each once.
 */
export async function* readLinks(chunks: AsyncIterable<string>): AsyncGenerator<Target> {
  const seen = new Set<string>();
  let text = "";
  let from = 0;
  for await (const chunk of chunks) {
    text += chunk;
    if (text.length - from < BATCH_LENGTH) continue;
    const scan = scanLinks(text, { from, isLast: false });
    yield* distinct(scan.targets, seen);
    const start = Math.max(0, scan.done - KEPT_LENGTH);
    text = text.slice(start);
    from = scan.done - start;
  }
  yield* distinct(scanLinks(text, { from, isLast: true }).targets, seen);
}

interface Scan {
  readonly targets: readonly Target[];
  /** Every host that begins before this index has been read. */
  readonly done: number;
}

function scanLinks(text: string, range: { from: number; isLast: boolean }): Scan {
  const targets: Target[] = [];
  const hosts = text.matchAll(startAt(range.from));
  let host = hosts.next().value;
  while (host !== undefined) {
    const next = hosts.next().value;
    const end = host.index + host[0].length;
    const limit = end + MAX_TAIL_LENGTH;
    if (!range.isLast && text.length < limit + LONGEST_HOST) {
      return { targets, done: host.index };
    }
    const lead = readLead(text, host.index);
    const tail = text.slice(end, Math.min(limit, next?.index ?? text.length));
    const target = lead === undefined ? undefined : readLink(lead, host[0], tail);
    if (target !== undefined) targets.push(target);
    host = next;
  }
  return { targets, done: Math.max(range.from, text.length - LONGEST_HOST + 1) };
}

function startAt(index: number): RegExp {
  const regexp = new RegExp(HOST_REGEXP);
  regexp.lastIndex = index;
  return regexp;
}

function readLink(lead: LinkLead, host: string, text: string): Target | undefined {
  const tail = readTail(text);
  if (tail === undefined) return undefined;
  const isUsersOwn = lead.label !== "" && lead.hasScheme;
  if (tail === "" ? !isUsersOwn : lead.label === "" && /^\/+(?:[?#]|$)/.test(tail))
    return undefined;
  const origin = `https://${lead.label}${host}`;
  for (const path of listReadings(tail)) {
    const target = path.length > 1 || path === tail ? readTarget(origin + path) : undefined;
    if (target !== undefined && target.kind !== "reject" && !isDoubtfulList(target)) return target;
  }
  return undefined;
}

/** The tail as it is, and then with less and less of what may be stuck to it. */
function* listReadings(tail: string): Generator<string> {
  yield tail;
  yield LIST_PATH_REGEXP.exec(tail)?.[0] ?? "";
  const plain = PLAIN_PATH_REGEXP.exec(tail)?.[0] ?? "";
  yield plain;
  yield plain.slice(0, Math.max(0, plain.lastIndexOf(".")));
}

/** A CSV column or a word stuck to a link by a comma can have 5 or 7 letters; an id nearly never reads as one. */
function isDoubtfulList(target: Target): boolean {
  return (
    target.kind === "list" && target.ids.slice(1).some((id) => /^(?:\d+|[A-Za-z]?[a-z]+)$/.test(id))
  );
}

function* distinct(targets: Iterable<Target>, seen: Set<string>): Generator<Target> {
  for (const target of targets) {
    const address = canonicalAddress(target);
    if (seen.has(address)) continue;
    seen.add(address);
    yield target;
  }
}
