/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { violationsOf } from "../app/testing/gallery_page.ts";
import type { Duplicates } from "../routes/duplicates_schemas.ts";
import type { Stats } from "../routes/stats_schemas.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 60_000;
const WORLD = {
  seed: 7,
  posts: 60,
  albums: 3,
  duplicates: 4,
  nearDuplicates: 8,
  distinctPictures: 30,
  maxSide: 480,
} as const;

const suite = canRunChromium() ? describe : describe.skip;
suite("duplicates and figures of a fetched archive in Chromium", () => {
  let gallery: RealGallery;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
    gallery = await RealGallery.open(WORLD, () => ["hot"]);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });

  const check = (behaviour: string, at: string, run: (page: Page) => Promise<void>) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser);
        await watched.page.goto(gallery.url + at);
        await run(watched.page);
        expect(watched.errors).toEqual([]);
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${gallery.url}${path}`)).json()) as Answer;
  const totals = async () => {
    const { tiers } = await ask<Duplicates>("api/duplicates?tier=sure&limit=1");
    return new Map(tiers.map(({ tier, groups }) => [tier, groups]));
  };
  const compared = (page: Page) => page.getByText(/^\d+ items compared$/).waitFor();
  const decided = (page: Page, path: string) =>
    page.waitForResponse((response) => response.url().endsWith(path) && response.ok());

  check("a pair is merged by a key, and u brings it back", "#/duplicates", async (page) => {
    await compared(page);
    const before = await totals();
    expect(before.get("sure")).toBeGreaterThan(1);
    await page.locator(".compare__view > img[data-loaded]:not([data-hidden])").nth(1).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    const list = page.getByRole("list", { name: "Groups" }).getByRole("link");
    const pair = page.getByRole("row", { name: /^Imgur id/ });
    const first = await list.first().textContent();
    const [left = "", right = ""] = await pair.getByRole("cell").allTextContents();
    const merged = decided(page, "/api/duplicates");
    await page.keyboard.press("1");
    await (await merged).finished();
    const stateOf = (id: string) => gallery.lookup.media(gallery.lookup.findId(id) ?? -1);
    expect([stateOf(left)?.trashedAt, stateOf(right)?.trashedAt]).toEqual([
      null,
      expect.any(Number),
    ]);
    const undone = decided(page, "/api/undo");
    await page.keyboard.press("u");
    await (await undone).finished();
    expect(stateOf(right)?.trashedAt).toBeNull();
    await page.waitForFunction(
      (words) => document.querySelector(".groups__link")?.textContent === words,
      first,
    );
    expect(await totals()).toEqual(before);
  });

  check(
    "pictures that are not related do not come back",
    "#/duplicates?tier=exact",
    async (page) => {
      await compared(page);
      const before = (await totals()).get("exact") ?? 0;
      expect(before).toBeGreaterThan(0);
      const told = decided(page, "/api/duplicates");
      await page.keyboard.press("n");
      await (await told).finished();
      await page.reload();
      await compared(page);
      expect((await totals()).get("exact")).toBeLessThan(before);
      await page.getByRole("radio", { name: `Exact ${before - 1}` }).waitFor();
    },
  );

  check(
    "all that are almost sure are accepted at once, and taken back at once",
    "#/duplicates",
    async (page) => {
      await compared(page);
      const before = await totals();
      await page.getByRole("button", { name: /^Accept all almost sure/ }).click();
      const dialog = page.getByRole("dialog");
      const merged = decided(page, "/api/duplicates");
      await dialog.getByRole("button", { name: `Accept ${before.get("sure")}` }).click();
      await (await merged).finished();
      expect((await totals()).get("sure")).toBe(0);
      const undone = decided(page, "/api/undo");
      await page.getByRole("button", { name: "Undo" }).click();
      await (await undone).finished();
      expect(await totals()).toEqual(before);
    },
  );

  check("the figures are those of the archive", "#/stats", async (page) => {
    const { items, kinds, tags } = await ask<Stats>("api/stats");
    await page.getByText(new RegExp(`^${items} items in `)).waitFor();
    expect(kinds.reduce((sum, kind) => sum + kind.items, 0)).toBe(items);
    const [tag] = tags;
    await page
      .getByRole("figure")
      .getByRole("link", { name: new RegExp(`^${tag?.name} ${tag?.items}$`) })
      .click();
    await page.getByRole("heading", { name: `${tag?.items} matches` }).waitFor();
  });
});
