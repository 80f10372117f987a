import type { Answer } from "../http/answer.ts";

/**
 * Answers the conditions of a request: `If-None-Match`, `Range`, `If-Range` (docs/imgur.md §4.4).
 *
 * @param whole The 200 with its ETag and Last-Modified.
 * @param headers Of the request, names in lower case.
 * @returns 304, 206, 416 or the whole.
 */
export function applyConditions(whole: Answer, headers: ReadonlyMap<string, string>): Answer {
  const etag = whole.headers.ETag;
  if (etag && headers.get("if-none-match") === etag) {
    return { ...whole, status: 304, body: whole.body.subarray(0, 0) };
  }
  const range = headers.get("range");
  if (!range || !isCurrent(whole, headers.get("if-range"))) return whole;
  const size = whole.body.length;
  const bounds = readRange(range, size);
  if (bounds === "ignored") return whole;
  if (bounds === "outside") {
    const { "Content-Type": _, ...kept } = whole.headers;
    return {
      ...whole,
      status: 416,
      headers: { ...kept, "Content-Range": `bytes */${size}` },
      body: whole.body.subarray(0, 0),
    };
  }
  const { from, to } = bounds;
  return {
    ...whole,
    status: 206,
    headers: { ...whole.headers, "Content-Range": `bytes ${from}-${to}/${size}` },
    body: whole.body.subarray(from, to + 1),
  };
}

function isCurrent(whole: Answer, ifRange: string | undefined): boolean {
  if (ifRange === undefined) return true;
  return ifRange === whole.headers.ETag || ifRange === whole.headers["Last-Modified"];
}

type Bounds = { readonly from: number; readonly to: number } | "outside" | "ignored";

/** Several ranges, other units and nonsense are ignored, as RFC 9110 §14.2 allows. */
function readRange(range: string, size: number): Bounds {
  const parts = /^bytes=(\d*)-(\d*)$/.exec(range.trim());
  if (!parts || (parts[1] === "" && parts[2] === "")) return "ignored";
  if (parts[1] === "") {
    const last = Math.min(size, Number(parts[2]));
    return last === 0 ? "outside" : { from: size - last, to: size - 1 };
  }
  const from = Number(parts[1]);
  const to = parts[2] === "" ? size - 1 : Math.min(size - 1, Number(parts[2]));
  if (from >= size) return "outside";
  return from > to ? "ignored" : { from, to };
}
