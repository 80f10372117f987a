/** What stands before `imgur.com` in a text. */
export interface LinkLead {
  /** The subdomain with its dot, or "". */
  readonly label: string;
  readonly hasScheme: boolean;
}

const MAX_LABEL_LENGTH = 63;
/** The longest slash: `%252F` has five characters, `\u002F` six. */
const MAX_SLASH_LENGTH = 6;
const MAX_SCHEME_LENGTH = 24;

const HOST_CHARACTER_REGEXP = /[A-Za-z0-9.-]/;
const LABEL_REGEXP = /^(?:[a-z0-9-]+\.)?$/i;
/** The end of an encoded slash looks like the start of a host: the `2F` in `%2Fi.imgur.com`. */
const ENCODED_SLASH_REGEXP = /^(?:%(?:25)?2f|\\u002f)/i;
const TWO_SLASHES_REGEXP = /(?:\\?\/|\\u002f|&#(?:x2f|47);|%(?:25)?2f){2}$/i;
const SCHEME_REGEXP = /(?<scheme>[a-z][a-z0-9+-]{0,11})(?::|&#58;|%(?:25)?3a)$/i;
/** `http`, and how forums write it so that it is no link: `ttp`, `hxxp`. */
const WEB_SCHEME_REGEXP = /(?:h?ttps?|hxxps?)$/i;
/** Before a host without a scheme, these make it part of something else: an e-mail, another name, another's path. */
const BOUND_REGEXP = /(?:[A-Za-z0-9@./\\%&-]|\w_)$/;

/**
 * Reads backwards from a host to what makes it a link.
 *
 * @param text The whole text.
 * @param at Where `imgur.com` begins.
 * @returns Undefined when the host is a part of something else.
 */
export function readLead(text: string, at: number): LinkLead | undefined {
  let start = at;
  const floor = Math.max(0, at - MAX_LABEL_LENGTH - MAX_SLASH_LENGTH - 1);
  while (start > floor && HOST_CHARACTER_REGEXP.test(text.charAt(start - 1))) start -= 1;
  const run = text.slice(Math.max(0, start - 1), at);
  const encoded = ENCODED_SLASH_REGEXP.exec(run)?.[0];
  if (encoded !== undefined) start += encoded.length - 1;
  const label = text.slice(start, at);
  if (!LABEL_REGEXP.test(label)) return undefined;
  const before = text.slice(Math.max(0, start - 2 * MAX_SLASH_LENGTH), start);
  const slashes = TWO_SLASHES_REGEXP.exec(before)?.[0];
  if (slashes === undefined)
    return BOUND_REGEXP.test(before) ? undefined : { label, hasScheme: false };
  const end = start - slashes.length;
  const lead = text.slice(Math.max(0, end - MAX_SCHEME_LENGTH), end);
  const scheme = SCHEME_REGEXP.exec(lead)?.groups?.scheme;
  const isLink =
    scheme === undefined ? !/[\w./\\%@:-]$/.test(lead) : WEB_SCHEME_REGEXP.test(scheme);
  return isLink ? { label, hasScheme: true } : undefined;
}
