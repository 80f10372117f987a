import { AcaciaError } from "../errors.ts";

/** Where Imgur is: its real hosts, a proxy, or a stand-in. None ends with a slash. */
export interface ImgurBases {
  /** Base of `…/3/…`, `…/post/v1/…`. */
  readonly api: string;
  /** Base of the media files. */
  readonly cdn: string;
  /** Base of the pages and of the keyless album endpoint. */
  readonly site: string;
}

/** Imgur's own addresses. docs/imgur.md §1, §4.1. */
export const DEFAULT_BASES: ImgurBases = {
  api: "https://api.imgur.com",
  cdn: "https://i.imgur.com",
  site: "https://imgur.com",
};

/** The three bases as a user may set them; what is absent or empty keeps its default. */
export interface BaseSettings {
  readonly api?: string | undefined;
  readonly cdn?: string | undefined;
  readonly site?: string | undefined;
}

const IMGUR_HOST_REGEXP = /^(?:(?!xn--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)?imgur\.(?:com|io)$/;
const TRAILING_SLASHES_REGEXP = /\/{1,9}$/;

/**
 * Checks the bases that a user set.
 *
 * @param settings Values of `IMGUR_API_URL`, `IMGUR_CDN_URL` and `IMGUR_SITE_URL`.
 * @returns All three, without a trailing slash.
 * @throws {AcaciaError} `config` for anything but an http(s) address without user, query and fragment.
 *
 * @example
 * ```ts
 * import { parseBases } from "@acacia/core";
 * console.assert(parseBases({ cdn: "http://127.0.0.1:4000/cdn/" }).cdn === "http://127.0.0.1:4000/cdn");
 * ```
 */
export function parseBases(settings: BaseSettings): ImgurBases {
  return {
    api: settings.api ? parseBase(settings.api, "API") : DEFAULT_BASES.api,
    cdn: settings.cdn ? parseBase(settings.cdn, "CDN") : DEFAULT_BASES.cdn,
    site: settings.site ? parseBase(settings.site, "site") : DEFAULT_BASES.site,
  };
}

/**
 * Whether a host is Imgur's own: `imgur.com`, `imgur.io`, or one name before them (`i.`, `m.`, a user's).
 * Look-alikes (`imgur.com.example.org`, `notimgur.com`, `i.stack.imgur.com`, internationalised names) are not.
 *
 * @param hostname Lower or upper case, without a port.
 */
export function isImgurHost(hostname: string): boolean {
  return IMGUR_HOST_REGEXP.test(hostname.toLowerCase());
}

/**
 * Maps the address of a media file to the CDN base, or refuses it.
 *
 * @param address What an answer or a redirect gave; absolute.
 * @param bases Where Imgur is.
 * @returns The address to ask, without a fragment; undefined when it leads off Imgur's hosts and the bases
 *   (another host, a private address, another scheme, a user name, a port of its own).
 *
 * @example
 * ```ts
 * import { mapMediaUrl, parseBases } from "@acacia/core";
 * const bases = parseBases({ cdn: "http://127.0.0.1:4000" });
 * console.assert(mapMediaUrl("http://i.imgur.com/aBc12De.gif", bases) === "http://127.0.0.1:4000/aBc12De.gif");
 * console.assert(mapMediaUrl("http://127.0.0.1:22/", bases) === undefined);
 * ```
 */
export function mapMediaUrl(address: string, bases: ImgurBases): string | undefined {
  const url = URL.parse(address);
  if (url === null || !isWeb(url) || url.username !== "" || url.password !== "") return undefined;
  url.hash = "";
  if ([bases.cdn, bases.api, bases.site].some((base) => isUnder(url, base))) return url.href;
  if (url.port !== "" || !isImgurHost(url.hostname)) return undefined;
  return `${bases.cdn}${url.pathname}${url.search}`;
}

function parseBase(text: string, what: string): string {
  const url = URL.parse(text.trim());
  const reason = url === null ? "it is no address" : findFault(url);
  if (url === null || reason !== undefined) {
    throw new AcaciaError("config", `Cannot use '${text}' as Imgur's ${what}: ${reason}`, {
      hint: "Give an address such as http://127.0.0.1:4000",
    });
  }
  return url.href.replace(TRAILING_SLASHES_REGEXP, "");
}

function findFault(url: URL): string | undefined {
  if (!isWeb(url)) return "it is neither http nor https";
  if (url.username !== "" || url.password !== "") return "it holds a user name or a password";
  if (url.search !== "" || url.hash !== "") return "it holds a query or a fragment";
  return undefined;
}

function isWeb(url: URL): boolean {
  return url.protocol === "https:" || url.protocol === "http:";
}

function isUnder(url: URL, base: string): boolean {
  const { origin, pathname } = new URL(base);
  if (url.origin !== origin) return false;
  const folder = pathname.endsWith("/") ? pathname : `${pathname}/`;
  return `${url.pathname}/`.startsWith(folder);
}
