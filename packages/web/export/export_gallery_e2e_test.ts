/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseViewTemplate, parseWhere } from "@acacia/core";
import { makeTempFolder, type TempFolder } from "@acacia/core/testing";
import type { Browser, Page } from "playwright-core";
import { StaticArchive } from "../app/static/static_archive.ts";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { violationsOf } from "../app/testing/gallery_page.ts";
import { FLAGS, SORTS } from "../routes/flags.ts";
import type { Bucket, Buckets, MediaDetail } from "../routes/schemas.ts";
import { RealGallery } from "../testing/real_gallery.ts";
import { exportGallery } from "./export_gallery.ts";
import type { StaticData } from "./static_data.ts";

const WORLD = { seed: 3, posts: 60, albums: 8, gifs: 6, videos: 3, duplicates: 3 };
const TIMEOUT_MS = 120_000;

let gallery: RealGallery;
let folder: TempFolder;
beforeAll(async () => {
  [gallery, folder] = await Promise.all([
    RealGallery.open(WORLD, () => ["hot", "r/aww", "--comments"]),
    makeTempFolder(),
  ]);
}, TIMEOUT_MS);
afterAll(async () => {
  await gallery?.[Symbol.asyncDispose]();
  await folder?.[Symbol.asyncDispose]();
});

async function exportTo(name: string, where?: string): Promise<string> {
  const dir = join(folder.dir, name);
  const template = parseViewTemplate("{source}/{title:30|id}.{ext}")!;
  const selection = where === undefined ? {} : { where: parseWhere(where, { now: Date.now() }) };
  const options = { dir, selection, template, way: "hard", version: "test", now: 1 } as const;
  for await (const file of exportGallery(gallery.archive, options)) {
    expect(file.outcome).not.toBe("missing");
  }
  return dir;
}

