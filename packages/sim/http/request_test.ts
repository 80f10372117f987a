import { describe, expect, test } from "bun:test";
import { MAX_HEAD_BYTES, readRequest } from "./request.ts";

function read(text: string) {
  return readRequest(Buffer.from(text, "latin1"));
}

function request(text: string) {
  const result = read(text);
  if (result.kind !== "request") throw new Error(`Cannot read: ${result.kind}`);
  return result;
}

describe("readRequest()", () => {
  test("reads path, query and headers", () => {
    const { request: got } = request(
      "GET /a%20b?q=x+y&q_type=png HTTP/1.1\r\nRange: bytes=0-\r\n\r\n",
    );
    expect([got.method, got.path, got.query.get("q"), got.headers.get("range")]).toEqual([
      "GET",
      "/a b",
      "x y",
      "bytes=0-",
    ]);
  });

  test("takes one request of several and says how long it was", () => {
    const first = "GET /1 HTTP/1.1\r\n\r\n";
    expect(request(`${first}GET /2 HTTP/1.1\r\n\r\n`).usedBytes).toBe(first.length);
  });

  test("waits for the body that Content-Length announces", () => {
    const head = "POST /__set HTTP/1.1\r\nContent-Length: 4\r\n\r\n";
    expect(read(`${head}{}`).kind).toBe("more");
    expect(Buffer.from(request(`${head}{  }`).request.body).toString()).toBe("{  }");
  });

  test.each([
    ["HTTP/1.1\r\n\r\n", true],
    ["HTTP/1.1\r\nConnection: Close\r\n\r\n", false],
    ["HTTP/1.0\r\n\r\n", false],
  ])("keep-alive of %p", (rest, keepAlive) => {
    expect(request(`GET / ${rest}`).request.keepAlive).toBe(keepAlive);
  });

  test.each([
    ["nonsense\r\n\r\n", 400],
    ["GET http://elsewhere/ HTTP/1.1\r\n\r\n", 400],
    ["GET /%E0%A4%A HTTP/1.1\r\n\r\n", 400],
    ["POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", 411],
    ["POST / HTTP/1.1\r\nContent-Length: 99999999\r\n\r\n", 413],
    [`GET /${"x".repeat(MAX_HEAD_BYTES)}`, 431],
  ])("refuses %#", (text, status) => {
    expect(read(text)).toEqual({ kind: "bad", status });
  });

  test("asks for more while the head is not whole", () => {
    expect(read("GET / HTTP/1.1\r\nHost: x\r\n").kind).toBe("more");
  });
});
