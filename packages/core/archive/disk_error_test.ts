import { expect, test } from "bun:test";
import { AcaciaError } from "../errors.ts";
import { asDiskError } from "./disk_error.ts";

test.each([
  ["ENOSPC", "the disk is full"],
  ["EROFS", "the disk is read-only"],
  ["EACCES", "permission is missing"],
  ["ENOTDIR", "a file is where a folder belongs"],
  ["SQLITE_FULL", "the disk is full"],
  ["SQLITE_IOERR_WRITE", "the disk reports an error"],
  ["SQLITE_READONLY_DBMOVED", "the database is read-only"],
  ["EXDEV", "two folders of the archive are on different disks"],
])("asDiskError() reads %s", (code, reason) => {
  const cause = Object.assign(new Error("raw"), { code });
  expect(asDiskError("store /a", cause)).toMatchObject({
    code: "disk",
    message: `Cannot store /a: ${reason}`,
    hint: expect.any(String),
    cause,
  });
});

test("asDiskError() keeps the words of an error that it does not know", () => {
  expect(asDiskError("store /a", new Error("odd")).message).toBe("Cannot store /a: odd");
});

test("asDiskError() leaves an error of ours as it is", () => {
  const error = new AcaciaError("limit", "Cannot go on: enough");
  expect(asDiskError("store /a", error)).toBe(error);
});
