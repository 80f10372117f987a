import { expect, test } from "bun:test";
import { loadConfig } from "@acacia/core/config";
import { TestContext } from "../testing/test_context.ts";
import type { Patient } from "./check.ts";
import { checkNetwork } from "./network_checks.ts";

/** Nobody listens on port 1. */
const NO_REDIS = "redis://127.0.0.1:1";
const knowsAll = async () => "127.0.0.1";
const knowsNone = () => Promise.reject(new Error("ENOTFOUND"));

async function examine(env: Record<string, string>, lookUp = knowsAll) {
  const context = new TestContext({ env });
  const config = loadConfig({ flags: {}, env: { REDIS_URL: NO_REDIS, ...env } });
  const patient: Patient = { config, context, clock: context.clock, dir: "/nowhere" };
  const found = await Array.fromAsync(checkNetwork(patient, lookUp));
  return Object.fromEntries(found.map((finding) => [finding.check, finding]));
}

test("doctor finds Imgur's names, or says that DNS does not know them", async () => {
  expect((await examine({})).DNS).toMatchObject({ status: "ok" });
  expect((await examine({}, knowsNone)).DNS).toEqual({
    check: "DNS",
    status: "fail",
    detail: "does not know api.imgur.com, i.imgur.com",
    hint: expect.stringContaining("name server"),
    exitCode: 6,
  });
});

test("doctor asks no DNS about addresses", async () => {
  const env = { IMGUR_API_URL: "http://127.0.0.1:1", IMGUR_CDN_URL: "http://[::1]:2" };
  expect((await examine(env, knowsNone)).DNS).toMatchObject({ status: "ok" });
});

test("doctor says whether the proxy is there, without its password", async () => {
  using server = Bun.listen({ hostname: "127.0.0.1", port: 0, socket: { data() {} } });
  const there = await examine({ HTTPS_PROXY: `http://u:hush@127.0.0.1:${server.port}` });
  const gone = await examine({ HTTPS_PROXY: "http://u:hush@127.0.0.1:1" });
  const unknown = await examine({ HTTPS_PROXY: "http://proxy.example:8080" }, knowsNone);
  expect([there.proxy, gone.proxy, unknown.proxy]).toMatchObject([
    { status: "ok" },
    { status: "fail", exitCode: 6, hint: expect.stringContaining("HTTPS_PROXY") },
    { status: "fail", detail: "proxy.example:8080 cannot be reached: DNS does not know it" },
  ]);
  expect(JSON.stringify([there, gone])).not.toContain("hush");
});

test("doctor says that the Redis which was named does not answer", async () => {
  expect((await examine({})).Redis).toMatchObject({
    status: "warn",
    hint: expect.stringContaining("REDIS_URL"),
  });
});

test("doctor speaks with a Redis that is there", async () => {
  using server = Bun.listen({
    hostname: "127.0.0.1",
    port: 0,
    socket: {
      data(socket, bytes) {
        const isHello = bytes.toString().includes("HELLO");
        socket.write(isHello ? "%1\r\n$5\r\nproto\r\n:3\r\n" : "+PONG\r\n");
      },
    },
  });
  const env = { REDIS_URL: `redis://127.0.0.1:${server.port}` };
  expect((await examine(env)).Redis).toMatchObject({ status: "ok" });
});
