import { expect, test } from "bun:test";
import { openArchive, prepareLookup, prepareRuns, type Totals } from "@acacia/core";
import { type Sim, type SimOptions, type SimPost, startSim, type World } from "@acacia/sim";
import { type CliEnd, type CliRunOptions, openTestCli } from "../testing/cli.ts";
import { makeSleeplessClock } from "../testing/test_context.ts";

const SMALL: SimOptions = {
  seed: 7,
  albums: 0,
  gifs: 0,
  videos: 0,
  duplicates: 0,
  nearDuplicates: 0,
  sizeBytes: 2_000,
  distinctPictures: 1,
};
const FAST = ["--json", "--no-thumbs", "-R", "1"];

/** One clock for all its runs: each would skip its own pauses, and the next one begin before it. */
async function openCli(sim?: Sim) {
  const cli = await openTestCli(sim);
  const clock = makeSleeplessClock();
  return {
    ...cli,
    run: (args: readonly string[], options?: CliRunOptions) => cli.run(args, { clock, ...options }),
  };
}

function finishedOf({ context }: CliEnd) {
  const event = context.out.json.findLast(({ type }) => type === "run.finished");
  if (!event) throw new Error("no run has finished");
  return event as unknown as { run: number; totals: Totals };
}

function pagesOf({ context }: CliEnd, source?: string): number {
  return context.out.json.filter(
    (event) => event.type === "source.page" && (source ?? event.source) === event.source,
  ).length;
}

function noticesOf({ context }: CliEnd): string[] {
  return context.out.json.flatMap(({ type, message }) =>
    type === "run.notice" ? [String(message)] : [],
  );
}

/** What the section shows to everybody. */
function visible(sim: Sim): SimPost[] {
  return sim.world.posts.filter(({ inGallery, nsfw }) => inGallery && !nsfw);
}

/** The same Imgur on another day. */
function startOnAnotherDay(sim: Sim, change: (post: SimPost) => SimPost | undefined): Promise<Sim> {
  const { world } = sim;
  const posts = world.posts.map(change).filter((post) => post !== undefined);
  const post = (id: string) => posts.find((one) => one.id === id);
  const postOf = (id: string) => posts.find(({ media }) => media.some((one) => one.id === id));
  const later: World = {
    posts,
    post,
    postOf,
    media: (id) => postOf(id)?.media.find((one) => one.id === id),
    comments: (id) => world.comments(id),
    bytes: (id) => world.bytes(id),
    mp4: (id) => world.mp4(id),
    variant: (id, suffix) => world.variant(id, suffix),
    md5: (id) => world.md5(id),
  };
  return startSim({ ...SMALL, world: later });
}

test("sync fetches a saved source, and then only what is new", async () => {
  await using sim = await startSim({ ...SMALL, posts: 5 });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new", "--name", "news"]);
  const first = await cli.run(["sync", "news", ...FAST]);
  const again = await cli.run(["sync", ...FAST]);
  expect([first.exitCode, again.exitCode]).toEqual([0, 0]);
  expect(finishedOf(first).totals).toMatchObject({ announced: 5, stored: 5 });
  expect(finishedOf(again).totals).toMatchObject({ announced: 5, known: 5 });
  expect([pagesOf(first), pagesOf(again)]).toEqual([2, 1]);
});

test("sync is a run of its own, and tells its source which", async () => {
  await using sim = await startSim({ ...SMALL, posts: 2 });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new"]);
  const { run } = finishedOf(await cli.run(["sync", ...FAST]));
  await using archive = await openArchive(cli.archive, { mode: "read" });
  expect(prepareRuns(archive).get(run)?.command).toBe("sync");
  const { context } = await cli.run(["source", "list", "--json"]);
  expect(context.out.json).toMatchObject([
    { lastRun: run, items: 2, newItems: 2, next: "what is new" },
  ]);
});

test("sync goes on after Ctrl-C and leaves nothing out", async () => {
  await using sim = await startSim({ ...SMALL, posts: 130, latency: "2" });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new"]);
  const first = await cli.run(["sync", ...FAST, "-j", "1"], {
    onContext(context) {
      context.out.onWrite = (text) => {
        if (text.includes('"media.finished"')) context.stop();
      };
    },
  });
  const second = await cli.run(["sync", ...FAST]);
  expect([first.exitCode, second.exitCode]).toEqual([130, 0]);
  expect(finishedOf(first).totals.stored + finishedOf(second).totals.stored).toBe(
    visible(sim).length,
  );
});

test("sync --limit stops a run, and the next one goes on from there", async () => {
  await using sim = await startSim({ ...SMALL, posts: 130 });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new"]);
  const stored: number[] = [];
  for (const limit of ["50", "50", "50"]) {
    const end = await cli.run(["sync", ...FAST, "--limit", limit]);
    stored.push(finishedOf(end).totals.stored);
  }
  const last = await cli.run(["sync", ...FAST]);
  expect(stored.reduce((sum, one) => sum + one) + finishedOf(last).totals.stored).toBe(
    visible(sim).length,
  );
});

test("sync --budget lets sources take turns, and says how much longer each takes", async () => {
  await using sim = await startSim({ ...SMALL, posts: 200 });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new"]);
  await cli.run(["source", "add", "search:a OR e OR i OR o"]);
  const end = await cli.run(["sync", ...FAST, "--budget", "4"]);
  expect(end.exitCode).toBe(8);
  expect([pagesOf(end, "new"), pagesOf(end)]).toEqual([2, 4]);
  expect(noticesOf(end)).toContain("Cannot list all of new in this run: its credits are spent");
});

