import { join } from "node:path";
import type { BlobStore, BlobToPut } from "../archive/store.ts";
import type { Arrived } from "../transfer/plan.ts";
import type { Transfer } from "./strategy.ts";

/**
 * A transfer that also puts what arrived into a store: for a machine that shares no folder with who asked. What it tells
 * is the outcome; its files are gone from here.
 *
 * @param transfer The transfer.
 * @param target The store, and the absolute path of the folder that the transfer's files are in.
 * @returns A transfer that throws `disk` when the store refuses.
 */
export function putArrived(
  transfer: Transfer,
  { store, archiveDir }: { readonly store: BlobStore; readonly archiveDir: string },
): Transfer {
  return async (plan, slot) => {
    const result = await transfer(plan, slot);
    if (result.verdict === "arrived") await store.putAll(blobsOf(result, archiveDir));
    return result;
  };
}

function blobsOf({ file, companions }: Arrived, archiveDir: string): BlobToPut[] {
  return [file, ...companions.map((companion) => companion.file)].map(
    ({ path, sha256, md5, type, sizeBytes }) => ({
      path: join(archiveDir, path),
      sha256,
      md5,
      ext: type,
      sizeBytes,
    }),
  );
}
