/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { boxesOf, overlapsOf, violationsOf } from "../app/testing/gallery_page.ts";
import type { Album, Albums } from "../routes/album_schemas.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 60_000;
const WORLD = { seed: 7, posts: 60, albums: 14, distinctPictures: 8, maxSide: 640 } as const;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;

const suite = canRunChromium() ? describe : describe.skip;
suite("albums on the real server in Chromium", () => {
  let gallery: RealGallery;
  let browser: Browser;
  /** The largest, of which two are removed, one failed and two were never fetched. */
  let partial: Album;
  beforeAll(async () => {
    browser = await launchChromium();
    gallery = await RealGallery.open(WORLD, () => ["hot"]);
    const [largest] = (await ask<Albums>("api/albums?sort=pictures&limit=1")).albums;
    const { imgurId, members } = await ask<Album>(`api/albums/${largest?.imgurId}`);
    const { sqlite } = gallery.archive;
    const lose = (at: number, outcome: string) =>
      sqlite.run(
        "UPDATE media SET shown = 0, archived_at = NULL, last_outcome = ?, last_reason = 'timeout' WHERE id = ?",
        [outcome, members[at]?.id ?? 0],
      );
    lose(1, "removed");
    lose(2, "removed");
    lose(4, "failed");
    sqlite.run("UPDATE media SET title = 'The ridge', description = 'At dawn' WHERE id = ?", [
      members[0]?.id ?? 0,
    ]);
    sqlite.run(
      "UPDATE posts SET media_count = media_count + 2, title = 'Ten days' WHERE imgur_id = ?",
      [imgurId],
    );
    partial = await ask<Album>(`api/albums/${imgurId}`);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${gallery.url}${path}`)).json()) as Answer;

  /** A test on a page of its own, which says nothing but what it should. */
  const check = (
    behaviour: string,
    run: (page: Page) => Promise<void>,
    { says, ...options }: BrowserContextOptions & { readonly says?: RegExp } = {},
  ) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser, options);
        await run(watched.page);
        expect(watched.errors.filter((error) => says?.test(error) !== true)).toEqual([]);
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const openList = async (page: Page) => {
    await page.goto(`${gallery.url}#/albums`);
    await page.locator(".album-cover img[data-loaded]").first().waitFor();
  };
  const openAlbum = async (page: Page, look = "") => {
    await page.goto(`${gallery.url}#/albums/${partial.imgurId}${look}`);
    await page.locator(".album img[data-loaded]").first().waitFor();
  };
  const namesOf = (page: Page) =>
    page
      .locator(".album-cover__link")
      .evaluateAll((all) => all.map((link) => (link as HTMLElement).dataset.id));

  check("the covers stand in the server's order, each named by title and count", async (page) => {
    await openList(page);
    const { albums, total } = await ask<Albums>("api/albums");
    expect(await namesOf(page)).toEqual(albums.map(({ imgurId }) => imgurId));
    await page.getByText(`${total} albums`).waitFor();
    const { here, announced } = partial.counts;
    const name = new RegExp(`^Ten days ${here} of ${announced} here`);
    await page.getByRole("listitem").getByRole("link", { name }).waitFor();
    const boxes = await boxesOf(page, ".album-cover");
    expect(overlapsOf(boxes)).toEqual([]);
  });

  check("the largest come first when asked to, and the address says so", async (page) => {
    await openList(page);
    await page.getByRole("radio", { name: "Most pictures" }).check();
    await page.waitForURL(/sort=pictures/);
    const { albums } = await ask<Albums>("api/albums?sort=pictures");
    await page.locator(`.album-cover:first-child [data-id="${albums[0]?.imgurId}"]`).waitFor();
    expect(await namesOf(page)).toEqual(albums.map(({ imgurId }) => imgurId));
  });

  check("the filter keeps albums with a match; none says so, and how to go back", async (page) => {
    await openList(page);
    const field = page.getByRole("searchbox", { name: "Filter albums" });
    await field.fill("ridge");
    await page.waitForURL(/q=ridge/);
    await page.getByText("1 album has a match").waitFor();
    expect(await namesOf(page)).toEqual([partial.imgurId]);
    await field.fill("nothinglikethis");
    await page.getByRole("heading", { name: "No album matches" }).waitFor();
    await page.getByRole("button", { name: "Show all albums" }).click();
    await page.locator(".album-cover__link").nth(3).waitFor();
  });

  check("an album tells what is missing, where it is missing, and what helps", async (page) => {
    await openAlbum(page);
    const { here, announced } = partial.counts;
    await page.getByText(`${here} of ${announced} here.`).waitFor();
    await page.getByText("2 removed on Imgur, 1 failed, 2 not fetched yet.").waitFor();
    await page.getByRole("button", { name: "Fetch again" }).waitFor();
    const parts = await page.locator(".reading > li").allInnerTexts();
    expect(parts.slice(0, 4).map((text) => text.replace(/\s+/g, " ").trim())).toEqual([
      "The ridge At dawn",
      "2 pictures removed on Imgur",
      expect.any(String),
      "A picture that was not fetched: timeout",
    ]);
  });

  check("a picture opens, and Back returns to it, where it stood", async (page) => {
    await openAlbum(page);
    const link = page.locator(".reading__link").nth(2);
    await link.focus();
    await link.scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(200);
    await page.keyboard.press("Enter");
    await page.locator("dialog.viewer[open] .stage__layer[data-loaded]").first().waitFor();
    await page.getByRole("group", { name: "In this album" }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog.viewer").waitFor({ state: "detached" });
    await page.locator(".reading__link:focus").waitFor();
    expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
    expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(4);
  });

  check("from the list by keyboard: arrows, Enter, back on the same album", async (page) => {
    await openList(page);
    const [first, second] = await namesOf(page);
    await page.locator(`[data-id="${first}"]`).focus();
    await page.keyboard.press("ArrowRight");
    await page.locator(`[data-id="${second}"]:focus`).waitFor();
    await page.keyboard.press("Enter");
    await page.locator("#album-title:focus").waitFor();
    expect(page.url()).toContain(`#/albums/${second}`);
    await page.getByRole("link", { name: "All albums" }).press("Enter");
    await page.locator(`[data-id="${second}"]:focus`).waitFor();
  });

  check("the grid of an album is an address, and keeps the author's order", async (page) => {
    await openAlbum(page);
    await page.getByRole("radio", { name: "Grid" }).check();
    await page.waitForURL(/look=grid/);
    await page.locator(".album-tile img[data-loaded]").first().waitFor();
    const shown = await page
      .locator(".album-tile__link")
      .evaluateAll((all) => all.map((link) => (link as HTMLElement).dataset.name));
    const here = partial.members.filter(({ state }) => state === "here");
    expect(shown).toEqual(here.map(({ imgurId }) => imgurId));
    expect(overlapsOf(await boxesOf(page, ".album-tile"))).toEqual([]);
  });

  check("an NSFW cover is not asked for until its picture was", async (page) => {
    const [cover] = partial.members;
    const mark = (nsfw: number) =>
      gallery.archive.sqlite.run("UPDATE media SET nsfw = ? WHERE id = ?", [nsfw, cover?.id ?? 0]);
    mark(1);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await openAlbum(page);
    const asksFor = () => asked.filter((url) => url.includes(cover?.thumb ?? "?"));
    const link = page.getByRole("link", { name: "The ridge, NSFW, hidden" });
    await link.waitFor();
    expect(asksFor()).toEqual([]);
    await link.press("Enter");
    await page.locator(".reading__part:first-child img[data-loaded]").waitFor();
    expect(asksFor().length).toBeGreaterThan(0);
    mark(0);
  });

  check("who leaves NSFW out sees no album of such pictures alone", async (page) => {
    const { sqlite } = gallery.archive;
    const mark = (nsfw: number) =>
      sqlite.run(
        "UPDATE media SET nsfw = ? WHERE id IN (SELECT media_id FROM post_media WHERE post_id = ?)",
        [nsfw, partial.id],
      );
    mark(1);
    await page.addInitScript(() =>
      localStorage.setItem("acacia.preferences", JSON.stringify({ nsfw: "hide" })),
    );
    await openList(page);
    expect(await namesOf(page)).not.toContain(partial.imgurId);
    mark(0);
    await page.reload();
    await page.locator(`[data-id="${partial.imgurId}"]`).waitFor();
  });

  check(
    "what does not load says so and loads when asked again",
    async (page) => {
      await page.route("**/api/albums?*", (route) => route.fulfill({ status: 500, json: {} }));
      await page.goto(`${gallery.url}#/albums`);
      await page.getByRole("alert").getByText("The albums did not load.").waitFor();
      await page.unroute("**/api/albums?*");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.locator(".album-cover img[data-loaded]").first().waitFor();
      expect(await page.getByRole("alert").count()).toBe(0);
    },
    { says: /500/ },
  );

  for (const [look, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["a phone", { ...PHONE, colorScheme: "light" }],
    ["forced colours", { forcedColors: "active" }],
  ] as const) {
    check(
      `axe finds nothing in ${look}, and nothing is wider than the window: list, reading, grid`,
      async (page) => {
        for (const open of [openList, openAlbum, (one: Page) => openAlbum(one, "?look=grid")]) {
          await open(page);
          expect(await violationsOf(page)).toEqual([]);
          const isWide = () => document.documentElement.scrollWidth > innerWidth;
          expect(await page.evaluate(isWide)).toBe(false);
        }
      },
      options,
    );
  }
});
