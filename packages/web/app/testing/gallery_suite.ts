import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "./chromium.ts";
import { type Check, testAccessibility, testPhone } from "./gallery_looks.ts";
import { boxesOf, currentName, firstTile, openLibrary, overlapsOf } from "./gallery_page.ts";

/** A gallery that the suite can look at: at least 400 pictures of several months, some NSFW. */
export interface GalleryUnderTest extends AsyncDisposable {
  /** Its address, with a slash at the end. */
  readonly url: string;
  /** Archives new pictures while the gallery is open. */
  arrive(count: number): void | Promise<void>;
}

const TIMEOUT_MS = 60_000;

/**
 * What every gallery must do in a real browser.
 * @param name Of the gallery. @param start Makes one for the whole suite.
 */
export function testGallery(name: string, start: () => Promise<GalleryUnderTest>): void {
  const suite = canRunChromium() ? describe : describe.skip;
  suite(`${name} in Chromium`, () => {
    let gallery: GalleryUnderTest;
    let browser: Browser;
    beforeAll(async () => {
      [gallery, browser] = await Promise.all([start(), launchChromium()]);
    }, TIMEOUT_MS);
    afterAll(async () => {
      await browser?.close();
      await gallery?.[Symbol.asyncDispose]();
    });
    const check = (behaviour: string, run: (page: Page) => Promise<void>, options = {}) =>
      test(
        behaviour,
        async () => {
          await using watched = await openPage(browser, options);
          await openLibrary(watched.page, gallery.url);
          await run(watched.page);
          expect(watched.errors).toEqual([]);
        },
        TIMEOUT_MS,
      );
    testGrid(check);
    testViewer(check, () => gallery.url);
    testEdits(check, (count) => gallery.arrive(count));
    testPhone(check);
    testAccessibility(check);
  });
}

