/// <reference lib="dom" />
// `bun run shots`: pictures of the gallery for the documents, into docs/shots/. The program fetches from the
// stand-in Imgur, the real server serves, Chromium looks: the same pictures each time.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium, openPage } from "../packages/web/app/testing/chromium.ts";
import { firstTile, openLibrary } from "../packages/web/app/testing/gallery_page.ts";
import { RealGallery } from "../packages/web/testing/real_gallery.ts";

const FOLDER = join(import.meta.dir, "../docs/shots");
const WORLD = { seed: 1, posts: 110, albums: 16 };
/** Just after the stand-in's newest post; dates of the archive are the only ones that change from day to day. */
const ARCHIVED_AT = Date.UTC(2026, 10, 20, 13);
const MAX_BYTES = 400_000;
const QUALITIES = [86, 80, 74, 68, 60];

const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 900 } };
const TABLET: BrowserContextOptions = { viewport: { width: 1024, height: 768 }, hasTouch: true };
const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  hasTouch: true,
  isMobile: true,
};

interface Shot {
  readonly name: string;
  readonly look: BrowserContextOptions;
  /** From the library to what is shown. */
  readonly go?: (page: Page) => Promise<void>;
}

const SHOTS: readonly Shot[] = [
  { name: "library_light", look: { ...DESKTOP, colorScheme: "light" } },
  { name: "library_dark", look: { ...DESKTOP, colorScheme: "dark" } },
  { name: "viewer", look: { ...DESKTOP, colorScheme: "dark" }, go: openViewer },
  { name: "selection", look: { ...DESKTOP, colorScheme: "light" }, go: selectSome },
  { name: "search", look: { ...DESKTOP, colorScheme: "light" }, go: searchSome },
  { name: "tablet", look: { ...TABLET, colorScheme: "light" } },
  { name: "activity", look: { ...DESKTOP, colorScheme: "dark" }, go: openActivity },
  { name: "duplicates", look: { ...DESKTOP, colorScheme: "light" }, go: openDuplicates },
  { name: "albums", look: { ...DESKTOP, colorScheme: "light" }, go: openAlbums },
  { name: "album", look: { ...DESKTOP, colorScheme: "dark" }, go: openAlbum },
  { name: "stats", look: { ...DESKTOP, colorScheme: "light" }, go: openStats },
  { name: "phone_library", look: { ...PHONE, colorScheme: "light" } },
  { name: "phone_viewer", look: { ...PHONE, colorScheme: "dark" }, go: openOnPhone },
];

async function openViewer(page: Page): Promise<void> {
  await firstTile(page).focus();
  await page.keyboard.press("Enter");
  await isSharp(page);
  if (!(await page.locator(".details").isVisible())) await page.keyboard.press("i");
  await page.locator(".details").waitFor();
}

async function openAlbums(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#/albums";
  });
  await page.locator(".album-cover img[data-loaded]").nth(20).waitFor();
}

async function openAlbum(page: Page): Promise<void> {
  await openAlbums(page);
  await page.locator(".album-cover__link").nth(3).click();
  await page.locator(".reading img[data-loaded]").first().waitFor();
}

async function openActivity(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#/activity/1";
  });
  await page.getByText("It ended well.").waitFor();
  await page.locator(".lanes canvas").waitFor();
}

async function openDuplicates(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#/duplicates";
  });
  await page.getByText(/^\d+ items compared$/).waitFor();
  await page.locator(".compare__view > img[data-loaded]:not([data-hidden])").nth(1).waitFor();
}

async function openStats(page: Page): Promise<void> {
  await page.evaluate(() => {
    location.hash = "#/stats";
  });
  await page.locator(".columns__peak").first().waitFor();
}

async function openOnPhone(page: Page): Promise<void> {
  await firstTile(page).tap();
  await isSharp(page);
}

async function isSharp(page: Page): Promise<void> {
  await page.locator("dialog.viewer .stage__layer[data-loaded]").nth(1).waitFor();
  await page.locator(".stage__waiting").waitFor({ state: "detached" });
}

async function selectSome(page: Page): Promise<void> {
  await firstTile(page).focus();
  for (const key of ["x", "ArrowRight", "x", "ArrowRight", "ArrowRight", "x"]) {
    await page.keyboard.press(key);
  }
  await page.getByRole("toolbar", { name: "Selection" }).getByText("3 selected").waitFor();
}

async function searchSome(page: Page): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type("type:photo score:>50 -tag:meme ");
  await page.getByRole("button", { name: "Remove filter -tag:meme" }).waitFor();
  await page.keyboard.type("user:");
  await page.getByRole("option").first().waitFor();
}

/** Everything that is on screen has arrived. */
async function isComplete(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const onScreen = [...document.querySelectorAll(".tile:not([data-hidden])")].filter(
      (tile) => tile.getBoundingClientRect().top < innerHeight,
    );
    return onScreen.every((tile) =>
      tile.querySelector(".tile__image")?.hasAttribute("data-loaded"),
    );
  });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** The best quality that is small enough. */
async function takeShot(page: Page): Promise<Uint8Array> {
  for (const quality of QUALITIES) {
    const bytes = await page.screenshot({ type: "jpeg", quality, animations: "disabled" });
    if (bytes.length <= MAX_BYTES) return bytes;
  }
  throw new Error(`Cannot take a shot within ${MAX_BYTES} bytes`);
}

async function shoot(browser: Browser, { name, look, go }: Shot, url: string): Promise<void> {
  await using watched = await openPage(browser, { locale: "en-GB", timezoneId: "UTC", ...look });
  const { page, errors } = watched;
  await openLibrary(page, url);
  await isComplete(page);
  await go?.(page);
  const path = join(FOLDER, `${name}.jpg`);
  const bytes = await takeShot(page);
  await Bun.write(path, bytes);
  if (errors.length > 0) throw new Error(`${name}: ${errors.join("; ")}`);
  console.error(`${path} ${Math.round(bytes.length / 1000)} kB`);
}

await mkdir(FOLDER, { recursive: true });
await using gallery = await RealGallery.open(WORLD, () => ["hot", "r/aww"]);
gallery.archive.sqlite.run("UPDATE media SET archived_at = ? WHERE archived_at IS NOT NULL", [
  ARCHIVED_AT,
]);
const browser = await launchChromium();
try {
  for (const shot of SHOTS) {
    // What one shot has seen is new again in the next.
    gallery.archive.sqlite.run("UPDATE media SET seen_at = NULL");
    await shoot(browser, shot, gallery.url);
  }
} finally {
  await browser.close();
}
