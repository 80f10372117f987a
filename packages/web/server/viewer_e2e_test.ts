/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { violationsOf } from "../app/testing/gallery_page.ts";
import type { Bucket, Buckets, MediaDetail } from "../routes/schemas.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 60_000;
/** Few pictures, large enough that a phone does not need the original. */
const WORLD = { seed: 1, posts: 24, albums: 2, gifs: 2, videos: 1, maxSide: 1400 } as const;
const PHONE = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true } as const;

const suite = canRunChromium() ? describe : describe.skip;
suite("the viewer on the real server in Chromium", () => {
  let gallery: RealGallery;
  let browser: Browser;
  /** A large still picture that is not alone, and its post. */
  let large: MediaDetail;
  beforeAll(async () => {
    browser = await launchChromium();
    gallery = await RealGallery.open(WORLD, () => ["hot"]);
    const search = "q=type:photo+nsfw:no+w:>1100+-type:album";
    const { buckets } = await ask<Buckets>(`api/buckets?${search}`);
    const { id } = await ask<Bucket>(`api/buckets/${buckets[0]?.key}?${search}`);
    large = await ask<MediaDetail>(`api/media/~${id[0]}`);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${gallery.url}${path}`)).json()) as Answer;

  interface Visit {
    readonly page: Page;
    /** Paths that were asked for so far. */
    readonly asked: readonly string[];
  }
  /** A test on a page of its own that shows the large picture, with what the reader chose before. */
  const check = (
    behaviour: string,
    run: (visit: Visit) => Promise<void>,
    { chosen = {}, ...options }: BrowserContextOptions & { readonly chosen?: object } = {},
  ) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser, options);
        const { page } = watched;
        await page.addInitScript(
          (text) => localStorage.setItem("acacia.preferences", text),
          JSON.stringify({ infoOpen: true, ...chosen }),
        );
        const asked: string[] = [];
        page.on("request", (request) => asked.push(new URL(request.url()).pathname));
        await page.goto(`${gallery.url}#/i/${large.imgurId}`);
        await page.locator("dialog.viewer[open] .stage__layer[data-loaded]").first().waitFor();
        await run({ page, asked });
        expect(watched.errors).toEqual([]);
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  check(
    "a phone is given 960 px, and the original once it zooms",
    async ({ page, asked }) => {
      await page.locator(`.stage__layer[src="thumb/960/${large.thumb}"][data-loaded]`).waitFor();
      expect(asked).not.toContain(`/blob/${large.sha256}`);
      for (let step = 0; step < 6; step++) await page.keyboard.press("+");
      await page.locator(`.stage__layer[src="blob/${large.sha256}"][data-loaded]`).waitFor();
    },
    { ...PHONE, chosen: { infoOpen: false } },
  );

  check(
    "with the data saver nothing is asked for ahead, and 960 px do",
    async ({ page, asked }) => {
      await page.locator(`.stage__layer[src="thumb/960/${large.thumb}"][data-loaded]`).waitFor();
      await page.waitForLoadState("networkidle");
      expect(asked.filter((path) => /^\/(blob|thumb\/(960|1600))/.test(path))).toEqual([
        `/thumb/960/${large.thumb}`,
      ]);
    },
    { chosen: { dataSaver: true } },
  );

  check(
    "a slideshow goes on by itself, waits while zoomed, and stops",
    async ({ page }) => {
      const first = page.url();
      await page.keyboard.press("+");
      await page.keyboard.press("s");
      const button = page.getByRole("button", { name: "Stop the slideshow" });
      await button.waitFor();
      await page.getByRole("combobox", { name: "Each picture" }).waitFor();
      await page.waitForTimeout(900);
      expect(page.url()).toBe(first);
      await page.keyboard.press("0");
      await page.waitForURL((url) => url.href !== first);
      await button.click();
      await page.getByRole("button", { name: "Slideshow", exact: true }).waitFor();
      const stopped = page.url();
      await page.waitForTimeout(900);
      expect(page.url()).toBe(stopped);
    },
    { chosen: { slideMs: 300, infoOpen: false } },
  );

  check("a tag of one's own is given and taken in the panel, and undone", async ({ page }) => {
    const tagsNow = () => gallery.lookup.media(large.id)?.ownTags;
    await page.getByRole("button", { name: "Add tag" }).click();
    await page.getByRole("combobox", { name: "Add a tag" }).fill("For the wall");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Save" }).click();
    const tags = page.getByRole("list", { name: "Tags" });
    await tags.getByRole("link", { name: "for the wall" }).waitFor();
    expect(tagsNow()).toEqual(["for the wall"]);
    await page.getByRole("button", { name: "Remove the tag for the wall" }).click();
    await tags.getByRole("link", { name: "for the wall" }).waitFor({ state: "detached" });
    expect(tagsNow()).toEqual([]);
    await page.keyboard.press("Control+z");
    await tags.getByRole("link", { name: "for the wall" }).waitFor();
    expect(tagsNow()).toEqual(["for the wall"]);
  });

  check("comments are asked for when opened, and answers are folded", async ({ page, asked }) => {
    const { sqlite } = gallery.archive;
    const post = large.post?.id ?? 0;
    sqlite.run("UPDATE posts SET comment_count = 3, comments_at = 1 WHERE id = ?", [post]);
    const say = sqlite.prepare(
      "INSERT INTO comments (id, post_id, parent_id, author, text, points, posted_at, fetched_at) VALUES (?, ?, ?, ?, ?, 5, 1, 1)",
    );
    say.run(1, post, null, "fernweh", "Where is this?");
    say.run(2, post, 1, "yarnia", "On the coast.");
    say.run(3, post, null, null, "");
    await page.reload();
    const asks = () => asked.filter((path) => path.endsWith("/comments")).length;
    const title = page.getByText("3 comments");
    await title.waitFor();
    expect(asks()).toBe(0);
    await title.click();
    await page.getByText("Where is this?").waitFor();
    await page.getByText("This comment was deleted before it was read.").waitFor();
    expect(await page.getByText("On the coast.").count()).toBe(0);
    await page.getByText("1 answer").click();
    await page.getByText("On the coast.").waitFor();
    expect(asks()).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
  });

  check("the panel tells when the file was read again, and where it is from", async ({ page }) => {
    await page.getByText("Not read again since it was stored").waitFor();
    const { sqlite } = gallery.archive;
    sqlite.run("UPDATE blobs SET verified_at = ? WHERE sha256 = ?", [
      Date.now() - 3 * 86_400_000 - 60_000,
      large.sha256,
    ]);
    sqlite.run(
      "UPDATE media SET origin = 'wayback', origin_address = 'https://web.archive.org/web/1/x' WHERE id = ?",
      [large.id],
    );
    await page.reload();
    await page.getByText("Verified 3 days ago").waitFor();
    const link = page.getByRole("link", { name: "These bytes come from the Wayback Machine" });
    expect(await link.getAttribute("referrerpolicy")).toBe("no-referrer");
    sqlite.run("UPDATE blobs SET damage = 'hash' WHERE sha256 = ?", [large.sha256]);
    await page.reload();
    await page.getByText("Damaged: the bytes are not what was stored, found 3 days ago.").waitFor();
    sqlite.run("UPDATE blobs SET damage = NULL WHERE sha256 = ?", [large.sha256]);
  });

  check(
    "single letters do nothing when they are switched off, arrows go on working",
    async ({ page }) => {
      await page.keyboard.press("i");
      await page.keyboard.press("s");
      await page.getByRole("complementary", { name: "Details of the picture" }).waitFor();
      expect(await page.getByRole("button", { name: "Stop the slideshow" }).count()).toBe(0);
      const before = page.url();
      await page.keyboard.press("ArrowRight");
      await page.waitForURL((url) => url.href !== before);
    },
    { chosen: { letterKeys: false } },
  );

  for (const [look, options] of [
    ["dark", { colorScheme: "dark" }],
    ["a phone", { ...PHONE, colorScheme: "light" }],
    ["forced colours", { forcedColors: "active" }],
  ] as const) {
    check(
      `axe finds nothing in ${look}: slideshow on, panel open`,
      async ({ page }) => {
        await page.keyboard.press("s");
        await page.getByRole("button", { name: "Stop the slideshow" }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
      },
      { ...options, chosen: { slideMs: 600_000 } },
    );
  }
});
