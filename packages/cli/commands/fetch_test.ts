import { afterAll, beforeAll, expect, test } from "bun:test";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { openArchive, prepareLookup, prepareRuns, sumOutcomes, type Totals } from "@acacia/core";
import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import { type CliEnd, openTestCli } from "../testing/cli.ts";
import { TinyTerminal } from "../testing/tiny_terminal.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: what is sent to a terminal
const COLOURS_REGEXP = /\x1b\[[\d;]*m/g;

let sim: Sim;
let media: SimMedia;
let address: string;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 6,
    albums: 2,
    gifs: 0,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 4_000,
    distinctPictures: 1,
  });
  media = sim.world.posts.find((post) => !post.isAlbum)!.media[0]!;
  address = `https://i.imgur.com/${media.id}.${media.ext}`;
  // Drawn before the first test, so that no time-out counts the drawing.
  for (const post of sim.world.posts) for (const one of post.media) await sim.world.bytes(one.id);
});
afterAll(() => sim[Symbol.asyncDispose]());

/** Sets what goes wrong, and forgets what was counted. */
function arrange(knobs: Parameters<Sim["set"]>[0] = {}): void {
  sim.set({ rules: [], faults: {}, refuse: "none", clientId: "", announceMore: 0, ...knobs });
  sim.resetStats();
}

function finishedOf({ context }: CliEnd) {
  const event = context.out.json.findLast(({ type }) => type === "run.finished");
  if (!event) throw new Error("no run has finished");
  return event as unknown as { totals: Totals; sources: Totals[]; exitCode: number };
}

const FAST = ["--json", "--no-thumbs", "-R", "1"];

/** Only what never comes is waited for in vain: the others get time enough on a busy machine. */
function timeoutFor(fault: string): string[] {
  return ["--timeout", fault === "stall" || fault === "silence" ? "150ms" : "10s"];
}

/** Fault, further flags, outcome, reason, exit code. */
const FAULTS: readonly (readonly [string, string, string | null, number])[] = [
  ["cut", "failed", "length.mismatch", 3],
  ["wrong_length", "rejected", "checksum.mismatch", 3],
  ["long_length", "failed", "length.mismatch", 3],
  ["no_length_cut", "rejected", "checksum.mismatch", 3],
  ["short", "rejected", "checksum.mismatch", 3],
  ["empty", "rejected", "type.empty", 3],
  ["stall", "failed", "network.timeout", 6],
  ["silence", "failed", "network.timeout", 6],
  ["reset", "failed", "length.mismatch", 3],
  ["hangup", "failed", "network.reset", 6],
  ["html", "rejected", "html", 3],
  ["html_as_image", "rejected", "html", 3],
  ["junk", "rejected", "type.unknown", 3],
  ["corrupt", "rejected", "checksum.mismatch", 3],
  ["lying_etag", "rejected", "checksum.mismatch", 3],
  ["removed", "removed", "gone.placeholder", 3],
  ["gone", "removed", "gone.404", 3],
  ["region", "region_blocked", "placeholder.region", 3],
  ["throttle", "failed", "http.429", 5],
  ["throttle:30", "failed", "http.429", 5],
  ["throttle:0", "failed", "http.429", 5],
  ["capacity", "failed", "capacity", 5],
  ["capacity:page", "failed", "capacity", 5],
  ["server_error", "failed", "http.5xx", 3],
  ["server_error:503", "failed", "http.5xx", 3],
  ["forbidden", "failed", "http.4xx", 3],
  ["redirect_off_host", "rejected", "host.foreign", 3],
  ["redirect_private", "rejected", "host.foreign", 3],
  ["redirect_loop", "rejected", "redirect.loop", 3],
];

