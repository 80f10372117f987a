import { expect, test } from "bun:test";
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type Archive, openArchive } from "../archive/archive.ts";
import { systemClock } from "../async/clock.ts";
import { prepareVerifications } from "../db/verifications.ts";
import { breakPageOf } from "../testing/break_page.ts";
import { FakeClock } from "../testing/fake_clock.ts";
import { type KeptMedia, keepMedia, sampleBytes, writeArrived } from "../testing/keep_media.ts";
import { paintScene } from "../testing/sample_media.ts";
import { makeTempFolder, openTempArchive } from "../testing/temp_archive.ts";
import { makeInlineThumbnailer } from "../thumbs/inline.ts";
import type { Finding } from "./finding.ts";
import { type VerifyEvent, type VerifyOptions, verifyArchive } from "./verify.ts";

const never = new AbortController().signal;

async function verify(archive: Archive, more: Partial<VerifyOptions> = {}): Promise<VerifyEvent[]> {
  const options = { clock: systemClock, draining: never, signal: never, ...more };
  return await Array.fromAsync(verifyArchive(archive, options));
}

async function findingsOf(archive: Archive, more: Partial<VerifyOptions> = {}): Promise<Finding[]> {
  const events = await verify(archive, more);
  return events.flatMap((event) => {
    if (event.type !== "verify.finding") return [];
    const { type, ...finding } = event;
    return [finding];
  });
}

function finishedOf(events: readonly VerifyEvent[]) {
  const last = events.at(-1);
  if (last?.type !== "verify.finished") throw new Error("it has no end");
  return last;
}

async function openWithThree(): Promise<{ archive: Archive; kept: KeptMedia[] }> {
  const archive = await openTempArchive();
  const kept: KeptMedia[] = [];
  for (const [seed, id] of ["aaaaaaa", "bbbbbbb", "ccccccc"].entries()) {
    kept.push(await keepMedia(archive, { id, bytes: sampleBytes(seed) }));
  }
  return { archive, kept };
}

function overwrite(path: string, bytes: Uint8Array): void {
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
}

function damageOf(archive: Archive, sha256: string): string | null {
  const row = archive.sqlite
    .query<{ damage: string | null }, [string]>("SELECT damage FROM blobs WHERE sha256 = ?")
    .get(sha256);
  return row?.damage ?? null;
}

test("verifyArchive() finds nothing wrong with what a fetch has just stored", async () => {
  const { archive } = await openWithThree();
  await using _ = archive;
  const end = finishedOf(await verify(archive));
  expect(end).toMatchObject({ complete: true, blobs: 3, bytes: 6_000, findings: {}, errors: 0 });
});

/** What is done to the archive, and the one finding that must come of it. */
test.each([
  ["a bit that turned", ({ blob }: KeptMedia) => overwrite(blob, sampleBytes(9)), "blob.hash"],
  ["a file cut short", ({ blob }: KeptMedia) => overwrite(blob, sampleBytes(0, 100)), "blob.size"],
  ["a folder in its place", replaceByFolder, "blob.unreadable"],
] as const)(
  "verifyArchive() finds %s, and keeps it as the blob's damage",
  async (_what, harm, kind) => {
    const { archive, kept } = await openWithThree();
    await using _ = archive;
    harm(kept[0]!);
    const findings = await findingsOf(archive);
    const { sha256 } = kept[0]!;
    expect(findings).toMatchObject([{ kind, sha256, ids: ["aaaaaaa"] }]);
    expect(damageOf(archive, sha256)).toBe(kind.slice("blob.".length));
  },
);

function replaceByFolder({ blob, view }: KeptMedia): void {
  rmSync(blob);
  rmSync(view);
  mkdirSync(blob);
}

test("verifyArchive() finds a blob that is not there", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  rmSync(kept[1]!.blob);
  expect(await findingsOf(archive)).toMatchObject([
    { kind: "blob.missing", sha256: kept[1]!.sha256, ids: ["bbbbbbb"] },
  ]);
});

test("verifyArchive() takes damage back once the bytes are right again", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  overwrite(kept[0]!.blob, sampleBytes(9));
  await verify(archive);
  overwrite(kept[0]!.blob, sampleBytes(0));
  expect(await findingsOf(archive)).toEqual([]);
  expect(damageOf(archive, kept[0]!.sha256)).toBeNull();
});

test("verifyArchive() finds a file that no row names", async () => {
  const { archive } = await openWithThree();
  await using _ = archive;
  const file = writeArrived(archive, { id: "stray", bytes: sampleBytes(5) });
  await archive.store.putAll([{ ...file, path: join(archive.dir, file.path), ext: "jpg" }]);
  releaseLock(archive);
  const path = `blobs/${file.sha256.slice(0, 2)}/${file.sha256}.jpg`;
  expect(await findingsOf(archive)).toMatchObject([{ kind: "blob.orphan", path }]);
});

/** As if whoever stored it had been killed: the lock names nobody. */
function releaseLock({ layout }: Archive): void {
  rmSync(layout.lock);
}

