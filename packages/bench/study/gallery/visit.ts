import { AcaciaError } from "@acacia/core/errors";
import type { Browser, CDPSession, Page, Response } from "playwright-core";
import { callPage } from "./call_page.ts";
import type { Opened } from "./page_watch.ts";

/** A browser that looks at a gallery. */
export interface Visitor {
  readonly browser: Browser;
  /** Address of the gallery, without a slash at the end. */
  readonly url: string;
  /** See `buildPageWatch`. */
  readonly watch: string;
}

/** A library that is open in a browser without anything in its cache. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  readonly session: CDPSession;
  readonly opened: Opened;
  /** @throws {AcaciaError} `integrity` when a request brought no picture, or the page reported an error. */
  check(): void;
}

/** Opens the library and waits until it is there. */
export async function openVisit({ browser, url, watch }: Visitor): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", ({ message }) => faults.push(message));
  page.on("response", (response) => faults.push(...faultsOf(response)));
  await page.addInitScript({ content: watch });
  const session = await context.newCDPSession(page);
  await page.goto(url);
  const opened = await callPage(page, "opened");
  const check = () => {
    if (faults.length === 0) return;
    const [first] = faults;
    throw new AcaciaError("integrity", `Cannot take the visit as a sample: ${first}`);
  };
  return { page, session, opened, check, [Symbol.asyncDispose]: () => context.close() };
}

/** What is wrong with an answer. A request that the page gave up, as its tile left the window, has none. */
function faultsOf(response: Response): string[] {
  const { pathname } = new URL(response.url());
  const isPicture = /^\/(?:thumb|blob)\//.test(pathname);
  const type = response.headers()["content-type"] ?? "";
  const isRight = isPicture ? /^(?:image|video)\//.test(type) : true;
  if (response.ok() && isRight) return [];
  // The browser's own copy is as good; where an answer leads elsewhere, what is there counts.
  if (response.status() >= 300 && response.status() < 400) return [];
  return [`${pathname} brought ${response.status()} ${type}`];
}
