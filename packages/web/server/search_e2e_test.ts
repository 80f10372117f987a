/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { openLibrary, violationsOf } from "../app/testing/gallery_page.ts";
import type { Filters } from "../routes/edit_schemas.ts";
import type { Buckets } from "../routes/schemas.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 60_000;
/** Small pictures, drawn fast. */
const WORLD = {
  seed: 7,
  posts: 60,
  albums: 3,
  gifs: 4,
  videos: 3,
  nearDuplicates: 0,
  distinctPictures: 8,
  maxSide: 640,
} as const;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;

const suite = canRunChromium() ? describe : describe.skip;
suite("the search on the real server in Chromium", () => {
  let gallery: RealGallery;
  let browser: Browser;
  beforeAll(async () => {
    [browser, gallery] = await Promise.all([
      launchChromium(),
      RealGallery.open(WORLD, () => ["hot"]),
    ]);
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
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const ask = async <Answer>(path: string): Promise<Answer> =>
    (await (await fetch(gallery.url + path)).json()) as Answer;
  const countOf = async (q: string) =>
    (await ask<Buckets>(`api/buckets?${new URLSearchParams({ q })}`)).items;

  check(
    "a field becomes a chip at space, words at Enter, and the address is the query",
    async (page) => {
      await type(page, "type:photo -type:gif ");
      await chip(page, "type:photo").waitFor();
      expect(await chip(page, "-type:gif").textContent()).toContain("not");
      await page.keyboard.type("cats ");
      expect(await field(page).inputValue()).toBe("cats ");
      await page.keyboard.press("Enter");
      await chip(page, "cats").waitFor();
      expect(queryOf(page)).toBe("type:photo -type:gif cats");
      await page.goBack();
      await chip(page, "cats").waitFor({ state: "detached" });
      expect(queryOf(page)).toBe("type:photo -type:gif");
    },
  );

  check(
    "Backspace turns the last chip into text, a click changes one, the cross removes it",
    async (page) => {
      await type(page, "type:photo score:>5 (a OR b) ");
      await chip(page, "(a OR b)").waitFor();
      await page.keyboard.press("Backspace");
      expect(await field(page).inputValue()).toBe("(a OR b)");
      await page.keyboard.press("Backspace");
      await page.keyboard.type(" OR type:gif)");
      await page.keyboard.press("Enter");
      await expectQuery(page, "type:photo score:>5 (a OR b OR type:gif)");
      await page.getByRole("button", { name: "Change filter score:>5" }).click();
      expect(await field(page).inputValue()).toBe("score:>5");
      await page.keyboard.type("0\n");
      await expectQuery(page, "type:photo score:>50 (a OR b OR type:gif)");
      await page.getByRole("button", { name: "Remove filter type:photo" }).click();
      await expectQuery(page, "score:>50 (a OR b OR type:gif)");
      expect(await field(page).evaluate((input) => input === document.activeElement)).toBe(true);
    },
  );

  check(
    "what is not understood is said, with the way to what was meant; the rest applies",
    async (page) => {
      await type(page, "typ:photo score:>0 ");
      const said = page.getByText("Unknown filter 'typ'. Did you mean");
      await said.waitFor();
      const matches = await countOf("score:>0");
      await page.getByRole("heading", { name: `${matches} match` }).waitFor();
      await page
        .getByRole("button", { name: "Change filter typ:photo: unknown filter 'typ'" })
        .waitFor();
      await page.getByRole("button", { name: "type:photo", exact: true }).click();
      await expectQuery(page, "type:photo score:>0");
      await said.waitFor({ state: "detached" });
    },
  );

  check(
    "suggestions complete a field and its value by keys, and come again as an earlier search",
    async (page) => {
      await type(page, "us");
      await page.getByRole("option", { name: /^user:/ }).waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      expect(await field(page).inputValue()).toBe("user:");
      await page
        .getByRole("option", { name: /^user:\w+ ?\d+$/ })
        .first()
        .waitFor();
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await page.getByRole("list", { name: "Filters" }).getByRole("listitem").waitFor();
      const q = queryOf(page);
      expect(q).toMatch(/^user:\S+$/);
      await page.getByRole("heading", { name: `${await countOf(q)} match` }).waitFor();
      await page.getByRole("button", { name: "Clear search" }).click();
      await page.keyboard.press("ArrowDown");
      const earlier = page.getByRole("group", { name: "Searched before" });
      await earlier.getByRole("option", { name: q }).click();
      await expectQuery(page, q);
    },
  );

  check("a search is saved under a name, used by it, renamed and deleted", async (page) => {
    await type(page, "type:photo score:>5 ");
    await page.getByRole("button", { name: "Save this search" }).click();
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("best");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Clear search" }).click();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("option", { name: "filter:best" }).click();
    await expectQuery(page, "filter:best");
    const matches = await countOf("type:photo score:>5");
    await page.getByRole("heading", { name: `${matches} match` }).waitFor();
    await page.getByRole("button", { name: "Save this search" }).click();
    await page.getByRole("button", { name: "New name of best" }).click();
    await page.getByRole("textbox", { name: "New name of best" }).fill("finest");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Delete finest" }).click();
    await page.getByText("None yet.").waitFor();
    expect((await ask<Filters>("api/filters")).filters).toEqual([]);
  });

  check("no match says which part alone would match most", async (page) => {
    await page.goto(`${gallery.url}#/library?q=type:video+zzzz+score:>-9999`);
    await page.getByRole("heading", { name: "Nothing matches" }).waitFor();
    await page.getByText("match one part of it alone").waitFor();
    await page.locator(".empty").getByRole("button", { name: "score:>-9999" }).click();
    await expectQuery(page, "score:>-9999");
  });

  check("NSFW pictures are left out when the reader chose so", async (page) => {
    await page.evaluate(() => {
      localStorage.setItem("acacia.preferences", JSON.stringify({ nsfw: "hide" }));
    });
    await page.reload();
    await page
      .getByText(`${await countOf("nsfw:no")} items`)
      .first()
      .waitFor();
    await type(page, "typ:x ");
    await page.getByText("Unknown filter 'typ'.").waitFor();
  });

  for (const [look, options] of Object.entries({
    light: { colorScheme: "light" },
    dark: { colorScheme: "dark" },
    "forced colours": { forcedColors: "active" },
    "a phone": { ...PHONE, colorScheme: "dark" },
  })) {
    check(
      `axe finds nothing in ${look}: chips, faults, suggestions, saved filters`,
      async (page) => {
        await type(page, "type:photo -tag:meme typ:x ");
        await page.getByText("Unknown filter").waitFor();
        await page.keyboard.type("t");
        await page.getByRole("option").first().waitFor();
        await page.keyboard.press("ArrowDown");
        expect(await violationsIn(page, look)).toEqual([]);
        await page.keyboard.press("Escape");
        await page.keyboard.press("Backspace");
        await page.keyboard.press("Escape");
        await page.keyboard.press("Tab");
        await page.getByRole("button", { name: "Save this search" }).click();
        await page.getByRole("dialog").waitFor();
        expect(await violationsIn(page, look)).toEqual([]);
      },
      options,
    );
  }
});

const field = (page: Page) => page.getByRole("combobox", { name: "Search" });
const chip = (page: Page, text: string) =>
  page
    .getByRole("list", { name: "Filters" })
    .getByRole("listitem")
    .filter({ has: page.getByRole("button", { name: `Remove filter ${text}` }) });

async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(text);
}

function queryOf(page: Page): string {
  return new URLSearchParams(page.url().split("?")[1] ?? "").get("q") ?? "";
}

async function expectQuery(page: Page, q: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => new URLSearchParams(location.hash.split("?")[1] ?? "").get("q") === wanted,
    q,
  );
}

/** In forced colours the browser paints other colours than it tells scripts, so that contrast cannot be computed. */
async function violationsIn(page: Page, look: string): Promise<string[]> {
  const violations = await violationsOf(page);
  return look === "forced colours"
    ? violations.filter((line) => !line.startsWith("color-contrast"))
    : violations;
}
