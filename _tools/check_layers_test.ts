import { expect, test } from "bun:test";
import { faultOf, findCycle } from "./check_layers.ts";
import { readImports } from "./imports.ts";

const edge = (from: string, to: string, runs = true) => ({ from, to, runs });

test.each([
  ["core imports no other package", edge("packages/core/run/fetch_run.ts", "@acacia/worker")],
  ["sim imports none of ours", edge("packages/sim/api/v3.ts", "@acacia/core")],
  ["not even a test of sim imports core", edge("packages/sim/api/v3_test.ts", "@acacia/core")],
  ["web does not import worker", edge("packages/web/server/serve.ts", "@acacia/worker")],
  [
    "a room does not import one below it",
    edge("packages/core/limit/gate.ts", "packages/core/run/tally.ts"),
  ],
  ["nobody reaches into another package", edge("packages/cli/main.ts", "packages/core/db/open.ts")],
  ["production does not use test doubles", edge("packages/cli/main.ts", "@acacia/core/testing")],
])("faultOf() finds that %s", (_rule, wrong) => expect(faultOf(wrong)).toBeString());

test.each([
  ["cli joins the pieces", edge("packages/cli/main.ts", "@acacia/worker")],
  [
    "a room imports from rooms above it",
    edge("packages/core/run/tally.ts", "packages/core/outcomes.ts"),
  ],
  [
    "types may point anywhere in core",
    edge("packages/core/db/recording.ts", "packages/core/transfer/plan.ts", false),
  ],
  ["a test of core may use sim", edge("packages/core/transfer/transfer_test.ts", "@acacia/sim")],
])("faultOf() lets pass that %s", (_rule, right) => expect(faultOf(right)).toBeUndefined());

test("findCycle() names the files of a cycle", () => {
  const edges = [
    edge("packages/a.ts", "packages/b.ts"),
    edge("packages/b.ts", "packages/c.ts"),
    edge("packages/c.ts", "packages/b.ts"),
  ];
  expect(findCycle(edges)).toEqual(["packages/b.ts", "packages/c.ts", "packages/b.ts"]);
});

test("findCycle() forgives a cycle of types", () => {
  const edges = [
    edge("packages/a.ts", "packages/b.ts"),
    edge("packages/b.ts", "packages/a.ts", false),
  ];
  expect(findCycle(edges)).toBeUndefined();
});

test("readImports() sees static, re-exported, dynamic and type-only imports", () => {
  const source = [
    'import type { A } from "../a.ts";',
    'import { b } from "./b.ts";',
    'export * from "./c.ts";',
    'const d = await import("./d.ts");',
    '// import { e } from "./e.ts";',
  ].join("\n");
  expect(readImports("packages/core/run/x.ts", source)).toEqual([
    edge("packages/core/run/x.ts", "packages/core/a.ts", false),
    edge("packages/core/run/x.ts", "packages/core/run/b.ts"),
    edge("packages/core/run/x.ts", "packages/core/run/c.ts"),
    edge("packages/core/run/x.ts", "packages/core/run/d.ts"),
  ]);
});