test("sync --full records what was removed upstream, with the date, and keeps its file", async () => {
  await using sim = await startSim({ ...SMALL, posts: 6 });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new"]);
  await cli.run(["sync", ...FAST]);
  const gone = visible(sim)[2]!;
  await using later = await startOnAnotherDay(sim, (post) => (post === gone ? undefined : post));
  const end = await cli.run(["sync", "--full", ...FAST], { env: later.env });
  expect(noticesOf(end)[0]).toContain(`a post of new (${gone.id}): removed upstream`);
  await using archive = await openArchive(cli.archive, { mode: "read" });
  const lookup = prepareLookup(archive);
  const media = lookup.media(lookup.findId(gone.media[0]!.id)!)!;
  expect([media.removedUpstreamAt === null, media.blob === null]).toEqual([false, false]);
  expect(end.exitCode).toBe(0);
});

test("sync of an album that is gone says so, and ends well", async () => {
  await using sim = await startSim({ ...SMALL, posts: 2, albums: 1 });
  await using cli = await openCli(sim);
  const album = sim.world.posts.find(({ isAlbum }) => isAlbum)!;
  await cli.run(["source", "add", `a/${album.id}`]);
  await cli.run(["sync", ...FAST]);
  await using later = await startOnAnotherDay(sim, (post) => (post === album ? undefined : post));
  const end = await cli.run(["sync", ...FAST], { env: later.env });
  expect([end.exitCode, noticesOf(end)[0]]).toEqual([
    0,
    expect.stringContaining("removed upstream"),
  ]);
});

test("sync fetches the pictures by which a known album grew", async () => {
  await using sim = await startSim({ ...SMALL, posts: 4, albums: 1 });
  await using cli = await openCli(sim);
  const album = sim.world.posts.find(({ isAlbum }) => isAlbum)!;
  const last = album.media.at(-1)!;
  const shorter = { ...album, media: album.media.slice(0, -1) };
  await using before = await startOnAnotherDay(sim, (post) => (post === album ? shorter : post));
  await cli.run(["source", "add", "new"]);
  await cli.run(["sync", ...FAST], { env: before.env });
  const end = await cli.run(["sync", ...FAST]);
  const stored = end.context.out.json.filter(({ outcome }) => outcome === "stored");
  expect(stored).toMatchObject([{ media: last.id }]);
});

test("sync keeps to each source's own filter and limit", async () => {
  await using sim = await startSim({ ...SMALL, posts: 8 });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new", "--where", "type:video"]);
  await cli.run(["source", "add", "hot", "--limit", "3"]);
  const filtered = finishedOf(await cli.run(["sync", "new", ...FAST]));
  const limited = finishedOf(await cli.run(["sync", "hot", ...FAST]));
  expect(filtered.totals).toMatchObject({ announced: 8, filtered: 8 });
  expect(limited.totals).toMatchObject({ announced: 3, stored: 3 });
});

test("sync -n tells what is new and changes nothing", async () => {
  await using sim = await startSim({ ...SMALL, posts: 5 });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new"]);
  const dry = await cli.run(["sync", "-n", "--json"]);
  expect(dry.context.out.json).toEqual([{ source: "new", posts: 5, items: 5 }]);
  const { context } = await cli.run(["source", "list", "--json"]);
  expect(context.out.json).toMatchObject([{ posts: 0, syncState: null, syncedAt: null }]);
});

test.each([
  [["source", "add", "not a target!"], "Cannot read the target"],
  [["source", "add", "r/aww", "--where", "score:>"], "Cannot read"],
  [["source", "add", "r/aww", "--sort", "viral"], "Cannot sort r/aww by viral"],
  [["source", "add", "r/aww", "--name", "two words"], "Cannot use the name 'two words'"],
  [["source", "add", "r/aww", "--name", "news"], "Cannot use the name 'news': new has it"],
  [["source", "rm", "nobody"], "Cannot find the source 'nobody'"],
  [["source", "list", "more"], "Cannot do 'source list'"],
  [["source", "frobnicate"], "Cannot do 'source frobnicate'"],
  [["sync", "newz"], "Cannot find the source 'newz'"],
  [["sync", "news", "--all"], "Cannot sync all and some"],
])("%j is refused, and nothing changes", async (args, message) => {
  await using cli = await openCli();
  await cli.run(["source", "add", "new", "--name", "news"]);
  const end = await cli.run(args);
  expect([end.exitCode, end.err]).toEqual([2, expect.stringContaining(message)]);
  const { context } = await cli.run(["source", "list", "--json"]);
  expect(context.out.json).toMatchObject([{ name: "news", target: "new", where: null }]);
});

test("source rm forgets the source and keeps what it brought", async () => {
  await using sim = await startSim({ ...SMALL, posts: 2 });
  await using cli = await openCli(sim);
  await cli.run(["source", "add", "new", "--name", "news"]);
  await cli.run(["sync", ...FAST]);
  await cli.run(["source", "rm", "NEWS"]);
  const empty = await cli.run(["sync"]);
  expect([empty.exitCode, empty.err]).toEqual([2, expect.stringContaining("no source is saved")]);
  expect((await cli.run(["list", "--json"])).context.out.json).toHaveLength(2);
});
