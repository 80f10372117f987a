import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "./testing/chromium.ts";
import { FakeGallery } from "./testing/fake_gallery.ts";
import { firstTile, openLibrary } from "./testing/gallery_page.ts";
import { testGallery } from "./testing/gallery_suite.ts";

testGallery("the gallery on made-up pictures", () => FakeGallery.start({ isRunning: true }));

const suite = canRunChromium() ? describe : describe.skip;
suite("the gallery when things go wrong, in Chromium", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  }, 60_000);
  afterAll(() => browser?.close());

  test("says so when the server is gone, keeps what was loaded, and comes back by itself", async () => {
    await using gallery = await FakeGallery.start({ items: 300 });
    await using watched = await openPage(browser);
    const { page } = watched;
    await openLibrary(page, gallery.url);
    gallery.setDown(true);
    await page.getByText("Not connected to Acacia.").waitFor();
    expect(await page.locator(".tile").count()).toBeGreaterThan(0);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("x");
    expect(
      await page.getByRole("button", { name: "Trash: not connected to Acacia" }).isDisabled(),
    ).toBe(true);
    gallery.setDown(false);
    await page.getByText("Not connected to Acacia.").waitFor({ state: "detached" });
  }, 60_000);

  test("changes nothing in an archive that is read only, not even what was seen", async () => {
    await using gallery = await FakeGallery.start({ items: 300, readOnly: true });
    await using watched = await openPage(browser);
    const { page } = watched;
    await openLibrary(page, gallery.url);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Delete");
    await page.keyboard.press("x");
    await page
      .getByRole("button", { name: "Trash: this archive is open to look at only" })
      .waitFor();
    await firstTile(page).focus();
    await page.keyboard.press("Enter");
    await page.locator("dialog.viewer[open]").waitFor();
    await page.keyboard.press("f");
    expect(gallery.edits).toEqual([]);
    expect(watched.errors).toEqual([]);
  }, 60_000);

  test("offers to download a file that cannot be shown", async () => {
    await using gallery = await FakeGallery.start({ items: 300 });
    await using watched = await openPage(browser);
    await watched.page.goto(`${gallery.url}#/i/f00000f`);
    await watched.page.getByRole("link", { name: "Download it" }).waitFor();
  }, 60_000);

  test("shows the way to the first picture in an empty archive, and the way back from no match", async () => {
    await using gallery = await FakeGallery.start({ items: 0 });
    await using full = await FakeGallery.start({ items: 300 });
    await using watched = await openPage(browser);
    const { page } = watched;
    await page.goto(gallery.url);
    await page.getByRole("heading", { name: "Nothing archived yet" }).waitFor();
    await page.goto(`${full.url}#/library?q=type:photo+zzzz`);
    await page.getByRole("button", { name: "Drop the last filter" }).click();
    await page.locator(".tile__image[data-loaded]").first().waitFor();
    expect(page.url()).toContain("q=type%3Aphoto");
  }, 60_000);

  test("draws a frame over pictures to select them, once one is selected", async () => {
    await using gallery = await FakeGallery.start({ items: 4_000 });
    await using watched = await openPage(browser);
    const { page } = watched;
    await openLibrary(page, gallery.url);
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("x");
    await page.mouse.move(60, 260);
    await page.mouse.down();
    await page.mouse.move(500, 300);
    await page.mouse.move(900, 500);
    await page.mouse.up();
    await page
      .getByRole("toolbar")
      .getByText(/^([4-9]|1\d) selected$/)
      .waitFor();
    expect(await page.locator("dialog[open]").count()).toBe(0);
  }, 60_000);

  test("draws the browse line where the reader left off, in the order of arrival", async () => {
    await using gallery = await FakeGallery.start({ items: 4_000 });
    await using watched = await openPage(browser);
    await watched.page.goto(`${gallery.url}#/library?sort=archived`);
    await watched.page.getByRole("rowheader", { name: /^Browse line/ }).waitFor();
  }, 60_000);
});
