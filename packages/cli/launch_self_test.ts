import { expect, test } from "bun:test";
import { startSim } from "@acacia/sim";
import { openTestCli } from "./testing/cli.ts";

test("the gallery starts a fetch that goes its own way", async () => {
  await using sim = await startSim({ seed: 7, posts: 2, albums: 0, sizeBytes: 2_000 });
  await using cli = await openTestCli(sim);
  const { promise: url, resolve } = Promise.withResolvers<string>();
  const { promise: stop, resolve: onStop } = Promise.withResolvers<() => void>();
  const web = cli.run(["web", "--port", "0"], {
    onContext(context) {
      onStop(() => context.stop());
      context.out.onWrite = (text) => resolve(text.trim());
    },
  });
  const base = await url;
  const answer = await fetch(`${base}api/runs`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-acacia": "1" },
    body: JSON.stringify({ command: "fetch", targets: ["new"] }),
  });
  expect(await answer.json()).toMatchObject({ command: "fetch", targets: ["new"], exitCode: null });
  type Runs = { state: string; exitCode: number | null; command: string }[];
  let runs: Runs = [];
  while (runs[0]?.exitCode == null) runs = (await (await fetch(`${base}api/runs`)).json()) as Runs;
  expect(runs).toMatchObject([{ command: "fetch", state: "finished", exitCode: 0 }]);
  (await stop)();
  await web;
}, 20_000);
