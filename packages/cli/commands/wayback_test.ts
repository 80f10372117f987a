import { afterAll, beforeAll, expect, test } from "bun:test";
import { HurriedClock } from "@acacia/core/testing";
import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import { type CliEnd, openTestCli } from "../testing/cli.ts";

let sim: Sim;
let media: SimMedia;
let address: string;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 8,
    albums: 2,
    gifs: 0,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 2_000,
    distinctPictures: 2,
  });
  media = sim.world.posts.find((post) => !post.isAlbum)!.media[0]!;
  address = `https://i.imgur.com/${media.id}.${media.ext}`;
});
afterAll(() => sim[Symbol.asyncDispose]());

function arrange(knobs: Parameters<Sim["set"]>[0] = {}): void {
  const none = { captures: 0, placeholderCaptures: 0, wrongDigest: false, rules: [] };
  sim.set({ ...none, faults: { [media.id]: Array(9).fill("removed") }, ...knobs });
  sim.resetStats();
}

const FAST = ["--no-thumbs", "--json", "-R", "1"];
const FETCH = () => ["fetch", address, ...FAST];
const asked = (kind: string) => sim.stats().roles.site.byKind[kind] ?? 0;
const endOf = ({ context }: CliEnd) =>
  context.out.json.find(({ type }) => type === "media.finished") ?? {};
const noticesOf = ({ context }: CliEnd) =>
  context.out.json.filter(({ type }) => type === "run.notice").map(({ message }) => message);

test("fetch --wayback stores a removed picture from the web archive, and tells where it came from", async () => {
  arrange({ captures: 1 });
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH(), "--wayback"]);
  expect(end.exitCode).toBe(0);
  expect(endOf(end)).toMatchObject({ outcome: "stored", origin: "wayback" });
  expect(noticesOf(end)).toContain("From the web archive: 1 of 1 removed pictures");
  const { out } = await cli.run(["show", media.id]);
  expect(out).toContain(`the public web archive: ${sim.siteUrl}/web/`);
  expect(out).toContain("gone since");
  const bytes = await sim.world.bytes(media.id);
  expect(out).toContain(new Bun.CryptoHasher("sha256").update(bytes).digest("hex"));
  expect((await cli.run(["list", "is:gone"])).out).toContain(media.id);
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test("however transfers run, the archive is asked by the run itself", async () => {
  arrange({ captures: 1 });
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH(), "--wayback", "--strategy", "threads", "-j", "2"]);
  expect(endOf(end)).toMatchObject({ outcome: "stored", origin: "wayback" });
});

test("without --wayback nobody asks the archive", async () => {
  arrange({ captures: 1 });
  await using cli = await openTestCli(sim);
  const end = await cli.run(FETCH());
  expect([end.exitCode, endOf(end).outcome, asked("cdx")]).toEqual([3, "removed", 0]);
});

test("what is kept is known to a later run, which asks nobody", async () => {
  arrange({ captures: 1 });
  await using cli = await openTestCli(sim);
  await cli.run([...FETCH(), "--wayback"]);
  sim.resetStats();
  const end = await cli.run([...FETCH(), "--wayback"]);
  expect([endOf(end).outcome, asked("cdx")]).toEqual(["known", 0]);
});

test("newer captures of the removed picture are passed over", async () => {
  arrange({ captures: 1, placeholderCaptures: 3 });
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH(), "--wayback"]);
  expect(endOf(end)).toMatchObject({ outcome: "stored", origin: "wayback" });
  // One content is tried once, however often it was captured.
  expect(asked("capture")).toBe(2);
});

test.each([
  ["nothing", {}, "0 of 1 removed pictures"],
  ["only the removed picture", { placeholderCaptures: 2 }, "0 of 1 removed pictures"],
  [
    "bytes that its index does not tell",
    { captures: 1, wrongDigest: true },
    "1 files were not what",
  ],
])("an archive that has %s leaves it removed", async (_what, knobs, words) => {
  arrange(knobs);
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH(), "--wayback"]);
  expect(endOf(end)).toMatchObject({ outcome: "removed" });
  expect(noticesOf(end).join("\n")).toContain(words);
  expect(sim.stats().roles.cdn.requests).toBeGreaterThan(0);
});

