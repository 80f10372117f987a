import { describe, expect, test } from "bun:test";
import { type Refusal, readRefusal } from "./refusal.ts";

function refusalOf(status: number, body: unknown, headers: Record<string, string> = {}) {
  const bodyText = typeof body === "string" ? body : JSON.stringify(body);
  return readRefusal({ status, headers: new Headers(headers), bodyText });
}

const ENVELOPE = { request: "/3/album/aBc12De", method: "GET" };
const CAPACITY = "Imgur is temporarily over capacity. Please try again later.";

/** Status, body, and what it means: the ten shapes of docs/imgur.md §2.6. */
const SHAPES: readonly (readonly [string, number, unknown, Refusal["kind"]])[] = [
  [
    "1: error text in the envelope",
    404,
    { data: { error: "Unable to find an album", ...ENVELOPE }, success: false, status: 404 },
    "not_found",
  ],
  [
    "2: error object with the code inside, HTTP 400",
    400,
    {
      data: {
        error: {
          code: 429,
          message: "You are requesting too fast. Please wait 59 more minutes.",
          type: "ImgurException",
          exception: {},
        },
        ...ENVELOPE,
      },
      success: false,
      status: 400,
    },
    "throttled",
  ],
  [
    "3: over capacity as 403",
    403,
    { data: { error: CAPACITY }, success: false, status: 403 },
    "capacity",
  ],
  [
    "4: gateway's errors with a text as code",
    429,
    {
      errors: [
        {
          id: "legacy-api-1",
          code: "429",
          status: "Too Many Requests",
          detail: "Too Many Requests",
        },
      ],
    },
    "throttled",
  ],
  ["5: data is a text", 500, { data: "An error occurred", success: false, status: 500 }, "server"],
  [
    "6: the application's own status 1203",
    200,
    { data: { error: "Please slow down" }, success: false, status: 1203 },
    "capacity",
  ],
  [
    "7: forbidden, straight from the edge",
    400,
    { data: { error: "These actions are forbidden." }, success: false, status: 400 },
    "forbidden",
  ],
  [
    "8: a page of HTML",
    200,
    "<!doctype html><title>Imgur: the magic of the Internet</title>",
    "html",
  ],
  ["9: RapidAPI's message", 401, { message: "Invalid API key." }, "auth"],
  [
    "10: success with an error in it",
    200,
    { data: { error: "Album not found" }, success: true, status: 404 },
    "not_found",
  ],
];

describe("readRefusal()", () => {
  test.each(SHAPES.map((row) => [...row]))("reads shape %s", (_shape, status, body, kind) => {
    expect(refusalOf(status as number, body)?.kind).toBe(kind as Refusal["kind"]);
  });

  test.each([
    ["429 with over capacity", 429, { data: { error: CAPACITY }, success: false }, "capacity"],
    ["500 with over capacity", 500, { data: { error: CAPACITY }, success: false }, "capacity"],
    ["the page with the kittens", 200, "<h1>Imgur is Over Capacity!</h1>", "capacity"],
    ["a 404 page", 404, "<html>404</html>", "not_found"],
    ["a 429 page", 429, "<html>slow down</html>", "throttled"],
    ["a 403 page", 403, "<html>blocked</html>", "forbidden"],
    ["a body that begins with xml", 502, "\r\n <xml>", "server"],
    ["an empty body", 200, "", "html"],
    ["data false", 200, { data: false, success: false, status: 500 }, "server"],
    ["data null", 200, { data: null, success: false, status: "404" }, "not_found"],
    ["a gateway's 404", 404, { errors: [{ code: "404", status: "Not Found" }] }, "not_found"],
    ["a bad Client-ID", 403, { data: { error: "Invalid client_id" }, success: false }, "auth"],
    [
      "no authentication",
      401,
      { data: { error: "Authentication required" }, success: false },
      "auth",
    ],
    ["an error inside a success", 200, { data: { error: "Oops" }, success: true }, "server"],
    ["a conflict", 409, { data: { error: "Conflict" }, success: false }, "other"],
  ] as const)("reads %s", (_name, status, body, kind) => {
    expect(refusalOf(status, body)?.kind).toBe(kind);
  });

  test.each([
    ["a page of posts", { data: [{ id: "aBc12De" }], success: true, status: 200 }],
    ["a post about capacity", { data: { title: "over capacity" }, success: true, status: 200 }],
    ["an object without an envelope", { id: "aBc12De", media: [] }],
    ["an empty list", []],
  ])("takes %s for a success", (_name, body) => {
    expect(refusalOf(200, body)).toBeUndefined();
  });

  test("says in one line what Imgur said", () => {
    const body = { data: { error: { code: 500, message: "Out of\n  hay." } }, success: false };
    expect(refusalOf(500, body)?.message).toBe("Out of hay");
  });

  test("names a page by its title", () => {
    expect(refusalOf(502, "<title> Bad gateway </title>")?.message).toBe('HTTP 502, "Bad gateway"');
  });

  test("reads the minutes to wait from the message", () => {
    const body = { data: { error: { code: 429, message: "wait 59 more minutes." } } };
    expect(refusalOf(400, body)?.retryAfterMs).toBe(59 * 60_000);
  });

  test("reads Retry-After in seconds", () => {
    expect(refusalOf(429, {}, { "retry-after": "7" })?.retryAfterMs).toBe(7_000);
  });

  test("reads Retry-After as a date", () => {
    const headers = new Headers({ "retry-after": "Tue, 14 Nov 2023 22:13:30 GMT" });
    const answer = { status: 429, headers, bodyText: "{}", nowMs: 1_700_000_000_000 };
    expect(readRefusal(answer)?.retryAfterMs).toBe(10_000);
  });

  test.each(["0", "", "soon", "-3"])("does not trust Retry-After '%s'", (value) => {
    expect(refusalOf(503, {}, { "retry-after": value })?.retryAfterMs).toBeUndefined();
  });
});
