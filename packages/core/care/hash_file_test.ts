import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { hashFile } from "./hash_file.ts";

test.each([
  ["nothing", 0],
  ["a few bytes", 5],
  ["more than is read at once", 16 * 1024 * 1024 + 3],
])("hashFile() of %s is what the hashes of its bytes are", async (_what, length) => {
  await using folder = await makeTempFolder();
  const bytes = Uint8Array.from({ length }, (_, place) => place % 253);
  const path = join(folder.dir, "file");
  await Bun.write(path, bytes);
  const hash = (name: "sha256" | "md5") => new Bun.CryptoHasher(name).update(bytes).digest("hex");
  const expected = { sha256: hash("sha256"), md5: hash("md5"), sizeBytes: length };
  expect(await hashFile(path, { md5: true })).toEqual(expected);
  expect(await hashFile(path)).toEqual({ ...expected, md5: undefined });
});

test("hashFile() stops when it is told to", async () => {
  await using folder = await makeTempFolder();
  const path = join(folder.dir, "file");
  await Bun.write(path, "bytes");
  expect(hashFile(path, { signal: AbortSignal.abort() })).rejects.toThrow();
});
