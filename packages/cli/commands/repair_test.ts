import { afterAll, beforeAll, beforeEach, expect, test } from "bun:test";
import { chmodSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openArchive } from "@acacia/core";
import { sampleBytes } from "@acacia/core/testing";
import { type Sim, startSim } from "@acacia/sim";
import { openTestCli, type TestCli } from "../testing/cli.ts";

let sim: Sim;

beforeAll(async () => {
  sim = await startSim({
    seed: 7,
    posts: 4,
    albums: 0,
    gifs: 0,
    videos: 1,
    duplicates: 0,
    nearDuplicates: 0,
    sizeBytes: 4_000,
    distinctPictures: 2,
  });
  for (const post of sim.world.posts) for (const one of post.media) await sim.world.bytes(one.id);
});
beforeEach(() => {
  sim.set({ rules: [], faults: {} });
  sim.resetStats();
});
afterAll(() => sim[Symbol.asyncDispose]());

interface File {
  readonly id: string;
  readonly role: string;
  readonly sha256: string;
  readonly blob: string;
  readonly view: string | null;
}

/** The program, with an archive of everything that the stand-in has. */
async function openFetched(): Promise<{ cli: TestCli; files: File[] }> {
  const cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", "--quiet", "--no-thumbs"]);
  return { cli, files: await filesOf(cli) };
}

async function filesOf(cli: TestCli): Promise<File[]> {
  await using archive = await openArchive(cli.archive, { mode: "read" });
  return archive.sqlite
    .query<{ id: string; role: string; sha256: string; ext: string; view: string | null }, []>(
      `SELECT m.imgur_id AS id, f.role, b.sha256, b.ext,
         (SELECT path FROM views v WHERE v.sha256 = f.sha256) AS view
       FROM media_files f JOIN media m ON m.id = f.media_id JOIN blobs b ON b.sha256 = f.sha256 ORDER BY m.id, f.role`,
    )
    .all()
    .map(({ ext, view, ...file }) => ({
      ...file,
      blob: archive.layout.blobPath(file.sha256, ext),
      view: view === null ? null : join(archive.layout.images, view),
    }));
}

function photoOf(files: readonly File[]): File {
  return files.find(({ role, blob }) => role === "original" && !blob.endsWith("mp4"))!;
}

function damage({ blob }: File): void {
  const { length } = readFileSync(blob);
  chmodSync(blob, 0o644);
  writeFileSync(blob, sampleBytes(9, length));
}

function hashOf(path: string): string {
  return new Bun.CryptoHasher("sha256").update(readFileSync(path)).digest("hex");
}

test("repair fetches only what is damaged or missing, and verify is clean after it", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  const [photo, other] = [photoOf(files), files.findLast(({ role }) => role === "original")!];
  damage(photo);
  rmSync(other.blob);
  expect((await cli.run(["verify"])).exitCode).toBe(10);
  sim.resetStats();
  const { exitCode, err } = await cli.run(["repair"]);
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: expect.stringMatching(/^2 repaired in /) });
  expect(sim.stats().roles.cdn.requests).toBe(2);
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test("repair makes the name under images/ show the new file, not the damaged one", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  const photo = photoOf(files);
  damage(photo);
  await cli.run(["verify", "--quiet"]);
  await cli.run(["repair"]);
  expect(statSync(photo.view!).ino).toBe(statSync(photo.blob).ino);
  expect(hashOf(photo.view!)).toBe(photo.sha256);
});

test("repair brings back a video's poster without the video", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  const poster = files.find(({ role }) => role === "poster")!;
  rmSync(poster.blob);
  sim.resetStats();
  expect((await cli.run(["repair"])).exitCode).toBe(0);
  expect(hashOf(poster.blob)).toBe(poster.sha256);
  expect(sim.stats().roles.cdn.requests).toBe(1);
});

test("repair asks nobody when nothing is damaged", async () => {
  const { cli } = await openFetched();
  await using _ = cli;
  sim.resetStats();
  const { exitCode, err } = await cli.run(["repair"]);
  expect({ exitCode, err }).toEqual({
    exitCode: 0,
    err: expect.stringContaining("Nothing to mend"),
  });
  expect(sim.stats().requests).toBe(0);
});

