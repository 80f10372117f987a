import { Database } from "bun:sqlite";
import { afterEach, beforeEach, expect, test } from "bun:test";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openArchive, type Run, type RunRow, sumOutcomes } from "@acacia/core";
import { startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../testing/cli.ts";

let cli: TestCli;

beforeEach(async () => {
  cli = await openTestCli();
});
afterEach(() => cli[Symbol.asyncDispose]());

/** The least that is a whole JPEG: its markers, and a scan that differs by seed. */
function picture(seed: number): Uint8Array {
  const bytes = new Uint8Array(2_000).fill(seed);
  bytes.set([0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0]);
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytes;
}

function write(path: string, content: Uint8Array | string): void {
  mkdirSync(dirname(join(cli.dir, path)), { recursive: true });
  writeFileSync(join(cli.dir, path), content);
}

async function query<Row>(sql: string): Promise<Row[]> {
  await using archive = await openArchive(cli.archive, { mode: "read" });
  return archive.sqlite.query<Row, []>(sql).all();
}

const OUTCOMES = `SELECT m.imgur_id AS id, p.imgur_id AS post, pm.position, m.origin, m.title
  FROM media m JOIN posts p ON p.id = m.post_id JOIN post_media pm ON pm.media_id = m.id
  WHERE m.shown ORDER BY p.imgur_id, pm.position`;

test("import takes an album of gallery-dl with its order and what stands beside", async () => {
  const folder = "imgur/aBc12De - Two cats";
  write(`${folder}/imgur_aBc12De_010_bbbbbbb.jpg`, picture(1));
  write(`${folder}/imgur_aBc12De_002_aaaaaaa.jpg`, picture(2));
  write(`${folder}/imgur_aBc12De_002_aaaaaaa.jpg.json`, '{"title": "First", "id": "aaaaaaa"}');
  const { exitCode, err } = await cli.run(["import", "imgur"]);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "2 files: 2 stored; 4.0 kB more.\n" });
  const same = { post: "aBc12De", origin: "import" };
  expect(await query<object>(OUTCOMES)).toEqual([
    { ...same, id: "aaaaaaa", position: 0, title: "First" },
    { ...same, id: "bbbbbbb", position: 1, title: null },
  ]);
  expect(await query<object>("SELECT title FROM posts")).toEqual([{ title: "Two cats" }]);
});

test("import takes an album of RipMe; a plain folder gets ids of its own", async () => {
  write("rips/imgur_aBc12/001_ccccccc.jpg", picture(3));
  write("rips/kittens.jpg", picture(4));
  write("rips/notes.txt", "no picture");
  await cli.run(["import", "rips"]);
  const sha256 = new Bun.CryptoHasher("sha256").update(picture(4)).digest("hex");
  expect(await query<object>(OUTCOMES)).toMatchObject([
    { id: "ccccccc", post: "aBc12" },
    { id: `local-${sha256.slice(0, 12)}`, post: `local-${sha256.slice(0, 12)}` },
  ]);
});

test("import ends each file once, and the sum adds up", async () => {
  write("in/aaaaaaA.jpg", picture(1));
  write("in/copy of it.jpg", picture(1));
  write("in/cut.jpg", picture(2).slice(0, 1_000));
  write("in/page.png", "<!doctype html><title>Imgur</title>");
  const first = await cli.run(["import", "in", "--json"]);
  expect(first.exitCode).toBe(3);
  expect(first.context.out.json.at(-1)).toMatchObject({
    ...{ type: "import.finished", announced: 4, stored: 1, known: 0, duplicate: 1, rejected: 2 },
    ...{ failed: 0, bytes: 2_000 },
  });
  const reasons = first.context.out.json.map(({ reason }) => reason).filter(Boolean);
  expect(reasons).toEqual(["body.cut", "html"]);
});

test("import again brings nothing twice, after Ctrl-C it goes on", async () => {
  // More than are kept together.
  for (let seed = 1; seed <= 70; seed++) write(`in/${seed} a.jpg`, picture(seed));
  const first = await cli.run(["import", "in", "--json"], {
    onContext: (context) => {
      context.out.onWrite = () => context.stop();
    },
  });
  const second = await cli.run(["import", "in"]);
  const third = await cli.run(["import", "in"]);
  expect([first.exitCode, second.err, third.err]).toEqual([
    130,
    "70 files: 6 stored, 64 known; 12.0 kB more.\n",
    "70 files: 70 known; 0 B more.\n",
  ]);
  expect(readdirSync(join(cli.archive, "partial"))).toEqual([]);
});

