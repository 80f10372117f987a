/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { violationsOf } from "../app/testing/gallery_page.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 60_000;
/** Small pictures, drawn fast. */
const WORLD = { seed: 7, posts: 20, albums: 0, distinctPictures: 2, maxSide: 160 } as const;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;

const suite = canRunChromium() ? describe : describe.skip;
suite("the sources page on the real server in Chromium", () => {
  let gallery: RealGallery;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
    gallery = await RealGallery.open(WORLD, () => ["hot", "--limit", "5"]);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });

  /** A test on a page of its own with no source saved; `errors` of the console that it brings about. */
  const check = (
    behaviour: string,
    run: (page: Page) => Promise<void>,
    { errors = [], ...options }: { errors?: unknown[] } & Parameters<typeof openPage>[1] = {},
  ) =>
    test(
      behaviour,
      async () => {
        gallery.archive.sqlite.run("UPDATE sources SET saved_at = NULL, name = NULL");
        await using watched = await openPage(browser, options);
        await watched.page.goto(`${gallery.url}#/sources`);
        await watched.page.getByRole("heading", { level: 1 }).waitFor();
        await run(watched.page);
        expect(watched.errors).toEqual(errors as string[]);
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const add = async (page: Page, target: string) => {
    await page.getByRole("textbox", { name: "Paste an Imgur link, r/name or @user" }).fill(target);
    await page.getByRole("button", { name: "Add" }).click();
  };

  check("without a source there is the field, which says what is wrong", async (page) => {
    await page.getByRole("heading", { name: "No sources yet" }).waitFor();
    const field = page.getByRole("textbox", { name: "Paste an Imgur link, r/name or @user" });
    await field.fill("https://example.com/cats");
    await page.getByText("That names nothing on Imgur").waitFor();
    expect(await field.getAttribute("aria-invalid")).toBe("true");
    await add(page, "https://imgur.com/r/aww");
    await page.getByRole("heading", { name: "r/aww" }).waitFor();
    await page.getByText("never synced").waitFor();
    expect(await field.inputValue()).toBe("");
  });

  check("a sync tells what came, until when it is known, and what it costs", async (page) => {
    await add(page, "hot");
    await page.getByRole("button", { name: "Sync now" }).click();
    await page.getByText("It ended well.").waitFor();
    expect(page.url()).toMatch(/#\/activity\/\d+$/);
    await page.goBack();
    const row = page.getByRole("listitem").filter({ has: page.getByRole("heading") });
    await row.getByText(/^[\d,]+, [\d,]+ kept$/).waitFor();
    await row.getByText(/^about \d+ credits?$/).waitFor();
    await row.getByText(/ 2026$/).waitFor();
    await row.getByRole("link", { name: /^run \d+$/ }).click();
    await page.getByRole("heading", { name: /^Run \d+$/ }).waitFor();
  });

  check(
    "a name and a filter are given in place; one that cannot be read says why",
    async (page) => {
      await add(page, "r/aww");
      await page.getByRole("button", { name: "Edit r/aww" }).click();
      await page.locator("input:focus").waitFor();
      await page.keyboard.type("cats");
      await page.getByRole("textbox", { name: "Filter" }).fill("score:>");
      await page.keyboard.press("Enter");
      await page.getByRole("alert").getByText("Cannot read").waitFor();
      await page.getByRole("textbox", { name: "Filter" }).fill("score:>50");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("heading", { name: "cats" }).waitFor();
      await page.getByText("score:>50").waitFor();
      await page.waitForFunction(
        () => document.activeElement?.getAttribute("aria-label") === "Edit cats",
      );
      await page.keyboard.press("Enter");
      await page.locator("input:focus").waitFor();
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Edit cats" }).waitFor();
    },
    { errors: [expect.stringContaining("400")] },
  );

  check("a source is removed and comes back by undo, as it was", async (page) => {
    await add(page, "r/pics");
    await page.getByRole("button", { name: "Remove r/pics" }).click();
    await page.getByText("r/pics removed. Its pictures stay").waitFor();
    await page.getByRole("heading", { name: "No sources yet" }).waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await page.getByRole("heading", { name: "r/pics" }).waitFor();
  });

  const looks = [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["forced colours", { forcedColors: "active" }],
    ["a phone", { ...PHONE, colorScheme: "dark" }],
  ] as const;
  for (const [look, options] of looks) {
    check(
      `axe finds nothing in ${look}: no source, a source, its form`,
      async (page) => {
        expect(await violationsOf(page)).toEqual([]);
        await add(page, "r/aww");
        await page.getByRole("heading", { name: "r/aww" }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
        await page.getByRole("button", { name: "Edit r/aww" }).click();
        await page.locator("input:focus").waitFor();
        expect(await violationsOf(page)).toEqual([]);
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wider).toBe(0);
      },
      options,
    );
  }
});
