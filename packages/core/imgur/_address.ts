import { isImgurHost } from "./bases.ts";
import { findMediaExt } from "./ids.ts";
import type { TargetRefusal } from "./target_kinds.ts";

/** The longest text that is read, characters: twice a list of 1,000 ids, and far more than any address. */
export const MAX_TARGET_LENGTH = 16_384;

/** An address on Imgur, taken apart. */
export interface Address {
  /** Decoded, from the first slash on, without a slash at its end; "/" for a host alone. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** Subdomains that are no user's. */
const SITE_SUBDOMAINS: ReadonlySet<string> = new Set(["", "www", "m", "i", "o", "edge"]);
const FILE_SUBDOMAINS: ReadonlySet<string> = new Set(["i", "o", "edge"]);
const OTHER_SUBDOMAINS: ReadonlySet<string> = new Set(
  "api apidocs help blog status store community s p t stack cdn static mail".split(" "),
);

const CONTROL_REGEXP = /\p{Cc}/u;
const SCHEME_REGEXP = /^(?<scheme>[a-z][a-z0-9+-]*):(?<rest>.*)$/is;
const AUTHORITY_REGEXP = /^[^/?#]*/;
const HOST_REGEXP = /^[A-Za-z0-9.-]+$/;
const SHORT_SEARCH_REGEXP = /^search(?<path>(?:\/[a-z]+)*)(?:\?(?<fields>[^:]*))?:(?<query>.*)$/s;
const SHORT_COLON_REGEXP = /^(?<letter>[art]):(?<rest>[^/].*)$/s;
const SHORT_FILE_REGEXP = /^[A-Za-z0-9]{5,8}(?:_d|_lq)?\.(?<ext>[A-Za-z0-9]{2,5})$/;

/**
 * Takes a text apart, or tells why it is no address of Imgur's. Time grows with the length and no more.
 *
 * @param text What a user typed, or a file held.
 */
export function readAddress(text: string): Address | TargetRefusal {
  if (text.length > MAX_TARGET_LENGTH) {
    return refuse(`it has ${text.length} characters, and no address of Imgur's is that long`);
  }
  const trimmed = text.trim();
  if (trimmed === "") return refuse("it is empty");
  if (CONTROL_REGEXP.test(trimmed)) return refuse("it holds control characters");
  const search = readShortSearch(trimmed);
  if (search !== undefined) return search;
  if (trimmed.includes("\\")) return refuse("it holds a backslash");
  return readShort(trimmed) ?? readLong(trimmed);
}

/** A refusal; the hint shows what would be right. */
export function refuse(
  reason: string,
  hint = "Give an address such as https://imgur.com/a/aBc12De, or a short form such as r/aww",
): TargetRefusal {
  return { kind: "reject", reason, hint };
}

/** A text between quotes, short and safe to print. */
export function quote(text: string): string {
  const head = text.slice(0, 80).replaceAll(/\p{Cc}|\p{Cf}|\p{Cs}/gu, "?");
  return `'${head}${text.length > 80 ? "…" : ""}'`;
}

function readShortSearch(text: string): Address | undefined {
  const search = SHORT_SEARCH_REGEXP.exec(text)?.groups;
  if (search === undefined) return undefined;
  const query = new URLSearchParams(search.fields ?? "");
  // "search?q=title:cats" is an address whose query holds a colon.
  if (query.has("q")) return undefined;
  query.set("q", search.query ?? "");
  return { path: `/search${search.path ?? ""}`, query };
}

function readShort(text: string): Address | TargetRefusal | undefined {
  if (text.startsWith("@")) return takeApart(`/user/${text.slice(1)}`);
  const colon = SHORT_COLON_REGEXP.exec(text)?.groups;
  return colon === undefined ? undefined : takeApart(`/${colon.letter}/${colon.rest}`);
}

function readLong(text: string): Address | TargetRefusal {
  const { scheme = "", rest = text } = SCHEME_REGEXP.exec(text)?.groups ?? {};
  if (!["", "http", "https"].includes(scheme.toLowerCase())) {
    return refuse(`its scheme is ${quote(scheme)}, neither http nor https`);
  }
  if (rest.startsWith("//")) return readHosted(rest.slice(2));
  if (scheme !== "") return refuse(`no host follows ${quote(`${scheme}:`)}`);
  const authority = AUTHORITY_REGEXP.exec(text)?.[0] ?? "";
  return authority.includes(".") && !isShortFile(authority)
    ? readHosted(text)
    : takeApart(`/${text}`);
}

function isShortFile(text: string): boolean {
  return findMediaExt(SHORT_FILE_REGEXP.exec(text)?.groups?.ext ?? "") !== undefined;
}

function readHosted(text: string): Address | TargetRefusal {
  const authority = AUTHORITY_REGEXP.exec(text)?.[0] ?? "";
  if (authority === "") return refuse("it names no host");
  if (authority.includes("@")) return refuse("it holds a user name or a password before its host");
  if (authority.includes(":")) return refuse("it names a port, and Imgur uses none");
  if (!HOST_REGEXP.test(authority) || !isImgurHost(authority)) {
    return refuse(`its host is ${quote(authority)}, which is none of Imgur's`);
  }
  const label = authority.toLowerCase().replace(/\.?imgur\.(?:com|io)$/, "");
  if (OTHER_SUBDOMAINS.has(label)) {
    return refuse(`${quote(authority)} is Imgur's, but holds no posts`);
  }
  const address = takeApart(text.slice(authority.length));
  if ("kind" in address || (address.path !== "/" && address.path !== "/all")) return address;
  if (!SITE_SUBDOMAINS.has(label)) return { ...address, path: `/user/${label}` };
  if (address.path === "/" && FILE_SUBDOMAINS.has(label)) {
    return refuse(`${quote(authority)} alone names no file`);
  }
  return address;
}

function takeApart(text: string): Address | TargetRefusal {
  const [address = ""] = text.split("#", 1);
  const mark = address.indexOf("?");
  const path = mark === -1 ? address : address.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? "" : address.slice(mark + 1));
  const decoded = decode(path);
  if (decoded === undefined) return refuse("its percent-encoding is broken");
  if (CONTROL_REGEXP.test(decoded) || decoded.includes("\\")) {
    return refuse("it hides control characters or a backslash behind percent-encoding");
  }
  const parts = decoded.split("/").filter((part) => part !== "");
  return { path: `/${parts.join("/")}`, query };
}

function decode(path: string): string | undefined {
  try {
    return path.includes("%") ? decodeURIComponent(path.toWellFormed()) : path.toWellFormed();
  } catch {
    return undefined;
  }
}