test("verifyArchive() gives no alarm for what a running fetch has stored and not yet written down", async () => {
  const { archive } = await openWithThree();
  await using _ = archive;
  const file = writeArrived(archive, { id: "new", bytes: sampleBytes(5) });
  await archive.store.putAll([{ ...file, path: join(archive.dir, file.path), ext: "jpg" }]);
  expect(await findingsOf(archive)).toEqual([]);
});

test("verifyArchive() gives no alarm for a blob whose row goes while it is at work", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  const events: VerifyEvent[] = [];
  const options = { clock: systemClock, draining: never, signal: never };
  for await (const event of verifyArchive(archive, options)) {
    events.push(event);
    if (event.type !== "verify.started") continue;
    // `trash empty`: rows first, then files.
    const { sha256, blob, view } = kept[0]!;
    archive.sqlite.run("PRAGMA foreign_keys = OFF");
    for (const table of ["views", "media_files", "media", "blobs"]) {
      archive.sqlite.run(`DELETE FROM ${table} WHERE sha256 = ?`, [sha256]);
    }
    archive.sqlite.run("DELETE FROM post_media WHERE media_id NOT IN (SELECT id FROM media)");
    rmSync(blob);
    rmSync(view);
  }
  expect(finishedOf(events).findings).toEqual({});
});

test.each([
  ["missing", ({ view }: KeptMedia) => rmSync(view), "view.missing"],
  [
    "another picture",
    ({ view }: KeptMedia) => {
      rmSync(view);
      writeFileSync(view, sampleBytes(9));
    },
    "view.wrong",
  ],
  [
    "a link that leads nowhere",
    ({ view }: KeptMedia) => {
      rmSync(view);
      symlinkSync("nowhere", view);
    },
    "view.wrong",
  ],
  [
    "a copy of its blob, which is only told",
    ({ view, blob }: KeptMedia) => {
      rmSync(view);
      copyFileSync(blob, view);
    },
    "view.copy",
  ],
] as const)("verifyArchive() finds a name that is %s", async (_what, harm, kind) => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  harm(kept[2]!);
  expect(await findingsOf(archive)).toMatchObject([{ kind, path: "images/r/aww/ccccccc.jpg" }]);
});

test("verifyArchive() takes a symbolic link to its blob for what it is", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  rmSync(kept[0]!.view);
  symlinkSync(kept[0]!.blob, kept[0]!.view);
  expect(await findingsOf(archive)).toEqual([]);
});

test("verifyArchive() tells of leftovers in one line each, and calls them no failure", async () => {
  const { archive } = await openWithThree();
  await using _ = archive;
  for (const sha256 of ["0".repeat(64), "1".repeat(64)]) {
    const path = archive.layout.thumbPath({ size: 128, sha256, ext: "jpg" });
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, "x");
  }
  writeFileSync(join(archive.layout.partial, "old.part"), "xyz");
  writeFileSync(join(archive.layout.blobs, "00", "notes.txt"), "mine");
  releaseLock(archive);
  const end = finishedOf(await verify(archive));
  expect(end).toMatchObject({
    findings: { "thumb.stray": 2, "partial.stray": 1, "blob.stray": 1 },
    errors: 0,
  });
});

test("verifyArchive() finds a row that names a row that is not there", async () => {
  const { archive } = await openWithThree();
  await using _ = archive;
  archive.sqlite.run("PRAGMA foreign_keys = OFF");
  archive.sqlite.run("UPDATE media SET post_id = 99 WHERE imgur_id = 'aaaaaaa'");
  const [finding] = await findingsOf(archive);
  expect(finding).toEqual({
    kind: "database.reference",
    detail: expect.stringMatching(/^media 1 names no row of posts$/),
  });
});

test("verifyArchive() finds a page of the database that was overwritten", async () => {
  await using folder = await makeTempFolder();
  {
    await using archive = await openArchive(folder.dir, { mode: "write", sync: false });
    await keepMedia(archive, { id: "aaaaaaa", bytes: sampleBytes(1) });
  }
  breakPageOf("media_sha256", join(folder.dir, "acacia.sqlite"));
  await using broken = await openArchive(folder.dir, { mode: "edit" });
  const findings = await findingsOf(broken);
  expect(findings.map(({ kind }) => kind)).toContain("database.broken");
});

test("verifyArchive() with a decoder finds a picture that nothing can show", async () => {
  await using archive = await openTempArchive();
  await using thumbnailer = makeInlineThumbnailer();
  const good = await paintScene().jpeg().toBuffer();
  await keepMedia(archive, { id: "aaaaaaa", bytes: good });
  const bad = await keepMedia(archive, { id: "bbbbbbb", bytes: sampleBytes(1) });
  expect(await findingsOf(archive)).toEqual([]);
  expect(await findingsOf(archive, { thumbnailer })).toMatchObject([
    { kind: "blob.picture", sha256: bad.sha256 },
  ]);
});