test.each(FAULTS)("fetch ends %s as %s (%s), exit %d", async (fault, outcome, reason, exitCode) => {
  arrange({ rules: [`cdn:${fault}`] });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", address, ...FAST, ...timeoutFor(fault)]);
  const item = end.context.out.json.find(({ type }) => type === "media.finished");
  expect({ item, exitCode: end.exitCode }).toMatchObject({
    item: { media: media.id, outcome, reason },
    exitCode,
  });
});

test.each(FAULTS)(
  "fetch leaves no file and the right row after %s",
  async (fault, outcome, reason) => {
    arrange({ rules: [`cdn:${fault}`] });
    await using cli = await openTestCli(sim);
    await cli.run(["fetch", address, ...FAST, ...timeoutFor(fault)]);
    await using archive = await openArchive(cli.archive, { mode: "read" });
    const lookup = prepareLookup(archive);
    const row = lookup.media(lookup.findId(media.id) ?? -1);
    const blobs = await filesUnder(join(cli.archive, "blobs"));
    const images = await filesUnder(join(cli.archive, "images"));
    expect({
      blobs,
      images,
      blob: row?.blob,
      last: row?.lastOutcome,
      why: row?.lastReason,
    }).toEqual({
      blobs: [],
      images: [],
      blob: null,
      last: outcome as never,
      why: reason as never,
    });
  },
);

test.each([
  "drip:500/1",
  "chunked",
  "no_length",
  "multipart_etag",
  "no_etag",
  "wrong_type",
  "throttle@first1",
  "cut@first1",
  "hangup@first1",
  "need_referer",
])("fetch stores the file all the same with %s", async (fault) => {
  arrange({ rules: [`cdn:${fault}`] });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", address, ...FAST]);
  const [blob] = await filesUnder(join(cli.archive, "blobs"));
  const bytes = blob && (await Bun.file(join(cli.archive, "blobs", blob)).bytes());
  expect({ exitCode: end.exitCode, bytes }).toEqual({
    exitCode: 0,
    bytes: new Uint8Array(await sim.world.bytes(media.id)),
  });
});

test("fetch announces what its outcomes add up to, in total and per source", async () => {
  arrange({ rules: ["cdn:gone@every3", "cdn:html@every4"] });
  await using cli = await openTestCli(sim);
  const { totals, sources } = finishedOf(await cli.run(["fetch", "hot", address, ...FAST]));
  const sums = [totals, ...sources].map((one) => one.announced - sumOutcomes(one));
  expect(sums).toEqual([0, 0, 0]);
});

test("fetch prints one JSON object a line, from run.started to run.finished", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { context } = await cli.run(["fetch", "hot", ...FAST]);
  const types = context.out.json.map(({ type }) => type);
  expect([types.at(0), types.at(-1)]).toEqual(["run.started", "run.finished"]);
});

test("fetch --json says nothing on stderr when all is well", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  expect((await cli.run(["fetch", address, ...FAST])).err).toBe("");
});

test("fetch asks the CDN nothing when all is known", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", ...FAST]);
  sim.resetStats();
  const end = await cli.run(["fetch", "hot", ...FAST]);
  const { cdn } = sim.stats().roles;
  expect({ exitCode: end.exitCode, requests: cdn.requests }).toEqual({ exitCode: 0, requests: 0 });
});

test("fetch makes thumbnails in both sizes", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, "--workers", "0"]);
  const thumbs = await filesUnder(join(cli.archive, "thumbs"));
  expect(thumbs.map((path) => path.split("/")[0]).sort()).toEqual(["128", "480"]);
});

test("fetch names what it keeps for people", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, "--no-thumbs", "--view", "pictures/{id}.{ext}"]);
  expect(await filesUnder(join(cli.archive, "images"))).toEqual([
    `pictures/${media.id}.${media.ext}`,
  ]);
});

test("fetch records the run with its exit code and totals", async () => {
  arrange({ rules: ["cdn:html"] });
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, ...FAST]);
  await using archive = await openArchive(cli.archive, { mode: "read" });
  expect(prepareRuns(archive).newest()).toMatchObject({
    exitCode: 3,
    totals: { announced: 1, rejected: 1 },
  });
});

