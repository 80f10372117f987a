import { expect } from "bun:test";
import type { Page } from "playwright-core";
import { firstTile, undoTrash, violationsOf } from "./gallery_page.ts";

/** Declares a test on a page of its own that shows the library. */
export type Check = (
  behaviour: string,
  run: (page: Page) => Promise<void>,
  options?: object,
) => void;

/** A phone of the smallest size that still counts. */
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true } as const;

/** What a finger does. */
export function testPhone(check: Check): void {
  check(
    "on a phone a swipe steps and a long press selects",
    async (page) => {
      await page.getByRole("navigation", { name: "Main, at the bottom" }).waitFor();
      await firstTile(page).tap();
      await page.locator("dialog.viewer[open] .viewer__title span:not(:empty)").waitFor();
      const opened = page.url();
      await touch(page, ".stage", [
        { x: 280, y: 300 },
        { x: 180, y: 304 },
        { x: 60, y: 306 },
      ]);
      await page.waitForFunction((before) => location.href !== before, opened);
      await page.goBack();
      await page.locator("dialog.viewer").waitFor({ state: "detached" });
      await page.evaluate(() => {
        const link = document.querySelector(".tile:not([data-hidden]) .tile__link");
        const event = { bubbles: true, pointerType: "touch", button: 0, pointerId: 9 };
        link?.dispatchEvent(new PointerEvent("pointerdown", event));
      });
      await page.getByRole("toolbar", { name: "Selection" }).getByText("1 selected").waitFor();
    },
    PHONE,
  );
}

/** What axe finds in each look. */
export function testAccessibility(check: Check): void {
  const looks = [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["a phone", { ...PHONE, colorScheme: "dark" }],
  ] as const;
  for (const [look, options] of looks) {
    check(
      `axe finds nothing in ${look}: grid with selection and toast, dialog, viewer`,
      async (page) => {
        await page.keyboard.press("ArrowRight");
        await page.keyboard.press("Delete");
        await page.locator(".toast").waitFor();
        await page.locator(".tile__link:focus").waitFor();
        await page.keyboard.press("x");
        await page.getByRole("toolbar", { name: "Selection" }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press("?");
        await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
        expect(await violationsOf(page)).toEqual([]);
        await page.keyboard.press("Escape");
        await undoTrash(page);
        await page.keyboard.press("Escape");
        await firstTile(page).focus();
        await page.keyboard.press("Enter");
        await page.locator("dialog.viewer[open] .viewer__title span:not(:empty)").waitFor();
        expect(await violationsOf(page)).toEqual([]);
      },
      options,
    );
  }
}

async function touch(
  page: Page,
  selector: string,
  path: readonly { x: number; y: number }[],
): Promise<void> {
  await page.evaluate(
    ({ selector, path }) => {
      const target = document.querySelector(selector);
      for (const [at, { x, y }] of path.entries()) {
        const type = at === 0 ? "pointerdown" : "pointermove";
        const event = {
          bubbles: true,
          pointerType: "touch",
          button: 0,
          pointerId: 5,
          clientX: x,
          clientY: y,
        };
        target?.dispatchEvent(new PointerEvent(type, event));
        if (at === path.length - 1) target?.dispatchEvent(new PointerEvent("pointerup", event));
      }
    },
    { selector, path: [...path] },
  );
}