function testGrid(check: Check): void {
  check(
    "the grid keeps at most 250 tiles and 3,000 nodes in the page, however far it scrolls",
    async (page) => {
      for (let step = 0; step < 5; step++) await page.mouse.wheel(0, 2_400);
      await page.waitForFunction(
        () => scrollY > 5_000 && document.querySelectorAll(".tile").length > 20,
      );
      const tiles = await page.locator(".tile").count();
      const nodes = await page.evaluate(() => document.querySelectorAll("*").length);
      expect(tiles).toBeLessThanOrEqual(250);
      expect(nodes).toBeLessThanOrEqual(3_000);
    },
  );
  check("Ctrl+End reaches the last picture, Ctrl+Home the first", async (page) => {
    await page.keyboard.press("ArrowRight");
    const first = await currentName(page);
    await page.keyboard.press("Control+End");
    await page.waitForFunction(
      (before) => document.activeElement?.getAttribute("href") !== before,
      first,
    );
    const atEnd = await page.evaluate(
      () => document.documentElement.scrollHeight - scrollY - innerHeight,
    );
    expect(atEnd).toBeLessThan(400);
    await page.keyboard.press("Control+Home");
    await page.waitForFunction(
      (before) => document.activeElement?.getAttribute("href") === before,
      first,
    );
  });
  check("arrows move in rows, and Shift with them selects a range", async (page) => {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await page.getByRole("toolbar", { name: "Selection" }).getByText("3 selected").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("toolbar", { name: "Selection" }).waitFor({ state: "detached" });
  });
  check("the kinds write the query into the address, and Back takes it out", async (page) => {
    await page.getByRole("radio", { name: "Photos" }).check({ force: true });
    await page.getByRole("heading", { name: /match/ }).waitFor();
    expect(page.url()).toContain("q=type%3Aphoto");
    await page.goBack();
    await page.getByRole("heading", { name: "Library", level: 1 }).waitFor();
  });
  check("the rail goes to an older month by keys and says where it is", async (page) => {
    const rail = page.getByRole("slider", { name: "Date" });
    await rail.focus();
    const before = await rail.getAttribute("aria-valuetext");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.waitForFunction(
      (text) => document.querySelector(".rail")?.getAttribute("aria-valuetext") !== text,
      before,
    );
    expect(await rail.getAttribute("aria-valuetext")).toMatch(/\d{4}, [\d,]+ items?$/);
  });
  check("an NSFW picture is not even requested until it is asked for", async (page) => {
    const hidden = page.locator(".tile[data-hidden]").first();
    for (let step = 0; step < 20 && (await hidden.count()) === 0; step++)
      await page.mouse.wheel(0, 600);
    await hidden.scrollIntoViewIfNeeded();
    expect(await hidden.locator("img").getAttribute("srcset")).toBeNull();
    const link = await hidden.locator("a").getAttribute("href");
    await hidden.locator("a").click();
    await page.locator(`.tile:not([data-hidden]) a[href="${link}"] img[srcset]`).waitFor();
    expect(await page.locator("dialog[open]").count()).toBe(0);
  });
  check("nothing overlaps and nothing scrolls sideways from 320 to 1920 px", async (page) => {
    for (const width of [320, 768, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForFunction(() => {
        const tiles = [...document.querySelectorAll(".tile")].map((tile) =>
          tile.getBoundingClientRect(),
        );
        return tiles.length > 0 && tiles.every(({ right }) => right <= innerWidth);
      });
      const boxes = await boxesOf(page);
      expect(boxes.length).toBeGreaterThan(5);
      expect(overlapsOf(boxes)).toEqual([]);
      const spare = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(spare).toBeLessThanOrEqual(0);
    }
  });
}

function testViewer(check: Check, url: () => string): void {
  check(
    "Enter opens a picture, arrows step, Escape closes, and the keyboard stands on the last one",
    async (page) => {
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await page.locator("dialog.viewer[open] .viewer__title span:not(:empty)").waitFor();
      const opened = page.url();
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction((before) => location.href !== before, opened);
      const last = await page.evaluate(() => location.hash);
      await page.keyboard.press("Escape");
      await page.locator("dialog.viewer").waitFor({ state: "detached" });
      await page.waitForFunction(
        (hash) => document.activeElement?.getAttribute("href") === hash,
        last,
      );
      await page.keyboard.press("ArrowRight");
      await page.waitForFunction(
        (hash) => document.activeElement?.getAttribute("href") !== hash,
        last,
      );
    },
  );
  check(
    "Back leaves the viewer at the same scroll position, Forward opens it again",
    async (page) => {
      await page.mouse.wheel(0, 700);
      await page.waitForFunction(() => scrollY > 500);
      const tile = page.locator(".tile:not([data-hidden]) .tile__image[data-loaded]").nth(8);
      await tile.scrollIntoViewIfNeeded();
      const before = await page.evaluate(() => scrollY);
      await tile.click();
      await page.locator("dialog.viewer[open]").waitFor();
      const picture = page.url();
      await page.goBack();
      await page.locator("dialog.viewer").waitFor({ state: "detached" });
      expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThanOrEqual(2);
      await page.goForward();
      await page.locator("dialog.viewer[open]").waitFor();
      expect(page.url()).toBe(picture);
    },
  );
  check("a picture opened by its address closes into the library", async (page) => {
    const href = await firstTile(page).getAttribute("href");
    await page.goto("about:blank");
    await page.goto(`${url()}${href}`);
    await page.locator(".viewer__title span", { hasText: /1 of/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog.viewer").waitFor({ state: "detached" });
    await page.getByRole("grid").waitFor();
  });
  check("a picture far down, opened by its address, knows its place", async (page) => {
    await page.keyboard.press("ArrowRight");
    const first = await currentName(page);
    await page.keyboard.press("Control+End");
    await page.waitForFunction(
      (before) => document.activeElement?.matches(`.tile__link:not([href="${before}"])`) === true,
      first,
    );
    const last = await currentName(page);
    await page.goto("about:blank");
    await page.goto(`${url()}${last}`);
    await page.locator(".viewer__title span", { hasText: / of / }).waitFor();
  });
  check("the viewer zooms with +, and Escape fits the picture before it closes", async (page) => {
    await firstTile(page).click();
    const zoom = page.locator(".viewer__zoom");
    await zoom.waitFor();
    const fitted = await zoom.textContent();
    await page.keyboard.press("+");
    await page.waitForFunction(
      (text) => document.querySelector(".viewer__zoom")?.textContent !== text,
      fitted,
    );
    await page.keyboard.press("Escape");
    await page.waitForFunction(
      (text) => document.querySelector(".viewer__zoom")?.textContent === text,
      fitted,
    );
    expect(await page.locator("dialog.viewer[open]").count()).toBe(1);
  });
}

function testEdits(check: Check, arrive: (count: number) => void | Promise<void>): void {
  check(
    "Delete moves a picture to Trash, the next takes its place, and Ctrl+Z brings it back",
    async (page) => {
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      const gone = await currentName(page);
      await page.keyboard.press("Delete");
      await page.locator(".toast").getByText("1 item moved to Trash").waitFor();
      await page.waitForFunction((href) => {
        const now = document.activeElement;
        return now?.matches(".tile__link") === true && now.getAttribute("href") !== href;
      }, gone);
      expect(await page.locator(`a.tile__link[href="${gone}"]`).count()).toBe(0);
      await page.keyboard.press("Control+z");
      await page.waitForFunction(
        (href) => document.activeElement?.getAttribute("href") === href,
        gone,
      );
    },
  );
  check("f makes a favourite and takes it back", async (page) => {
    await page.keyboard.press("ArrowRight");
    const focused = page.locator(".tile:has(a:focus)");
    const had = await focused.locator("use[href='#icon-heart_full']").count();
    await page.keyboard.press("f");
    await focused
      .locator("use[href='#icon-heart_full']")
      .waitFor({ state: had ? "detached" : "attached" });
    await page.keyboard.press("f");
    await focused
      .locator("use[href='#icon-heart_full']")
      .waitFor({ state: had ? "attached" : "detached" });
  });
  check("what arrives waits behind a pill, and n shows it", async (page) => {
    await arrive(3);
    await page.getByRole("button", { name: "Show 3 new" }).waitFor();
    await page.keyboard.press("n");
    await page.getByRole("button", { name: "Show 3 new" }).waitFor({ state: "detached" });
    await page.waitForFunction(() => document.activeElement?.matches(".tile__link") === true);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
}