test("repair leaves a blob alone that is good on another look", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  const photo = photoOf(files);
  const { ino } = statSync(photo.blob);
  {
    await using archive = await openArchive(cli.archive, { mode: "edit" });
    archive.sqlite.run("UPDATE blobs SET damage = 'hash' WHERE sha256 = ?", [photo.sha256]);
  }
  sim.resetStats();
  expect((await cli.run(["repair"])).exitCode).toBe(0);
  expect([statSync(photo.blob).ino, sim.stats().requests]).toEqual([ino, 0]);
});

test.each([
  ["gone", "refused", "gone.404"],
  ["html", "refused", "html"],
])(
  "repair keeps the damaged file while Imgur answers with %s, and ends with 10",
  async (fault, outcome, reason) => {
    const { cli, files } = await openFetched();
    await using _ = cli;
    const photo = photoOf(files);
    damage(photo);
    const before = hashOf(photo.blob);
    await cli.run(["verify", "--quiet"]);
    sim.set({ faults: { [photo.id]: [`${fault}*`] } });
    const { exitCode, context } = await cli.run(["repair", "--json", "-R", "0"]);
    const blob = context.out.json.find(({ type }) => type === "repair.blob");
    expect({ exitCode, blob }).toMatchObject({
      exitCode: 10,
      blob: { outcome, reason, media: photo.id, sha256: photo.sha256 },
    });
    expect(hashOf(photo.blob)).toBe(before);
  },
);

/** As if Imgur had other bytes than when the picture was kept: the archive believes in a hash that was never there. */
async function pretendChange(cli: TestCli, photo: File): Promise<string> {
  const wrong = "ab".repeat(32);
  await using archive = await openArchive(cli.archive, { mode: "edit" });
  archive.sqlite.run("PRAGMA foreign_keys = OFF");
  for (const table of ["blobs", "media", "media_files", "views"]) {
    archive.sqlite.run(`UPDATE ${table} SET sha256 = ?1 WHERE sha256 = ?2`, [wrong, photo.sha256]);
  }
  rmSync(photo.blob);
  rmSync(photo.view!);
  return wrong;
}

test("repair keeps what Imgur has now when it changed, and both hashes on record", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  const photo = photoOf(files);
  const old = await pretendChange(cli, photo);
  const { exitCode, context } = await cli.run(["repair", "--json"]);
  expect(context.out.json.find(({ type }) => type === "repair.blob")).toMatchObject({
    outcome: "changed",
    sha256: old,
    newSha256: photo.sha256,
  });
  expect([exitCode, hashOf(photo.blob), hashOf(photo.view!)]).toEqual([
    0,
    photo.sha256,
    photo.sha256,
  ]);
  await using archive = await openArchive(cli.archive, { mode: "read" });
  const relations = archive.sqlite
    .query<{ first: string; second: string; kind: string }, []>(
      "SELECT first, second, kind FROM blob_relations",
    )
    .all();
  const [first = "", second = ""] = [old, photo.sha256].sort();
  expect(relations).toEqual([{ first, second, kind: "alternate" }]);
});

test("repair --prune forgets what is lost and nothing uses", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  const old = await pretendChange(cli, photoOf(files));
  await cli.run(["repair", "--quiet"]);
  const told = await cli.run(["verify", "--json"]);
  const pruned = await cli.run(["repair", "--prune", "--json"]);
  const after = await cli.run(["verify", "--json"]);
  expect(told.context.out.json.at(-1)).toMatchObject({ findings: { "blob.lost": 1 }, errors: 0 });
  expect(pruned.context.out.json).toContainEqual(
    expect.objectContaining({ type: "repair.pruned", sha256: old }),
  );
  expect(after.context.out.json.at(-1)).toMatchObject({ findings: {} });
});

