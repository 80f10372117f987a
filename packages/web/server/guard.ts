import { timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import { hostname } from "node:os";
import type { Context, MiddlewareHandler } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { secureHeaders } from "hono/secure-headers";
import { refuse } from "./refuse.ts";

/** Who may come in. */
export interface GuardOptions {
  /** Where the server listens, without a port: beside the loopback's names it may be called by these. */
  readonly hosts: readonly string[];
  /** Needed by every request when set. */
  readonly token?: string;
}

const LOOPBACK_HOSTS = ["localhost", "127.0.0.1", "[::1]"];
const SAFE_METHODS = ["GET", "HEAD", "OPTIONS"];
const TOKEN_COOKIE = "acacia_token";
/** Stands for every IP address: the server listens on all of the machine's. */
const ANY_ADDRESS = "*";

/**
 * Security headers on every answer: nothing from elsewhere runs, is shown or is framed. A route's own policy stays.
 *
 * Pictures come from here alone and from blobs that the page makes (ThumbHash); styles and scripts are files.
 */
export function securityHeaders(): MiddlewareHandler {
  return secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", "blob:"],
      mediaSrc: ["'self'"],
      connectSrc: ["'self'"],
      manifestSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
    xFrameOptions: "DENY",
    referrerPolicy: "no-referrer",
    crossOriginResourcePolicy: "same-origin",
    crossOriginOpenerPolicy: "same-origin",
    strictTransportSecurity: false,
    overwrite: false,
    permissionsPolicy: { camera: [], microphone: [], geolocation: [] },
  });
}

/**
 * Refuses a request that names another host (a page elsewhere whose name was pointed here), that lacks the
 * token, or that would change something and does not come from our own page.
 */
export function guard({ hosts, token }: GuardOptions): MiddlewareHandler {
  const allowed = new Set([...LOOPBACK_HOSTS, ...hosts.flatMap(namesOf)]);
  const isAllowed = (name: string) =>
    allowed.has(name) || (allowed.has(ANY_ADDRESS) && isAddress(name));
  return async (context, next) => {
    const host = (context.req.header("host") ?? new URL(context.req.url).host).toLowerCase();
    if (!isAllowed(host.replace(/:\d+$/, ""))) {
      return refuse(403, "host", `Cannot answer for the host '${host.slice(0, 80)}'`);
    }
    if (token !== undefined) {
      const given = readToken(context);
      if (given === undefined || !isSame(given, token)) {
        return refuse(401, "token", "Cannot let you in: the token is missing or wrong", {
          hint: "Open the address that `acacia web` printed, with ?token=…",
        });
      }
      if (context.req.query("token") !== undefined) {
        setCookie(context, TOKEN_COOKIE, token, { httpOnly: true, sameSite: "Strict", path: "/" });
      }
    }
    if (!SAFE_METHODS.includes(context.req.method) && !isOwnPage(context.req.raw.headers, host)) {
      return refuse(403, "origin", "Cannot change anything: the request is not from this gallery", {
        hint: "Send the header x-acacia: 1 from the gallery's own origin",
      });
    }
    return next();
  };
}

/** By which names a server that listens on `host` may be called. */
function namesOf(host: string): string[] {
  const name = host.toLowerCase();
  if (name !== "0.0.0.0" && name !== "::") return [name.includes(":") ? `[${name}]` : name];
  const machine = hostname().toLowerCase();
  return [ANY_ADDRESS, machine, `${machine}.local`];
}

/** An address cannot be pointed elsewhere as a name can, so that any is ours. */
function isAddress(name: string): boolean {
  return isIP(name.replace(/^\[|\]$/g, "")) !== 0;
}

function readToken(context: Context): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(context.req.header("authorization") ?? "")?.[1];
  return bearer ?? context.req.query("token") ?? getCookie(context, TOKEN_COOKIE);
}

/** In constant time for texts of equal length; a difference in length tells nothing worth knowing. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** A header of ours makes a foreign page ask first, which it may not; Origin and Fetch Metadata say it again. */
function isOwnPage(headers: Headers, host: string): boolean {
  if (headers.get("x-acacia") !== "1") return false;
  const origin = headers.get("origin");
  if (origin !== null && origin.toLowerCase() !== `http://${host}`) {
    if (origin.toLowerCase() !== `https://${host}`) return false;
  }
  const site = headers.get("sec-fetch-site");
  return site === null || site === "same-origin" || site === "none";
}
