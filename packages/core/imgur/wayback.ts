import type { Clock } from "../async/clock.ts";
import { AcaciaError } from "../errors.ts";
import type { HostGate } from "../limit/host_gate.ts";
import { readRetryAfter } from "../limit/retry_after.ts";
import { type FetchedText, fetchText, type ImgurCall } from "./_call.ts";
import { networkReason } from "./_failures.ts";
import { parseBases } from "./bases.ts";
import { parseJson } from "./refusal.ts";

/** A file as the web archive once saw it. */
export interface Capture {
  /** When, as the archive writes it: `20190504120000`. */
  readonly timestamp: string;
  /** What it was asked for then. */
  readonly original: string;
  /** Its SHA-1 in base 32. */
  readonly digest: string;
  /** Where its bytes are, as they came. */
  readonly url: string;
}

/** What {@link makeWaybackIndex} takes. */
export interface WaybackIndexOptions {
  /** Base of the archive, without a slash at its end. */
  readonly base: string;
  readonly gate: HostGate;
  readonly clock: Clock;
  readonly userAgent: string;
  /** @default what the environment says */
  readonly proxy?: string | undefined;
  /** Further attempts after the first. @default 3 */
  readonly retries?: number;
  /** For one attempt: the index of a large archive takes its time. @default 60000 */
  readonly timeoutMs?: number;
}

/** The index of the public web archive. */
export interface WaybackIndex {
  /**
   * Captures of an original, the newest of each content, the newest first; at most 5. docs/imgur.md §4.7.
   * @param id Imgur's; ids that differ from it in case are others.
   * @throws {AcaciaError} `rate_limit` or `network` once the retries are used up; the signal's reason when it aborts.
   */
  list(id: string, signal: AbortSignal): Promise<Capture[]>;
}

const TIMEOUT_MS = 60_000;
/** Contents that are tried: more than this are placeholders and renderings. */
const MAX_CAPTURES = 5;
const MAX_ROWS = "2000";

/**
 * Opens the index. It sends nothing by itself, and never to another host than the base.
 * @throws {AcaciaError} `config` for a base that is no address.
 */
export function makeWaybackIndex(options: WaybackIndexOptions): WaybackIndex {
  const { base, retries = 3 } = options;
  return {
    async list(id, signal) {
      for (let attempt = 0; ; attempt++) {
        const answer = await ask(id, options, signal);
        if (typeof answer !== "string") return answer;
        if (attempt < retries) continue;
        const code = answer.startsWith("HTTP 4") ? "rate_limit" : "network";
        throw new AcaciaError(code, `Cannot look ${id} up in the web archive ${base}: ${answer}`, {
          hint: "Try again later, or leave out --wayback",
        });
      }
    },
  };
}

/** What the index has, or why it does not tell; the gate knows how long to wait. */
async function ask(
  id: string,
  options: WaybackIndexOptions,
  signal: AbortSignal,
): Promise<Capture[] | string> {
  const { base, gate, clock, userAgent, proxy, timeoutMs = TIMEOUT_MS } = options;
  using _slot = await gate.enter(signal);
  using timeout = clock.timeout(timeoutMs);
  const startedAt = clock.monotonic();
  let fetched: FetchedText;
  try {
    fetched = await fetchText(indexCall(id), {
      bases: parseBases({ api: base, cdn: base, site: base }),
      clientId: undefined,
      userAgent,
      proxy,
      signal: AbortSignal.any([signal, timeout.signal]),
    });
  } catch (error) {
    signal.throwIfAborted();
    gate.note({ kind: "error" });
    return networkReason(error);
  }
  const { status, headers, bodyText, sizeBytes } = fetched;
  if (status === 429 || status === 503) {
    const retryAfterMs = readRetryAfter(headers.get("retry-after"), clock.now());
    gate.note({ kind: "throttled", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
    return `HTTP ${status}`;
  }
  if (status === 404) return [];
  if (status !== 200) {
    gate.note({ kind: "error" });
    return `HTTP ${status}`;
  }
  gate.note({ kind: "ok", ms: clock.monotonic() - startedAt, bytes: sizeBytes });
  return readCaptures(parseJson(bodyText), { id, base });
}

function indexCall(id: string): ImgurCall {
  return {
    base: "site",
    path: "/cdx/search/cdx",
    query: {
      // With its dot: renderings have a letter more, and the original came under any extension.
      url: `i.imgur.com/${id}.`,
      matchType: "prefix",
      output: "json",
      filter: "statuscode:200",
      limit: MAX_ROWS,
    },
    auth: "none",
  };
}

const FIELDS = ["timestamp", "original", "mimetype", "statuscode", "digest"] as const;

/**
 * Reads an answer of the index; what it holds of other files is left out.
 * @param json A list of lists, the first of which names the fields; anything else holds no capture.
 */
export function readCaptures(
  json: unknown,
  { id, base }: { readonly id: string; readonly base: string },
): Capture[] {
  if (!Array.isArray(json) || !Array.isArray(json[0])) return [];
  const [names, ...rows] = json as unknown[][];
  const places = FIELDS.map((field) => names!.indexOf(field));
  const captures = new Map<string, Capture>();
  const read = rows
    .filter((row) => Array.isArray(row))
    .map((row) => places.map((place) => textOf(row[place])))
    .toSorted(([one = ""], [other = ""]) => (one < other ? 1 : one > other ? -1 : 0));
  for (const [timestamp = "", original = "", mime = "", status = "", digest = ""] of read) {
    const isOurs = isOriginal(original, id) && !mime.startsWith("text/") && status === "200";
    if (!isOurs || !/^\d{14}$/.test(timestamp) || !/^[A-Z2-7]{32}$/.test(digest)) continue;
    if (captures.has(digest) || captures.size === MAX_CAPTURES) continue;
    const url = `${base}/web/${timestamp}id_/${original}`;
    captures.set(digest, { timestamp, original, digest, url });
  }
  return [...captures.values()];
}

/** Anything but texts and numbers says nothing, and may not even become a text. */
function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

const ORIGINAL_REGEXP =
  /^https?:\/\/i\.imgur\.com(?::\d{2,5})?\/(?<id>\w+)\.[A-Za-z0-9]{2,5}(?:\?[\w.=&%-]*)?$/;

/** Keys of the index are in lower case; ids are not. */
function isOriginal(address: string, id: string): boolean {
  return ORIGINAL_REGEXP.exec(address)?.groups?.id === id;
}

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** A hash as the index writes it: base 32 (RFC 4648) without padding. @param hash 20 bytes of a SHA-1. */
export function printDigest(hash: Uint8Array): string {
  let text = "";
  let bits = 0;
  let count = 0;
  for (const byte of hash) {
    bits = (bits << 8) | byte;
    for (count += 8; count >= 5; count -= 5) text += LETTERS[(bits >>> (count - 5)) & 31];
    bits &= (1 << count) - 1;
  }
  return count === 0 ? text : text + LETTERS[(bits << (5 - count)) & 31];
}
