import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../testing/cli.ts";

let sim: Sim;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 10,
    albums: 4,
    gifs: 1,
    videos: 0,
    duplicates: 1,
    nearDuplicates: 0,
    sizeBytes: 2_000,
    distinctPictures: 2,
  });
});
afterAll(() => sim[Symbol.asyncDispose]());

const FETCH = ["fetch", "hot", "--no-thumbs", "--write-metadata"];

const namesIn = (cli: TestCli) => readdirSync(join(cli.archive, "images/hot")).toSorted();

/** What of the database came from Imgur, and where names lead, without row ids and times of our own. */
function factsOf(cli: TestCli): Record<string, unknown[]> {
  using sqlite = new Database(join(cli.archive, "acacia.sqlite"), { readonly: true });
  const all = (sql: string) => sqlite.query(sql).all();
  return {
    posts:
      all(`SELECT imgur_id, kind, title, description, author, subreddit, posted_at, views, ups, downs, points, score,
      comment_count, favorite_count, nsfw, media_count, address FROM posts ORDER BY imgur_id`),
    media:
      all(`SELECT imgur_id, kind, width, height, size_bytes, title, description, name, posted_at, score, nsfw, sha256
      FROM media ORDER BY imgur_id`),
    places: all(`SELECT p.imgur_id AS post, m.imgur_id AS media, pm.position FROM post_media pm
      JOIN posts p ON p.id = pm.post_id JOIN media m ON m.id = pm.media_id ORDER BY 1, 3`),
    tags: all(`SELECT p.imgur_id, t.name FROM post_tags pt JOIN posts p ON p.id = pt.post_id
      JOIN tags t ON t.id = pt.tag_id ORDER BY 1, 2`),
    views: all(`SELECT v.path, m.imgur_id, s.target FROM views v JOIN media m ON m.id = v.media_id
      JOIN sources s ON s.id = v.source_id ORDER BY 1`),
  };
}

test("--write-metadata puts the facts of each picture beside its name", async () => {
  await using cli = await openTestCli(sim);
  expect((await cli.run(FETCH)).exitCode).toBe(0);
  const names = namesIn(cli);
  const pictures = names.filter((name) => !name.endsWith(".json"));
  expect(names).toEqual(pictures.flatMap((name) => [name, `${name}.json`]));
  const album = sim.world.posts.find((post) => post.isAlbum && post.tags.length > 0)!;
  const second = album.media[1]!;
  const name = pictures.find((path) => path.includes(second.id))!;
  const facts = JSON.parse(readFileSync(join(cli.archive, `images/hot/${name}.json`), "utf8"));
  expect(facts).toMatchObject({
    format: "acacia.side/1",
    view: `hot/${name}`,
    source: "hot",
    position: 1,
    media: { id: second.id },
    post: { id: album.id, title: album.title, mediaCount: album.media.length },
  });
});

test("a lost database comes back from them whole: posts, titles, albums, tags and names", async () => {
  await using cli = await openTestCli(sim);
  await cli.run(FETCH);
  const before = factsOf(cli);
  expect(before.tags!.length).toBeGreaterThan(0);
  for (const end of ["", "-wal", "-shm"]) {
    rmSync(join(cli.archive, `acacia.sqlite${end}`), { force: true });
  }
  const end = await cli.run(["rebuild"]);
  expect(end.exitCode).toBe(0);
  expect(factsOf(cli)).toEqual(before);
  expect((await cli.run(["verify"])).exitCode).toBe(0);
  expect((await cli.run([...FETCH, "--error-on-no-transfer"])).exitCode).toBe(9);
});

test("with a template without ids a lost database still knows whose each picture is", async () => {
  await using cli = await openTestCli(sim);
  await cli.run([...FETCH, "--view", "{title:20}.{ext}"]);
  const before = factsOf(cli);
  rmSync(join(cli.archive, "acacia.sqlite"));
  rmSync(join(cli.archive, "acacia.sqlite-wal"), { force: true });
  await cli.run(["rebuild"]);
  expect(factsOf(cli)).toEqual(before);
});

test("an album of which some is missing keeps its places", async () => {
  await using cli = await openTestCli(sim);
  const album = sim.world.posts.find((post) => post.isAlbum && post.media.length > 2)!;
  sim.set({ faults: { [album.media[0]!.id]: ["gone"] } });
  await cli.run(["fetch", `a/${album.id}`, "--no-thumbs", "--write-metadata"]);
  sim.set({ faults: {} });
  rmSync(join(cli.archive, "acacia.sqlite"));
  rmSync(join(cli.archive, "acacia.sqlite-wal"), { force: true });
  await cli.run(["rebuild"]);
  const places = factsOf(cli).places as { media: string; position: number }[];
  expect(places[0]).toMatchObject({ media: album.media[1]!.id, position: 1 });
});

test("what the database knows is newer than the files, and stays", async () => {
  await using cli = await openTestCli(sim);
  await cli.run(FETCH);
  const [name] = namesIn(cli).filter((path) => path.endsWith(".json"));
  const path = join(cli.archive, "images/hot", name!);
  const facts = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...facts, post: { ...facts.post, title: "an old title" } }));
  const before = factsOf(cli);
  await cli.run(["rebuild"]);
  expect(factsOf(cli)).toEqual(before);
});

test("a file that lies about whose a picture is gives it to nobody else", async () => {
  await using cli = await openTestCli(sim);
  await cli.run(FETCH);
  const before = factsOf(cli).media as { imgur_id: string; sha256: string }[];
  const [one, two] = namesIn(cli).filter((path) => path.endsWith(".json"));
  const path = join(cli.archive, "images/hot", one!);
  const other = JSON.parse(readFileSync(join(cli.archive, "images/hot", two!), "utf8"));
  const facts = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, JSON.stringify({ ...facts, sha256: other.sha256 }));
  await cli.run(["rebuild"]);
  expect(factsOf(cli).media).toEqual(before);
});

test("--write-metadata with --view none: exit 2, and nothing is changed", async () => {
  await using cli = await openTestCli(sim);
  const end = await cli.run([...FETCH, "--view", "none"]);
  expect([end.exitCode, existsSync(cli.archive)]).toEqual([2, false]);
  expect(end.err).toContain("Cannot write metadata");
});

test("emptying the trash takes the facts with the name", async () => {
  await using cli = await openTestCli(sim);
  await cli.run(FETCH);
  await cli.run(["trash", "--where", "w:>0"]);
  await cli.run(["trash", "empty", "--older", "0"]);
  expect(existsSync(join(cli.archive, "images/hot"))).toBe(false);
});
