import {
  existsSync,
  linkSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  type StatsFs,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import {
  AcaciaError,
  type Archive,
  checkDatabase,
  EXIT_CODES,
  makeLayout,
  openArchive,
  readSchemaVersion,
} from "@acacia/core";
import { printSize } from "@acacia/core/text";
import type { Finding, Patient } from "./check.ts";

/** Less than this is soon used up. */
const LITTLE_SPACE_BYTES = 1_000_000_000;
const FEW_INODES = 10_000;

/** The archive itself: there, of a schema that is known, its database sound, and who writes to it. */
export async function* checkArchive({ dir, clock }: Patient): AsyncGenerator<Finding> {
  if (!existsSync(makeLayout(dir).database)) {
    yield {
      check: "archive",
      status: "warn",
      detail: `there is none in ${dir} yet`,
      hint: "Make one with `acacia fetch`, or name another folder with -d DIR",
    };
    return;
  }
  try {
    await using archive = await openArchive(dir, { mode: "read", clock });
    yield { check: "archive", status: "ok", detail: dir };
    yield judgeDatabase(archive);
    yield checkLock(archive);
  } catch (error) {
    if (!(error instanceof AcaciaError)) throw error;
    yield {
      check: "archive",
      status: "fail",
      detail: error.message,
      exitCode: EXIT_CODES[error.code],
      ...(error.hint ? { hint: error.hint } : {}),
    };
  }
}

function judgeDatabase(archive: Archive): Finding {
  const check = "database";
  const [wrong] = checkDatabase(archive, { quick: true });
  if (wrong === undefined) {
    return { check, status: "ok", detail: `sound, schema ${readSchemaVersion(archive)}` };
  }
  return {
    check,
    status: "fail",
    detail: `damaged: ${wrong}`,
    hint: "Make it anew with `acacia rebuild`; the pictures in blobs/ are whole",
    exitCode: EXIT_CODES.integrity,
  };
}

function checkLock({ layout }: Archive): Finding {
  const check = "lock";
  if (!existsSync(layout.lock)) return { check, status: "ok", detail: "free" };
  try {
    const { pid, host, command } = JSON.parse(readFileSync(layout.lock, "utf8"));
    return {
      check,
      status: "warn",
      detail: `held by process ${pid} on ${host} (${command})`,
      hint: "Wait for it, or leave it: a lock whose process is gone is taken over by itself",
    };
  } catch {
    return { check, status: "warn", detail: "somebody is taking it just now" };
  }
}

/** What {@link checkDisk} asks the system. */
export interface DiskCalls {
  readonly statfs: (path: string) => Pick<StatsFs, "bavail" | "bsize" | "ffree" | "files">;
  readonly link: (from: string, to: string) => void;
}

/** The disk under the archive: space, inodes, hard links. @param calls The system's, or a test's. */
export function* checkDisk(
  { dir }: Pick<Patient, "dir">,
  calls: DiskCalls = { statfs: statfsSync, link: linkSync },
): Generator<Finding> {
  const place = nearestFolder(dir);
  const { bavail, bsize, ffree, files } = calls.statfs(place);
  const free = bavail * bsize;
  const isShort = free < LITTLE_SPACE_BYTES;
  yield {
    check: "disk space",
    status: isShort ? "warn" : "ok",
    detail: `${printSize(free)} free`,
    ...(isShort ? { hint: "Free some space, or name a folder on another disk with -d DIR" } : {}),
  };
  // Some file systems do not count inodes: they say 0 of 0.
  const isFew = files > 0 && ffree < FEW_INODES;
  yield {
    check: "inodes",
    status: isFew ? "warn" : "ok",
    detail: files > 0 ? `${ffree} free` : "not limited",
    ...(isFew ? { hint: "Remove small files, or name a folder on another disk with -d DIR" } : {}),
  };
  yield checkLinks(place, calls);
}

function checkLinks(place: string, { link }: DiskCalls): Finding {
  const check = "hard links";
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(place, ".acacia-doctor-"));
    writeFileSync(join(folder, "a"), "");
    link(join(folder, "a"), join(folder, "b"));
    return { check, status: "ok", detail: "work here" };
  } catch (error) {
    const isReadOnly = folder === undefined;
    return {
      check,
      status: "warn",
      detail: `${isReadOnly ? "the folder cannot be written" : "do not work here"}: ${(error as Error).message}`,
      hint: isReadOnly
        ? "Check its permissions; reading and `acacia web --read-only` work"
        : "Leave it: images/ then has relative symlinks; or give --view none",
    };
  } finally {
    if (folder) rmSync(folder, { recursive: true, force: true });
  }
}

function nearestFolder(dir: string): string {
  return existsSync(dir) || dirname(dir) === dir ? dir : nearestFolder(dirname(dir));
}
