import { AcaciaError } from "@acacia/core/errors";
import type { Page } from "playwright-core";
import { callPage } from "./call_page.ts";
import type { Settled } from "./page_watch.ts";

/** Goes to a year by a press on the rail. @param share 0 for the first of its years, 1 for the last. */
export async function jumpToYear(page: Page, share: number): Promise<Settled> {
  const years = page.locator(".rail__year");
  const year = years.nth(Math.round(share * ((await years.count()) - 1)));
  const box = await year.boundingBox();
  if (box === null) throw new AcaciaError("integrity", "Cannot jump: the rail has no year there");
  await callPage(page, "arm", "window");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  return callPage(page, "settled");
}

/** Goes to the last of all pictures by its key. @throws {AcaciaError} `integrity` when it stands elsewhere. */
export async function goToLast(page: Page, lastLink: string): Promise<Settled> {
  await callPage(page, "focusPicture");
  await callPage(page, "arm", "window");
  await page.keyboard.press("Control+End");
  const took = await callPage(page, "settled");
  const { href, isLoaded, below } = await callPage(page, "focused");
  if (href.startsWith(lastLink) && isLoaded && below < 400) return took;
  throw new AcaciaError(
    "integrity",
    `Cannot take the way to the last picture as a sample: it ended at '${href}', ${Math.round(below)} px above the end`,
  );
}

/** Opens a picture of the window, and closes it again. @param nth Which of those that are whole. @returns ms. */
export async function openViewer(page: Page, nth: number): Promise<number> {
  const at = await callPage(page, "pictureAt", nth);
  if (at === null) throw new AcaciaError("integrity", "Cannot open a picture: the window has none");
  await callPage(page, "arm", "viewer");
  await page.mouse.click(at.x, at.y);
  const ms = await callPage(page, "viewerOpened");
  await page.keyboard.press("Escape");
  await page.locator("dialog.viewer").waitFor({ state: "detached" });
  await page.locator(".tile__link:focus").waitFor();
  // While the picture shrinks back into its tile, the browser gives no press to what is below.
  await page.locator(":root:not(:active-view-transition)").waitFor();
  return ms;
}
