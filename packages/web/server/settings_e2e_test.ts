/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { violationsOf } from "../app/testing/gallery_page.ts";
import type { Doctor } from "../routes/doctor.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 60_000;
const WORLD = { seed: 7, posts: 12, albums: 1, distinctPictures: 8, maxSide: 320 } as const;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;
const FINDINGS: Doctor = {
  findings: [
    { check: "archive", status: "ok", detail: "/home/ada/archive" },
    { check: "disk", status: "warn", detail: "0.4 GB free", hint: "Make room" },
    { check: "database", status: "fail", detail: "damaged", hint: "Run `acacia rebuild`" },
  ],
};

const suite = canRunChromium() ? describe : describe.skip;
suite("settings and about on the real server in Chromium", () => {
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
  const check = (
    behaviour: string,
    run: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser, options);
        await run(watched.page);
        expect(watched.errors).toEqual([]);
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const open = async (page: Page, name: "settings" | "about") => {
    await page.goto(`${gallery.url}#/${name}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
  const group = (page: Page, name: string) => page.getByRole("group", { name });

  check("a choice is effective at once, and still there after a reload", async (page) => {
    await open(page, "settings");
    await group(page, "Theme").getByRole("radio", { name: "Dark" }).check();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await group(page, "Row height").getByRole("radio", { name: "Large" }).check();
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(await group(page, "Theme").getByRole("radio", { name: "Dark" }).isChecked()).toBe(true);
    await page.goto(`${gallery.url}#/library`);
    await page.getByRole("radio", { name: "Large rows" }).waitFor();
    expect(await page.getByRole("radio", { name: "Large rows" }).isChecked()).toBe(true);
  });

  check("choices are made by keyboard alone, and taken back as easily", async (page) => {
    await open(page, "settings");
    const blur = group(page, "NSFW pictures").getByRole("radio", { name: "Blur" });
    await blur.focus();
    await page.keyboard.press("ArrowRight");
    const show = group(page, "NSFW pictures").getByRole("radio", { name: "Show" });
    expect(await show.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Reset to defaults" }).press("Enter");
    expect(await blur.isChecked()).toBe(true);
    await page.getByRole("button", { name: "Undo" }).press("Enter");
    expect(await show.isChecked()).toBe(true);
  });

  check("without single letters t leaves the theme alone", async (page) => {
    await open(page, "settings");
    await group(page, "Single-letter keys").getByRole("radio", { name: "Off" }).check();
    await page.locator("#main").focus();
    await page.keyboard.press("t");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("system");
    await group(page, "Single-letter keys").getByRole("radio", { name: "On" }).check();
    await page.locator("#main").focus();
    await page.keyboard.press("t");
    expect(await page.locator("html").getAttribute("data-theme")).toBe("light");
  });

  check("about tells what is wrong first, each with what helps", async (page) => {
    await page.route("**/api/doctor", (route) => route.fulfill({ json: FINDINGS }));
    await open(page, "about");
    await page.getByText("One thing is wrong.").waitFor();
    const found = await page.locator(".doctor__findings li").allInnerTexts();
    expect(found.map((text) => text.split(/\s/)[0]?.toLowerCase())).toEqual([
      "database",
      "disk",
      "archive",
    ]);
    await page.getByText("Run acacia rebuild.").waitFor();
    await page.getByRole("button", { name: "Examine again" }).waitFor();
  });

  check("about says where to look when nobody here can examine", async (page) => {
    await open(page, "about");
    await page.getByText("For this, run acacia doctor in a terminal.").waitFor();
    expect(await page.getByRole("button", { name: "Examine again" }).count()).toBe(0);
  });

  for (const [look, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["a phone", { ...PHONE, colorScheme: "light" }],
    ["forced colours", { forcedColors: "active" }],
  ] as const) {
    check(
      `axe finds nothing in ${look}, and nothing is wider than the window`,
      async (page) => {
        await page.route("**/api/doctor", (route) => route.fulfill({ json: FINDINGS }));
        for (const name of ["settings", "about"] as const) {
          await open(page, name);
          if (name === "about") await page.getByText("One thing is wrong.").waitFor();
          expect(await violationsOf(page)).toEqual([]);
          const isWide = () => document.documentElement.scrollWidth > innerWidth;
          expect(await page.evaluate(isWide)).toBe(false);
        }
      },
      options,
    );
  }
});
