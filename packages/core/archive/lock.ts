import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { type Clock, systemClock } from "../async/clock.ts";
import { AcaciaError } from "../errors.ts";
import { asDiskError, errnoOf } from "./disk_error.ts";
import { isAlive, readBirth } from "./process_birth.ts";

/** Who holds an archive for adding and removing blobs. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** When the system started the process, in its own words: a process that got the same pid later differs. */
  readonly birth: string | null;
  /** Tells two locks of the same process apart. */
  readonly token: string;
}

/** A lock that is held. Disposing gives it back. */
export interface ArchiveLock extends Disposable {
  readonly holder: LockHolder;
}

/** What {@link acquireLock} takes. */
export interface LockOptions {
  /** What this process does, for others to read. @default "acacia" */
  readonly command?: string;
  readonly clock?: Clock;
}

/** Guards of guards: more of them than this means that something removes or makes them without end. */
const MAX_GUARDS = 3;

/** A lock file without readable words is one being written, unless it is older than this. */
const UNREADABLE_IS_STALE_MS = 10_000;

/**
 * Takes the lock, or says who has it. The file appears whole or not at all; one whose process is gone is taken
 * over, by exactly one of those who try.
 *
 * @param path The lock file.
 * @throws {AcaciaError} `archive.locked` when a living process holds it, or one on another machine; `disk`.
 */
export function acquireLock(path: string, options: LockOptions = {}): ArchiveLock {
  const { command = "acacia", clock = systemClock } = options;
  const holder: LockHolder = {
    pid: process.pid,
    host: hostname(),
    command,
    startedAt: clock.now(),
    birth: readBirth(process.pid),
    token: crypto.randomUUID(),
  };
  take(path, { holder, clock, guards: 0 });
  return {
    holder,
    [Symbol.dispose]() {
      if (readHolder(path)?.token === holder.token) rmSync(path, { force: true });
    },
  };
}

/** Who holds the lock, alive or not; undefined when nobody does or the file cannot be read. */
export function readHolder(path: string): LockHolder | undefined {
  try {
    const holder: unknown = JSON.parse(readFileSync(path, "utf8"));
    return isHolder(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

/** Who holds the lock and still lives, as far as this machine can tell; another machine's holder is taken to live. */
export function findLiveHolder(path: string): LockHolder | undefined {
  const holder = readHolder(path);
  return holder && (holder.host !== hostname() || isAlive(holder)) ? holder : undefined;
}

function take(
  path: string,
  { holder, clock, guards }: { holder: LockHolder; clock: Clock; guards: number },
): void {
  if (create(path, holder)) return;
  const current = readHolder(path);
  if (guards === MAX_GUARDS || !isStale(path, { current, clock })) throw refusal(path, current);
  // Only who holds the guard may replace a stale lock: two that both saw it stale would both take it.
  const guard = `${path}.takeover`;
  take(guard, { holder, clock, guards: guards + 1 });
  try {
    const now = readHolder(path);
    if (now?.token !== current?.token) throw refusal(path, now);
    replace(path, holder);
  } finally {
    rmSync(guard, { force: true });
  }
}

/** Makes the lock file with its words already in it; false when there is one. */
function create(path: string, holder: LockHolder): boolean {
  const own = `${path}.${holder.token}`;
  try {
    writeFileSync(own, JSON.stringify(holder), { flag: "wx" });
    try {
      linkSync(own, path);
    } catch (cause) {
      if (errnoOf(cause) === "EEXIST") return false;
      // A disk without hard links: exclusive creation is next best, empty for an instant.
      writeFileSync(path, JSON.stringify(holder), { flag: "wx" });
    }
    return true;
  } catch (cause) {
    if (errnoOf(cause) === "EEXIST") return false;
    throw asDiskError(`lock ${path}`, cause);
  } finally {
    rmSync(own, { force: true });
  }
}

function replace(path: string, holder: LockHolder): void {
  const own = `${path}.${holder.token}`;
  try {
    writeFileSync(own, JSON.stringify(holder), { flag: "wx" });
    renameSync(own, path);
  } catch (cause) {
    rmSync(own, { force: true });
    throw asDiskError(`lock ${path}`, cause);
  }
}

function isStale(
  path: string,
  { current, clock }: { current: LockHolder | undefined; clock: Clock },
): boolean {
  if (current) return current.host === hostname() && !isAlive(current);
  const modifiedAt = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modifiedAt !== undefined && clock.now() - modifiedAt > UNREADABLE_IS_STALE_MS;
}

function refusal(path: string, holder: LockHolder | undefined): AcaciaError {
  const dir = path.replace(/\/acacia\.lock.*$/, "");
  if (!holder) {
    return new AcaciaError(
      "archive.locked",
      `Cannot open ${dir} for writing: another process is taking its lock`,
      { hint: "Try again in a moment" },
    );
  }
  const since = new Date(holder.startedAt).toISOString();
  const elsewhere = holder.host !== hostname();
  return new AcaciaError(
    "archive.locked",
    `Cannot open ${dir} for writing: process ${holder.pid} on ${holder.host} holds it (${holder.command}, since ${since})`,
    {
      hint: elsewhere
        ? `Wait for it to finish; remove ${path} only if that machine no longer runs it`
        : "Wait for it to finish, or read with `acacia list`, which needs no lock",
    },
  );
}

function isHolder(value: unknown): value is LockHolder {
  if (typeof value !== "object" || value === null) return false;
  const { pid, host, command, startedAt, token } = value as Record<string, unknown>;
  return (
    typeof pid === "number" &&
    typeof host === "string" &&
    typeof command === "string" &&
    typeof startedAt === "number" &&
    typeof token === "string"
  );
}
