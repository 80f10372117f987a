import { linkSync, lstatSync, renameSync, rmSync } from "node:fs";
import { AcaciaError } from "@acacia/core";
import type { Context } from "./context.ts";

/**
 * Writes a file that is not there yet: beside, and under its name only when whole. Ctrl-C leaves nothing.
 *
 * @param path Absolute.
 * @throws {AcaciaError} `usage` when there is a file already, `disk` when it cannot be written.
 */
export async function writeNewFile(
  path: string,
  pieces: AsyncIterable<Uint8Array> | Iterable<string>,
  { draining }: Pick<Context, "draining">,
): Promise<void> {
  if (lstatSync(path, { throwIfNoEntry: false })) throw isThere(path);
  const beside = `${path}.${process.pid}.part`;
  try {
    const sink = Bun.file(beside).writer({ highWaterMark: 1024 * 1024 });
    try {
      for await (const piece of pieces) {
        if (draining.aborted) return;
        const written = sink.write(piece);
        if (written instanceof Promise) await written;
        await sink.flush();
      }
    } finally {
      await sink.end();
    }
    place(beside, path);
  } catch (cause) {
    if (cause instanceof AcaciaError) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AcaciaError("disk", `Cannot write ${path}: ${reason}`, {
      cause,
      hint: "Name a file in a folder that can be written",
    });
  } finally {
    rmSync(beside, { force: true });
  }
}

/** By a link, which never replaces what somebody put there meanwhile; a disk without links renames. */
function place(beside: string, path: string): void {
  try {
    linkSync(beside, path);
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "EEXIST") throw isThere(path);
    renameSync(beside, path);
  }
}

function isThere(path: string): AcaciaError {
  return new AcaciaError("usage", `Cannot write ${path}: there is a file already`, {
    hint: "Name another file, or move that one away",
  });
}
