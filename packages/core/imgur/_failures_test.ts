import { expect, test } from "bun:test";
import { networkReason } from "./_failures.ts";

function failed(message: string, code?: string): Error {
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

test.each([
  [
    "what Bun says of a refused connection",
    failed(
      "ECONNREFUSED: Unable to connect. Is the computer able to access the url?",
      "ECONNREFUSED",
    ),
    "no connection (ECONNREFUSED): Unable to connect",
  ],
  [
    "an address, in which a Client-ID may stand",
    failed(
      'BadThing fetching "https://api.imgur.com/post/v1/a?client_id=abc". For more',
      "BadThing",
    ),
    "no connection (BadThing): BadThing",
  ],
  [
    "a name that nobody knows",
    failed("getaddrinfo ENOTFOUND api.imgur.com", "ENOTFOUND"),
    "no connection (ENOTFOUND): getaddrinfo ENOTFOUND api.imgur.com",
  ],
  ["a text of several lines", failed("broken\n  pipe.\n"), "no connection: broken pipe"],
  ["a time-out", new DOMException("late", "TimeoutError"), "no answer in time"],
  ["what is no error", "odd", "no connection"],
])("networkReason() makes a clause of %s", (_what, error, clause) => {
  expect(networkReason(error)).toBe(clause);
});
