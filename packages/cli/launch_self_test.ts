import { expect, test } from "bun:test";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli } from "./testing/cli.ts";

type Run = { id: number; state: string; exitCode: number | null; command: string };
type Launch = { launch: number; command: string; run: number | null; exitCode: number | null };

/** A gallery of the program itself, asked as its page asks. */
async function openGallery(sim: Sim) {
  await using stack = new AsyncDisposableStack();
  const cli = stack.use(await openTestCli(sim));
  const { promise: url, resolve } = Promise.withResolvers<string>();
  const { promise: stop, resolve: onStop } = Promise.withResolvers<() => void>();
  const web = cli.run(["web", "--port", "0"], {
    onContext(context) {
      onStop(() => context.stop());
      context.out.onWrite = (text) => resolve(text.trim());
    },
  });
  const base = await url;
  stack.defer(async () => {
    (await stop)();
    await web;
  });
  const kept = stack.move();
  const get = async <Answer>(path: string) => (await (await fetch(base + path)).json()) as Answer;
  const post = async (path: string, body: unknown) => {
    const headers = { "content-type": "application/json", "x-acacia": "1" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await (await fetch(base + path, init)).json()) as Launch;
  };
  /** Asks until the process is as wanted. */
  const until = async (launch: number, isSo: (now: Launch) => boolean) => {
    for (;;) {
      const now = await get<Launch>(`api/launches/${launch}`);
      if (isSo(now)) return now;
    }
  };
  return { get, post, until, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

test("the gallery starts a fetch that goes its own way", async () => {
  await using sim = await startSim({ seed: 7, posts: 2, albums: 0, sizeBytes: 2_000 });
  await using gallery = await openGallery(sim);
  const started = await gallery.post("api/runs", { command: "fetch", targets: ["new"] });
  expect(started).toMatchObject({ command: "fetch", targets: ["new"], exitCode: null });
  const end = await gallery.until(started.launch, ({ exitCode }) => exitCode !== null);
  expect(end.exitCode).toBe(0);
  const runs = await gallery.get<Run[]>("api/runs");
  expect(runs).toMatchObject([{ command: "fetch", state: "finished", exitCode: 0 }]);
}, 20_000);

test("the gallery lets a fetch that it started end in order", async () => {
  await using sim = await startSim({
    ...{ seed: 7, posts: 60, albums: 0, sizeBytes: 2_000 },
    ...{ latency: "300", apiLatency: "1" },
  });
  await using gallery = await openGallery(sim);
  const { launch } = await gallery.post("api/runs", { command: "fetch", targets: ["new"] });
  const { run } = await gallery.until(launch, (now) => now.run !== null);
  await gallery.post(`api/runs/${run}/stop`, {});
  const end = await gallery.until(launch, ({ exitCode }) => exitCode !== null);
  expect(end.exitCode).toBe(143);
  expect(await gallery.get<Run>(`api/runs/${run}`)).toMatchObject({
    state: "finished",
    exitCode: 143,
  });
}, 20_000);
