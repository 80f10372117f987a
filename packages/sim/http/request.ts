/** One parsed HTTP/1.1 request. */
export interface HttpRequest {
  readonly method: string;
  /** Decoded path, without the query; always begins with a slash. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
  /** False when the client asked for the connection to be closed. */
  readonly keepAlive: boolean;
}

/** What is left to do with the bytes that came so far. */
export type ReadResult =
  | { readonly kind: "more" }
  | { readonly kind: "bad"; readonly status: number }
  | { readonly kind: "request"; readonly request: HttpRequest; readonly usedBytes: number };

/** Larger heads are answered with 431. */
export const MAX_HEAD_BYTES = 64 * 1024;

/** Larger request bodies are answered with 413: nothing here takes uploads. */
export const MAX_BODY_BYTES = 1024 * 1024;

const NO_BODY = new Uint8Array(0);

/**
 * Reads one request off the front of `bytes`.
 *
 * @param bytes What the connection has received and not yet used.
 * @returns The request and how many bytes it took; `more` when it is not whole yet; `bad` with a status.
 */
export function readRequest(bytes: Buffer): ReadResult {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) {
    return bytes.length > MAX_HEAD_BYTES ? { kind: "bad", status: 431 } : { kind: "more" };
  }
  const lines = bytes.toString("latin1", 0, headEnd).split("\r\n");
  const [method, address, version] = (lines[0] ?? "").split(" ");
  if (!method || !address?.startsWith("/") || !version?.startsWith("HTTP/1.")) {
    return { kind: "bad", status: 400 };
  }
  const headers = readHeaders(lines);
  const bodyBytes = Number(headers.get("content-length") ?? 0);
  if (headers.has("transfer-encoding") || !Number.isInteger(bodyBytes) || bodyBytes < 0) {
    return { kind: "bad", status: 411 };
  }
  if (bodyBytes > MAX_BODY_BYTES) return { kind: "bad", status: 413 };
  const usedBytes = headEnd + 4 + bodyBytes;
  if (bytes.length < usedBytes) return { kind: "more" };
  const path = readPath(address);
  if (path === null) return { kind: "bad", status: 400 };
  return {
    kind: "request",
    usedBytes,
    request: {
      method,
      ...path,
      headers,
      body: bodyBytes === 0 ? NO_BODY : bytes.subarray(headEnd + 4, usedBytes),
      keepAlive: version !== "HTTP/1.0" && headers.get("connection")?.toLowerCase() !== "close",
    },
  };
}

function readHeaders(lines: readonly string[]): Map<string, string> {
  const headers = new Map<string, string>();
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i] as string;
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

function readPath(address: string): { path: string; query: URLSearchParams } | null {
  const mark = address.indexOf("?");
  const raw = mark < 0 ? address : address.slice(0, mark);
  try {
    const path = raw.includes("%") ? decodeURIComponent(raw) : raw;
    return { path, query: new URLSearchParams(mark < 0 ? "" : address.slice(mark + 1)) };
  } catch {
    return null;
  }
}
