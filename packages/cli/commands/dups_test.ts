import { Database } from "bun:sqlite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "bun:test";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../testing/cli.ts";

let sim: Sim;
let fetched: TestCli;
let cli: TestCli;
let media: readonly SimMedia[];

beforeAll(async () => {
  const none = { gifs: 0, videos: 0, removed: 0 };
  const same = { duplicates: 2, nearDuplicates: 6 };
  const size = { posts: 30, albums: 1, sizeBytes: 20_000, distinctPictures: 60 };
  sim = await startSim({ seed: 11, ...size, ...none, ...same });
  media = sim.world.posts.flatMap((post) => post.media);
  fetched = await openTestCli(sim);
  await fetched.run(["fetch", "hot", "--quiet"]);
});
afterAll(async () => {
  await fetched[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
});
beforeEach(async () => {
  cli = await openTestCli(sim);
  await cp(fetched.archive, cli.archive, { recursive: true });
});
afterEach(() => cli[Symbol.asyncDispose]());

interface Group {
  readonly tier: string;
  readonly keep: string;
  readonly members: readonly { readonly id: string }[];
}

async function groups(...args: string[]): Promise<Group[]> {
  const { context } = await cli.run(["dups", ...args, "--json"]);
  return context.out.json.filter(({ tier }) => tier !== undefined) as unknown as Group[];
}
async function ids(...filter: string[]): Promise<string[]> {
  const { context } = await cli.run(["list", ...filter, "--json"]);
  return context.out.json.map(({ id }) => String(id)).sort();
}
const idsOf = ({ members }: Group) => members.map(({ id }) => id).sort();
/** The picture that one was made of. */
function originOf(id: string): string {
  const { nearOf, sameBytesAs } = media.find((one) => one.id === id)!;
  const of = nearOf ?? sameBytesAs;
  return of === null ? id : originOf(of);
}
/** Every media with those that have the same bytes. */
const copies = () =>
  media.flatMap(({ id, sameBytesAs }) => (sameBytesAs ? [[id, sameBytesAs].sort()] : [])).sort();

describe("dups", () => {
  test("finds the same bytes, and what the world made of a picture", async () => {
    expect((await groups("--exact")).map(idsOf).sort()).toEqual(copies());
    const near = await groups("--near");
    const found = (id: string, of: string) =>
      near.some((group) => idsOf(group).includes(id) && idsOf(group).includes(of));
    const made = media.flatMap(({ id, nearOf }) => (nearOf ? [[id, nearOf] as const] : []));
    expect(made.length).toBeGreaterThan(3);
    // Captions are reported, not promised.
    expect(made.filter(([id, of]) => found(id, of)).length).toBeGreaterThanOrEqual(made.length - 2);
    const mixed = near.filter((group) => new Set(idsOf(group).map(originOf)).size > 1);
    expect(mixed).toEqual([]);
  });

  test("tells people what to keep, why, and what to do next", async () => {
    const { exitCode, out, err } = await cli.run(["dups"]);
    expect({ exitCode, out, err }).toEqual({
      exitCode: 0,
      out: expect.stringMatching(/2 pictures, same bytes\n {2}\w+.*keep: it was posted first/),
      err: expect.stringMatching(/2 groups same bytes.*acacia dups merge --tier sure --yes/s),
    });
  });

  test("--where compares only what it finds; none is no failure", async () => {
    const { exitCode, err } = await cli.run(["dups", "--where", `id:${media[0]?.id}`]);
    expect([exitCode, err]).toEqual([0, "No duplicates found.\n"]);
  });

  test("says which pictures it cannot compare", async () => {
    const bare = await openTestCli(sim);
    await using _ = bare;
    await bare.run(["fetch", "hot", "--limit", "3", "--quiet", "--no-thumbs"]);
    expect((await bare.run(["dups"])).err).toContain(
      "3 pictures have no thumbnail and cannot be compared: make them with `acacia thumbs`",
    );
  });

  test("Ctrl-C stops the comparing, and says so", async () => {
    const { exitCode, err } = await cli.run(["dups"], {
      onContext: (context) => context.stop(130),
    });
    expect([exitCode, err]).toEqual([130, expect.stringContaining("Stopped before all")]);
  });
});

describe("dups merge", () => {
  test("keeps the best of those named, and undo brings the others back", async () => {
    const [[one, two] = ["", ""]] = copies();
    const before = await ids();
    await cli.run(["fav", one!, two!]);
    const { exitCode, err } = await cli.run(["dups", "merge", one!, two!, "--keep", two!]);
    expect({ exitCode, err }).toEqual({
      exitCode: 0,
      err: `1 picture merged into ${two}. Take it back with \`acacia undo\`.\n`,
    });
    expect(await ids()).toEqual(before.filter((id) => id !== one));
    await cli.run(["undo"]);
    expect(await ids()).toEqual(before);
  });

  test("--tier merges all that is almost sure, and a second time nothing", async () => {
    const sure = await groups("--tier", "sure");
    const gone = sure.flatMap((group) => idsOf(group).filter((id) => id !== group.keep)).sort();
    const dry = await cli.run(["dups", "merge", "--tier", "sure", "--dry-run", "--json"]);
    expect(dry.context.out.json).toEqual([
      expect.objectContaining({ command: "merge", dryRun: true, changed: gone.length, edit: null }),
    ]);
    expect((await cli.run(["dups", "merge", "--tier", "sure", "--yes"])).exitCode).toBe(0);
    expect(await ids("is:trash")).toEqual(gone);
    expect(await groups("--tier", "sure")).toEqual([]);
    const again = await cli.run(["dups", "merge", "--tier", "sure", "--yes"]);
    expect([again.exitCode, again.err]).toEqual([
      0,
      "Nothing changed: there was nothing to decide.\n",
    ]);
  });

  test("by a filter merges only what it finds, whoever else has the same bytes", async () => {
    const [[one, two] = ["", ""]] = copies();
    const [third] = (await ids()).filter((id) => id !== one && id !== two);
    const same = "(SELECT sha256 FROM media WHERE imgur_id = ?1)";
    const sqlite = new Database(join(cli.archive, "acacia.sqlite"));
    sqlite.run(`UPDATE media SET sha256 = ${same} WHERE imgur_id = ?2`, [one!, third!]);
    sqlite.close();
    const where = ["--where", `id:${one} OR id:${two}`];
    const [group] = await groups("--exact", ...where);
    expect(idsOf(group!)).toEqual([one!, two!]);
    await cli.run(["dups", "merge", "--exact", "--yes", ...where]);
    expect(await ids("is:trash")).toHaveLength(1);
    expect(await ids(`id:${third}`)).toEqual([third!]);
  });

  test("Ctrl-C merges nothing", async () => {
    const { exitCode } = await cli.run(["dups", "merge", "--tier", "sure", "--yes"], {
      onContext: (context) => context.stop(130),
    });
    expect([exitCode, await ids("is:trash")]).toEqual([130, []]);
  });
});

describe("dups relate", () => {
  test.each(["alternate", "unrelated"])("--as %s: they do not come back", async (as) => {
    const [near] = await groups("--near");
    const [exact] = await groups("--exact");
    for (const group of [near!, exact!]) {
      const { err } = await cli.run(["dups", "relate", ...idsOf(group), "--as", as]);
      const count = idsOf(group).length;
      expect(err).toBe(
        `${count} pictures told apart as ${as}. Take it back with \`acacia undo\`.\n`,
      );
    }
    const left = (await groups()).map(idsOf);
    expect(left).not.toContainEqual(idsOf(near!));
    expect(left).not.toContainEqual(idsOf(exact!));
    await cli.run(["undo"]);
    expect((await groups()).map(idsOf)).toContainEqual(idsOf(exact!));
  });
});

test.each([
  ["an id to list", ["dups", "abcde"], 2, "it compares all"],
  ["a tier that is none", ["dups", "--tier", "shure"], 2, "--tier"],
  ["two kinds at once", ["dups", "--exact", "--tier", "sure"], 2, "at once"],
  ["a filter with a fault", ["dups", "--where", "typ:photo"], 2, "unknown filter"],
  ["a merge of nothing", ["dups", "merge"], 2, "at least two"],
  ["a tier unasked", ["dups", "merge", "--tier", "sure"], 2, "unasked"],
  ["a picture that is not here", ["dups", "merge", "zzzzzzz", "yyyyyyy"], 7, "does not have it"],
  ["no relation", ["dups", "relate", "zzzzzzz", "yyyyyyy"], 2, "without saying what they are"],
  ["a relation that is none", ["dups", "relate", "a", "b", "--as", "same"], 2, "--as"],
  ["a relation of nothing", ["dups", "relate", "--as", "alternate"], 2, "at least two"],
] as const)("%s is refused, and nothing is changed", async (_what, args, code, reason) => {
  const { exitCode, err } = await cli.run([...args]);
  expect({ exitCode, err }).toEqual({ exitCode: code, err: expect.stringContaining(reason) });
  expect((await cli.run(["undo", "list"])).err).toContain("No edits yet");
});

test("one picture alone is not merged, nor one that stays and is not named", async () => {
  const [one, two, three] = await ids();
  expect((await cli.run(["dups", "merge", one!, one!])).exitCode).toBe(2);
  const { exitCode, err } = await cli.run(["dups", "merge", one!, two!, "--keep", three!]);
  expect([exitCode, err]).toEqual([2, expect.stringContaining("not among those")]);
});
