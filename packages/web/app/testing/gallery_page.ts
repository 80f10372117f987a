import type { Locator, Page, Response } from "playwright-core";

/** A rectangle on screen, px. */
export interface PageBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Opens the library and waits for its first picture. */
export async function openLibrary(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator(".tile__image[data-loaded]").first().waitFor();
}

/** The link of the first picture that is not hidden, in reading order. */
export function firstTile(page: Page): Locator {
  return page.locator(".tile:not([data-hidden]) .tile__link").first();
}

/** Address of the picture under the keyboard; waits until there is one. */
export async function currentName(page: Page): Promise<string> {
  await page.locator(".tile__link:focus").waitFor();
  return (await page.locator(".tile__link:focus").getAttribute("href")) ?? "";
}

/** Waits for the answer to an edit of one kind. */
export function waitForEdit(page: Page, change: "favorite" | "trashed"): Promise<Response> {
  return page.waitForResponse(
    (response) =>
      response.url().endsWith("/api/bulk") && change in response.request().postDataJSON().action,
  );
}

/** Takes the last change back, and waits until the page has it and the keyboard stands on it again. */
export async function undoTrash(page: Page): Promise<void> {
  await page.keyboard.press("Control+z");
  await page.getByText("1 item restored").waitFor({ state: "attached" });
  await page.locator(".tile__link:focus").waitFor();
}

/** Where the tiles are, or other things. */
export function boxesOf(page: Page, selector = ".tile"): Promise<PageBox[]> {
  return page.locator(selector).evaluateAll((tiles) =>
    tiles.map((tile) => {
      const { x, y, width, height } = tile.getBoundingClientRect();
      return { x, y, width, height };
    }),
  );
}

/** Pairs of boxes that cover each other, by position. */
export function overlapsOf(boxes: readonly PageBox[]): [number, number][] {
  const pairs: [number, number][] = [];
  for (const [at, a] of boxes.entries()) {
    for (const [to, b] of boxes.entries()) {
      if (to <= at) continue;
      const across = a.x < b.x + b.width - 0.5 && b.x < a.x + a.width - 0.5;
      if (across && a.y < b.y + b.height - 0.5 && b.y < a.y + a.height - 0.5) pairs.push([at, to]);
    }
  }
  return pairs;
}

/** What axe finds wrong, a line each, once nothing fades in any more: half-transparent words have too little contrast. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState, effect }) => {
      return playState !== "running" || effect?.getComputedTiming().iterations === Infinity;
    }),
  );
  const path = Bun.resolveSync("axe-core/axe.min.js", import.meta.dir);
  await page.evaluate(await Bun.file(path).text());
  return await page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(): Promise<{
          violations: { id: string; nodes: { html: string; failureSummary: string }[] }[];
        }>;
      };
    };
    const { violations } = await axe.run();
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
    );
  });
}
