import { AcaciaError } from "../errors.ts";

const REASONS: Record<string, readonly [reason: string, hint: string]> = {
  ENOSPC: ["the disk is full", "Free space on it, then run the same command again"],
  EDQUOT: ["the disk quota is used up", "Free space, then run the same command again"],
  EROFS: ["the disk is read-only", "Use an archive folder on a disk that can be written"],
  EACCES: ["permission is missing", "Check who owns the folder"],
  EPERM: ["the system does not permit it", "Check who owns the folder"],
  EIO: ["the disk reports an error", "Check the disk before it loses more"],
  EEXIST: ["something else has its name", "Move that away, or use another folder"],
  ENOTDIR: ["a file is where a folder belongs", "Use another folder"],
  ENAMETOOLONG: ["the name is too long", "Use a folder with a shorter name"],
  EXDEV: ["two folders of the archive are on different disks", "Keep the archive on one disk"],
  EMFILE: ["too many files are open", "Raise the limit with `ulimit -n 4096`"],
  ENFILE: ["the system has too many files open", "Close other programs"],
  SQLITE_FULL: ["the disk is full", "Free space on it, then run the same command again"],
  SQLITE_BUSY: [
    "another process keeps the database busy",
    "Wait for it to finish, then run the same command again",
  ],
  SQLITE_READONLY: ["the database is read-only", "Check who owns the folder"],
  SQLITE_IOERR: ["the disk reports an error", "Check the disk before it loses more"],
};

/**
 * Turns what the file system threw into the one error that says so.
 *
 * @param action What could not be done: "write /path".
 * @param cause What was thrown; an `AcaciaError` is given back as it is.
 * @returns An error with the code `disk`.
 */
export function asDiskError(action: string, cause: unknown): AcaciaError {
  if (cause instanceof AcaciaError) return cause;
  // SQLite's extended codes name the operation behind: SQLITE_IOERR_WRITE, SQLITE_READONLY_DBMOVED.
  const code = errnoOf(cause).replace(/^(SQLITE_[A-Z]+)_.*/, "$1");
  const fallback = cause instanceof Error ? cause.message : String(cause);
  const [reason, hint] = REASONS[code] ?? [fallback, "Check the disk and the archive folder"];
  return new AcaciaError("disk", `Cannot ${action}: ${reason}`, { cause, hint });
}

/** The `errno` name (`ENOSPC`) of what the file system threw, or SQLite's (`SQLITE_FULL`), or "". */
export function errnoOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "";
}
