import type { OpenDatabase } from "./open.ts";

/** Prepares the question for a blob's extension; undefined when the archive has no such blob. */
export function prepareBlobExt({
  sqlite,
}: Pick<OpenDatabase, "sqlite">): (sha256: string) => string | undefined {
  const find = sqlite.prepare<{ ext: string }, [string]>("SELECT ext FROM blobs WHERE sha256 = ?");
  return (sha256) => find.get(sha256)?.ext;
}
