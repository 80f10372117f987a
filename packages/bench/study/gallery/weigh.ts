import type { Page } from "playwright-core";

/** What the library loads, in bytes as they were sent. */
export interface Weight {
  readonly script: number;
  readonly style: number;
  /** The figures of every month, with the place of every part. */
  readonly index: number;
}

/** Weighs what a page has loaded so far. */
export async function weighPage(page: Page): Promise<Weight> {
  const loaded: { name: string; encodedBodySize: number }[] = await page.evaluate(
    `performance.getEntriesByType("resource").map(({ name, encodedBodySize }) => ({ name, encodedBodySize }))`,
  );
  const sum = (matches: RegExp) =>
    loaded
      .filter(({ name }) => matches.test(new URL(name).pathname))
      .reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
  return { script: sum(/\.js$/), style: sum(/\.css$/), index: sum(/^\/api\/buckets$/) };
}
