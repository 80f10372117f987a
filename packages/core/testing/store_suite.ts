import { describe, expect, test } from "bun:test";
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { BlobStore, BlobToPut } from "../archive/store.ts";
import { AcaciaError } from "../errors.ts";
import { makeTempFolder } from "./temp_archive.ts";

/** A store under test, and the folder in which files arrive for it. */
export interface StoreRig extends AsyncDisposable {
  readonly store: BlobStore;
  readonly partial: string;
}

async function textOf(bytes: Promise<ReadableStream<Uint8Array>>): Promise<string> {
  return await new Response(await bytes).text();
}

/** What every {@link BlobStore} keeps to: a folder, and a bucket. */
export function describeBlobStore(name: string, open: (dir: string) => Promise<StoreRig>): void {
  const rig = async () => {
    const folder = await makeTempFolder();
    const opened = await open(folder.dir);
    const arrive = async (content: string, file = content): Promise<BlobToPut> => {
      const path = join(
        opened.partial,
        `${new Bun.CryptoHasher("md5").update(file).digest("hex")}.part`,
      );
      await Bun.write(path, content);
      return {
        path,
        sha256: new Bun.CryptoHasher("sha256").update(content).digest("hex"),
        md5: new Bun.CryptoHasher("md5").update(content).digest("hex"),
        ext: "jpg",
        sizeBytes: Buffer.byteLength(content),
      };
    };
    return {
      store: opened.store,
      arrive,
      async [Symbol.asyncDispose]() {
        await opened[Symbol.asyncDispose]();
        await folder[Symbol.asyncDispose]();
      },
    };
  };

  describe(`blob store ${name}`, () => {
    test("gives back the bytes that were put", async () => {
      await using it = await rig();
      const blob = await it.arrive("a giraffe");
      await it.store.putAll([blob]);
      expect(await textOf(it.store.read(blob.sha256, "jpg"))).toBe("a giraffe");
    });

    test("takes the file away once it is put", async () => {
      await using it = await rig();
      const blob = await it.arrive("a giraffe");
      await it.store.putAll([blob]);
      expect(existsSync(blob.path)).toBe(false);
    });

    test("gives a range, its end left out", async () => {
      await using it = await rig();
      const blob = await it.arrive("0123456789");
      await it.store.putAll([blob]);
      const range = it.store.read(blob.sha256, "jpg", { from: 2, to: 5 });
      expect(await textOf(range)).toBe("234");
    });

    test("gives a range to the end", async () => {
      await using it = await rig();
      const blob = await it.arrive("0123456789");
      await it.store.putAll([blob]);
      expect(await textOf(it.store.read(blob.sha256, "jpg", { from: 7 }))).toBe("789");
    });

    test("knows what it has and what it has not", async () => {
      await using it = await rig();
      const [here, missing] = [await it.arrive("here"), await it.arrive("missing")];
      await it.store.putAll([here]);
      expect([
        await it.store.has(here.sha256, "jpg"),
        await it.store.has(missing.sha256, "jpg"),
      ]).toEqual([true, false]);
    });

    test("tells a blob's size, and nothing of one that is not there", async () => {
      await using it = await rig();
      const blob = await it.arrive("four");
      await it.store.putAll([blob]);
      expect(await it.store.stat(blob.sha256, "jpg")).toEqual({
        sha256: blob.sha256,
        ext: "jpg",
        sizeBytes: 4,
      });
      expect(await it.store.stat("0".repeat(64), "jpg")).toBeUndefined();
    });

    test("gives a blob as a file of this machine", async () => {
      await using it = await rig();
      const blob = await it.arrive("a giraffe");
      await it.store.putAll([blob]);
      expect(await Bun.file(await it.store.fetchLocal(blob.sha256, "jpg")).text()).toBe(
        "a giraffe",
      );
    });

    test("takes the same blob twice, one after the other", async () => {
      await using it = await rig();
      await it.store.putAll([await it.arrive("twin", "first")]);
      const again = await it.arrive("twin", "second");
      await it.store.putAll([again]);
      expect(existsSync(again.path)).toBe(false);
      expect(await Array.fromAsync(it.store.list())).toHaveLength(1);
    });

    test("takes the same blob twice in one group", async () => {
      await using it = await rig();
      const twins = [await it.arrive("twin", "first"), await it.arrive("twin", "second")];
      await it.store.putAll(twins);
      expect(twins.map(({ path }) => existsSync(path))).toEqual([false, false]);
      expect(await Array.fromAsync(it.store.list())).toHaveLength(1);
    });

    test("takes a group of none", async () => {
      await using it = await rig();
      await it.store.putAll([]);
      expect(await Array.fromAsync(it.store.list())).toEqual([]);
    });

    test("lists every blob", async () => {
      await using it = await rig();
      const blobs = await Promise.all(["a", "b", "c"].map((content) => it.arrive(content)));
      await it.store.putAll(blobs);
      const listed = await Array.fromAsync(it.store.list());
      expect(new Set(listed.map(({ sha256 }) => sha256))).toEqual(
        new Set(blobs.map(({ sha256 }) => sha256)),
      );
    });

    test("stops listing when the signal aborts", async () => {
      await using it = await rig();
      await it.store.putAll([await it.arrive("a")]);
      const list = Array.fromAsync(it.store.list(AbortSignal.abort(new Error("enough"))));
      await expect(list).rejects.toThrow("enough");
    });

    test("removes a blob, and does not mind when it is gone", async () => {
      await using it = await rig();
      const blob = await it.arrive("a");
      await it.store.putAll([blob]);
      await it.store.remove(blob.sha256, "jpg");
      await it.store.remove(blob.sha256, "jpg");
      expect(await it.store.has(blob.sha256, "jpg")).toBe(false);
    });

    test("stores none of a group of which one file is missing", async () => {
      await using it = await rig();
      const [good, bad] = [await it.arrive("good"), await it.arrive("bad")];
      const group = [good, { ...bad, path: `${bad.path}.gone` }];
      const failure = await it.store.putAll(group).catch((cause: unknown) => cause);
      expect(failure).toBeInstanceOf(AcaciaError);
      expect((failure as AcaciaError).code).toBe("disk");
      expect(await Array.fromAsync(it.store.list())).toEqual([]);
    });

    test("refuses to read a blob that is not there", async () => {
      await using it = await rig();
      await expect(it.store.read("0".repeat(64), "jpg")).rejects.toMatchObject({
        code: "not_found",
      });
    });

    test("refuses a name that is no hash, whatever it leads to", async () => {
      await using it = await rig();
      await expect(it.store.has("../../../etc/passwd", "jpg")).rejects.toMatchObject({
        code: "usage",
      });
    });
  });
}