test("verifyArchive() goes on where it was stopped, and still tells what it had found", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  const [first] = kept.toSorted((a, b) => (a.sha256 < b.sha256 ? -1 : 1));
  overwrite(first!.blob, sampleBytes(9));
  const clock = new FakeClock();
  const id = await stopAfterFirst(archive, first!);
  const events = await verify(archive, { clock });
  const end = finishedOf(events);
  expect(events[0]).toMatchObject({ type: "verify.started", resumed: true, blobs: 2 + 1 });
  expect(end).toMatchObject({ complete: true, findings: { "blob.hash": 1 } });
  expect(prepareVerifications(archive).findLast()).toMatchObject({ id, blobs: 1 + 3 });
});

/** What a verification leaves that was killed when it had read one blob. */
async function stopAfterFirst(archive: Archive, { sha256 }: KeptMedia): Promise<number> {
  const verifications = prepareVerifications(archive);
  const id = verifications.start({ startedAt: 1_000, sample: null, decode: false });
  verifications.add(id, { blobs: 1, bytes: 2_000 });
  archive.sqlite.run("UPDATE blobs SET verified_at = 1001, damage = 'hash' WHERE sha256 = ?", [
    sha256,
  ]);
  return id;
}

test("verifyArchive() reads nothing again that the interrupted one had found right", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  await stopAfterFirst(archive, kept[0]!);
  archive.sqlite.run("UPDATE blobs SET damage = NULL");
  expect(finishedOf(await verify(archive)).blobs).toBe(2);
});

test.each([
  ["when told to begin anew", { restart: true }],
  ["for a sample", { sample: { part: { share: 1 }, text: "100%", seed: 1 } }],
])("verifyArchive() does not go on with an interrupted one %s", async (_when, options) => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  await stopAfterFirst(archive, kept[0]!);
  archive.sqlite.run("UPDATE blobs SET damage = NULL");
  const events = await verify(archive, options);
  expect(events[0]).toMatchObject({ resumed: false });
  expect(finishedOf(events).blobs).toBe(3);
});

test("verifyArchive() that is stopped at once has no end on record, and says so", async () => {
  const { archive } = await openWithThree();
  await using _ = archive;
  const end = finishedOf(await verify(archive, { draining: AbortSignal.abort() }));
  expect(end).toMatchObject({ complete: false, blobs: 0 });
  expect(prepareVerifications(archive).findUnfinished({ decode: false })).toBeDefined();
});

test("verifyArchive() reads as many of a sample as were asked for, and the same for the same seed", async () => {
  await using archive = await openTempArchive();
  for (let seed = 0; seed < 20; seed++) {
    await keepMedia(archive, {
      id: `aaaaa${String(seed).padStart(2, "0")}`,
      bytes: sampleBytes(seed),
    });
  }
  const pick = async (seed: number) => {
    archive.sqlite.run("UPDATE blobs SET verified_at = NULL");
    const end = finishedOf(
      await verify(archive, { sample: { part: { count: 6 }, text: "6", seed } }),
    );
    const read = archive.sqlite
      .query<{ sha256: string }, []>("SELECT sha256 FROM blobs WHERE verified_at IS NOT NULL")
      .values();
    return { blobs: end.blobs, read: read.flat().sort() };
  };
  const [one, same, other] = [await pick(1), await pick(1), await pick(2)];
  expect([one.blobs, one.read.length]).toEqual([6, 6]);
  expect(same).toEqual(one);
  expect(other.read).not.toEqual(one.read);
});

test("verifyArchive() writes nothing to an archive that is open for reading", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  rmSync(kept[0]!.blob);
  await using reading = await openArchive(archive.dir, { mode: "read" });
  expect(finishedOf(await verify(reading)).errors).toBe(1);
  expect(damageOf(archive, kept[0]!.sha256)).toBeNull();
});

test("verifyArchive() tells a damaged blob that nothing shows any more as lost, not as a failure", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  const { sha256, blob } = kept[0]!;
  rmSync(blob);
  archive.sqlite.run("UPDATE media SET sha256 = ? WHERE sha256 = ?", [kept[1]!.sha256, sha256]);
  archive.sqlite.run("DELETE FROM media_files WHERE sha256 = ?", [sha256]);
  archive.sqlite.run("DELETE FROM views WHERE sha256 = ?", [sha256]);
  expect(finishedOf(await verify(archive))).toMatchObject({
    findings: { "blob.lost": 1 },
    errors: 0,
  });
});

test("verifyArchive() knows its own blob again under another folder's name", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  const { sha256, blob } = kept[0]!;
  linkSync(blob, join(archive.layout.blobs, "00", `${sha256}.jpg`));
  const moved = sha256.startsWith("00") ? [] : [{ kind: "blob.stray" }];
  expect(await findingsOf(archive)).toMatchObject(moved);
});

test("verifyArchive() finds a blob that has another extension than its row says", async () => {
  const { archive, kept } = await openWithThree();
  await using _ = archive;
  const { blob, sha256 } = kept[0]!;
  renameSync(blob, blob.replace(/jpg$/, "png"));
  releaseLock(archive);
  expect(await findingsOf(archive)).toMatchObject([
    { kind: "blob.missing", sha256 },
    { kind: "blob.orphan", sha256, detail: "a row names it with another extension" },
  ]);
});