test.each(["throttle:3", "throttle", "server_error:503"])(
  "an archive that answers %s is given time, and asked again",
  async (fault) => {
    arrange({
      captures: 1,
      faults: { [media.id]: ["removed"], "/cdx/search/cdx": [fault] },
    });
    await using cli = await openTestCli(sim);
    const end = await cli.run([...FETCH(), "--wayback"]);
    expect(endOf(end)).toMatchObject({ outcome: "stored", origin: "wayback" });
    const pauses = end.context.out.json.filter(({ type }) => type === "host.paused");
    expect(pauses).toMatchObject([{ host: "wayback" }]);
  },
);

test("an archive that goes on refusing is left alone after three pictures", async () => {
  const ids = sim.world.posts.flatMap((post) => post.media).slice(0, 5);
  const gone = Object.fromEntries(ids.map(({ id }) => [id, ["gone"]]));
  arrange({ captures: 1, faults: { ...gone, "/cdx/search/cdx": Array(99).fill("throttle") } });
  await using cli = await openTestCli(sim);
  const links = ids.map(({ id, ext }) => `https://i.imgur.com/${id}.${ext}`);
  const end = await cli.run(["fetch", ...links, ...FAST, "--wayback"]);
  expect(asked("cdx") + (sim.stats().faults.throttle ?? 0)).toBeGreaterThan(0);
  expect(sim.stats().roles.site.requests).toBe(6);
  expect(noticesOf(end).join("\n")).toContain("nothing more is looked up in this run");
  const finished = end.context.out.json.findLast(({ type }) => type === "run.finished");
  expect(finished).toMatchObject({ totals: { announced: 5, removed: 5 } });
});

test("what is there is fetched while the archive is asked for what is not", async () => {
  arrange({ captures: 1 });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", ...FAST, "--wayback"]);
  const finished = end.context.out.json.findLast(({ type }) => type === "run.finished");
  const all = sim.world.posts.filter(({ inGallery }) => inGallery).flatMap((post) => post.media);
  expect(finished).toMatchObject({ exitCode: 0, totals: { announced: all.length, removed: 0 } });
});

test("the archive is asked once a second, whatever it is asked for", async () => {
  const ids = sim.world.posts.flatMap((post) => post.media).slice(0, 4);
  arrange({ captures: 1, faults: Object.fromEntries(ids.map(({ id }) => [id, ["gone"]])) });
  await using cli = await openTestCli(sim);
  const clock = new HurriedClock();
  const links = ids.map(({ id, ext }) => `https://i.imgur.com/${id}.${ext}`);
  await cli.run(["fetch", ...links, ...FAST, "--wayback"], { clock });
  // Four look-ups and four files; the first need not wait.
  expect(clock.slept.filter((ms) => ms > 900 && ms <= 1_000).length).toBe(7);
});

test("Ctrl-C leaves what waits for the archive removed, and the sum adds up", async () => {
  const ids = sim.world.posts.flatMap((post) => post.media).slice(0, 5);
  arrange({ captures: 1, faults: Object.fromEntries(ids.map(({ id }) => [id, ["gone"]])) });
  await using cli = await openTestCli(sim);
  const links = ids.map(({ id, ext }) => `https://i.imgur.com/${id}.${ext}`);
  const end = await cli.run(["fetch", ...links, ...FAST, "--wayback"], {
    onContext: (context) => {
      context.out.onWrite = (text) => {
        const isFirst = context.stoppedBy() === undefined;
        if (isFirst && text.includes('"origin":"wayback"')) context.stop();
      };
    },
  });
  expect(end.exitCode).toBe(130);
  const ends = end.context.out.json.filter(({ type }) => type === "media.finished");
  expect(ends.length).toBe(5);
});

test.each(["nowhere", "ftp://archive.example", "https://user@archive.example"])(
  "--wayback-url %s: exit 2, and nothing is changed",
  async (url) => {
    await using cli = await openTestCli(sim);
    const end = await cli.run([...FETCH(), "--wayback", "--wayback-url", url]);
    expect(end.exitCode).toBe(2);
    expect(end.err).toContain("--wayback-url");
  },
);
