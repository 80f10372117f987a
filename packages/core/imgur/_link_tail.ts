/** Where a link ends whatever follows: white space, quotes, brackets, what ends a string, the next address. */
const END_REGEXP =
  /[\s"'<>`{}|^[\]\p{Cc}\p{Cf}“”„‘’«»‹›、。，；：！？（）【】「」『』…]|\\(?!\/|u002f|u0026|u003d)|&(?:quot|lt|gt|apos|nbsp|#0?39|#x27|#34|#x22|#10|#13);|https?(?::|%3a)/iu;
const SLASH_REGEXP = /\\\/|\\u002f|&#x2f;|&#47;/giu;
const AND_REGEXP = /\\u0026|&amp;|&#38;|&#x26;/giu;
const ENCODED_REGEXP = /^%(?<twice>25)?2f/iu;
const LOOSE_END_REGEXP = /[.,;:!?*_~&\\-]/;

/**
 * Reads what follows a host in a text.
 *
 * @param text From the end of the host on.
 * @returns Path and query, unescaped, without the punctuation that follows; "" for a host alone; undefined when
 *   the host goes on, as in `imgur.com.example.org`, or has a port.
 */
export function readTail(text: string): string | undefined {
  const end = text.search(END_REGEXP);
  const whole = end === -1 ? text : text.slice(0, end);
  const encoded = ENCODED_REGEXP.exec(whole)?.groups;
  const plain = encoded === undefined ? whole : decode(whole, encoded.twice === undefined ? 1 : 2);
  const unescaped = plain
    .replaceAll(SLASH_REGEXP, "/")
    .replaceAll(AND_REGEXP, "&")
    .replaceAll("\\u003d", "=");
  const tail = trimEnd(closeParentheses(unescaped));
  return tail === "" || tail.startsWith("/") ? tail : undefined;
}

function decode(text: string, times: number): string {
  try {
    let decoded = text.split("&", 1)[0] ?? "";
    for (let round = 0; round < times; round += 1) decoded = decodeURIComponent(decoded);
    return decoded.slice(0, findEnd(decoded));
  } catch {
    return "";
  }
}

function findEnd(text: string): number {
  const end = text.search(END_REGEXP);
  return end === -1 ? text.length : end;
}

/** Up to the first parenthesis that was opened before the link: `[title](https://imgur.com/aBc12De)`. */
function closeParentheses(text: string): string {
  let depth = 0;
  for (let index = text.search(/[()]/); index !== -1 && index < text.length; index += 1) {
    if (text[index] === "(") depth += 1;
    if (text[index] === ")") depth -= 1;
    if (depth < 0) return text.slice(0, index);
  }
  return text;
}

function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (LOOSE_END_REGEXP.test(text.charAt(end - 1)) || text[end - 1] === "("))
    end -= 1;
  return text.slice(0, end);
}