test("fetch keeps no secret in the run's record", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, ...FAST, "--client-id", "hush-hush"]);
  const database = await Bun.file(join(cli.archive, "acacia.sqlite")).text();
  expect(database).not.toContain("hush-hush");
});

/** What stops or spoils a fetch: name, knobs, arguments, environment, exit code, first words of the error. */
const ENDS: readonly {
  readonly name: string;
  readonly knobs?: Parameters<Sim["set"]>[0];
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  readonly exitCode: number;
  readonly says: RegExp;
}[] = [
  { name: "all well", args: ["hot"], exitCode: 0, says: /^$/ },
  { name: "a target that is none", args: ["ftp://x"], exitCode: 2, says: /^Cannot read/ },
  {
    name: "a bad range",
    args: ["hot", "--range", "9-1"],
    exitCode: 2,
    says: /^Cannot read the range/,
  },
  {
    name: "a bad filter",
    args: ["hot", "--where", "w:wide"],
    exitCode: 2,
    says: /^Cannot read the filter/,
  },
  {
    name: "an album that promises more than it has",
    knobs: { announceMore: 5 },
    args: ["hot"],
    exitCode: 3,
    says: /^Cannot list everything/,
  },
  {
    name: "no Client-ID where one is needed",
    args: ["r/aww"],
    env: { IMGUR_CLIENT_ID: "" },
    exitCode: 4,
    says: /Client-ID/,
  },
  {
    name: "a refused Client-ID",
    knobs: { clientId: "another" },
    args: ["r/aww"],
    exitCode: 4,
    says: /IMGUR_CLIENT_ID/,
  },
  {
    name: "429 without end",
    knobs: { rules: ["cdn:throttle"] },
    args: ["hot"],
    exitCode: 5,
    says: /too much/,
  },
  {
    name: "a CDN that is not there",
    knobs: { refuse: "cdn" },
    args: ["hot"],
    exitCode: 6,
    says: /^Cannot finish/,
  },
  { name: "an album that is not there", args: ["a/zzzzzzz"], exitCode: 7, says: /^Cannot/ },
  {
    name: "--max-bytes",
    args: ["hot", "--max-bytes", "1k", "-j", "1", "--strategy", "sequential"],
    exitCode: 8,
    says: /--max-bytes/,
  },
];

test.each(ENDS)(
  "fetch ends with $exitCode after $name",
  async ({ knobs, args, env, exitCode, says }) => {
    arrange(knobs);
    await using cli = await openTestCli(sim);
    const end = await cli.run(["fetch", ...args, ...FAST], { env: env ?? {} });
    expect({ exitCode: end.exitCode, err: end.err }).toEqual({
      exitCode,
      err: expect.stringMatching(says),
    });
  },
);

test.each(ENDS.filter(({ exitCode }) => exitCode !== 0))(
  "fetch tells of $name in exactly two lines",
  async ({ knobs, args, env }) => {
    arrange(knobs);
    await using cli = await openTestCli(sim);
    const { err } = await cli.run(["fetch", ...args, ...FAST], { env: env ?? {} });
    expect(err).toMatch(/^Cannot [^\n]+[.!?…]\nTry: [^\n]+[.!?…]\n$/);
  },
);

test("fetch ends with 9 when nothing is new and that was asked for", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", address, ...FAST]);
  const end = await cli.run(["fetch", address, ...FAST, "--error-on-no-transfer"]);
  expect(end.exitCode).toBe(9);
});

test("fetch refuses an archive that another process writes to", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await using _held = await openArchive(cli.archive, { mode: "write", command: "another" });
  const end = await cli.run(["fetch", address, ...FAST]);
  expect({ exitCode: end.exitCode, err: end.err }).toEqual({
    exitCode: 2,
    err: expect.stringContaining("another"),
  });
});

