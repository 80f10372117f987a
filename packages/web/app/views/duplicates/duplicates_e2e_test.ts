/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../../testing/chromium.ts";
import { FakeGallery } from "../../testing/fake_gallery.ts";
import { violationsOf } from "../../testing/gallery_page.ts";
import { FakeDuplicates } from "./testing/fake_duplicates.ts";
import { makeGroup } from "./testing/make_group.ts";

const TIMEOUT_MS = 60_000;
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;

/** Grey, and grey with a white corner: a tenth of it. */
const PLAIN =
  '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#5a5a5a"/></svg>';
const MARKED = PLAIN.replace("</svg>", '<rect width="10" height="12" fill="#fff"/></svg>');

const suite = canRunChromium() ? describe : describe.skip;
suite("the review of duplicates in Chromium", () => {
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

  /** A test on a page of three groups: two of two pictures, one of three. */
  const check = (
    behaviour: string,
    run: (page: Page, server: FakeDuplicates) => Promise<void>,
    { at = "", ...look }: BrowserContextOptions & { at?: string } = {},
    prepare: (server: FakeDuplicates) => void = () => undefined,
  ) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser, look);
        const { page } = watched;
        const server = new FakeDuplicates([
          makeGroup([1, 2]),
          makeGroup([3, 4, 5]),
          makeGroup([6, 7]),
        ]);
        prepare(server);
        await server.serve(page, { odd: PLAIN, even: MARKED });
        await page.goto(`${gallery.url}#/duplicates${at}`);
        await run(page, server);
        const unexpected = watched.errors.filter((error) => !/status of (404|500)/.test(error));
        expect(unexpected).toEqual([]);
      },
      TIMEOUT_MS,
    );
  const groups = (page: Page) => page.getByRole("list", { name: "Groups" }).getByRole("link");
  const place = (page: Page, words: string) => page.getByText(words, { exact: true }).waitFor();

  check("shows the groups with what each saves, and the first pair", async (page) => {
    await groups(page).first().waitFor();
    expect(await groups(page).count()).toBe(3);
    expect(await groups(page).nth(1).textContent()).toContain("saves 4 MB");
    await place(page, "Group 1 of 3");
    await page.getByText("Keep the left: both are equally good").waitFor();
    await page.getByText("12,482 items compared").waitFor();
    await page.getByRole("row", { name: "Imgur id d000001 d000002" }).waitFor();
  });

  check("1 keeps the left and goes on, u takes it back", async (page, server) => {
    await place(page, "Group 1 of 3");
    await page.keyboard.press("1");
    await page.getByRole("row", { name: "Imgur id d000003 d000004" }).waitFor();
    await expect(server.decided(1)).resolves.toEqual([
      { action: "merge", groups: [{ keep: 1, ids: [2] }] },
    ]);
    await page.getByText("1 picture moved to Trash, one kept").waitFor();
    await page.keyboard.press("u");
    await server.undone(1);
    await page.getByRole("row", { name: "Imgur id d000001 d000002" }).waitFor();
    expect(await groups(page).count()).toBe(3);
  });

  check("2 keeps the right, b both, n tells them apart", async (page, server) => {
    await place(page, "Group 1 of 3");
    await page.keyboard.press("ArrowDown");
    await page.waitForURL(/g=3-4-5/);
    for (const key of ["2", "b"]) await page.keyboard.press(key);
    await page.getByRole("row", { name: "Imgur id d000006 d000007" }).waitFor();
    await page.keyboard.press("n");
    expect(await server.decided(3)).toEqual([
      { action: "merge", groups: [{ keep: 4, ids: [3] }] },
      { action: "alternate", ids: [4, 5] },
      { action: "unrelated", ids: [6, 7] },
    ]);
    expect(await groups(page).count()).toBe(1);
  });

  check("an undo before the answer takes back that very decision", async (page, server) => {
    await place(page, "Group 1 of 3");
    const answer = server.hold();
    await page.keyboard.press("1");
    await page.keyboard.press("u");
    await page.getByRole("row", { name: "Imgur id d000001 d000002" }).waitFor();
    answer();
    expect(await server.undone(1)).toEqual([1]);
    expect(await groups(page).count()).toBe(3);
  });

  check("u takes back what was decided in an earlier visit too", async (page, server) => {
    await place(page, "Group 1 of 3");
    await page.keyboard.press("1");
    await server.decided(1);
    await page.reload();
    await place(page, "Group 1 of 2");
    await page.keyboard.press("u");
    await place(page, "Group 1 of 3");
    expect(await server.undone(1)).toEqual([1]);
  });

  check(
    "accepts all that are almost sure after showing the total, as one undo",
    async (page, server) => {
      await page.getByRole("button", { name: "Accept all almost sure (3)" }).click();
      const dialog = page.getByRole("dialog", { name: "Accept 3 groups?" });
      await dialog
        .getByText("3 pictures are kept and inherit the albums, tags and favourites of 4 others")
        .waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await dialog.getByRole("button", { name: "Accept 3" }).click();
      expect(await server.decided(1)).toMatchObject([{ groups: { length: 3 } }]);
      await page.getByRole("heading", { name: "No duplicates" }).waitFor();
      await page.getByText("12,482 items compared", { exact: true }).waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await place(page, "Group 1 of 3");
      expect(await groups(page).count()).toBe(3);
    },
  );

  check("what failed comes back and says why", async (page, server) => {
    await place(page, "Group 1 of 3");
    server.failure = { status: 500, code: "unexpected", message: "the disk is full" };
    await page.keyboard.press("1");
    await page.getByRole("alert").getByText("That was not saved: the disk is full").waitFor();
    expect(await groups(page).count()).toBe(3);
  });

  check("asks to compare again what changed since", async (page, server) => {
    await place(page, "Group 1 of 3");
    server.failure = { status: 404, code: "not_found", message: "Cannot find 2" };
    await page.keyboard.press("1");
    await page.getByText("A picture of this group changed since it was compared.").waitFor();
    server.failure = undefined;
    server.groups = server.groups.slice(1);
    await page.getByRole("button", { name: "Compare again" }).click();
    await page.getByRole("row", { name: "Imgur id d000003 d000004" }).waitFor();
    expect(await groups(page).count()).toBe(2);
  });

  check("one zoom and one place for both pictures", async (page) => {
    const layers = page.locator(".compare__view > img[data-loaded]:not([data-hidden])");
    await layers.nth(1).waitFor();
    const transforms = () =>
      layers.evaluateAll((all) => all.map((layer) => (layer as HTMLElement).style.transform));
    await page
      .locator(".compare__view")
      .first()
      .hover({ position: { x: 60, y: 60 } });
    await page.mouse.wheel(0, -400);
    const [left, right] = await transforms();
    expect(left).toMatch(/scale\(1\.\d+\)/);
    expect(right).toBe(left ?? "");
    await page.mouse.down();
    await page.mouse.move(300, 400);
    await page.mouse.up();
    const moved = await transforms();
    expect(moved[0]).toBe(moved[1] ?? "");
    expect(moved[0]).not.toBe(left ?? "");
    await page.keyboard.press("0");
    expect(new Set(await transforms())).toEqual(new Set(["translate(0px, 0px) scale(1)"]));
  });

  check(
    "Space shows the other picture in the place of the left for as long as it is held",
    async (page) => {
      const first = page.locator(".compare__view").first();
      await first.getByRole("img", { name: "Picture 1" }).waitFor();
      await page.keyboard.down(" ");
      await first.getByRole("img", { name: "Picture 2" }).waitFor();
      await page.keyboard.up(" ");
      await first.getByRole("img", { name: "Picture 1" }).waitFor();
    },
  );

  check("d lays them over each other, and says how much differs", async (page) => {
    await place(page, "Group 1 of 3");
    await page.keyboard.press("d");
    await page.getByText("10\u202f% of the picture differs").waitFor();
    expect(page.url()).toContain("mode=difference");
    const corner = await page.locator(".compare canvas").evaluate((canvas) => {
      const context = (canvas as HTMLCanvasElement).getContext("2d");
      return [context?.getImageData(2, 2, 1, 1).data, context?.getImageData(30, 20, 1, 1).data].map(
        (pixel) => (pixel?.[2] ?? 0) > 100,
      );
    });
    expect(corner).toEqual([true, false]);
    await page.keyboard.press("d");
    await page.locator(".compare canvas").waitFor({ state: "detached" });
  });

  check("pictures of other shapes are not laid over each other", async (page, server) => {
    server.wide = 4;
    await place(page, "Group 1 of 3");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("d");
    await page.getByText("Their shapes differ: they do not lie over each other").waitFor();
  });

  check(
    "while it scans, the first groups can be used, and more come behind them",
    async (page, server) => {
      await page.getByText("Scanning 41\u202f%").waitFor();
      await page.getByRole("progressbar").waitFor();
      expect(await groups(page).count()).toBe(1);
      await page.keyboard.press("d");
      server.groups = [makeGroup([8, 9]), ...server.groups];
      await groups(page).nth(1).waitFor();
      expect(await groups(page).first().textContent()).toContain("Picture 1");
      server.scan = { state: "finished", done: 12_482, of: 12_482, pending: 0 };
      await page.getByRole("progressbar").waitFor({ state: "detached" });
    },
    {},
    (server) => {
      server.groups = server.groups.slice(0, 1);
      server.scan = { state: "running", done: 5_118, of: 12_482, pending: 3 };
    },
  );

  check(
    "says that there are none, and of how many",
    async (page) => {
      await page.getByRole("heading", { name: "No duplicates" }).waitFor();
      await page.getByText("12,482 items compared", { exact: true }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
    },
    {},
    (server) => {
      server.groups = [];
    },
  );

  check(
    "says when they did not load, and tries again",
    async (page, server) => {
      await page.getByRole("alert").getByText("The duplicates did not load.").waitFor();
      server.isDown = false;
      await page.getByRole("button", { name: "Try again" }).click();
      await place(page, "Group 1 of 3");
    },
    {},
    (server) => {
      server.isDown = true;
    },
  );

  check(
    "an address shows its group, and Back goes back",
    async (page) => {
      await place(page, "Group 3 of 3");
      await groups(page).nth(1).click();
      await place(page, "Group 2 of 3");
      await page.goBack();
      await place(page, "Group 3 of 3");
    },
    { at: "?tier=sure&g=6-7" },
  );

  check(
    "on a phone the pair is a second step, with a way back",
    async (page, server) => {
      await groups(page).nth(1).waitFor();
      expect(await page.getByRole("button", { name: "Keep the left" }).count()).toBe(0);
      await groups(page).nth(1).tap();
      await page.getByRole("button", { name: "Keep the left of all 3" }).tap();
      expect(await server.decided(1)).toEqual([
        { action: "merge", groups: [{ keep: 3, ids: [4, 5] }] },
      ]);
      await page.getByRole("row", { name: "Imgur id d000006 d000007" }).waitFor();
      await page.getByRole("button", { name: "All groups" }).tap();
      await groups(page).nth(1).waitFor();
      expect(await page.getByRole("button", { name: "Keep the left" }).count()).toBe(0);
    },
    PHONE,
  );

  check(
    "a picture that is marked NSFW is not asked for until the reader does",
    async (page, server) => {
      await page.getByText("Marked NSFW").waitFor();
      await groups(page).nth(1).locator("img").first().waitFor();
      expect(server.asked.filter((sha256) => /[12]$/.test(sha256))).toEqual([]);
      await page.getByRole("button", { name: "Show them" }).click();
      await page.locator(".compare__view > img[data-loaded]").first().waitFor();
      await groups(page).first().locator("img").first().waitFor();
    },
    {},
    (server) => {
      server.groups = [makeGroup([1, 2], { nsfw: true }), ...server.groups.slice(1)];
    },
  );

  check("the key map has its keys", async (page) => {
    await place(page, "Group 1 of 3");
    await page.keyboard.press("?");
    const help = page.getByRole("dialog", { name: "Shortcuts" });
    await help.getByRole("heading", { name: "In Duplicates" }).waitFor();
    await help.getByText("Keep both as alternates").waitFor();
  });

  check(
    "changes nothing in an archive that is read only, and says so",
    async (page, server) => {
      await place(page, "Group 1 of 3");
      const name = "Keep the left: this archive is open to look at only";
      expect(await page.getByRole("button", { name }).isDisabled()).toBe(true);
      for (const key of ["1", "2", "b", "n", "u"]) await page.keyboard.press(key);
      await page.keyboard.press("ArrowDown");
      await place(page, "Group 2 of 3");
      expect(await server.decided(0)).toEqual([]);
      expect(await groups(page).count()).toBe(3);
    },
    {},
    (server) => {
      server.isReadOnly = true;
    },
  );

  for (const [look, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["forced colours", { forcedColors: "active" }],
    ["a phone", { ...PHONE, colorScheme: "light" }],
  ] as const) {
    check(
      `axe finds nothing in ${look}, and nothing is wider than the window`,
      async (page) => {
        await page.getByRole("button", { name: "Keep the left of all 3" }).waitFor();
        await page.locator(".compare__view > img[data-loaded]").first().waitFor();
        expect(await violationsOf(page)).toEqual([]);
        const width = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
        expect(width).toBeLessThanOrEqual(0);
      },
      { ...options, at: "?tier=sure&g=3-4-5" },
    );
  }
});
