import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import type { Page } from "playwright-core";
import type { PageWatch } from "./page_watch.ts";

/** The program that looks at the page from within, as the browser takes it. @throws {AcaciaError} `unexpected` */
export async function buildPageWatch(): Promise<string> {
  const built = await Bun.build({
    entrypoints: [join(import.meta.dir, "page/watch_main.ts")],
    target: "browser",
    format: "iife",
  });
  const [script] = built.outputs;
  if (built.success && script) return script.text();
  throw new AcaciaError("unexpected", `Cannot build the page's watch: ${built.logs.join("; ")}`);
}

/** More than whatever is asked of a page takes on the slowest machine. */
const GRACE_MS = 60_000;

/**
 * Calls the watch in a page. Whatever it waits for is waited for from the moment of the call.
 *
 * @throws {AcaciaError} `unexpected` when the page has not answered after a minute.
 */
export async function callPage<Name extends keyof PageWatch>(
  page: Page,
  name: Name,
  ...args: Parameters<PageWatch[Name]>
): Promise<Awaited<ReturnType<PageWatch[Name]>>> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    late.reject(new AcaciaError("unexpected", `Cannot go on: the page does not answer '${name}'`));
  }, GRACE_MS);
  const call = `benchWatch.${name}(${args.map((arg) => JSON.stringify(arg)).join()})`;
  try {
    return await Promise.race([
      page.evaluate<Awaited<ReturnType<PageWatch[Name]>>>(call),
      late.promise,
    ]);
  } finally {
    clearTimeout(timer);
  }
}