test("fetch finishes what runs at the first Ctrl-C, and ends with 130", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", ...FAST, "-j", "1", "--strategy", "pool"], {
    onContext(context) {
      context.out.onWrite = (text) => {
        if (text.includes('"transfer.started"')) context.stop(130);
      };
    },
  });
  const { totals } = finishedOf(end);
  expect({
    exitCode: end.exitCode,
    stored: totals.stored,
    gap: totals.announced - sumOutcomes(totals),
  }).toEqual({
    exitCode: 130,
    stored: 1,
    gap: 0,
  });
});

test("fetch drops what runs at the second Ctrl-C, and its sums still add up", async () => {
  arrange({ rules: ["cdn:stall"] });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--json", "--no-thumbs"], {
    onContext(context) {
      context.out.onWrite = (text) => {
        if (text.includes('"transfer.started"')) {
          context.stop(130);
          context.stop(130);
        }
      };
    },
  });
  const { totals } = finishedOf(end);
  expect({ exitCode: end.exitCode, cancelled: totals.cancelled }).toEqual({
    exitCode: 130,
    cancelled: totals.announced,
  });
});

test("fetch ends with 143 after SIGTERM", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", ...FAST], {
    onContext: (context) => context.stop(143),
  });
  expect(end.exitCode).toBe(143);
});

test("fetch tells once of what ended its only listing", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { err } = await cli.run(["fetch", "r/aww"], { env: { IMGUR_CLIENT_ID: "" } });
  expect(err).toMatch(/^Run 1: r\/aww\nCannot [^\n]+\.\nTry: [^\n]+\.\n$/);
});

test("fetch tells of each listing that failed when there are several", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { err } = await cli.run(["fetch", "a/zzzzzzz", address, "--no-thumbs"]);
  expect(err).toMatch(/\na\/zzzzzzz: Cannot .+\n(?:.*\n)*1 announced = 1 stored/);
});

test("fetch -i reads a file", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  await Bun.write(join(cli.dir, "links.html"), `<a href="${address}">ü</a>`);
  const end = await cli.run(["fetch", "-i", "links.html", ...FAST]);
  expect(finishedOf(end).totals).toMatchObject({ announced: 1, stored: 1 });
});

test("fetch -i refuses a file that is not there", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "-i", "nowhere.txt", ...FAST]);
  expect({ exitCode: end.exitCode, err: end.err }).toEqual({
    exitCode: 2,
    err: expect.stringContaining("nowhere.txt"),
  });
});

test("fetch -i reads every Imgur link in a text", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const stdin = ["<a href='https://i.imgur.com/", `${media.id}.${media.ext}'>cat</a> and more`];
  const end = await cli.run(["fetch", "-i", "-", ...FAST], { stdin });
  expect(finishedOf(end).totals).toMatchObject({ announced: 1, stored: 1 });
});

test("fetch -i ends with 7 when the text holds no link", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "-i", "-", ...FAST], { stdin: ["nothing here"] });
  expect(end.exitCode).toBe(7);
});

test("fetch --where leaves out what does not match", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--where", `id:${media.id}`, ...FAST]);
  const { announced, stored, filtered } = finishedOf(end).totals;
  expect({ stored, filtered }).toEqual({ stored: 1, filtered: announced - 1 });
});

test("fetch that the user's filter leaves nothing of says so, and that it is no failure", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--no-thumbs", "--where", "w:>99999"]);
  expect({ exitCode: end.exitCode, err: end.err }).toEqual({
    exitCode: 0,
    err: expect.stringMatching(
      /(\d+) announced = \1 filtered\.\n {2}\1 filtered: The --where filter leaves it out filter\.where\n.*\nNothing is left after --where and --range; `--json` names each item\.\n$/,
    ),
  });
});

