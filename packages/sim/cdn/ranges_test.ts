import { describe, expect, test } from "bun:test";
import fc from "fast-check";
import type { Answer } from "../http/answer.ts";
import { applyConditions } from "./ranges.ts";

const body = new Uint8Array(100).map((_, i) => i);
const WHOLE: Answer = {
  kind: "file",
  status: 200,
  headers: {
    "Content-Type": "image/png",
    ETag: '"abc"',
    "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT",
  },
  body,
};

function apply(headers: Record<string, string>): Answer {
  return applyConditions(WHOLE, new Map(Object.entries(headers)));
}

describe("applyConditions()", () => {
  test.each([
    ["bytes=0-9", 206, "bytes 0-9/100", 10],
    ["bytes=90-", 206, "bytes 90-99/100", 10],
    ["bytes=-10", 206, "bytes 90-99/100", 10],
    ["bytes=50-5000", 206, "bytes 50-99/100", 50],
    ["bytes=-500", 206, "bytes 0-99/100", 100],
    ["bytes=100-", 416, "bytes */100", 0],
    ["bytes=-0", 416, "bytes */100", 0],
    ["bytes=5-2", 200, undefined, 100],
    ["bytes=0-1,4-5", 200, undefined, 100],
    ["items=0-1", 200, undefined, 100],
    ["bytes=-", 200, undefined, 100],
  ] as const)("answers Range: %s", (...[range, status, contentRange, size]) => {
    const answer = apply({ range });
    expect([answer.status, answer.headers["Content-Range"], answer.body.length]).toEqual([
      status,
      contentRange,
      size,
    ]);
  });

  test.each([
    ['"abc"', 206],
    ["Mon, 01 Jan 2024 00:00:00 GMT", 206],
    ['"other"', 200],
    ['W/"abc"', 200],
  ])("keeps to If-Range: %s", (ifRange, status) => {
    expect(apply({ range: "bytes=1-", "if-range": ifRange }).status).toBe(status);
  });

  test("says 304 to who has it", () => {
    expect(apply({ "if-none-match": '"abc"' })).toMatchObject({
      status: 304,
      body: new Uint8Array(0),
    });
  });
});

/** The law: two ranges that meet give the whole. */
function joinsToWhole(cut: (range: string) => Uint8Array): void {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (at) => {
      const joined = Buffer.concat([cut(`bytes=0-${at - 1}`), cut(`bytes=${at}-`)]);
      expect(joined.equals(Buffer.from(body))).toBe(true);
    }),
  );
}

describe("two ranges that meet", () => {
  test("give the whole file", () => {
    joinsToWhole((range) => apply({ range }).body);
  });

  test("do not when the end of a range is taken as exclusive", () => {
    expect(() =>
      joinsToWhole((range) => {
        const { body: part } = apply({ range });
        return range.endsWith("-") ? part : part.subarray(0, -1);
      }),
    ).toThrow();
  });
});
