/** The parts of the API that the check reads. */
interface Buckets {
  readonly items: number;
  readonly bytes: number;
  readonly buckets: readonly { readonly key: string; readonly count: number }[];
}
interface Bucket {
  readonly thumb: readonly string[];
}

/**
 * Looks at a gallery over HTTP as a browser would: the page, its code, the grid's figures, a bucket, and the
 * thumbnails of its first tiles; prints a summary.
 *
 * @param address Of the gallery.
 * @param fetchExit What the fetch before it ended with.
 * @returns Whether all was as it must be.
 */
export async function checkGallery(address: string, fetchExit: number): Promise<boolean> {
  const problems: string[] = [];
  const expect = (holds: boolean, problem: string) => {
    if (!holds) problems.push(problem);
  };
  expect(fetchExit === 0, `the fetch ended with ${fetchExit}`);
  const page = await fetch(address);
  const html = await page.text();
  expect(page.ok && html.includes("<title>"), `the page answered ${page.status}`);
  const csp = page.headers.get("content-security-policy") ?? "";
  expect(
    csp.includes("default-src 'none'") && !csp.includes("unsafe-inline"),
    "the page has no strict CSP",
  );
  const script = /src="([^"]+\.js)"/.exec(html)?.[1];
  expect(
    script !== undefined && (await fetch(new URL(script, address))).ok,
    "the page's code is missing",
  );
  const figures = (await (await fetch(new URL("/api/buckets", address))).json()) as Buckets;
  expect(figures.items >= 100, `only ${figures.items} items are in the gallery`);
  const first = figures.buckets[0]?.key ?? "none";
  const bucket = (await (
    await fetch(new URL(`/api/buckets/${encodeURIComponent(first)}`, address))
  ).json()) as Bucket;
  let tiles = 0;
  for (const sha256 of bucket.thumb.filter(Boolean).slice(0, 24)) {
    const thumb = await fetch(new URL(`/thumb/480/${sha256}`, address));
    const isPicture = thumb.headers.get("content-type")?.startsWith("image/") === true;
    if (thumb.ok && isPicture && (await thumb.bytes()).length > 100) tiles += 1;
  }
  expect(
    tiles > 0 && tiles === Math.min(24, bucket.thumb.filter(Boolean).length),
    `only ${tiles} thumbnails came`,
  );
  for (const problem of problems) console.error(`demo: ${problem}`);
  if (problems.length > 0) return false;
  const megabytes = (figures.bytes / 1e6).toFixed(1);
  console.error(
    `demo: ${figures.items} pictures, ${megabytes} MB, ${figures.buckets.length} months; the page, its code and ${tiles} thumbnails answer. All good.`,
  );
  return true;
}
