import { expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { loadConfig } from "@acacia/core/config";
import { openWorkerPlace } from "./open_worker_place.ts";
import { TestContext } from "./testing/test_context.ts";

const KEYS = { S3_ACCESS_KEY_ID: "user", S3_SECRET_ACCESS_KEY: "secret" };

function open(flags: Record<string, string>, stack: AsyncDisposableStack, env = {}) {
  const config = loadConfig({ flags, env: {} });
  const context = new TestContext({ cwd: "/home/user", env });
  return openWorkerPlace({ args: [], config, commandNames: [] }, context, stack);
}

test.each([
  [{}, "/home/user/archive"],
  [{ archive: "/mnt/share" }, "/mnt/share"],
  [{ storage: "file:/mnt/share" }, "/mnt/share"],
  [{ storage: "file:///mnt/my%20share" }, "/mnt/my share"],
  [{ storage: "file:share" }, "/home/user/share"],
] as const)(
  "openWorkerPlace() leaves files in the archive's folder: %p",
  async (flags, archiveDir) => {
    await using stack = new AsyncDisposableStack();
    expect(await open(flags, stack)).toEqual({ archiveDir });
  },
);

test("openWorkerPlace() has a folder of its own for a bucket, until the worker ends", async () => {
  const stack = new AsyncDisposableStack();
  const { archiveDir, store } = await open({ storage: "s3://bucket/imgur" }, stack, KEYS);
  expect([store?.address, existsSync(archiveDir)]).toEqual(["s3://bucket/imgur", true]);
  await stack.disposeAsync();
  expect(existsSync(archiveDir)).toBe(false);
});

test.each(["file:", "ftp://host/dir"])("openWorkerPlace() refuses %s", async (storage) => {
  await using stack = new AsyncDisposableStack();
  await expect(open({ storage }, stack, KEYS)).rejects.toMatchObject({ code: "usage" });
});