test("import gives its files their names for people, by --view", async () => {
  write("imgur/aBc12De - Two cats/imgur_aBc12De_001_aaaaaaa.jpg", picture(1));
  write("rips/kittens.jpg", picture(2));
  await cli.run(["import", "imgur", "--view", "{source}/{title|id}/{num}{id}.{ext}"]);
  await cli.run(["import", "rips", "--view", "none"]);
  const names = readdirSync(join(cli.archive, "images"), { recursive: true, encoding: "utf8" });
  const [name = ""] = names.filter((one) => one.endsWith(".jpg"));
  expect(names.filter((one) => one.endsWith(".jpg"))).toHaveLength(1);
  expect(name).toEndWith("Two cats/aaaaaaa.jpg");
  expect(readFileSync(join(cli.archive, "images", name))).toEqual(Buffer.from(picture(1)));
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test("import is a run of its own, whose totals are the sum of its files", async () => {
  write("in/aaaaaaA.jpg", picture(1));
  write("in/copy of it.jpg", picture(1));
  write("in/cut.jpg", picture(2).slice(0, 1_000));
  write("more/b.jpg", picture(3));
  await cli.run(["import", "in", "more"]);
  const { context } = await cli.run(["runs", "--json"]);
  const [run] = context.out.json as never as Run[];
  expect(run).toMatchObject({
    command: "import",
    exitCode: 3,
    targets: ["import:in", "import:more"],
    totals: { announced: 4, stored: 2, duplicate: 1, rejected: 1, bytes: 4_000 },
  });
  expect(sumOutcomes(run!.totals)).toBe(4);
  expect(run!.sources.map(({ source, announced }) => [source, announced])).toEqual([
    ["import:in", 3],
    ["import:more", 1],
  ]);
  const shown = await cli.run(["runs", String(run!.id), "--json"]);
  const items = (shown.context.out.json[0] as never as { items: RunRow[] }).items;
  expect(items.map(({ outcome, reason }) => [outcome, reason])).toEqual([["rejected", "body.cut"]]);
  expect((await cli.run(["list", `run:${run!.id}`, "--json"])).context.out.lines).toHaveLength(2);
});

test("thumbs makes those of imported files", async () => {
  await using sim = await startSim({ seed: 7, posts: 1, albums: 0, gifs: 0, videos: 0 });
  const [media] = sim.world.posts.flatMap((post) => post.media);
  write("in/a.jpg", await sim.world.bytes(media!.id));
  await cli.run(["import", "in"]);
  const { context } = await cli.run(["thumbs", "--workers", "0", "--json"]);
  expect(context.out.json.at(-1)).toMatchObject({ type: "thumbs.finished", made: 1, refused: 0 });
});

test("import keeps other bytes of a known id beside them", async () => {
  write("one/aaaaaaA.jpg", picture(1));
  write("two/aaaaaaA.jpg", picture(2));
  await cli.run(["import", "one"]);
  await cli.run(["import", "two"]);
  const rows = await query<{ id: string }>(OUTCOMES);
  expect(rows.map(({ id }) => id)).toEqual(["aaaaaaA", expect.stringMatching(/^local-/)]);
});

test.each([
  ["copy", 0o644, 1],
  // Theirs, the archive's, and the one for people.
  ["hard", 0o444, 3],
] as const)("import --link %s", async (way, mode, names) => {
  write("in/a.jpg", picture(1));
  await cli.run(["import", "in", "--link", way]);
  const file = statSync(join(cli.dir, "in/a.jpg"));
  expect([file.mode & 0o777, file.nlink]).toEqual([mode, names]);
  expect(readFileSync(join(cli.dir, "in/a.jpg"))).toEqual(Buffer.from(picture(1)));
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test("import of gallery-dl's archive database prints the links that are not here", async () => {
  write("in/aaaaaaA.jpg", picture(1));
  await cli.run(["import", "in"]);
  const database = new Database(join(cli.dir, "archive.sqlite3"));
  database.run("CREATE TABLE archive (entry TEXT PRIMARY KEY) WITHOUT ROWID");
  database.run(
    "INSERT INTO archive VALUES ('imgurbbbbbbb'), ('imguraBc12_aaaaaaA'), ('flickr12345')",
  );
  database.close();
  const { exitCode, out, err } = await cli.run(["import", "archive.sqlite3"]);
  expect({ exitCode, out, err }).toEqual({
    exitCode: 0,
    out: "https://imgur.com/bbbbbbb\n",
    err: "1 of 2 pictures are in the archive.\n",
  });
});

test.each([
  ["nothing", [], "no folder and no file"],
  ["what is not there", ["nowhere"], "'nowhere'"],
  ["a way that it does not have", ["--link", "symlink", "."], "copy, hard"],
])("import refuses %s, and changes nothing", async (_what, args, words) => {
  const { exitCode, err } = await cli.run(["import", ...args]);
  expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringContaining(words) });
  expect(readdirSync(cli.dir)).toEqual([]);
});
