import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from "node:fs";
import { onDisk } from "../archive/on_disk.ts";

/** What SQLite keeps beside a database. */
const BESIDE = ["-wal", "-shm"];

/**
 * Puts a finished database in the place of the old one, which gets another name. The old one's log goes with it first:
 * beside the new one, SQLite could take it for the new one's own.
 *
 * @param path Of the database. @param options The finished one, and the day for the old one's name.
 * @returns Where the old one is now; undefined when there was none.
 * @throws {AcaciaError} `disk`.
 */
export function swapDatabase(
  path: string,
  { fresh, day }: { fresh: string; day: string },
): string | undefined {
  return onDisk(`replace ${path}`, () => {
    // Closed by its only user, it has no log any more: what was in one would be lost here.
    if (existsSync(`${fresh}-wal`)) throw new TypeError(`Cannot use ${fresh}: it is still open`);
    sync(fresh);
    const isThere = existsSync(path);
    const hasLog = BESIDE.some((end) => existsSync(path + end));
    const aside = isThere || hasLog ? freeName(`${path}.broken-${day}`) : undefined;
    if (aside !== undefined) {
      for (const end of BESIDE) {
        if (existsSync(path + end)) renameSync(path + end, aside + end);
      }
      if (isThere) keepAs(path, aside);
    }
    renameSync(fresh, path);
    return aside;
  });
}

/** Gives the old database its second name, so that it is never without one. */
function keepAs(path: string, aside: string): void {
  try {
    linkSync(path, aside);
  } catch {
    // A disk without hard links: for an instant there is none under the first name.
    renameSync(path, aside);
  }
}

/** Removes a database that was not finished, and what is beside it. */
export function removeDatabase(path: string): void {
  for (const end of ["", ...BESIDE])
    onDisk(`remove ${path}`, () => rmSync(path + end, { force: true }));
}

function freeName(name: string): string {
  for (let number = 2, free = name; ; number++) {
    if (!existsSync(free)) return free;
    free = `${name}-${number}`;
  }
}

function sync(path: string): void {
  const file = openSync(path, "r");
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
