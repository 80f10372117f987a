import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { openArchive, prepareTrashRows } from "@acacia/core";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../testing/cli.ts";

let sim: Sim;
let cli: TestCli;
/** Lone pictures, then those of an album. */
let alone: string[];
let album: { id: string; media: string[] };

beforeEach(async () => {
  sim = await startSim({
    seed: 11,
    posts: 5,
    albums: 1,
    gifs: 0,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 5_000,
    distinctPictures: 30,
  });
  const { posts } = sim.world;
  const found = posts.find(({ isAlbum }) => isAlbum)!;
  album = { id: found.id, media: found.media.map(({ id }) => id) };
  alone = posts.filter(({ isAlbum }) => !isAlbum).flatMap(({ media }) => media.map(({ id }) => id));
  cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", "--quiet", "--no-thumbs"]);
});
afterEach(async () => {
  await cli[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
});

async function ids(...args: string[]): Promise<string[]> {
  const { context } = await cli.run([...args, "--json"]);
  return context.out.json.map(({ id }) => String(id)).sort();
}
const list = (...filter: string[]) => ids("list", ...filter);

describe("trash", () => {
  test("hides pictures by id, an album by its address, and undo brings back", async () => {
    const { exitCode, err } = await cli.run([
      "trash",
      alone[0]!,
      `https://imgur.com/a/${album.id}`,
    ]);
    const count = 1 + album.media.length;
    expect({ exitCode, err }).toEqual({
      exitCode: 0,
      err: `${count} pictures moved to the trash. Take it back with \`acacia undo\`.\n`,
    });
    expect(await ids("trash", "list")).toEqual([alone[0]!, ...album.media].sort());
    expect(await list()).toEqual(alone.slice(1).sort());
    await cli.run(["undo"]);
    expect(await list()).toEqual([...alone, ...album.media].sort());
  });

  test("takes a filter, and restore looks in the trash", async () => {
    await cli.run(["trash", "--where", "type:album"]);
    expect(await list()).toEqual([...alone].sort());
    await cli.run(["trash", "restore", "--where", `id:${album.media[0]}`]);
    expect(await list("type:album")).toEqual([album.media[0]!]);
  });

  test("--dry-run says how many and changes nothing", async () => {
    const { context } = await cli.run(["trash", "--where", "type:album", "--dry-run", "--json"]);
    expect(context.out.json).toEqual([
      expect.objectContaining({
        type: "edit.finished",
        command: "trash",
        dryRun: true,
        changed: album.media.length,
        edit: null,
      }),
    ]);
    expect(await ids("trash", "list")).toEqual([]);
  });

  test("empty leaves what is younger, then removes, and no later run fetches it again", async () => {
    await cli.run(["trash", alone[0]!]);
    const path = String((await cli.run(["show", alone[0]!, "--json"])).context.out.json[0]!.path);
    const early = await cli.run(["trash", "empty"]);
    expect([early.exitCode, early.err]).toEqual([
      0,
      "Nothing to remove: nothing has been there for 30d.\n",
    ]);
    const { exitCode, err } = await cli.run(["trash", "empty", "--older", "0"]);
    expect({ exitCode, err, there: existsSync(path) }).toEqual({
      exitCode: 0,
      err: expect.stringMatching(/^1 picture removed for good, [\d.]+ kB free again\.\n$/),
      there: false,
    });
    const again = await cli.run(["fetch", "hot", "--json", "--no-thumbs"]);
    const { totals } = again.context.out.json.at(-1) as { totals: Record<string, number> };
    expect([totals.known, totals.stored]).toEqual([alone.length + album.media.length, 0]);
    expect(existsSync(path)).toBe(false);
  });

  test("empty finishes what an interrupted one left", async () => {
    await cli.run(["trash", alone[0]!]);
    const path = String((await cli.run(["show", alone[0]!, "--json"])).context.out.json[0]!.path);
    {
      await using archive = await openArchive(cli.archive, { mode: "write" });
      prepareTrashRows(archive).drop({ before: Number.MAX_SAFE_INTEGER, limit: 10 });
    }
    expect(existsSync(path)).toBe(true);
    expect((await cli.run(["trash", "empty"])).err).toContain("0 pictures removed for good");
    expect(existsSync(path)).toBe(false);
  });

  test("empty waits for nobody who holds the lock", async () => {
    await using _held = await openArchive(cli.archive, { mode: "write", command: "fetch" });
    expect((await cli.run(["trash", alone[0]!])).exitCode).toBe(0);
    const { exitCode, err } = await cli.run(["trash", "empty", "--older", "0"]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining("fetch")]);
  });

  test("Ctrl-C before the first batch removes nothing", async () => {
    await cli.run(["trash", alone[0]!]);
    const { exitCode } = await cli.run(["trash", "empty", "--older", "0"], {
      onContext: (context) => context.stop(130),
    });
    expect(exitCode).toBe(130);
    expect(await ids("trash", "list")).toEqual([alone[0]!]);
  });
});

describe("fav", () => {
  test("marks and unmarks, by id and by filter", async () => {
    await cli.run(["fav", alone[0]!, alone[1]!]);
    expect(await ids("fav", "list")).toEqual([alone[0]!, alone[1]!].sort());
    await cli.run(["fav", "rm", "--where", `id:${alone[0]}`]);
    expect(await list("is:fav")).toEqual([alone[1]!]);
  });

  test("says when it was so already", async () => {
    await cli.run(["fav", alone[0]!]);
    expect((await cli.run(["fav", alone[0]!])).err).toBe("Nothing changed: it was so already.\n");
  });
});

