import { Database } from "bun:sqlite";
import { expect, test } from "bun:test";
import { chmod, mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { MIGRATIONS } from "../db/migrations.ts";
import { preparePages } from "../db/pages.ts";
import { prepareRecording } from "../db/recording_sql.ts";
import { sampleFile, samplePost } from "../testing/sample_posts.ts";
import { makeTempFolder, openTempArchive } from "../testing/temp_archive.ts";
import { openArchive } from "./archive.ts";

async function makeArchive(dir: string): Promise<void> {
  await using _archive = await openArchive(dir, { mode: "write" });
}

test("openArchive() makes the folders of a new archive", async () => {
  await using archive = await openTempArchive();
  const { blobs, images, thumbs, partial } = archive.layout;
  const made = [blobs, images, thumbs, partial].map((dir) => Bun.file(dir).stat());
  expect((await Promise.all(made)).every((stat) => stat.isDirectory())).toBe(true);
  // Those within wait for the first blob: Imgur is asked sooner.
  expect(await readdir(blobs)).toEqual([]);
});

test.each(["read", "edit"] as const)(
  "openArchive() for %s says that there is no archive, and makes none",
  async (mode) => {
    await using folder = await makeTempFolder();
    const dir = join(folder.dir, "nothing");
    await expect(openArchive(dir, { mode })).rejects.toMatchObject({ code: "archive.missing" });
    expect(await Bun.file(dir).exists()).toBe(false);
  },
);

test("openArchive() for writing makes no archive when told not to", async () => {
  await using folder = await makeTempFolder();
  const opening = openArchive(join(folder.dir, "nothing"), { mode: "write", create: false });
  await expect(opening).rejects.toMatchObject({ code: "archive.missing" });
});

test("openArchive() for writing names the folder whose name a file has", async () => {
  await using folder = await makeTempFolder();
  const dir = join(folder.dir, "archive");
  await Bun.write(join(dir, "thumbs"), "in the way");
  await expect(openArchive(dir, { mode: "write" })).rejects.toMatchObject({
    code: "disk",
    message: `Cannot make the folder ${join(dir, "thumbs")}: something else has its name`,
  });
});

test("openArchive() sets what SQLite does not set by itself", async () => {
  await using archive = await openTempArchive();
  const pragma = (name: string) =>
    Object.values(
      archive.sqlite.query<Record<string, unknown>, []>(`PRAGMA ${name}`).get() ?? {},
    )[0];
  expect([
    pragma("journal_mode"),
    pragma("synchronous"),
    pragma("busy_timeout"),
    pragma("foreign_keys"),
  ]).toEqual(["wal", 1, 5000, 1]);
});

test("openArchive() lets one write at a time", async () => {
  await using archive = await openTempArchive({ command: "fetch r/aww" });
  await expect(openArchive(archive.dir, { mode: "write" })).rejects.toMatchObject({
    code: "archive.locked",
    message: expect.stringContaining("fetch r/aww"),
  });
});

test.each(["read", "edit"] as const)("openArchive() for %s goes beside a writer", async (mode) => {
  await using writer = await openTempArchive();
  await using other = await openArchive(writer.dir, { mode });
  const recording = prepareRecording(writer);
  recording.transaction(() => recording.ensureSource("r/aww", "subreddit", 1));
  expect(other.sqlite.query("SELECT target FROM sources").all()).toEqual([{ target: "r/aww" }]);
});

test("openArchive() for reading writes nothing", async () => {
  await using folder = await makeTempFolder();
  await makeArchive(folder.dir);
  await using archive = await openArchive(folder.dir, { mode: "read" });
  expect(() => archive.sqlite.run("DELETE FROM media")).toThrow("readonly");
});

test("openArchive() reads an archive on a medium that cannot be written", async () => {
  await using folder = await makeTempFolder();
  await makeArchive(folder.dir);
  await chmod(folder.dir, 0o555);
  try {
    await using archive = await openArchive(folder.dir, { mode: "read" });
    expect(preparePages(archive).summary().items).toBe(0);
  } finally {
    await chmod(folder.dir, 0o755);
  }
});

test("disposing gives the lock back", async () => {
  await using folder = await makeTempFolder();
  await makeArchive(folder.dir);
  await using archive = await openArchive(folder.dir, { mode: "write" });
  expect(archive.mode).toBe("write");
});

test("disposing twice is harmless", async () => {
  await using archive = await openTempArchive();
  await archive[Symbol.asyncDispose]();
});

async function withDatabase(change: (sqlite: Database) => void) {
  const folder = await makeTempFolder();
  await mkdir(folder.dir, { recursive: true });
  const sqlite = new Database(join(folder.dir, "acacia.sqlite"), { create: true });
  change(sqlite);
  sqlite.close();
  return folder;
}

test.each(["read", "edit", "write"] as const)(
  "openArchive() for %s refuses what a newer Acacia made",
  async (mode) => {
    await using folder = await makeTempFolder();
    await makeArchive(folder.dir);
    const sqlite = new Database(join(folder.dir, "acacia.sqlite"));
    sqlite.run(`PRAGMA user_version = ${MIGRATIONS.length + 1}`);
    sqlite.close();
    await expect(openArchive(folder.dir, { mode })).rejects.toMatchObject({
      code: "archive.newer",
      hint: "Update Acacia, then try again",
    });
  },
);

test("openArchive() for reading brings an older schema up to date", async () => {
  await using folder = await withDatabase((sqlite) => {
    for (const statement of MIGRATIONS[0]!.split("--> statement-breakpoint")) sqlite.run(statement);
    sqlite.run(`PRAGMA application_id = ${0x41434143}`);
    sqlite.run("PRAGMA user_version = 1");
    sqlite.run("INSERT INTO media (imgur_id, kind) VALUES ('aBc12De', 'photo')");
  });
  await using archive = await openArchive(folder.dir, { mode: "read" });
  expect(archive.sqlite.query("SELECT imgur_id, origin FROM media").all()).toEqual([
    { imgur_id: "aBc12De", origin: null },
  ]);
});

test("openArchive() gives the lock back when it cannot open the database", async () => {
  await using folder = await withDatabase((sqlite) => sqlite.run("CREATE TABLE other (x)"));
  await openArchive(folder.dir, { mode: "write" }).catch(() => {});
  await expect(openArchive(folder.dir, { mode: "write" })).rejects.toMatchObject({
    code: "archive.damaged",
  });
});

test("openArchive() leaves a foreign database alone", async () => {
  await using folder = await withDatabase((sqlite) => sqlite.run("CREATE TABLE other (x)"));
  await openArchive(folder.dir, { mode: "edit" }).catch(() => {});
  const sqlite = new Database(join(folder.dir, "acacia.sqlite"));
  expect(sqlite.query("SELECT name FROM sqlite_schema").all()).toEqual([{ name: "other" }]);
  sqlite.close();
});

/** Does something as somebody whom the system may refuse: root is refused nothing. */
async function asNobody<Result>(run: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return await run();
  process.seteuid?.(65_534);
  try {
    return await run();
  } finally {
    process.seteuid?.(0);
  }
}

test.each([
  ["database", "acacia.sqlite"],
  ["folder", "."],
])("openArchive() says that it may not read the archive's %s", async (_what, name) => {
  await using folder = await makeTempFolder();
  const dir = join(folder.dir, "archive");
  await makeArchive(dir);
  for (const open of [folder.dir, dir]) await chmod(open, 0o755);
  await chmod(join(dir, name), 0);
  const opened = asNobody(() => openArchive(dir, { mode: "read" }));
  await expect(opened).rejects.toMatchObject({
    code: "disk",
    message: expect.stringMatching(/^Cannot read .*acacia\.sqlite: permission is missing$/),
  });
  await chmod(join(dir, name), 0o700);
});

test.each(["read", "edit", "write"] as const)(
  "openArchive() for %s refuses a file: an archive is a folder",
  async (mode) => {
    await using folder = await makeTempFolder();
    const dir = join(folder.dir, "cat.jpg");
    await Bun.write(dir, "");
    await expect(openArchive(dir, { mode })).rejects.toMatchObject({
      code: "usage",
      message: `Cannot open ${dir}: it is a file, and an archive is a folder`,
    });
  },
);

test("openArchive() says when the file is no database", async () => {
  await using folder = await makeTempFolder();
  await Bun.write(join(folder.dir, "acacia.sqlite"), "not a database, but long enough".repeat(100));
  await expect(openArchive(folder.dir, { mode: "read" })).rejects.toMatchObject({
    code: "archive.damaged",
  });
});

test("a file without a row, as a kill leaves it, is kept once when it comes again", async () => {
  await using archive = await openTempArchive();
  const recording = prepareRecording(archive);
  const file = sampleFile("left by a kill", { sizeBytes: 14 });
  const put = async () => {
    const path = join(archive.layout.partial, "again.part");
    await Bun.write(path, "left by a kill");
    await archive.store.putAll([{ ...file, ext: "jpg", path }]);
  };
  await put();
  await put();
  const sourceId = recording.ensureSource("a/pOst1", "album", 1);
  const [media] = recording.savePost(samplePost(), { sourceId, at: 1 }).media;
  const outcome = recording.saveArrived({
    mediaId: media!.mediaId,
    role: "original",
    file,
    companions: [],
    run: 1,
    at: 2,
  });
  expect(outcome).toBe("stored");
  expect(await Array.fromAsync(archive.store.list())).toHaveLength(1);
});