test("fetch --limit counts items, and a limited source is not short", async () => {
  arrange({ announceMore: 5 });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--limit", "3", ...FAST]);
  expect({ exitCode: end.exitCode, announced: finishedOf(end).totals.announced }).toEqual({
    exitCode: 0,
    announced: 3,
  });
});

test("fetch --dry-run lists, and makes no archive", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", "hot", "--dry-run", "--json"]);
  const files = await readdir(cli.dir);
  expect({ ids: end.context.out.json.map(({ id }) => id).sort(), files }).toEqual({
    ids: sim.world.posts.flatMap((post) => post.media.map(({ id }) => id)).sort(),
    files: [],
  });
});

test("fetch --dry-run prints what it would fetch, how much that is, and what the list cost", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const { context, err } = await cli.run(["fetch", "hot", "--dry-run", "--limit", "2"]);
  expect({ lines: context.out.lines.length, err }).toEqual({
    lines: 2,
    err: expect.stringMatching(
      /2 items, about 8\.0 kB; 0 filtered; \d+ credits spent on this list/,
    ),
  });
});

test("fetch --dry-run tells of a target that cannot be listed, and lists the others", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const args = ["fetch", "a/zzzzzzz", "hot", "--dry-run", "--json"];
  const { exitCode, context, err } = await cli.run(args);
  expect({ exitCode, isListed: context.out.json.length > 0, err }).toEqual({
    exitCode: 7,
    isListed: true,
    err: expect.stringMatching(/^Cannot .+\nTry: .+\n$/),
  });
});

test("fetch on a terminal leaves its report alone on the screen", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const terminal = new TinyTerminal(80, 24);
  await cli.run(["fetch", "hot", "--no-thumbs"], {
    isTerminal: true,
    onContext(context) {
      context.err.onWrite = (text) => terminal.write(text.replace(COLOURS_REGEXP, ""));
    },
  });
  expect([terminal.text, terminal.isCursorShown]).toEqual([
    expect.stringMatching(/^\d+ announced = \d+ stored\.\n.+ new in .+\nLook at it .+$/),
    true,
  ]);
});

test("fetch says where the gallery can be opened", async () => {
  arrange();
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", address, "--no-thumbs", "-d", "my cats"]);
  expect(end.err).toContain("Look at it with `acacia web -d 'my cats'`.");
});

test("fetch reports an outcome ledger that adds up", async () => {
  arrange({ faults: { [media.id]: ["gone"] } });
  await using cli = await openTestCli(sim);
  const { err } = await cli.run(["fetch", "hot", "--no-thumbs"]);
  const [, announced = "", parts = ""] = /^(\d+) announced = (.+)\.$/m.exec(err) ?? [];
  const sum = parts.split(" + ").reduce((total, part) => total + Number.parseInt(part, 10), 0);
  expect({ sum, parts }).toEqual({
    sum: Number(announced),
    parts: expect.stringContaining("1 removed on Imgur"),
  });
});

async function filesUnder(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(dir.length + 1));
}

test("fetch sets aside a picture that came for four ids, and names a command that shows it", async () => {
  await using own = await startSim({
    seed: 7,
    posts: 6,
    albums: 0,
    gifs: 0,
    videos: 0,
    sizeBytes: 4_000,
  });
  own.set({ rules: ["cdn:region"] });
  await using cli = await openTestCli(own);
  // Nobody knows this placeholder yet.
  const env = { ACACIA_PLACEHOLDERS: "" };
  const { err } = await cli.run(["fetch", "hot", "--no-thumbs", "-j", "1"], { env });
  const [, id = ""] = /with `acacia show ([0-9a-f]{12})`/.exec(err) ?? [];
  const shown = await cli.run(["show", id, "--json"]);
  expect({ err, shown: shown.context.out.json }).toMatchObject({
    err: expect.stringContaining("look like a placeholder"),
    shown: [{ blob: { sha256: own.placeholders.region.sha256 } }],
  });
});
