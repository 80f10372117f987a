import { expect, test } from "bun:test";
import { findEntry } from "./find_entry.ts";

test.each([
  [
    "file:///home/me/acacia/packages/worker/thumbs/pool.ts",
    "thumbs/thumbs_main",
    "/home/me/acacia/packages/worker/thumbs/thumbs_main.ts",
  ],
  [
    "file:///$bunfs/root/acacia",
    "threads/threads_main",
    "/$bunfs/root/worker/threads/threads_main.js",
  ],
  [
    "file:///B:/~BUN/root/acacia.exe",
    "thumbs/thumbs_main",
    "/B:/~BUN/root/worker/thumbs/thumbs_main.js",
  ],
])("findEntry(%p, %p) is %p", (here, entry, path) => {
  expect(findEntry(here, entry).pathname).toBe(path);
});
