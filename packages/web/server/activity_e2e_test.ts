/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { violationsOf } from "../app/testing/gallery_page.ts";
import type { Launch } from "../routes/run_schemas.ts";
import { RealGallery } from "../testing/real_gallery.ts";

const TIMEOUT_MS = 60_000;
/** Small pictures, drawn fast. */
const WORLD = { seed: 7, posts: 120, albums: 2, distinctPictures: 2, maxSide: 160 } as const;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;

const suite = canRunChromium() ? describe : describe.skip;
suite("the activity page on the real server in Chromium", () => {
  let gallery: RealGallery;
  let browser: Browser;
  /** A run with failures and one without, of the program in a terminal. */
  beforeAll(async () => {
    browser = await launchChromium();
    gallery = await RealGallery.open(WORLD, () => ["hot", "--limit", "20"]);
    gallery.set({ rules: ["cdn:gone@every5", "cdn:html@after20"] });
    await gallery.fetch("new", "--limit", "40", "--force", "-R", "0").catch(() => undefined);
    gallery.set({ rules: [] });
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
        await run(watched.page);
        expect(watched.errors).toEqual([]);
        expect(gallery.errors).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const go = async (page: Page, hash: string) => {
    await page.goto(`${gallery.url}#/${hash}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
  };
  /** Waits for the end of the process that was started last from the page: until then it holds the archive. */
  const exitCodeOf = async (launch: number) => {
    for (;;) {
      const answer = await fetch(`${gallery.url}api/launches/${launch}`);
      const { exitCode } = (await answer.json()) as Launch;
      if (exitCode !== null) return exitCode;
    }
  };

  check("a run that is over says how it went, and adds up", async (page) => {
    await go(page, "activity/1");
    await page.getByRole("heading", { name: "Run 1", exact: true }).waitFor();
    await page.getByText("It ended well.").waitFor();
    await page.getByText("Adds up to 20").waitFor();
    expect(await page.title()).toBe("Activity · Acacia");
    expect(await page.getByText("Started in a terminal").count()).toBe(0);
  });

  check("what failed is grouped by reason, with a sentence and its pictures", async (page) => {
    await go(page, "activity/2");
    const group = page.locator("details", { hasText: "A web page came where a picture should be" });
    await group.getByText("A retry asks once more.").waitFor();
    await group.locator("summary").click();
    expect(await group.getByRole("link").count()).toBeGreaterThan(0);
    const gone = page.locator("details", { hasText: "Imgur no longer has it (404)" });
    await gone.getByText("Nothing to retry.").waitFor();
  });

  check("two ticked runs are compared, and Back ends it", async (page) => {
    await go(page, "activity/2");
    await page.getByRole("checkbox", { name: "Compare run 1" }).check();
    await page.getByRole("checkbox", { name: "Compare run 2" }).check();
    await page.getByRole("heading", { name: /^Run \d was .* × as fast as run \d:/ }).waitFor();
    await page.getByText("Their sources differ").waitFor();
    expect(page.url()).toContain("#/activity/1?with=2");
    await page.getByRole("row", { name: /Sources.*differs/ }).waitFor();
    await page.goBack();
    await page.getByRole("heading", { name: "Run 2", exact: true }).waitFor();
    await page.getByText("Their sources differ").waitFor({ state: "detached" });
  });

  check("a fetch starts from the field, is seen at work, and stops after these", async (page) => {
    gallery.set({ latency: "700", apiLatency: "1" });
    await go(page, "activity");
    const field = page.getByRole("textbox", { name: "Paste an Imgur link, r/name or @user" });
    await field.fill("https://example.com/x");
    await page.getByText("That names nothing on Imgur").waitFor();
    await field.fill("https://imgur.com/t/cats");
    await page.getByText("A tag: t/cats").waitFor();
    await field.fill("hot");
    await page.getByRole("button", { name: "Start" }).click();
    const stop = page.getByRole("button", { name: "Stop after these" });
    await stop.waitFor();
    await page.waitForURL(/#\/activity\/\d+$/);
    await page.getByRole("img", { name: /slots? over the last half minute/ }).waitFor();
    await page.waitForFunction(isPainted);
    await page.getByRole("button", { name: "As a table" }).click();
    await page.getByRole("cell", { name: "Downloading" }).first().waitFor();
    expect(page.url()).toContain("tab=table");
    await stop.click();
    await page.getByText("It was stopped, after ending what it had begun.").waitFor();
    expect(await exitCodeOf(1)).toBe(143);
    await page.getByRole("heading", { name: "Nothing is running" }).waitFor();
    gallery.set({ latency: "0" });
  });

  test(
    "a retry fetches again what failed in that run, and says so when there is nothing left",
    async () => {
      await using other = await RealGallery.open(WORLD, () => ["hot", "--limit", "1"]);
      other.set({ rules: ["cdn:html"] });
      await other.fetch("hot", "--limit", "6", "-R", "0").catch(() => undefined);
      other.set({ rules: [], latency: "0" });
      await using watched = await openPage(browser);
      const { page } = watched;
      await page.goto(`${other.url}#/activity/2`);
      await page
        .getByRole("button", { name: /^Retry \d+$/ })
        .first()
        .click();
      await page.getByRole("heading", { name: "Run 3", exact: true }).waitFor();
      await page.getByText("It ended well.").waitFor();
      await page.goBack();
      await page.getByRole("heading", { name: "Run 2", exact: true }).waitFor();
      await page
        .getByRole("button", { name: /^Retry \d+$/ })
        .first()
        .click();
      await page.getByRole("alert").getByText("There is nothing to retry").waitFor();
      expect(watched.errors).toEqual([]);
    },
    TIMEOUT_MS,
  );

  check("a run of a terminal is seen, and cannot be stopped from here", async (page) => {
    await go(page, "activity");
    const fetched = gallery.fetch("r/pics", "-j", "4", "--limit", "30", "--force");
    await page.getByText("Started in a terminal: Ctrl-C there stops it").waitFor();
    expect(await page.getByRole("button", { name: "Stop after these" }).count()).toBe(0);
    expect(await page.getByRole("button", { name: "Start" }).count()).toBe(0);
    await fetched;
    await page.getByText("It ended well.").waitFor();
    gallery.set({ latency: "0" });
  });

  test(
    "when the server is gone the view says since when, and goes on when it is back",
    async () => {
      await using watched = await openPage(browser);
      const { page } = watched;
      await go(page, "activity");
      const fetched = gallery.fetch("new", "-j", "1", "--limit", "14", "--force");
      await page.getByText("Started in a terminal").waitFor();
      await gallery.stop();
      await page.getByText(/Live view paused \d+ s ago/).waitFor();
      await gallery.serve();
      await page.getByText(/Live view paused/).waitFor({ state: "detached" });
      await fetched;
      await page.getByText("It ended well.").waitFor();
    },
    TIMEOUT_MS,
  );

  check("before the first run there is the field, and nothing to look at", async (page) => {
    await page.route("**/api/runs?*", (route) => route.fulfill({ json: [] }));
    await go(page, "activity");
    await page.getByRole("heading", { name: "Nothing was fetched yet" }).waitFor();
    await page.getByRole("button", { name: "Start" }).waitFor();
    expect(await page.getByRole("table").count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
  });

  test(
    "a run that is not there, or does not load, says so",
    async () => {
      await using watched = await openPage(browser);
      const { page } = watched;
      await page.goto(`${gallery.url}#/activity/999`);
      await page.getByRole("alert").getByText("There is no run 999 in this archive.").waitFor();
      await page.route("**/api/runs/1", (route) => route.abort());
      await page.goto(`${gallery.url}#/activity/1`);
      await page.getByRole("alert").getByText("The run did not load.").waitFor();
      await page.unroute("**/api/runs/1");
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("It ended well.").waitFor();
    },
    TIMEOUT_MS,
  );

  const looks = [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["forced colours", { forcedColors: "active" }],
    ["a phone", { ...PHONE, colorScheme: "dark" }],
  ] as const;
  for (const [look, options] of looks) {
    check(
      `axe finds nothing in ${look}: a run, its table, two compared`,
      async (page) => {
        await go(page, "activity/2");
        await page.getByRole("checkbox", { name: "Compare run 1" }).waitFor();
        await page.locator("details summary").first().click();
        expect(await violationsOf(page)).toEqual([]);
        await page.getByRole("button", { name: "As a table" }).click();
        await page.getByRole("table").first().waitFor();
        expect(await violationsOf(page)).toEqual([]);
        await go(page, "activity/1?with=2");
        await page.getByRole("heading", { name: /^Run \d was/ }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(
          0,
        );
      },
      options,
    );
  }
});

/** Whether something is drawn in the lanes, in more than one colour. */
function isPainted(): boolean {
  const canvas = document.querySelector<HTMLCanvasElement>(".lanes canvas");
  const context = canvas?.getContext("2d");
  if (!canvas || !context || canvas.width === 0 || canvas.height === 0) return false;
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const colors = new Set<number>();
  for (let at = 0; at < data.length; at += 4) {
    if ((data[at + 3] ?? 0) > 250) colors.add(((data[at] ?? 0) << 8) | (data[at + 2] ?? 0));
  }
  return colors.size > 2;
}