describe("tag", () => {
  test("gives several, finds by them, renames and takes", async () => {
    await cli.run(["tag", "add", "Red Panda,cute", alone[0]!, alone[1]!]);
    expect(await list('tag:"red panda"')).toEqual([alone[0]!, alone[1]!].sort());
    expect(await list("pand")).toEqual([alone[0]!, alone[1]!].sort());
    await cli.run(["tag", "rename", "cute", "lovely"]);
    await cli.run(["tag", "rm", "lovely", alone[0]!]);
    const { context } = await cli.run(["tag", "list", "--json"]);
    expect(context.out.json).toEqual([
      { name: "red panda", items: 2 },
      { name: "lovely", items: 1 },
    ]);
  });

  test("rm of a name alone takes it from every picture, and undo gives it back", async () => {
    await cli.run(["tag", "add", "cute", "--where", "type:photo"]);
    await cli.run(["tag", "rm", "cute"]);
    expect((await cli.run(["tag", "list"])).err).toContain("No tags of your own");
    await cli.run(["undo"]);
    expect(await list("tag:cute")).toEqual([...alone, ...album.media].sort());
  });
});

test.each([
  ["rm of a name alone", ["tag", "rm", "cute"]],
  ["rename", ["tag", "rename", "cute", "lovely"]],
  ["add", ["tag", "add", "cute", "--where", "type:photo"]],
])("tag %s with --dry-run says how many, and changes nothing", async (_what, args) => {
  await cli.run(["tag", "add", "cute", alone[0]!, alone[1]!]);
  const { context } = await cli.run([...args, "--dry-run", "--json"]);
  const photos = args[1] === "add" ? alone.length + album.media.length : 2;
  expect(context.out.json[0]).toMatchObject({ dryRun: true, changed: photos });
  expect((await cli.run(["undo", "list", "--json"])).context.out.json).toHaveLength(1);
});

describe("filter", () => {
  test("a saved one is used by its name, in list, in edits and in others", async () => {
    await cli.run(["filter", "save", "sets", "type:album"]);
    await cli.run(["filter", "save", "first", "filter:sets", `id:${album.media[0]}`]);
    expect(await list("filter:sets")).toEqual([...album.media].sort());
    await cli.run(["fav", "--where", "filter:first"]);
    expect(await list("is:fav")).toEqual([album.media[0]!]);
    const { context } = await cli.run(["filter", "list", "--json"]);
    expect(context.out.json.map(({ name, query }) => [name, query])).toEqual([
      ["first", `filter:sets id:${album.media[0]}`],
      ["sets", "type:album"],
    ]);
  });

  test("rm takes one away", async () => {
    await cli.run(["filter", "save", "sets", "type:album"]);
    await cli.run(["filter", "rm", "sets"]);
    expect((await cli.run(["list", "filter:sets"])).err).toContain("there is no filter 'sets'");
  });
});

describe("undo", () => {
  test("takes back several, the last first, and lists them", async () => {
    await cli.run(["fav", alone[0]!]);
    await cli.run(["trash", alone[0]!]);
    expect((await cli.run(["undo", "9"])).err).toBe(
      "Taken back: 1 picture into the trash (1 changed).\nTaken back: 1 picture marked as favourites (1 changed).\n",
    );
    const { context } = await cli.run(["undo", "list", "--json"]);
    expect(context.out.json.map(({ command }) => command)).toEqual(["trash", "favorite"]);
    expect((await cli.run(["undo"])).exitCode).toBe(7);
  });
});

test.each([
  ["no picture", ["trash"], 2, "no picture was named"],
  ["ids and a filter", ["fav", "abcde", "--where", "type:photo"], 2, "at once"],
  ["an empty filter", ["trash", "--where", " "], 2, "it names everything"],
  ["a filter of nothing", ["trash", "--where", "()"], 2, "nothing in these brackets"],
  ["a filter with a fault", ["trash", "--where", "type:photo w:>wide"], 2, "at character 14"],
  ["a picture that is not here", ["fav", "zzzzzzz"], 7, "does not have it"],
  [
    "a filter that finds nothing",
    ["fav", "--where", "score:>99999999"],
    7,
    "nothing in the archive matches",
  ],
  ["no action", ["tag"], 2, "without saying what to do"],
  ["an action that is none", ["tag", "ad", "x"], 2, "write acacia tag add"],
  ["no tag", ["tag", "add"], 2, "no tag was named"],
  ["a tag that is none", ["tag", "add", "a)b", "abcde"], 2, "Cannot use the tag"],
  ["one name to rename", ["tag", "rename", "cute"], 2, "two names"],
  ["a filter's name of two words", ["filter", "save", "two words", "cats"], 2, "not one word"],
  ["a saved fault", ["filter", "save", "x", "typ:photo"], 2, "unknown filter 'typ'"],
  ["ids to empty", ["trash", "empty", "abcde"], 2, "it goes by age"],
  ["no span", ["trash", "empty", "--older", "soon"], 2, "--older"],
  ["no number of edits", ["undo", "x"], 2, "a number of edits"],
  ["an order that is none", ["fav", "list", "--sort", "scor"], 2, "--sort score"],
] as const)("%s is refused, and nothing is changed", async (_what, args, code, reason) => {
  const { exitCode, err } = await cli.run([...args]);
  expect({ exitCode, err }).toEqual({ exitCode: code, err: expect.stringContaining(reason) });
  expect((await cli.run(["undo", "list"])).err).toContain("No edits yet");
  expect(existsSync(join(cli.archive, "acacia.sqlite"))).toBe(true);
});
