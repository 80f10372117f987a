import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../../testing/chromium.ts";
import { FakeGallery } from "../../testing/fake_gallery.ts";
import { violationsOf } from "../../testing/gallery_page.ts";
import type { Stats } from "./stats_api.ts";

const TIMEOUT_MS = 60_000;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;

const named = (...names: readonly string[]) =>
  names.map((name, at) => ({ name, items: 100 - at, bytes: 1e6 }));
const STATS: Stats = {
  items: 12_482,
  bytes: 39.9e9,
  kinds: [
    { kind: "photo", items: 11_000, bytes: 15.9e9 },
    { kind: "video", items: 1_482, bytes: 24e9 },
  ],
  months: [
    { name: "2026-11", items: 12_000, bytes: 38e9 },
    { name: "2026-08", items: 482, bytes: 1.9e9 },
  ],
  sizeEdges: [1, 1024, 1920],
  sizes: [
    { width: 1920, height: 1024, items: 12_000 },
    { width: 1, height: 1, items: 482 },
  ],
  tags: named("cats", "the more you know"),
  users: named("ada"),
  subreddits: named("aww", "pics"),
  savedBytes: 1.2e9,
  removedUpstream: 312,
  favorites: 0,
  unseen: 0,
  posts: 9_000,
  runs: 3,
  trash: { items: 0, bytes: 0 },
  creditDays: [
    { day: "2026-11-20", spent: 40 },
    { day: "2026-11-24", spent: 91 },
  ],
};

