import { asDiskError, errnoOf } from "./disk_error.ts";

/**
 * Runs file work, and turns what the system refuses into the error that says so; a bug stays a bug.
 *
 * @param doing What is done: "write /path".
 * @throws {AcaciaError} `disk`.
 */
export function onDisk<Result>(doing: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw errnoOf(error) === "" ? error : asDiskError(doing, error);
  }
}
