/** How the body of an answer goes onto the wire; everything absent: whole, with its length, connection kept. */
export interface Delivery {
  /** What `Content-Length` says; null sends none, and the end of the connection ends the body. */
  readonly statedBytes?: number | null;
  /** Stop after this many bytes of the body. */
  readonly stopAfterBytes?: number;
  /** What follows the last byte sent. `keep` is keep-alive; `stall` waits until the client leaves. */
  readonly ending?: "keep" | "close" | "reset" | "stall";
  /** Nothing at all is sent before the `ending`, not even a head. */
  readonly silent?: boolean;
  /** This many bytes, then a pause of this many ms, and so on. */
  readonly drip?: { readonly bytes: number; readonly everyMs: number };
  /** The body is sent again and again until the client leaves. */
  readonly endless?: boolean;
  /** The body goes out in chunks of the chunked transfer coding, without a length. */
  readonly chunked?: boolean;
}

/** One answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** What was asked for, in a word: the key of `stats().roles.*.byKind`. */
  readonly kind: string;
  /** The media whose original, rendering or thumbnail this is. */
  readonly mediaId?: string;
  readonly delivery?: Delivery;
}

const NO_BODY = new Uint8Array(0);
const ENCODER = new TextEncoder();

/** A status with headers and no body. */
export function empty(kind: string, status: number, headers: Record<string, string> = {}): Answer {
  return { kind, status, headers, body: NO_BODY };
}

/** A text body of any type. */
export function text(
  kind: string,
  content: string,
  options: { status?: number; type?: string; headers?: Record<string, string> } = {},
): Answer {
  const { status = 200, type = "text/html; charset=utf-8", headers = {} } = options;
  return {
    kind,
    status,
    headers: { "Content-Type": type, ...headers },
    body: ENCODER.encode(content),
  };
}

/** A JSON body. */
export function json(
  kind: string,
  value: unknown,
  options: { status?: number; type?: string; headers?: Record<string, string> } = {},
): Answer {
  return text(kind, JSON.stringify(value), { type: "application/json", ...options });
}

/** A 302 to `location`. */
export function redirect(
  kind: string,
  location: string,
  headers: Record<string, string> = {},
): Answer {
  return empty(kind, 302, { Location: location, ...headers });
}

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  206: "Partial Content",
  302: "Found",
  304: "Not Modified",
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  411: "Length Required",
  413: "Content Too Large",
  416: "Range Not Satisfiable",
  429: "Too Many Requests",
  431: "Request Header Fields Too Large",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** The status line and headers as they go onto the wire, with the blank line that ends them. */
export function printHead(answer: Answer): string {
  const { status, headers, body, delivery } = answer;
  let head = `HTTP/1.1 ${status} ${REASONS[status] ?? "Status"}\r\nServer: cat factory 1.0\r\n`;
  for (const name in headers) head += `${name}: ${headers[name]}\r\n`;
  const stated = delivery?.statedBytes === undefined ? body.length : delivery.statedBytes;
  if (delivery?.chunked) head += "Transfer-Encoding: chunked\r\n";
  else if (stated !== null && status !== 304 && !("Content-Length" in headers)) {
    head += `Content-Length: ${stated}\r\n`;
  }
  if (endsConnection(delivery)) head += "Connection: close\r\n";
  return `${head}\r\n`;
}

// A cut or reset comes without warning; only an answer without a length must announce its end.
function endsConnection(delivery: Delivery | undefined): boolean {
  return delivery?.statedBytes === null && !delivery.chunked;
}
