// The bench's report in a real browser: what axe finds in each look, and that it fits a phone.
import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import type { Chart } from "../packages/bench/report/chart.ts";
import { renderPage } from "../packages/bench/report/page/page.ts";
import { readStyle } from "../packages/bench/report/style.ts";
import { makeFigure } from "../packages/bench/study/figure.ts";
import { sampleCase, sampleResult } from "../packages/bench/testing/sample_result.ts";
import { canRunChromium, launchChromium, openPage } from "../packages/web/app/testing/chromium.ts";

const AXE = Bun.resolveSync("axe-core/axe.min.js", import.meta.dir);

const ROLES = [
  ["pool", "acacia"],
  ["threads", "acacia"],
  ["wget2", "peer"],
  ["bytes moved and dropped", "ceiling"],
] as const;

const CHARTS: readonly Chart[] = [
  {
    kind: "lines",
    id: "throughput",
    title: "The pool keeps to the line",
    note: "Files a second over jobs",
    x: { label: "jobs", scale: "log" },
    y: { label: "files/s", scale: "linear" },
    series: ROLES.map(([name, role], index) => ({
      name,
      role,
      points: [1, 8, 32].map((x) => ({ x, y: x * (20 - index), low: x * 17, high: x * 21 })),
    })),
  },
  {
    kind: "bars",
    id: "wall",
    title: "The pool is ahead",
    unit: "s",
    rows: ROLES.map(([name, role], index) => ({
      name,
      role,
      value: 1 + index,
      low: 0.9 + index,
      high: 1.2 + index,
      text: `${index + 1}.0 ×`,
    })),
  },
  {
    kind: "lanes",
    id: "race",
    title: "Both end together",
    durationMs: 1_000,
    groups: ROLES.slice(0, 2).map(([name, role]) => ({
      name,
      role,
      endMs: 900,
      lanes: [[{ fromMs: 0, toMs: 900, tone: "work" as const }]],
    })),
  },
];

const RESULT = sampleResult({
  charts: CHARTS,
  cases: ROLES.map(([id, role]) => sampleCase(id, [{ wallMs: 2, cpuMs: 1 }], { role })),
  figures: [5, 15].map((ms) =>
    makeFigure(`start ${ms}`, [ms], {
      unit: "ms",
      statistic: "median",
      target: { atMost: 10 },
      note: "warm",
    }),
  ),
  missing: [{ name: "aria2c", install: "apt-get install aria2" }],
});

const LOOKS: readonly (readonly [string, BrowserContextOptions])[] = [
  ["light", { colorScheme: "light" }],
  ["dark", { colorScheme: "dark" }],
  ["a phone", { colorScheme: "light", viewport: { width: 360, height: 780 } }],
];

const suite = canRunChromium() ? describe : describe.skip;
suite("the report in Chromium", () => {
  let browser: Browser;
  let html = "";
  beforeAll(async () => {
    html = renderPage([RESULT], await readStyle());
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  test.each(LOOKS)(
    "axe finds nothing in %s, with every table open, and nothing runs over",
    async (_look, options) => {
      // axe is a script, which the page's own policy refuses.
      await using watched = await openPage(browser, { ...options, bypassCSP: true });
      const { page, errors } = watched;
      await page.setContent(html);
      await page.evaluate(
        "for (const one of document.querySelectorAll(`details`)) one.open = true",
      );
      await page.evaluate(await Bun.file(AXE).text());
      const violations = await page.evaluate(
        "axe.run().then((found) => found.violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
      );
      expect(violations).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
      expect(errors).toEqual([]);
    },
  );

  test("one drawing of each chart is shown, the one that fits", async () => {
    for (const [width, shown] of [
      [1280, "plot--wide"],
      [390, "plot--narrow"],
    ] as const) {
      await using watched = await openPage(browser, { viewport: { width, height: 800 } });
      await watched.page.setContent(html);
      const visible = await watched.page.locator("svg.plot:visible").all();
      const classes = await Array.fromAsync(visible, (plot) => plot.getAttribute("class"));
      expect(classes).toEqual(CHARTS.map(() => `plot ${shown}`));
    }
  });
});
