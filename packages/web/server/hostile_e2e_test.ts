/// <reference lib="dom" />
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { systemClock } from "@acacia/core";
import { keepMedia, openTempArchive, paintScene, sampleMedia } from "@acacia/core/testing";
import type { Browser } from "playwright-core";
import { canRunChromium, launchChromium, openPage } from "../app/testing/chromium.ts";
import { firstTile } from "../app/testing/gallery_page.ts";
import { type RunningWeb, startWeb } from "./serve.ts";

const TIMEOUT_MS = 60_000;
/** Each would set `pwned`, if it ran. */
const HOSTILE = [
  "<script>globalThis.pwned = 1</script>",
  '"><img src=x onerror="globalThis.pwned = 1">',
  "<svg onload=globalThis.pwned=1>",
  "javascript:globalThis.pwned=1",
  "{{constructor.constructor('globalThis.pwned=1')()}}",
  "' onmouseover='globalThis.pwned=1",
  "photo\u202egpj.exe \u0000 \u001b[2J",
];

const suite = canRunChromium() ? describe : describe.skip;
suite("hostile text in the gallery, in Chromium", () => {
  const stack = new AsyncDisposableStack();
  let browser: Browser;
  let web: RunningWeb;

  beforeAll(async () => {
    const archive = stack.use(await openTempArchive());
    for (const [at, text] of HOSTILE.entries()) {
      const id = `hosti0${at}`;
      const media = sampleMedia({ id, title: text, description: text, name: text });
      const post = { id: `post00${at}`, title: text, description: text, author: text };
      await keepMedia(archive, {
        id,
        bytes: await paintScene({ seed: at + 1 })
          .jpeg()
          .toBuffer(),
        post: { ...post, tags: [text], media: [media] },
      });
    }
    web = stack.use(
      await startWeb({
        archive,
        host: "127.0.0.1",
        port: 0,
        readOnly: false,
        version: "test",
        clock: systemClock,
      }),
    );
    browser = await launchChromium();
  }, TIMEOUT_MS);
  afterAll(async () => {
    await browser?.close();
    await stack.disposeAsync();
  });

  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isPwned = () => "pwned" in globalThis;

  test(
    "none of it runs, wherever it is shown",
    async () => {
      await using visit = await openPage(browser);
      const { page } = visit;
      let dialogs = 0;
      page.on("dialog", (dialog) => {
        dialogs += 1;
        void dialog.dismiss();
      });
      await page.goto(web.url);
      await firstTile(page).waitFor({ state: "attached" });
      for (let at = 0; at < HOSTILE.length; at++) {
        await page.goto(`${web.url}#/i/hosti0${at}`);
        // As text, so that it is known to have been shown.
        const start = HOSTILE[at]!.slice(0, 5);
        await page.locator("dialog.viewer[open]").getByText(start).first().waitFor();
        expect(await page.evaluate(isPwned)).toBe(false);
      }
      for (const view of ["albums", "sources", "activity", "duplicates", "stats", "trash"]) {
        await page.goto(`${web.url}#/${view}`);
        await page.locator("main").first().waitFor();
        await page.evaluate(nextFrame);
        expect(await page.evaluate(isPwned)).toBe(false);
      }
      for (const text of HOSTILE) {
        await page.goto(`${web.url}#/library?q=${encodeURIComponent(text)}`);
        await page.locator("main").first().waitFor();
        await page.evaluate(nextFrame);
        expect(await page.evaluate(isPwned)).toBe(false);
      }
      expect(dialogs).toBe(0);
    },
    TIMEOUT_MS,
  );

  test(
    "and if it came into the page as markup, the policy would not let it run",
    async () => {
      await using visit = await openPage(browser);
      const { page } = visit;
      await page.goto(web.url);
      await firstTile(page).waitFor({ state: "attached" });
      const ran = await page.evaluate(async () => {
        const violations: string[] = [];
        document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => {
          violations.push(effectiveDirective);
        });
        const script = document.createElement("script");
        script.textContent = "globalThis.pwned = 1";
        document.body.append(script);
        const holder = document.createElement("div");
        holder.innerHTML =
          '<img src="blob/none" onerror="globalThis.pwned = 1"><b style="color: red">b</b>';
        document.body.append(holder);
        await fetch("http://127.0.0.1:1/").catch(() => {});
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
        return { pwned: "pwned" in globalThis, violations: [...new Set(violations)].sort() };
      });
      expect(ran.pwned).toBe(false);
      expect(ran.violations).toEqual([
        "connect-src",
        "script-src-attr",
        "script-src-elem",
        "style-src-attr",
      ]);
    },
    TIMEOUT_MS,
  );
});
