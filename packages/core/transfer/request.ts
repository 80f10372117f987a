import type { Validator } from "../archive/partial_file.ts";
import { type ImgurBases, mapMediaUrl } from "../imgur/bases.ts";
import { type Fault, fault, readNetworkError } from "./fault.ts";

/** Redirects that are followed before they count as a circle. */
const MAX_REDIRECTS = 8;
/** Imgur's own page: the one Referer that its CDN always takes. docs/imgur.md §4.4. */
const IMGUR_REFERER = "https://imgur.com/";
/** Bytes of an error answer that are read. */
const SNIPPET_BYTES = 16 * 1024;

/** One request for a file. */
export interface FileRequest {
  readonly url: string;
  readonly bases: ImgurBases;
  readonly userAgent: string;
  /** Address of a proxy, or null: then the environment decides. */
  readonly proxy: string | null;
  /** Aborts the request, and the reading of its body. */
  readonly signal: AbortSignal;
  /** The run's own signal, to tell a cancel from a time-out. */
  readonly runSignal: AbortSignal;
  /** The bytes that are held already, and what they belong to. */
  readonly resume?: { readonly from: number; readonly validator: Validator } | undefined;
  readonly withReferer: boolean;
  /** Use a connection of its own instead of a kept one. */
  readonly isFresh: boolean;
}

/** An answer that began. Its body is to be read or cancelled. */
export interface Answer {
  readonly kind: "answer";
  readonly response: Response;
  /** The address that answered, after redirects. */
  readonly finalUrl: string;
}

/**
 * Sends one request and follows redirects, within Imgur's hosts and the bases only.
 * @returns The answer, whatever its status, or why there is none.
 */
export async function sendRequest(request: FileRequest): Promise<Answer | Fault> {
  let url = mapMediaUrl(request.url, request.bases);
  if (url === undefined) return fault("host.foreign", { detail: request.url });
  const seen = new Set<string>();
  while (!seen.has(url) && seen.size <= MAX_REDIRECTS) {
    seen.add(url);
    const response = await send(url, request);
    if ("kind" in response) return response;
    const location = response.headers.get("location");
    if (location === null || response.status < 300 || response.status >= 400) {
      return { kind: "answer", response, finalUrl: url };
    }
    await dropBody(response);
    const target = URL.parse(location, url)?.href ?? location;
    const next = mapMediaUrl(target, request.bases);
    if (next === undefined) return fault("host.foreign", { detail: target });
    url = next;
  }
  return fault("redirect.loop", { detail: url });
}

/** Gets rid of a body that nobody wants: a short one is read, which keeps its connection, any other is cancelled. */
export async function dropBody(response: Response): Promise<void> {
  const length = Number(response.headers.get("content-length") ?? Number.POSITIVE_INFINITY);
  const dropped = length <= SNIPPET_BYTES ? response.bytes() : response.body?.cancel();
  await dropped?.catch(() => undefined);
}

/** The beginning of a body as text, for what an error answer says; a short body leaves its connection usable. */
export async function readSnippet(response: Response): Promise<string> {
  if (response.body === null) return "";
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let read = 0; read < SNIPPET_BYTES; ) {
      const { value, done } = await reader.read();
      if (done) return text;
      read += value.length;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
  } catch {
    // What came is enough to tell what the status means.
  }
  return text;
}

async function send(url: string, request: FileRequest): Promise<Response | Fault> {
  try {
    return await fetch(url, {
      headers: makeHeaders(request),
      redirect: "manual",
      signal: request.signal,
      ...(request.proxy === null ? {} : { proxy: request.proxy }),
      ...(request.isFresh ? { keepalive: false } : {}),
    });
  } catch (error) {
    return { ...readNetworkError(error, request.runSignal), isBeforeAnswer: true };
  }
}

/** `Accept` without HTML, or the CDN sends pages; no Referer, or it refuses. docs/imgur.md §4.4. */
function makeHeaders({ userAgent, resume, withReferer }: FileRequest): Record<string, string> {
  const headers: Record<string, string> = {
    "User-Agent": userAgent,
    Accept: "*/*",
    // A picture is compressed already, and its length must be the one that is announced.
    "Accept-Encoding": "identity",
  };
  if (withReferer) headers.Referer = IMGUR_REFERER;
  if (resume) {
    headers.Range = `bytes=${resume.from}-`;
    headers["If-Range"] = resume.validator.etag;
  }
  return headers;
}