async function readData(dir: string): Promise<StaticData> {
  const script = await Bun.file(join(dir, "gallery/data.js")).text();
  return JSON.parse(script.replace(/^[^{]*/, "").replace(/;\n$/, "")) as StaticData;
}

async function ask<Answer>(path: string): Promise<Answer> {
  return (await (await fetch(`${gallery.url}${path}`)).json()) as Answer;
}

describe("exportGallery()", () => {
  const queries = [
    "",
    "type:gif",
    "cat OR giraffe",
    "-type:photo score:>0",
    "w:>=800",
    "typ:gif",
    "r:aww before:2026",
  ];
  const cases = queries.flatMap((q) =>
    SORTS.filter((s) => s !== "random").map((sort) => [q, sort] as const),
  );
  test.each(cases)(
    "answers '%s' by %s as the server does",
    async (q, sort) => {
      const archive = new StaticArchive(await readData(await exportTo("whole")), Date.now());
      const search = `?${new URLSearchParams({ q, sort })}`;
      const expected = await ask<Buckets>(`api/buckets${search}`);
      const answer = archive.answer(`api/buckets${search}`) as Buckets;
      // Nothing is new in an export, and nothing arrives. Where they are no months, keys mean nothing.
      const isDated = sort === "posted" || sort === "archived";
      const keyed = isDated ? {} : { buckets: expected.buckets.map(() => expect.anything()) };
      expect(answer).toEqual({ ...expected, unseen: 0, mark: 1, ...keyed });
      for (const [at, { key }] of expected.buckets.entries()) {
        const bucket = await ask<Bucket>(`api/buckets/${key}${search}`);
        const own = answer.buckets[at]!.key;
        const flags = bucket.flags.map((bits) => bits & ~FLAGS.unseen);
        expect(archive.answer(`api/buckets/${own}${search}`)).toEqual({
          ...bucket,
          key: own,
          flags,
        });
        const detail = `api/media/${bucket.imgurId[0]}${search}`;
        expect(archive.answer(detail)).toEqual(await ask<MediaDetail>(detail));
      }
    },
    TIMEOUT_MS,
  );

  test(
    "carries albums and comments as the server tells them",
    async () => {
      const archive = new StaticArchive(await readData(await exportTo("whole")), Date.now());
      const { albums } = await ask<{ albums: { imgurId: string }[] }>("api/albums");
      expect(albums.length).toBeGreaterThan(3);
      expect(archive.answer("api/albums")).toMatchObject({ albums });
      for (const { imgurId } of albums) {
        expect(archive.answer(`api/albums/${imgurId}`)).toEqual(await ask(`api/albums/${imgurId}`));
      }
      const bucket = await ask<Buckets>("api/buckets?q=type:photo");
      const { imgurId } = await ask<Bucket>(`api/buckets/${bucket.buckets[0]!.key}?q=type:photo`);
      const path = `api/media/${imgurId[0]}/comments`;
      const said = await ask<{ total: number }>(path);
      expect(said.total).toBeGreaterThan(0);
      expect(archive.answer(path)).toEqual(said);
    },
    TIMEOUT_MS,
  );

  test(
    "holds what a query found, and says of an album's other pictures that they were left out",
    async () => {
      const data = await readData(await exportTo("gifs", "type:gif"));
      expect(data.items.every(({ media }) => media.kind === "gif")).toBe(true);
      const left = Object.values(data.albums).flatMap(({ members }) =>
        members.filter(({ kind }) => kind !== "gif").map(({ state, sha256 }) => [state, sha256]),
      );
      expect(left.every(([state, sha256]) => state !== "here" && sha256 === null)).toBe(true);
    },
    TIMEOUT_MS,
  );

  test(
    "goes on where it was interrupted, and makes nothing twice",
    async () => {
      const dir = await exportTo("whole");
      const before = await readdir(dir, { recursive: true });
      await exportTo("whole");
      expect((await readdir(dir, { recursive: true })).sort()).toEqual(before.sort());
    },
    TIMEOUT_MS,
  );

  test(
    "refuses a folder with another page, and changes nothing there",
    async () => {
      const dir = join(folder.dir, "other");
      await mkdir(dir);
      await writeFile(join(dir, "index.html"), "<h1>Mine</h1>");
      await expect(exportTo("other")).rejects.toMatchObject({ code: "usage" });
      expect(await readdir(dir)).toEqual(["index.html"]);
    },
    TIMEOUT_MS,
  );
});

const suite = canRunChromium() ? describe : describe.skip;
suite("an exported gallery, from file:// in Chromium", () => {
  let browser: Browser;
  let url = "";
  beforeAll(async () => {
    browser = await launchChromium();
    url = `file://${await exportTo("page")}/index.html`;
  }, TIMEOUT_MS);
  afterAll(() => browser?.close());

  const check = (behaviour: string, run: (page: Page) => Promise<void>, options = {}) =>
    test(
      behaviour,
      async () => {
        await using watched = await openPage(browser, options);
        const asked: string[] = [];
        watched.page.on("request", (request) => {
          if (!/^(file|data|blob):/.test(request.url())) asked.push(request.url());
        });
        await watched.page.goto(url);
        await watched.page.locator(".tile__image[data-loaded]").first().waitFor();
        await run(watched.page);
        expect(watched.errors).toEqual([]);
        expect(asked).toEqual([]);
      },
      TIMEOUT_MS,
    );

  check("shows its pictures, opens one, and goes back", async (page) => {
    await page.locator(".tile__link").first().click();
    await page.locator("dialog.viewer[open] .stage__layer[data-loaded]").first().waitFor();
    await page
      .getByRole("button", { name: /^Trash: this archive is open to look at only/ })
      .waitFor();
    await page.keyboard.press("Escape");
    await page.locator("dialog.viewer").waitFor({ state: "detached" });
  });

  check("searches, and keeps the query in the address", async (page) => {
    await page.goto(`${url}#/library?q=type:gif`);
    await page.getByRole("heading", { name: /^\d+ matches$/ }).waitFor();
  });

  check("shows its albums, and offers nothing that needs a server", async (page) => {
    const nav = page.getByRole("navigation", { name: "Main", exact: true });
    await nav.getByRole("link", { name: "Albums" }).click();
    await page.getByRole("heading", { name: "Albums" }).waitFor();
    expect(await nav.getByRole("link", { name: "Activity" }).count()).toBe(0);
    expect(await nav.getByRole("link", { name: "Trash" }).count()).toBe(0);
  });

  for (const colorScheme of ["light", "dark"] as const) {
    test(
      `axe finds nothing in ${colorScheme}`,
      async () => {
        // It reads the style sheet over the network, which a page from file:// has none of: that is told as an error.
        await using watched = await openPage(browser, { colorScheme });
        const { page } = watched;
        await page.goto(url);
        await page.locator(".tile__image[data-loaded]").first().waitFor();
        expect(await violationsOf(page)).toEqual([]);
        await page.locator(".tile__link").first().click();
        await page.locator("dialog.viewer[open] .viewer__title span:not(:empty)").waitFor();
        expect(await violationsOf(page)).toEqual([]);
      },
      TIMEOUT_MS,
    );
  }
});
