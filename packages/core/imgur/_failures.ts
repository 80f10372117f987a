import { AcaciaError } from "../errors.ts";
import type { CreditStop } from "../limit/credits.ts";
import { describeCall, type ImgurCall } from "./_call.ts";
import type { Refusal } from "./refusal.ts";

/** How an attempt failed: Imgur refused, no answer came, or one that is of no use. */
export type Failure =
  | { readonly refusal: Refusal }
  | { readonly network: string; readonly cause: unknown }
  | { readonly unusable: string };

/** What works without a Client-ID: said wherever one is missing or refused. */
const WITHOUT_CLIENT_ID =
  "direct links, ids on the CDN and public albums work without one, and so does `bun run demo`";

/**
 * The error for a call that needs a Client-ID when there is none.
 * @param what What was to be read, as people know it.
 */
export function clientIdMissing(what: string): AcaciaError {
  return new AcaciaError("client_id.missing", `Cannot read ${what}: it needs a Client-ID`, {
    hint: `Set IMGUR_CLIENT_ID; ${WITHOUT_CLIENT_ID}`,
  });
}

/** The error when no credit may be spent, and none comes back soon. */
export function creditsStopped(call: ImgurCall, stop: CreditStop): AcaciaError {
  const what = describeCall(call);
  if (stop.by === "cap") {
    return new AcaciaError("limit", `Cannot read ${what}: the --budget of credits is used up`, {
      hint: "Raise --budget, or run again later: what is stored is not asked for twice",
    });
  }
  const whose = stop.by === "user" ? "this address's credits" : "the Client-ID's credits for today";
  const when = stop.resetAt === null ? "later" : `after ${new Date(stop.resetAt).toISOString()}`;
  return new AcaciaError("rate_limit", `Cannot read ${what}: ${whose} are used up`, {
    hint: `Run it again ${when}`,
  });
}

/** The error for a call whose last attempt failed. */
export function callFailed(call: ImgurCall, failure: Failure): AcaciaError {
  const what = describeCall(call);
  if ("network" in failure) {
    return new AcaciaError("network", `Cannot read ${what}: ${failure.network}`, {
      hint: "Check the connection (or --proxy) and run it again",
      cause: failure.cause,
    });
  }
  if ("unusable" in failure) {
    return new AcaciaError("wire", `Cannot read ${what}: ${failure.unusable}`, {
      hint: "Check IMGUR_API_URL and IMGUR_SITE_URL, or try again later",
    });
  }
  return refused(what, failure.refusal, call.auth !== "none");
}

function refused(what: string, refusal: Refusal, withClientId: boolean): AcaciaError {
  const said = `Cannot read ${what}: Imgur says "${refusal.message}"`;
  switch (refusal.kind) {
    case "auth":
      return withClientId
        ? new AcaciaError("client_id.refused", said, {
            hint: `Check IMGUR_CLIENT_ID; ${WITHOUT_CLIENT_ID}`,
          })
        : new AcaciaError("client_id.missing", said, { hint: "Set IMGUR_CLIENT_ID" });
    case "throttled":
      return new AcaciaError("rate_limit", said, {
        hint: waitHint(refusal) ?? "Run it again in an hour, or lower --tpslimit",
      });
    case "capacity":
      return new AcaciaError("capacity", said, { hint: "Run it again in half an hour" });
    case "forbidden":
      return new AcaciaError("network", `${said}: it blocks this network`, {
        hint: "Use another connection or --proxy: Imgur blocks some regions and hosting networks",
      });
    case "server":
    case "html":
      return new AcaciaError("network", said, { hint: "Run it again later: the fault is Imgur's" });
    case "not_found":
      return new AcaciaError("not_found", said, { hint: "Check the address" });
    case "other":
      return new AcaciaError("wire", said, { hint: "Check the address, or try again later" });
    default:
      return refusal.kind satisfies never;
  }
}

function waitHint(refusal: Refusal): string | undefined {
  if (refusal.retryAfterMs === undefined) return undefined;
  return `Run it again in ${Math.ceil(refusal.retryAfterMs / 60_000)} min`;
}

/** What kept an answer from coming, as a clause. */
export function networkReason(error: unknown): string {
  if (!(error instanceof Error)) return "no connection";
  if (error.name === "TimeoutError") return "no answer in time";
  const code = "code" in error && typeof error.code === "string" ? ` (${error.code})` : "";
  // Bun repeats the code, asks a question, and at times gives the address, in which a Client-ID may stand.
  const text = error.message
    .replace(/\s+/g, " ")
    .replace(/^[A-Z_]+: /, "")
    .replace(/ fetching ".*| Is the computer able to access the url\?/, "")
    .trim()
    .replace(/\.$/, "");
  return `no connection${code}${text === "" ? "" : `: ${text}`}`;
}
