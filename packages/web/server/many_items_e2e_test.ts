/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { type Archive, openArchive, systemClock } from "@acacia/core";
import { fillArchive, makeTempFolder } from "@acacia/core/testing";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { type RunningWeb, startWeb } from "./serve.ts";

const TIMEOUT_MS = 120_000;
const MEDIA = 250_000;
/** With the largest rows, the grid is taller than a browser places anything, and twice as tall as a page can be. */
const NARROW = { viewport: { width: 320, height: 780 } } as const;
/** Where the page keeps what the reader chose. */
const PREFERENCES = "acacia.preferences";
const MAX_PAGE_PX = 15_000_000;

const suite = canRunChromium() ? describe : describe.skip;
suite("a library of 250,000 items in Chromium", () => {
  const stack = new AsyncDisposableStack();
  const errors: unknown[] = [];
  let archive: Archive;
  let browser: Browser;
  let web: RunningWeb;
  /** The oldest, which the grid shows last. */
  let last: string;
  beforeAll(async () => {
    browser = await launchChromium();
    const { dir } = stack.use(await makeTempFolder());
    archive = stack.use(await openArchive(dir, { mode: "write", command: "test" }));
    fillArchive(archive, { media: MEDIA, words: false });
    archive.sqlite.run("UPDATE blobs SET thumbs = 'refused'");
    last = lastOf(archive);
    web = stack.use(
      await startWeb({
        ...{ archive, host: "127.0.0.1", port: 0, readOnly: true, version: "test" },
        clock: systemClock,
        onError: (error) => errors.push(error),
      }),
    );
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await stack.disposeAsync();
  });
  const check = (
    behaviour: string,
    run: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser, options);
        await watched.page.addInitScript((key) => {
          if (innerWidth < 400) localStorage.setItem(key, JSON.stringify({ rowSize: "l" }));
        }, PREFERENCES);
        await watched.page.goto(web.url);
        await watched.page.locator(".tile__link").first().waitFor();
        await run(watched.page);
        expect(watched.errors).toEqual([]);
        expect(errors).toEqual([]);
      },
      TIMEOUT_MS,
    );

  for (const [where, options] of [
    ["", {}],
    [", in a grid taller than any page", NARROW],
  ] as const) {
    check(
      `Ctrl+End stands on the very last item, whole in the window${where}`,
      async (page) => {
        const first = (await page.locator(".tile__link").first().getAttribute("href")) ?? "";
        await page.locator(".tile__link").first().focus();
        await page.keyboard.press("Control+End");
        await page.locator(`.tile__link:focus[href="#/i/${last}"]`).waitFor();
        const { below, top, room, height } = await page.evaluate(() => {
          const box = document.activeElement?.getBoundingClientRect();
          return {
            below: document.documentElement.scrollHeight - scrollY - innerHeight,
            top: box?.top ?? -1,
            room: innerHeight - (box?.bottom ?? Infinity),
            height: document.querySelector<HTMLElement>(".grid")?.offsetHeight ?? 0,
          };
        });
        expect([below < 300, top > 0, room >= 0]).toEqual([true, true, true]);
        expect(height).toBeLessThanOrEqual(MAX_PAGE_PX);
        if (options === NARROW) expect(height).toBe(MAX_PAGE_PX);
        await page.keyboard.press("Control+Home");
        await page.locator(`.tile__link:focus[href="${first}"]`).waitFor();
      },
      options,
    );
  }

  check(
    "End on the rail goes to the oldest month, and scrolling on to the last item",
    async (page) => {
      const rail = page.getByRole("slider", { name: "Date" });
      await rail.focus();
      await page.keyboard.press("End");
      await page.waitForFunction(() =>
        document.querySelector(".rail")?.getAttribute("aria-valuetext")?.startsWith("January 2014"),
      );
      expect(await rail.getAttribute("aria-valuenow")).toBe(
        await rail.getAttribute("aria-valuemax"),
      );
      await page.mouse.move(400, 400);
      for (let turns = 0; turns < 60; turns++) {
        if ((await page.locator(`.tile__link[href="#/i/${last}"]`).count()) > 0) break;
        await page.mouse.wheel(0, 20_000);
      }
      await page.locator(`.tile__link[href="#/i/${last}"]`).waitFor();
    },
  );
});

function lastOf(archive: Archive): string {
  const row = archive.sqlite
    .query<{ imgurId: string }, []>(
      "SELECT imgur_id AS imgurId FROM media WHERE shown = 1 ORDER BY posted_at, id LIMIT 1",
    )
    .get();
  return row?.imgurId ?? "";
}