const suite = canRunChromium() ? describe : describe.skip;
suite("the page of figures in Chromium", () => {
  let browser: Browser;
  let gallery: FakeGallery;
  beforeAll(async () => {
    browser = await launchChromium();
    gallery = await FakeGallery.start({ items: 60 });
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await gallery?.[Symbol.asyncDispose]();
  });

  /** A test on a page whose figures the server gives, one after the other; the last for good. */
  const check = (
    behaviour: string,
    run: (page: Page) => Promise<void>,
    {
      answers = [STATS],
      at = "#/stats",
      ...look
    }: BrowserContextOptions & { answers?: (Stats | "fails" | "waits")[]; at?: string } = {},
  ) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser, look);
        const { page } = watched;
        let asked = 0;
        await page.route("**/api/stats", async (route) => {
          const answer = answers[Math.min(asked++, answers.length - 1)];
          if (answer === "waits") return;
          if (answer === "fails") await route.fulfill({ status: 500, json: {} });
          else await route.fulfill({ json: answer });
        });
        await page.goto(gallery.url + at);
        await run(page);
        const unexpected = watched.errors.filter((error) => !error.includes("status of 500"));
        expect(unexpected).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const finding = (page: Page, name: string) => page.getByRole("figure", { name });

  check("says the archive in a sentence, and leads to what is gone", async (page) => {
    await page
      .getByText("12,482 items in 39.9 GB; 312 are gone from Imgur and live only here.")
      .waitFor();
    await page.getByRole("link", { name: "Show them" }).click();
    await page.waitForURL(/#\/library\?q=is%3Agone/);
    await page.goBack();
    await page.getByRole("heading", { name: "Stats" }).waitFor();
  });

  check("each drawing stands under what it shows", async (page) => {
    for (const title of [
      "November 2026 brought the most: 12,000 items",
      "At least half are 1,920 pixels wide or wider",
      "Videos are 12\u202f% of the items and take 60\u202f% of the space",
      "Keeping equal files once saves 1.2 GB, 3\u202f% of the space",
      "cats leads the tags with 100 items",
      "Every known user is ada, with 100 items",
      "r/aww gave the most: 100 items",
      "24 November 2026 took the most credits: 91",
    ]) {
      await finding(page, title).waitFor();
    }
  });

  check("a bar leads to what it counts", async (page) => {
    await page.getByRole("link", { name: /^the more you know/ }).click();
    await page.waitForURL((url) =>
      url.hash.endsWith(
        `q=${encodeURIComponent('tag:"the more you know"').replaceAll("%20", "+")}`,
      ),
    );
    await page.goBack();
    const month = finding(page, "November 2026 brought the most: 12,000 items");
    await month.locator("svg a").last().click();
    await page.waitForURL(/archived%3A2026-11/);
  });

  check("a drawing has a table as its twin, for screen readers too", async (page) => {
    const months = finding(page, "November 2026 brought the most: 12,000 items");
    await months.getByRole("table", { name: "Arrivals by month" }).waitFor({ state: "attached" });
    await months.getByRole("button", { name: "As a table: Arrivals by month" }).click();
    await months.getByRole("row", { name: "August 2026 482 1.9 GB" }).waitFor();
    expect(await months.locator("svg rect").count()).toBe(0);
    expect(page.url()).toEndWith("#/stats?table=months");
    await page.reload();
    await months.getByRole("link", { name: "August 2026" }).click();
    await page.waitForURL(/archived%3A2026-08/);
  });

  check(
    "has the shape of the page at once, and says later that it is adding up",
    async (page) => {
      await page.getByText("Arrivals by month").waitFor();
      await page.getByText("Adding up the archive").waitFor();
      expect(await page.locator(".chart[data-loading]").count()).toBe(7);
    },
    { answers: ["waits"] },
  );

  check(
    "says when the figures did not come, and gets them when asked again",
    async (page) => {
      await page.getByRole("alert").getByText("The figures did not load.").waitFor();
      await page.getByRole("button", { name: "Try again" }).click();
      await finding(page, "cats leads the tags with 100 items").waitFor();
      expect(await page.getByRole("alert").getByText("The figures").count()).toBe(0);
    },
    { answers: ["fails", STATS] },
  );

  check(
    "keeps the last figures when new ones do not come",
    async (page) => {
      await finding(page, "cats leads the tags with 100 items").waitFor();
      await page.getByRole("link", { name: "Library", exact: true }).click();
      await page.locator(".tile").first().waitFor();
      await page.goBack();
      await page.getByText("The figures did not load.").waitFor();
      await finding(page, "cats leads the tags with 100 items").waitFor();
    },
    { answers: [STATS, "fails"] },
  );

  check(
    "of an empty archive there is nothing to count, and how to begin",
    async (page) => {
      await page.getByRole("heading", { name: "Nothing to count yet" }).waitFor();
      await page.getByText("acacia fetch r/aww").waitFor();
    },
    {
      answers: [
        { ...STATS, items: 0, bytes: 0, months: [], kinds: [], sizes: [], removedUpstream: 0 },
      ],
    },
  );

  check(
    "one item without names has whole sentences and nothing to lead to",
    async (page) => {
      await page.getByText("1 item in 5 MB.").waitFor();
      await finding(page, "No item has a tag").waitFor();
      await finding(page, "No item has a known size").waitFor();
      await finding(page, "Everything arrived in November 2026").waitFor();
      expect(await page.locator("svg [width^='-'], svg [height^='-']").count()).toBe(0);
    },
    {
      answers: [
        {
          ...STATS,
          ...{ items: 1, bytes: 5e6, removedUpstream: 0, savedBytes: 0, sizes: [] },
          kinds: [{ kind: "gif", items: 1, bytes: 5e6 }],
          months: [{ name: "2026-11", items: 1, bytes: 5e6 }],
          ...{ tags: [], users: [], subreddits: [], creditDays: [] },
        },
      ],
    },
  );

  for (const [look, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["forced colours", { forcedColors: "active" }],
    ["a phone", { ...PHONE, colorScheme: "dark" }],
  ] as const) {
    check(
      `axe finds nothing in ${look}, with drawings and with a table, and nothing is wider than the window`,
      async (page) => {
        await finding(page, "cats leads the tags with 100 items").waitFor();
        await page.getByRole("button", { name: "As a table: Width and height" }).click();
        await page.getByRole("row", { name: "1,920 and over 1,024 to 1,919 12,000" }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
        const width = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect(width).toBeLessThanOrEqual(0);
      },
      options,
    );
  }
});
