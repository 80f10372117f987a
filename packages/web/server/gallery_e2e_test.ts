/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page, Request, Response } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import {
  currentName,
  firstTile,
  openLibrary,
  undoTrash,
  violationsOf,
  waitForEdit,
} from "../app/testing/gallery_page.ts";
import { FLAGS } from "../routes/flags.ts";
import type { Bucket, Buckets, MediaDetail } from "../routes/schemas.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 60_000;
const SETUP_TIMEOUT_MS = 60_000;
/** Small pictures, drawn fast. The newest month is left for a later fetch. */
const WORLD = {
  seed: 7,
  posts: 210,
  albums: 8,
  gifs: 8,
  videos: 4,
  nearDuplicates: 0,
  distinctPictures: 8,
  maxSide: 640,
} as const;
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

const suite = canRunChromium() ? describe : describe.skip;
suite("the gallery on the real server in Chromium", () => {
  let gallery: RealGallery;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
    gallery = await RealGallery.open(WORLD, ({ posts }) => [
      ...["hot", "--where", "before:2026-11"],
      ...posts.filter(({ nsfw }) => nsfw).map(({ id }) => `gallery/${id}`),
    ]);
  }, SETUP_TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });

  /** A test on a page of its own that shows the library, and says and asks nothing that it should not. */
  const check = (behaviour: string, run: (visit: Visit) => Promise<void>, options = {}) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser, options);
        const { page } = watched;
        const answers: Response[] = [];
        const asked: Request[] = [];
        page.on("response", (response) => answers.push(response));
        page.on("request", (request) => asked.push(request));
        await openLibrary(page, gallery.url);
        await run({ page, answers, asked });
        expect(watched.errors).toEqual([]);
        expect(asked.filter(isForeign(gallery.url)).map((request) => request.url())).toEqual([]);
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${gallery.url}${path}`)).json()) as Answer;
  /** The first picture of a query that is not for grown-ups. */
  const first = async (q: string): Promise<MediaDetail> => {
    const search = new URLSearchParams({ q: `${q} nsfw:no` });
    const { buckets } = await ask<Buckets>(`api/buckets?${search}`);
    const { id } = await ask<Bucket>(
      `api/buckets/${encodeURIComponent(buckets[0]?.key ?? "")}?${search}`,
    );
    return ask(`api/media/~${id[0]}`);
  };

  check("the first tiles show thumbnails of what was fetched", async ({ page }) => {
    const images = page.locator(".tile__image[data-loaded]");
    const widths = await images.evaluateAll((all) =>
      all.map((image) => (image as HTMLImageElement).naturalWidth),
    );
    expect(widths.length).toBeGreaterThan(5);
    expect(Math.min(...widths)).toBeGreaterThan(60);
    const { items } = await ask<Buckets>("api/buckets");
    expect(items).toBeGreaterThanOrEqual(200);
    await page.getByText(`${items} items`).first().waitFor();
  });

  check("Enter opens the original, arrows step, Escape gives the focus back", async ({ page }) => {
    const { imgurId } = await first("type:photo");
    const tile = page.locator(`.tile__link[href*="${imgurId}"]`);
    await tile.focus();
    await page.keyboard.press("Enter");
    const original = page.locator("dialog.viewer[open] img.stage__layer[src^=blob][data-loaded]");
    await original.waitFor();
    expect(await original.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(
      (await ask<MediaDetail>(`api/media/${imgurId}`)).width,
    );
    const opened = page.url();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL((url) => url.href !== opened);
    await page.keyboard.press("ArrowLeft");
    await page.waitForURL(opened);
    await page.keyboard.press("Escape");
    await page.locator("dialog.viewer").waitFor({ state: "detached" });
    expect(await currentName(page)).toContain(imgurId);
  });

  check("a picture's address opens it, Back and Forward leave and return", async ({ page }) => {
    const { imgurId } = await first("type:photo");
    await page.goto(`${gallery.url}#/i/${imgurId}`);
    await page.locator("dialog.viewer[open] img.stage__layer[src^=blob][data-loaded]").waitFor();
    await page.goBack();
    await page.locator("dialog.viewer").waitFor({ state: "detached" });
    await page.goForward();
    await page.locator("dialog.viewer[open]").waitFor();
    expect(page.url()).toContain(imgurId);
  });

  const rowUnderKeyboard = async (page: Page) => {
    const href = await currentName(page);
    const id = gallery.lookup.findId(decodeURIComponent(/i\/([^?]+)/.exec(href)?.[1] ?? ""));
    return () => gallery.lookup.media(id ?? -1);
  };

  check("an undo asked for before the answer takes back that very change", async ({ page }) => {
    await firstTile(page).focus();
    const kept = await rowUnderKeyboard(page);
    const saved = waitForEdit(page, "favorite");
    await page.keyboard.press("f");
    await (await saved).finished();
    const undone = Promise.withResolvers<void>();
    await page.route("**/api/bulk", async (route) => {
      await undone.promise;
      await route.continue();
    });
    await page.keyboard.press("ArrowRight");
    const taken = await rowUnderKeyboard(page);
    await page.keyboard.press("f");
    await page.keyboard.press("Control+z");
    const undoing = () => page.waitForResponse((response) => response.url().endsWith("/api/undo"));
    const answer = undoing();
    undone.resolve();
    await (await answer).finished();
    expect([kept()?.favoriteAt, taken()?.favoriteAt]).toEqual([expect.any(Number), null]);
    const last = undoing();
    await page.keyboard.press("Control+z");
    await (await last).finished();
    expect(kept()?.favoriteAt).toBeNull();
  });

  check("a favourite and the trash are kept, and undone", async ({ page }) => {
    const edited = async (key: string, change: "favorite" | "trashed") => {
      const answer = waitForEdit(page, change);
      await page.keyboard.press(key);
      await (await answer).finished();
    };
    await firstTile(page).focus();
    const media = await rowUnderKeyboard(page);
    await edited("f", "favorite");
    expect(media()?.favoriteAt).toBeNumber();
    await edited("f", "favorite");
    expect(media()?.favoriteAt).toBeNull();
    await edited("Delete", "trashed");
    expect(media()?.trashedAt).toBeNumber();
    await page.locator(".toast").waitFor();
    await undoTrash(page);
    expect(media()?.trashedAt).toBeNull();
  });

  check("a video plays, and seeks by asking for a range", async ({ page, answers }) => {
    const { imgurId, sha256 } = await first("type:video");
    await page.goto(`${gallery.url}#/i/${imgurId}`);
    const video = page.locator("dialog.viewer[open] video");
    await video.and(page.locator("[data-loaded]")).waitFor();
    const reaches = (from: number, to: number) =>
      page.waitForFunction(
        ([low = 0, high = 0]) => {
          const film = document.querySelector<HTMLVideoElement>("dialog.viewer video");
          return film !== null && film.currentTime >= low && film.currentTime <= high;
        },
        [from, to],
      );
    await page.getByRole("button", { name: "Play" }).click();
    await reaches(0.1, 10);
    await page.getByRole("button", { name: "Pause" }).click();
    await page.getByRole("slider", { name: "Position" }).fill("1.5");
    await reaches(1.5, 1.5);
    const statuses = answers
      .filter((response) => response.url().includes(`/blob/${sha256}`))
      .map((response) => response.status());
    expect(new Set(statuses)).toEqual(new Set([206]));
  });

  check("a GIF rests where nothing is to move, and moves when told", async ({ page }) => {
    const { imgurId, sha256 } = await first("type:gif");
    await page.goto(`${gallery.url}#/i/${imgurId}`);
    const { files } = await ask<MediaDetail>(`api/media/${imgurId}`);
    const film = files.find(({ role }) => role === "mp4");
    const moving = page.locator(
      `dialog.viewer[open] .stage__layer[src="blob/${film?.sha256 ?? sha256}"]:visible`,
    );
    await page.locator("dialog.viewer[open] .stage__layer[data-loaded]").first().waitFor();
    if (film === undefined) expect(await moving.count()).toBe(0);
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await moving.and(page.locator("[data-loaded]")).waitFor();
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
  });

  check("a picture for grown-ups is not asked for until the user does", async ({ page, asked }) => {
    const search = new URLSearchParams({ q: "nsfw:yes" });
    const { buckets } = await ask<Buckets>(`api/buckets?${search}`);
    const { thumb, flags } = await ask<Bucket>(`api/buckets/${buckets[0]?.key}?${search}`);
    expect(flags.every((flag) => flag & FLAGS.nsfw)).toBe(true);
    await page.goto(`${gallery.url}#/library?${search}`);
    const hidden = page.locator(".tile[data-hidden]").first();
    await hidden.waitFor();
    const asksFor = () => asked.filter((one) => thumb.some((hash) => one.url().includes(hash)));
    expect(asksFor()).toEqual([]);
    await hidden.locator("a").click();
    await page.locator(".tile:not([data-hidden]) .tile__image[data-loaded]").first().waitFor();
    expect(asksFor().length).toBeGreaterThan(0);
  });

  check("a search narrows the grid to what the server finds", async ({ page }) => {
    const { items } = await ask<Buckets>("api/buckets?q=type:gif");
    await page.keyboard.press("/");
    await page.keyboard.type("type:gif");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: new RegExp(`^${items} match`) }).waitFor();
    await page.locator(".tile__image[data-loaded]").first().waitFor();
    // The months of a result come one by one.
    await page.waitForFunction((n) => document.querySelectorAll(".tile").length === n, items);
  });

  for (const [look, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["a phone", { ...PHONE, colorScheme: "light" }],
  ] as const) {
    check(
      `axe finds nothing in ${look}: library with selection and toast, dialog, viewer`,
      async ({ page }) => {
        await firstTile(page).focus();
        await page.keyboard.press("Delete");
        await page.locator(".toast").waitFor();
        await page.locator(".tile__link:focus").waitFor();
        await page.keyboard.press("x");
        await page.getByRole("toolbar", { name: "Selection" }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await undoTrash(page);
        await page.goto(`${gallery.url}#/i/${(await first("type:photo")).imgurId}`);
        await page.locator("dialog.viewer[open] .viewer__title span:not(:empty)").waitFor();
        expect(await violationsOf(page)).toEqual([]);
      },
      options,
    );
  }

  check("what another process archives waits behind a pill, and n shows it", async ({ page }) => {
    const before = (await ask<Buckets>("api/buckets")).items;
    const moving = page.getByRole("progressbar", { name: /^Run / }).waitFor();
    await Promise.all([gallery.fetch("hot"), moving]);
    const { items } = await ask<Buckets>("api/buckets");
    expect(items).toBeGreaterThan(before);
    await page.getByRole("button", { name: `Show ${items - before} new` }).waitFor();
    await page.keyboard.press("n");
    await page.getByText(`${items} items`).first().waitFor();
    await page.locator(".tile__image[data-loaded]").first().waitFor();
    await currentName(page);
  });

  test(
    "a server that stops is told quietly, and one that comes back is followed",
    async () => {
      await using watched = await openPage(browser);
      const { page } = watched;
      await openLibrary(page, gallery.url);
      await gallery.stop();
      await page.locator(".gone").waitFor();
      expect(await page.locator(".tile__image[data-loaded]").count()).toBeGreaterThan(5);
      await gallery.serve();
      await page.locator(".gone").waitFor({ state: "detached" });
    },
    TIMEOUT_MS,
  );
});

interface Visit {
  readonly page: Page;
  /** Every answer so far. */
  readonly answers: readonly Response[];
  /** Every request so far. */
  readonly asked: readonly Request[];
}

function isForeign(own: string): (request: Request) => boolean {
  return (request) => !request.url().startsWith(own) && !request.url().startsWith("blob:");
}
