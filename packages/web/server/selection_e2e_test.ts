/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, Page } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { FakeGallery } from "../app/testing/fake_gallery.ts";
import { firstTile, openLibrary, violationsOf } from "../app/testing/gallery_page.ts";
import type { Bulk, Tags } from "../routes/edit_schemas.ts";
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
suite("selection and trash on the real server in Chromium", () => {
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
    "all results are selected as their query, but for one; undo takes back what it did",
    async (page) => {
      await page.goto(`${gallery.url}#/library?q=type:photo`);
      const items = await countOf("type:photo");
      await page.getByRole("heading", { name: `${items} matches` }).waitFor();
      await firstTile(page).focus();
      await page.keyboard.press("Control+a");
      await selection(page).getByText(`All ${items} selected`).waitFor();
      await page.keyboard.press("x");
      await selection(page)
        .getByText(`${items - 1} selected`)
        .waitFor();
      const sent = page.waitForRequest((request) => request.url().endsWith("/api/bulk"));
      await page.keyboard.press("f");
      const body = (await sent).postDataJSON() as Bulk;
      expect(body).toMatchObject({ q: "type:photo", action: { favorite: true } });
      expect([body.ids, body.except?.length]).toEqual([undefined, 1]);
      await said(page, `${items - 1} items added to Favourites`);
      expect(await countOf("is:fav")).toBe(items - 1);
      await page.keyboard.press("Control+z");
      await said(page, `${items - 1} items removed from Favourites`);
      expect(await countOf("is:fav")).toBe(0);
    },
  );

  check("what was done in an earlier visit can be taken back as well", async (page) => {
    await firstTile(page).focus();
    await page.keyboard.press("Delete");
    await page.getByText("1 item moved to Trash").waitFor();
    await page.reload();
    await page.locator(".tile__image[data-loaded]").first().waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText("Taken back: 1 picture into the trash").waitFor();
    expect(await countOf("is:trash")).toBe(0);
  });

  check(
    "tags are given to a selection, ticked where all have them, and taken again",
    async (page) => {
      await select(page, 2);
      await openTags(page);
      await page.keyboard.type("Red  Pandas\n");
      await page.keyboard.type("cute");
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByRole("dialog").waitFor({ state: "detached" });
      await page.getByText("2 items tagged anew").waitFor();
      const tags = async () =>
        (await ask<Tags>("api/tags")).tags.map(({ name }) => name).toSorted();
      expect([await tags(), await countOf('tag:"red pandas"')]).toEqual([
        ["cute", "red pandas"],
        2,
      ]);
      await page.keyboard.press("x");
      await openTags(page);
      await page.getByRole("checkbox", { name: "cute" }).uncheck();
      await page.getByRole("button", { name: "Save" }).click();
      await page.getByText("tagged anew").waitFor();
      await page.keyboard.press("Control+z");
      await said(page, "tags from before");
      expect(await tags()).toEqual(["cute", "red pandas"]);
      await page.keyboard.press("Control+z");
      await said(page, "2 items have the tags from before");
      expect(await tags()).toEqual([]);
    },
  );

  check("one picture is saved as its file, several as a zip", async (page) => {
    await select(page, 1);
    const one = page.waitForEvent("download");
    await selection(page).getByRole("button", { name: "Download" }).click();
    expect((await one).suggestedFilename()).toMatch(/^\w+\.(jpg|png|gif|mp4|webp)$/);
    await firstTile(page).focus();
    await page.keyboard.press("Shift+ArrowRight");
    await selection(page).getByText("2 selected").waitFor();
    const more = page.waitForEvent("download");
    await selection(page).getByRole("button", { name: "Download" }).click();
    const zip = await more;
    expect(zip.suggestedFilename()).toMatch(/^acacia-.*\.zip$/);
    const head = Buffer.from(
      await Bun.file(await zip.path())
        .slice(0, 4)
        .arrayBuffer(),
    );
    expect(head.readUInt32LE()).toBe(0x04034b50);
    await said(page, "2 files on the way as a zip");
  });

  check("the trash says how long, gives back, and deletes for good once asked", async (page) => {
    const before = await countOf("");
    await select(page, 2);
    await page.keyboard.press("Delete");
    await page.getByText("2 items moved to Trash").waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.getByRole("heading", { name: "Trash", level: 1 }).waitFor();
    expect(await page.locator(".tile__link").first().getAttribute("aria-label")).toContain(
      "30 days left",
    );
    await page.locator(".tile__link").first().focus();
    await page.keyboard.press("x");
    await selection(page).getByRole("button", { name: "Restore" }).click();
    await page.getByText("1 item restored").first().waitFor();
    await page.getByText("1 item deleted, kept for at least 30 days").waitFor();
    expect(await countOf("")).toBe(before - 1);
    await page.keyboard.press("Delete");
    const dialog = page.getByRole("dialog", { name: "Delete 1 item for good?" });
    await dialog.getByRole("button", { name: "Keep them" }).click();
    expect(await countOf("is:trash")).toBe(1);
    await page.keyboard.press("Delete");
    await dialog.getByRole("button", { name: "Delete for good" }).click();
    await page.getByText(/1 item deleted for good, .* freed/).waitFor();
    await page.getByRole("heading", { name: "Nothing in the trash" }).waitFor();
    expect([await countOf("is:trash"), await countOf("")]).toEqual([0, before - 1]);
  });

  check(
    "the viewer gives a deleted picture back, and asks before it goes for good",
    async (page) => {
      await firstTile(page).focus();
      await page.keyboard.press("Delete");
      await page.getByText("1 item moved to Trash").waitFor();
      await page.goto(`${gallery.url}#/trash`);
      await page.getByRole("heading", { name: "Trash", level: 1 }).waitFor();
      await page.locator(".tile__link").first().focus();
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: "Delete for good" }).waitFor();
      await page.keyboard.press("Delete");
      const question = page.getByRole("dialog", { name: "Delete 1 item for good?" });
      await question.getByRole("button", { name: "Keep them" }).click();
      expect(await countOf("is:trash")).toBe(1);
      await page.getByRole("button", { name: "Restore" }).click();
      await page.getByRole("heading", { name: "Nothing in the trash" }).waitFor();
      expect(await countOf("is:trash")).toBe(0);
    },
  );

  check("a file that is missing has a corner that says so", async (page) => {
    const { sqlite } = gallery.archive;
    const set = (damage: string | null) => {
      sqlite.run(
        "UPDATE blobs SET damage = ? WHERE sha256 = (SELECT sha256 FROM media ORDER BY posted_at DESC LIMIT 1)",
        [damage],
      );
    };
    set("missing");
    await page.reload();
    await page.locator(".tile__damage").getByText("File is missing. Repair").waitFor();
    set(null);
  });

  for (const [look, options] of Object.entries({
    light: { colorScheme: "light" },
    dark: { colorScheme: "dark" },
    "forced colours": { forcedColors: "active" },
    "a phone": { ...PHONE, colorScheme: "dark" },
  })) {
    check(
      `axe finds nothing in ${look}: tag picker, trash with a selection, the question`,
      async (page) => {
        await select(page, 1);
        await openTags(page);
        await page.keyboard.type("cute\n");
        expect(await violationsIn(page, look)).toEqual([]);
        await page.keyboard.press("Escape");
        await page.keyboard.press("Delete");
        await page.getByText("moved to Trash").waitFor();
        await page.goto(`${gallery.url}#/trash`);
        await page.getByRole("heading", { name: "Trash", level: 1 }).waitFor();
        await select(page, 1);
        expect(await violationsIn(page, look)).toEqual([]);
        await page.keyboard.press("Delete");
        await page.getByRole("dialog").waitFor();
        expect(await violationsIn(page, look)).toEqual([]);
        await page.keyboard.press("Escape");
        await selection(page).getByRole("button", { name: "Restore" }).click();
        await page.getByRole("heading", { name: "Nothing in the trash" }).waitFor();
      },
      options,
    );
  }

  test(
    "above 500 items Trash asks once, with the number; the query travels",
    async () => {
      await using made = await FakeGallery.start({ items: 4_000 });
      await using watched = await openPage(browser);
      const { page } = watched;
      await openLibrary(page, made.url);
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Control+a");
      await page.keyboard.press("Delete");
      const dialog = page.getByRole("dialog", { name: "Move 4,000 items to Trash?" });
      await dialog.getByRole("button", { name: "Keep them" }).click();
      expect(made.edits.filter(({ trashed }) => trashed)).toEqual([]);
      await page.keyboard.press("Delete");
      await dialog.getByRole("button", { name: "Trash 4,000" }).click();
      await page.getByText("4,000 items moved to Trash").waitFor();
      await page.getByRole("button", { name: "Undo" }).click();
      await page.locator(".tile__image[data-loaded]").first().waitFor();
      expect(watched.errors).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

const selection = (page: Page) => page.getByRole("toolbar", { name: "Selection" });

/** Selects the first pictures by keys. */
async function select(page: Page, count: number): Promise<void> {
  await page.locator(".tile__image[data-loaded]").first().waitFor();
  await firstTile(page).focus();
  await page.keyboard.press("x");
  for (let at = 1; at < count; at++) {
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("x");
  }
  await selection(page).getByText(`${count} selected`).waitFor();
}

async function openTags(page: Page): Promise<void> {
  await selection(page).getByRole("button", { name: "Tag", exact: true }).click();
  await page.getByRole("combobox", { name: "Add a tag" }).waitFor();
  await page.waitForFunction(() => document.activeElement?.matches("dialog input") === true);
}

/** Waits for what screen readers hear. */
async function said(page: Page, text: string): Promise<void> {
  await page.locator("[aria-live=polite]").getByText(text).first().waitFor({ state: "attached" });
}

/** In forced colours the browser paints other colours than it tells scripts, so that contrast cannot be computed. */
async function violationsIn(page: Page, look: string): Promise<string[]> {
  const violations = await violationsOf(page);
  return look === "forced colours"
    ? violations.filter((line) => !line.startsWith("color-contrast"))
    : violations;
}
