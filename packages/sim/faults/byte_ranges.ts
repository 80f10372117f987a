import type { HttpRequest } from "../http/request.ts";
import type { FaultRow } from "./fault.ts";

/** Faults in how a Range is answered; a request without one gives them nothing to break. */
export const RANGE_FAULTS: Readonly<Record<string, FaultRow>> = {
  ignore_range: {
    help: "200 with the whole file for a Range",
    prepare: (request) => withRange(request, null),
    apply: ({ request, whole }) => (request.headers.has("range") ? whole : null),
  },
  wrong_range: {
    help: "206 for another range than was asked, honestly labelled",
    prepare: (request) => withRange(request, "bytes=1-"),
    apply: ({ request, whole }) => (request.headers.has("range") ? whole : null),
  },
  lying_range: {
    help: "206 labelled as asked, with the bytes from the start of the file",
    prepare: (request) => withRange(request, null),
    apply: ({ request, whole }) => {
      const from = Number(/^bytes=(\d+)-/.exec(request.headers.get("range") ?? "")?.[1] ?? "NaN");
      const size = whole.body.length;
      if (!(from < size)) return null;
      const headers = { ...whole.headers, "Content-Range": `bytes ${from}-${size - 1}/${size}` };
      return { ...whole, status: 206, headers, body: whole.body.subarray(0, size - from) };
    },
  },
  no_range: {
    help: "416 for a Range that is fine",
    apply: ({ request, whole }) =>
      request.headers.has("range")
        ? {
            ...whole,
            status: 416,
            headers: { "Content-Range": "bytes */0" },
            body: whole.body.subarray(0, 0),
          }
        : null,
  },
};

function withRange(request: HttpRequest, range: string | null): HttpRequest {
  if (!request.headers.has("range")) return request;
  const headers = new Map(request.headers);
  headers.delete("if-range");
  if (range === null) headers.delete("range");
  else headers.set("range", range);
  return { ...request, headers };
}
