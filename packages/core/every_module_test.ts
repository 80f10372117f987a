import { expect, test } from "bun:test";
import { Glob } from "bun";

/** A file that no test imports does not count in coverage at all, so every one is imported here. */
const MODULES = [...new Glob("**/*.ts").scanSync({ cwd: import.meta.dir })].filter(
  (path) =>
    !/_test\.ts$|\.d\.ts$|_main\.ts$/.test(path) &&
    !/^(node_modules|testing|drizzle\.config)/.test(path),
);

test.each(MODULES)("%s can be imported alone, and does nothing at import", async (path) => {
  expect(Object.keys(await import(`./${path}`))).toBeArray();
});