test("repair puts names back that are missing, and leaves a file of the user's own", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  const [one, two] = files.filter(({ view }) => view !== null);
  rmSync(one!.view!);
  rmSync(two!.view!);
  writeFileSync(two!.view!, "mine");
  const { exitCode } = await cli.run(["repair"]);
  expect([exitCode, hashOf(one!.view!)]).toEqual([10, one!.sha256]);
  expect(readFileSync(two!.view!, "utf8")).toBe("mine");
  expect((await cli.run(["repair", "--prune"])).exitCode).toBe(0);
  expect(hashOf(two!.view!)).toBe(two!.sha256);
});

test("repair gives a file without a row back to its media, by the run that stored it", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  const photo = photoOf(files);
  {
    await using archive = await openArchive(cli.archive, { mode: "edit" });
    archive.sqlite.run(
      "UPDATE media SET sha256 = NULL, archived_at = NULL, shown = 0 WHERE imgur_id = ?",
      [photo.id],
    );
    archive.sqlite.run("DELETE FROM media_files WHERE sha256 = ?", [photo.sha256]);
    archive.sqlite.run("DELETE FROM blobs WHERE sha256 = ?", [photo.sha256]);
  }
  expect((await cli.run(["verify", "--quiet"])).exitCode).toBe(10);
  const { context } = await cli.run(["repair", "--json"]);
  expect(context.out.json).toContainEqual(
    expect.objectContaining({ type: "repair.orphan", outcome: "adopted" }),
  );
  expect((await cli.run(["verify"])).exitCode).toBe(0);
  expect((await filesOf(cli)).find(({ id }) => id === photo.id)).toEqual(photo);
});

test("repair removes a file that nobody knows only with --prune", async () => {
  const { cli } = await openFetched();
  await using _ = cli;
  const bytes = sampleBytes(3);
  const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
  const stranger = join(cli.archive, "blobs", sha256.slice(0, 2), `${sha256}.jpg`);
  await Bun.write(stranger, bytes);
  expect((await cli.run(["repair"])).exitCode).toBe(10);
  expect(existsSync(stranger)).toBe(true);
  expect((await cli.run(["repair", "--prune"])).exitCode).toBe(0);
  expect(existsSync(stranger)).toBe(false);
});

test("repair that is stopped ends with 130, and the next one does the rest", async () => {
  const { cli, files } = await openFetched();
  await using _ = cli;
  for (const file of files.filter(({ role }) => role === "original")) rmSync(file.blob);
  const stopped = await cli.run(["repair", "--json", "-j", "1", "--strategy", "pool"], {
    onContext: (context) => {
      context.out.onWrite = (text) => void (text.includes("repair.blob") && context.stop());
    },
  });
  expect(stopped.exitCode).toBe(130);
  expect((await cli.run(["repair"])).exitCode).toBe(0);
  expect((await cli.run(["verify"])).exitCode).toBe(0);
});

test("repair waits for nobody: an archive that another process writes to is refused", async () => {
  const { cli } = await openFetched();
  await using _ = cli;
  await using _held = await openArchive(cli.archive, { mode: "write" });
  expect((await cli.run(["repair"])).exitCode).toBe(2);
});

test("repair makes no archive where there is none", async () => {
  await using cli = await openTestCli(sim);
  expect((await cli.run(["repair"])).exitCode).toBe(2);
  expect(existsSync(join(cli.archive, "acacia.sqlite"))).toBe(false);
});

test.each([
  ["with --wayback", ["--wayback"], 0],
  ["without it", [], 10],
])("repair %s of a file that came from the web archive", async (_how, flags, exitCode) => {
  const { id, ext } = sim.world.posts[0]!.media[0]!;
  sim.set({ captures: 1, faults: { [id]: Array(9).fill("removed") } });
  await using cli = await openTestCli(sim);
  await cli.run(["fetch", `https://i.imgur.com/${id}.${ext}`, "--no-thumbs", "--wayback"]);
  const [file] = await filesOf(cli);
  const before = readFileSync(file!.blob);
  damage(file!);
  await cli.run(["verify"]);
  const end = await cli.run(["repair", ...flags]);
  expect(end.exitCode).toBe(exitCode);
  expect(readFileSync(file!.blob).equals(before)).toBe(exitCode === 0);
  sim.set({ captures: 0 });
});
