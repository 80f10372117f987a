import { expect, test } from "bun:test";
import { startSim } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";
import { openTestProxy } from "../testing/proxy.ts";

const WORLD = { seed: 7, posts: 6, albums: 1, gifs: 0, videos: 0, sizeBytes: 4_000 } as const;
const FAST = ["--json", "--no-thumbs", "-R", "0"];

function hostOf(url: string): string {
  return new URL(url).host;
}

test.each(["pool", "threads"])(
  "fetch --proxy sends everything through it with %s: the API's calls and the files",
  async (strategy) => {
    await using sim = await startSim(WORLD);
    await using proxy = await openTestProxy();
    await using cli = await openTestCli(sim);
    const args = ["hot", "--proxy", proxy.url, "--strategy", strategy, ...FAST];
    const { exitCode } = await cli.run(["fetch", ...args]);
    const { roles } = sim.stats();
    const asked = (url: string) => proxy.asked.filter((one) => hostOf(one) === hostOf(url)).length;
    expect({ exitCode, api: asked(sim.apiUrl), cdn: asked(sim.cdnUrl) }).toEqual({
      exitCode: 0,
      api: roles.api.requests,
      cdn: roles.cdn.requests,
    });
    expect(roles.cdn.requests).toBeGreaterThan(0);
  },
);

test("fetch --proxy signs on with the name and password in its address", async () => {
  await using sim = await startSim(WORLD);
  await using proxy = await openTestProxy();
  await using cli = await openTestCli(sim);
  const address = proxy.url.replace("//", "//me:hush@");
  const { exitCode } = await cli.run(["fetch", "hot", "--proxy", address, ...FAST]);
  expect({ exitCode, credentials: [...proxy.credentials] }).toEqual({
    exitCode: 0,
    credentials: [`Basic ${btoa("me:hush")}`],
  });
});

test("fetch --proxy asks for a tunnel to what is encrypted, and says when it gets none", async () => {
  await using sim = await startSim(WORLD);
  await using proxy = await openTestProxy();
  await using cli = await openTestCli(sim);
  const args = ["hot", "--proxy", proxy.url, "--api-url", "https://api.imgur.test", ...FAST];
  const { exitCode, err } = await cli.run(["fetch", ...args]);
  expect({ exitCode, asked: proxy.asked, err }).toEqual({
    exitCode: 6,
    asked: ["api.imgur.test:443"],
    err: expect.stringMatching(
      /^Cannot read \/3\/gallery\/hot\S*: .+\.\nTry: check the connection/,
    ),
  });
});

test("fetch --proxy says when nobody is there", async () => {
  await using sim = await startSim(WORLD);
  const proxy = await openTestProxy();
  await proxy[Symbol.asyncDispose]();
  await using cli = await openTestCli(sim);
  const { exitCode, err } = await cli.run(["fetch", "hot", "--proxy", proxy.url, ...FAST]);
  expect({ exitCode, asked: sim.stats().roles.api.requests, err }).toEqual({
    exitCode: 6,
    asked: 0,
    err: expect.stringContaining("Try: check the connection (or --proxy)"),
  });
});
