/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Download, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { currentName, firstTile, openLibrary } from "../app/testing/gallery_page.ts";
import type { Bucket, Buckets } from "../routes/schemas.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 120_000;
/** Small pictures, drawn fast. The newest month is left for a later fetch. */
const WORLD = {
  seed: 7,
  posts: 160,
  albums: 12,
  nearDuplicates: 0,
  distinctPictures: 8,
  maxSide: 640,
} as const;

const suite = canRunChromium() ? describe : describe.skip;
suite("journeys through the gallery in Chromium", () => {
  let gallery: RealGallery;
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
    gallery = await RealGallery.open(WORLD, () => ["hot", "--where", "before:2026-11"]);
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });
  const check = (behaviour: string, run: (page: Page) => Promise<void>) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser);
        await openLibrary(watched.page, gallery.url);
        await run(watched.page);
        expect(watched.errors).toEqual([]);
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(`${gallery.url}${path}`)).json()) as Answer;

  check("by keyboard alone: opened, found, chosen, and saved as a zip", async (page) => {
    const { items } = await ask<Buckets>("api/buckets?q=type:photo");
    await page.keyboard.press("/");
    await page.keyboard.type("type:photo");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: `${items} matches` }).waitFor();
    await tabTo(page, ".tile__link");
    await page.keyboard.press("x");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    const bar = page.getByRole("toolbar", { name: "Selection" });
    await bar.getByText("3 selected").waitFor();
    const chosen = page.locator(".tile[aria-selected=true] .tile__link");
    const names = await chosen.evaluateAll((links) =>
      links.map((link) => /i\/([^?]+)/.exec(link.getAttribute("href") ?? "")?.[1] ?? ""),
    );
    await tabTo(page, "[role=toolbar] button", "Download");
    const saving = page.waitForEvent("download");
    await page.keyboard.press("Enter");
    const saved = await namesInZip(await saving);
    expect(names.length).toBe(3);
    for (const name of names) expect(saved.filter((file) => file.includes(name)).length).toBe(1);
    await page.keyboard.press("Escape");
    await bar.waitFor({ state: "detached" });
  });

  check(
    "a second process fetches: nothing moves until asked, then the new come first",
    async (page) => {
      const before = await ask<Buckets>("api/buckets");
      await firstTile(page).focus();
      const first = await currentName(page);
      const run = page.getByRole("progressbar", { name: /^Run / });
      const seen = run.waitFor().then(() => run.getAttribute("aria-valuenow"));
      await Promise.all([gallery.fetch("hot"), seen]);
      const after = await ask<Buckets>("api/buckets");
      const arrived = after.items - before.items;
      expect(arrived).toBeGreaterThan(0);
      await page.getByRole("button", { name: `Show ${arrived} new` }).waitFor();
      expect([await currentName(page), await firstTile(page).getAttribute("href")]).toEqual([
        first,
        first,
      ]);
      await page.keyboard.press("n");
      await page
        .getByRole("button", { name: `Show ${arrived} new` })
        .waitFor({ state: "detached" });
      await page.waitForFunction(
        (href) => document.activeElement?.matches(`.tile__link:not([href="${href}"])`) === true,
        first,
      );
      expect(await page.evaluate(() => scrollY)).toBe(0);
      const key = encodeURIComponent(after.buckets[0]?.key ?? "");
      const { id } = await ask<Bucket>(`api/buckets/${key}`);
      const { imgurId } = await ask<{ imgurId: string }>(`api/media/~${id[0]}`);
      expect(await page.locator(".tile__link").first().getAttribute("href")).toContain(imgurId);
    },
  );
});

/** Presses Tab until it stands on such an element. */
async function tabTo(page: Page, selector: string, words = ""): Promise<void> {
  const isThere = () =>
    page.evaluate(
      ([wanted = "", text = ""]) =>
        document.activeElement?.matches(wanted) === true &&
        (document.activeElement.textContent ?? "").includes(text),
      [selector, words],
    );
  for (let presses = 0; presses < 60; presses++) {
    if (await isThere()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to ${selector} ${words}`);
}

/** Names of the files in a zip, from its directory at the end. */
async function namesInZip(download: Download): Promise<string[]> {
  const bytes = Buffer.from(await Bun.file(await download.path()).arrayBuffer());
  const names: string[] = [];
  const head = Buffer.from("PK\u0001\u0002", "latin1");
  for (let at = bytes.indexOf(head); at >= 0; at = bytes.indexOf(head, at + 46)) {
    names.push(bytes.toString("utf8", at + 46, at + 46 + bytes.readUInt16LE(at + 28)));
  }
  return names;
}
