import { readRetryAfter } from "../limit/retry_after.ts";
import { isRecord } from "./_record.ts";

/** What an error answer of Imgur means, sorted by what to do about it. */
export type RefusalKind =
  /** Nothing there: a value, not an error. */
  | "not_found"
  /** The Client-ID is missing, unknown or not allowed. */
  | "auth"
  /** Too many requests: pause. */
  | "throttled"
  /** "Over capacity": pause for minutes. */
  | "capacity"
  /** Imgur's side failed: try again. */
  | "server"
  /** A web page where JSON should be: try again. */
  | "html"
  /** Imgur's edge blocks this network. */
  | "forbidden"
  /** Anything else that is no success. */
  | "other";

/** An error answer, understood. */
export interface Refusal {
  readonly kind: RefusalKind;
  /** What Imgur said, in one line. */
  readonly message: string;
  /** How long Imgur asks to wait, ms; absent when it does not say, or says 0. */
  readonly retryAfterMs?: number;
}

/** An answer as it came. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly bodyText: string;
  /** The body as JSON, when the caller has parsed it already. */
  readonly json?: unknown;
  /** Epoch ms, for a Retry-After that is a date; without it such a date is ignored. */
  readonly nowMs?: number;
}

const CAPACITY_REGEXP = /over[ -]?capacity/i;
const FORBIDDEN_REGEXP = /actions are forbidden/i;
const THROTTLED_REGEXP = /too many requests|rate.?limit|too fast/i;
const WAIT_REGEXP = /wait (\d+) more (second|minute|hour)/i;
const UNIT_MS: Readonly<Record<string, number>> = {
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
};
/** Longest message that is kept. */
const MAX_MESSAGE = 200;

/**
 * Reads what an answer refuses, in each of the ten shapes of docs/imgur.md §2.6.
 * @returns undefined when the answer is a success.
 *
 * @example
 * ```ts
 * import { readRefusal } from "@acacia/core";
 * const bodyText = '{"data":{"error":"Imgur is temporarily over capacity."},"success":false,"status":403}';
 * const refusal = readRefusal({ status: 403, headers: new Headers(), bodyText });
 * console.assert(refusal?.kind === "capacity");
 * ```
 */
export function readRefusal(answer: RawAnswer): Refusal | undefined {
  const json = "json" in answer ? answer.json : parseJson(answer.bodyText);
  const body = readBody(json);
  if (answer.status < 400 && json !== undefined && !body.isError) return;
  const code = effectiveCode(answer.status, body);
  const message = body.message ?? plainMessage(answer, json);
  const kind = kindOf({ code, message, bodyText: answer.bodyText, isJson: json !== undefined });
  const retryAfterMs =
    readRetryAfter(answer.headers.get("retry-after"), answer.nowMs ?? Number.NaN) ??
    readWait(message);
  return retryAfterMs === undefined ? { kind, message } : { kind, message, retryAfterMs };
}

/** The body as JSON; undefined when it is none. */
export function parseJson(bodyText: string): unknown {
  try {
    return JSON.parse(bodyText);
  } catch {
    return undefined;
  }
}

interface ErrorBody {
  readonly isError: boolean;
  readonly code: number | undefined;
  readonly status: number | undefined;
  readonly message: string | undefined;
}

/** Finds the error in the envelope, in `errors`, or in RapidAPI's `message`; `data` may be anything. */
function readBody(json: unknown): ErrorBody {
  const body = isRecord(json) ? json : {};
  const data = isRecord(body.data) ? body.data : {};
  const detail = data.error;
  const inner = isRecord(detail) ? detail : {};
  const first = Array.isArray(body.errors) ? body.errors[0] : undefined;
  const gateway = isRecord(first) ? first : {};
  return {
    isError: body.success === false || isSet(detail) || first !== undefined,
    code: toCode(inner.code) ?? toCode(gateway.code),
    status: toCode(body.status),
    message: [detail, inner.message, gateway.detail, gateway.status, body.data, body.message]
      .filter((text) => typeof text === "string" && text.trim() !== "")
      .map((text) => oneLine(String(text)))[0],
  };
}

/** The most telling of the codes: the inner one, then HTTP's, then the envelope's. */
function effectiveCode(status: number, body: ErrorBody): number {
  if (body.code !== undefined && body.code >= 400) return body.code;
  if (body.status === 1203 || status < 400) return body.status ?? status;
  return status;
}

function kindOf(facts: {
  code: number;
  message: string;
  bodyText: string;
  isJson: boolean;
}): RefusalKind {
  const { code, message, bodyText, isJson } = facts;
  if (code === 1203 || CAPACITY_REGEXP.test(bodyText)) return "capacity";
  if (FORBIDDEN_REGEXP.test(message)) return "forbidden";
  if (code === 429 || (isJson && THROTTLED_REGEXP.test(message))) return "throttled";
  if (code === 404 || code === 410) return "not_found";
  if (code === 401) return "auth";
  // The edge answers a blocked network with a page; the API answers a bad Client-ID with JSON.
  if (code === 403) return isJson ? "auth" : "forbidden";
  // An error inside a success has no status of its own.
  if ((code >= 500 && code < 600) || (isJson && code < 400)) return "server";
  return isJson ? "other" : "html";
}

function plainMessage(answer: RawAnswer, json: unknown): string {
  if (json !== undefined) return `HTTP ${answer.status}`;
  const title = /<title[^>]*>([^<]+)</i.exec(answer.bodyText.slice(0, 4096))?.[1];
  const what = answer.bodyText.trim() === "" ? "an empty body" : "a page that is not JSON";
  return oneLine(
    title ? `HTTP ${answer.status}, "${title.trim()}"` : `HTTP ${answer.status}, ${what}`,
  );
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim().slice(0, MAX_MESSAGE).replace(/\.$/, "");
}

/** "…please wait 59 more minutes." */
function readWait(message: string): number | undefined {
  const found = WAIT_REGEXP.exec(message);
  const unitMs = UNIT_MS[found?.[2]?.toLowerCase() ?? ""];
  const amount = Number(found?.[1]);
  return unitMs === undefined || amount === 0 ? undefined : amount * unitMs;
}

function toCode(value: unknown): number | undefined {
  const code = typeof value === "string" && /^\d{1,6}$/.test(value) ? Number(value) : value;
  return typeof code === "number" && Number.isSafeInteger(code) ? code : undefined;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== false && value !== "";
}
