import { afterAll, beforeAll, expect, test } from "bun:test";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";

let sim: Sim;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 12,
    albums: 3,
    gifs: 0,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 2_000,
    distinctPictures: 1,
  });
});
afterAll(() => sim[Symbol.asyncDispose]());

function arrange(knobs: Parameters<Sim["set"]>[0] = {}): void {
  sim.set({ rules: [], faults: {}, deletedComments: 0, userLimit: 500, clientId: "", ...knobs });
  sim.resetStats();
}

const FETCH = ["fetch", "hot", "--no-thumbs", "--view", "none"];
const asked = () => sim.stats().roles.api.byKind.comments ?? 0;
/** Every comment of the gallery's posts, at any depth. */
const said = () =>
  sim.world.posts
    .filter(({ inGallery }) => inGallery)
    .reduce((sum, { commentCount }) => sum + commentCount, 0);
const talkedOf = () =>
  sim.world.posts.filter(({ inGallery, commentCount }) => inGallery && commentCount > 0);

test("fetch --comments keeps each post's thread, for a credit a post, and tells how many", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH, "--comments"]);
  expect([end.exitCode, asked()]).toEqual([0, talkedOf().length]);
  expect(end.err).toContain(`Comments: ${said()} new below ${talkedOf().length} posts`);
  const [post] = talkedOf();
  const [first] = sim.world.comments(post!.id);
  const shown = await cli.run(["show", post!.id, "--comments"]);
  expect(shown.out).toContain(`${post!.commentCount} comment`);
  expect(shown.out).toContain(`${first!.author} ${first!.ups - first!.downs} points`);
  const json = await cli.run(["show", post!.id, "--comments", "--json"]);
  const [line] = json.context.out.json as unknown as {
    comments: { id: number; depth: number }[];
  }[];
  expect(line!.comments.length).toBe(post!.commentCount);
  expect(line!.comments[0]).toMatchObject({ id: first!.id, depth: 0 });
});

test("what was said is found by `comment:`", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run([...FETCH, "--comments"]);
  const [post] = talkedOf();
  const { author } = sim.world.comments(post!.id)[0]!;
  const found = await cli.run(["list", `comment:${author}`]);
  expect(found.out).toContain(post!.media[0]!.id);
});

test("without --comments nobody asks for any, and show says so", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(FETCH);
  expect(asked()).toBe(0);
  const shown = await cli.run(["show", talkedOf()[0]!.id, "--comments"]);
  expect(shown.out).toContain("Its comments were never fetched");
});

test("a later run asks only where the listing counts others than are kept; --force asks again", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run([...FETCH, "--comments"]);
  sim.resetStats();
  await cli.run([...FETCH, "--comments"]);
  expect(asked()).toBe(0);
  await cli.run([...FETCH, "--comments", "--force"]);
  expect(asked()).toBe(talkedOf().length);
});

test("what Imgur deletes stays, is told, and keeps its answers", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run([...FETCH, "--comments"]);
  arrange({ deletedComments: 2 });
  const end = await cli.run([...FETCH, "--comments", "--force"]);
  expect(end.err).toMatch(/Comments: 0 new below \d+ posts, \d+ kept that Imgur no longer shows/);
  for (const { id, commentCount } of talkedOf()) {
    const { out } = await cli.run(["show", id, "--comments"]);
    expect(out).toContain(`${commentCount} comment`);
    expect(out).not.toContain("[deleted]");
  }
  expect(sim.unmetKnobs()).toEqual([]);
});

test("comments leave credits for listings, and a later run goes on", async () => {
  // Two credits below what is left alone: the listing's own, and one comment tree.
  arrange({ userLimit: 52 });
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH, "--comments"]);
  expect(end.exitCode).toBe(0);
  expect(asked()).toBeLessThan(talkedOf().length);
  expect(end.err).toContain("Not all comments were fetched: few credits are left");
  const before = asked();
  arrange();
  await cli.run([...FETCH, "--comments"]);
  expect(asked()).toBe(talkedOf().length - before);
});

test("--budget bounds comments too, and every picture is there all the same", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH, "--comments", "--budget", "4", "--json"]);
  const finished = end.context.out.json.findLast(({ type }) => type === "run.finished");
  expect(finished).toMatchObject({ totals: { failed: 0, cancelled: 0 } });
  expect(sim.stats().roles.api.requests).toBe(4);
  expect(end.context.out.json).toContainEqual(
    expect.objectContaining({
      type: "run.notice",
      level: "warning",
      message: expect.stringContaining("Not all comments were fetched"),
    }),
  );
});

test("without a Client-ID the pictures come, and exit 4 says what comments need", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { id, ext } = sim.world.posts.find(({ isAlbum }) => !isAlbum)!.media[0]!;
  const address = `https://i.imgur.com/${id}.${ext}`;
  const flags = ["--comments", "--no-thumbs", "--json"];
  const end = await cli.run(["fetch", address, ...flags], { env: { IMGUR_CLIENT_ID: "" } });
  expect(end.exitCode).toBe(4);
  expect(end.err).toContain("Client-ID");
  expect(end.context.out.json).toContainEqual(
    expect.objectContaining({ type: "media.finished", outcome: "stored" }),
  );
});

test("an API that fails ends the comments of a run, and nothing else", async () => {
  const path = `/3/gallery/${talkedOf()[0]!.id}/comments/best`;
  arrange({ faults: { [path]: ["server_error"] } });
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH, "--comments", "-R", "0"]);
  expect(end.exitCode).toBe(0);
  expect(end.err).toContain(`Not all comments were fetched: Cannot read ${path}`);
  await cli.run([...FETCH, "--comments"]);
  expect((await cli.run(["show", talkedOf()[0]!.id, "--comments"])).out).toContain("as of");
});

test("fetch -n --comments tells what they would cost, and asks for none", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "-n", "--comments"]);
  expect(end.err).toContain(
    `Comments of ${talkedOf().length} posts: at most ${talkedOf().length} credits.`,
  );
  expect(asked()).toBe(0);
});

test("sync --comments takes up what earlier syncs left", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["source", "add", "hot"]);
  await cli.run(["sync", "--no-thumbs"]);
  expect(asked()).toBe(0);
  const end = await cli.run(["sync", "--no-thumbs", "--comments"]);
  expect([end.exitCode, asked()]).toEqual([0, talkedOf().length]);
});

test("Ctrl-C leaves the rest of the comments for another run", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH, "--comments", "--json"], {
    onContext: (context) => {
      context.out.onWrite = (text) => {
        if (text.includes('"credits"') && asked() > 0) context.stop();
      };
    },
  });
  expect(end.exitCode).toBe(130);
  expect(asked()).toBeLessThan(talkedOf().length);
});
