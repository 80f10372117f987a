import type { ImgurBases } from "./bases.ts";

/** One GET that Acacia knows how to make. */
export interface ImgurCall {
  readonly base: "api" | "site";
  /** From the base on, starting with a slash, without a query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Where the Client-ID goes; `none` for the keyless endpoint, which costs no credit either. */
  readonly auth: "header" | "query" | "none";
}

/** A body as text, with what came before it. */
export interface FetchedText {
  readonly status: number;
  readonly headers: Headers;
  readonly bodyText: string;
  readonly sizeBytes: number;
}

/** What {@link fetchText} needs beside the call. */
export interface FetchTextOptions {
  readonly bases: ImgurBases;
  readonly clientId: string | undefined;
  readonly userAgent: string;
  readonly proxy: string | undefined;
  readonly signal: AbortSignal;
}

/** An album of 1,100 pictures is about 1.5 MB of JSON. */
const MAX_BODY_BYTES = 32 * 1024 * 1024;
const MAX_REDIRECTS = 3;

/** Why an answer is of no use whatever it says: its redirect or its size. Trying again changes nothing. */
export class UnusableAnswer extends Error {}

/**
 * Sends one GET and reads its body. No Referer is ever sent: foreign ones are refused (docs/imgur.md §4.4).
 * Redirects are followed only within the bases, and the Client-ID goes to the API alone.
 * @throws {UnusableAnswer} for a redirect that leads elsewhere or in a circle, or a body above 32 MiB.
 */
export async function fetchText(call: ImgurCall, options: FetchTextOptions): Promise<FetchedText> {
  let url = callUrl(call, options);
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    const response = await fetch(url, {
      headers: headersFor(url, call, options),
      redirect: "manual",
      signal: options.signal,
      ...(options.proxy === undefined ? {} : { proxy: options.proxy }),
    });
    const location = response.headers.get("location");
    if (response.status < 300 || response.status > 399 || location === null) {
      return readBody(response);
    }
    await response.body?.cancel();
    url = followWithin(options.bases, { from: url, location });
  }
  throw new UnusableAnswer("it redirects in a circle");
}

/** The call as people may see it: without the query, which may hold the Client-ID. */
export function describeCall(call: ImgurCall): string {
  return call.base === "site" ? `${call.path} (imgur.com)` : call.path;
}

function callUrl(call: ImgurCall, options: FetchTextOptions): string {
  const url = new URL(`${options.bases[call.base]}${call.path}`);
  for (const [key, value] of Object.entries(call.query ?? {})) url.searchParams.set(key, value);
  if (call.auth === "query" && options.clientId)
    url.searchParams.set("client_id", options.clientId);
  return url.href;
}

function headersFor(
  url: string,
  call: ImgurCall,
  options: FetchTextOptions,
): Record<string, string> {
  const headers: Record<string, string> = {
    accept: "application/json",
    "user-agent": options.userAgent,
  };
  const toApi = new URL(url).origin === new URL(options.bases.api).origin;
  if (call.auth === "none" || !options.clientId || !toApi) return headers;
  headers.authorization = `Client-ID ${options.clientId}`;
  // The web site's own calls carry it; the folder endpoint is one of those.
  if (call.auth === "query") headers.origin = "https://imgur.com";
  return headers;
}

function followWithin(bases: ImgurBases, step: { from: string; location: string }): string {
  const next = URL.parse(step.location, step.from);
  const allowed = [bases.api, bases.site].map((base) => new URL(base).origin);
  if (next === null || !allowed.includes(next.origin)) {
    throw new UnusableAnswer(`it redirects to ${next?.host ?? "no address"}`);
  }
  return next.href;
}

async function readBody(response: Response): Promise<FetchedText> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  if (response.body) {
    for await (const chunk of response.body) {
      sizeBytes += chunk.byteLength;
      // Leaving the loop cancels the body.
      if (sizeBytes > MAX_BODY_BYTES) throw new UnusableAnswer("it is larger than 32 MiB");
      chunks.push(chunk);
    }
  }
  const bodyText = new TextDecoder().decode(Buffer.concat(chunks));
  return { status: response.status, headers: response.headers, bodyText, sizeBytes };
}
