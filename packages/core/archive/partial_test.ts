import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdir, readdir, utimes } from "node:fs/promises";
import { join } from "node:path";
import { makeTempFolder, type TempFolder } from "../testing/temp_archive.ts";
import { openPartials } from "./partial.ts";
import type { PartialFile } from "./partial_file.ts";

const URL_A = "https://i.imgur.com/aBc12De.gif";
const ETAG = '"d835884373f4d6c8f24742ceabe74946"';

let folder: TempFolder;
beforeEach(async () => {
  folder = await makeTempFolder();
});
afterEach(() => folder[Symbol.asyncDispose]());

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

async function names(): Promise<string[]> {
  return (await readdir(join(folder.dir, "partial"))).sort();
}

/** Begins a file, as an attempt does, and leaves it in the middle. */
function leave(text: string, etag: string | null = ETAG): void {
  using file = openPartials(folder.dir).open("aBc12De", URL_A);
  file.restart(etag ?? undefined);
  file.append(bytes(text));
}

function reopen(url = URL_A): PartialFile {
  return openPartials(folder.dir).open("aBc12De", url);
}

describe("PartialFolder", () => {
  test("writes a whole file in one go", async () => {
    const path = openPartials(folder.dir).keep("aBc12De.0.jpg", bytes("picture"));
    expect(path).toBe("partial/aBc12De.0.jpg");
    expect(await Bun.file(join(folder.dir, path)).text()).toBe("picture");
  });

  test("knows what an earlier process left", () => {
    leave("half");
    const partials = openPartials(folder.dir);
    expect([partials.has("aBc12De"), partials.has("other")]).toEqual([true, false]);
  });

  test("gives two transfers of one address a file each", async () => {
    const partials = openPartials(folder.dir);
    using first = partials.open("aBc12De", URL_A);
    using second = partials.open("aBc12De", URL_A);
    for (const file of [first, second]) file.restart(ETAG);
    first.append(bytes("first"));
    second.append(bytes("second"));
    const path = first.finish("whole.gif");
    expect(await Bun.file(join(folder.dir, path)).text()).toBe("first");
  });

  test("throws 'disk' when the system refuses", async () => {
    const partials = openPartials(folder.dir);
    await mkdir(join(folder.dir, "partial/taken"));
    expect(() => partials.keep("taken", bytes("x"))).toThrow(
      expect.objectContaining({ code: "disk" }),
    );
  });
});

describe("PartialFile", () => {
  test("hashes what is appended", () => {
    using file = reopen();
    file.restart(ETAG);
    file.append(bytes("one"));
    file.append(bytes("two"));
    expect(file.hashes()).toEqual({
      sha256: Bun.SHA256.hash("onetwo", "hex"),
      md5: Bun.MD5.hash("onetwo", "hex"),
    });
  });

  test("hashes on after it was taken up by another process", () => {
    leave("one");
    using file = reopen();
    file.append(bytes("two"));
    expect(file.hashes().sha256).toBe(Bun.SHA256.hash("onetwo", "hex"));
  });

  test("can be taken up with what the request must name", () => {
    leave("half");
    using file = reopen();
    expect([file.sizeBytes, file.validator]).toEqual([4, { url: URL_A, etag: ETAG }]);
  });

  test("is not taken up for another address", () => {
    leave("half");
    using file = reopen("https://i.imgur.com/other.gif");
    expect([file.sizeBytes, file.validator]).toEqual([0, undefined]);
  });

  test("is not left behind without a validator", async () => {
    leave("half", null);
    expect(await names()).toEqual([]);
  });

  test("begins anew when its validator cannot be read", async () => {
    leave("half");
    await Bun.write(join(folder.dir, "partial/aBc12De.part.json"), "{");
    using file = reopen();
    expect(file.sizeBytes).toBe(0);
  });

  test("begins anew when asked", async () => {
    leave("a long half");
    using file = reopen();
    file.restart(ETAG);
    file.append(bytes("short"));
    const path = file.finish("whole.gif");
    expect(await Bun.file(join(folder.dir, path)).text()).toBe("short");
  });

  test("becomes a whole file, and nothing else stays", async () => {
    using file = reopen();
    file.restart(ETAG);
    file.append(bytes("all of it"));
    file.finish("aBc12De.0.gif");
    expect(await names()).toEqual(["aBc12De.0.gif"]);
  });

  test("leaves nothing when it is discarded", async () => {
    leave("half");
    using file = reopen();
    file.discard();
    expect(await names()).toEqual([]);
  });

  test("reads back what is not yet on the disk", () => {
    using file = reopen();
    file.restart(ETAG);
    file.append(bytes("0123456789"));
    expect(new TextDecoder().decode(file.read(3, 99))).toBe("3456789");
  });

  test("keeps large files in order", async () => {
    using file = reopen();
    file.restart(ETAG);
    const chunk = new Uint8Array(100_000);
    for (let n = 0; n < 12; n++) file.append(chunk.fill(n).slice());
    const written = await Bun.file(join(folder.dir, file.finish("whole.gif"))).bytes();
    expect([written.length, written[100_000 * 7], written.at(-1)]).toEqual([1_200_000, 7, 11]);
  });
});

describe("PartialFolder.sweep()", () => {
  const LONG_AGO = 1_000_000;

  test("keeps a part that can be resumed", async () => {
    leave("half");
    openPartials(folder.dir).sweep(0);
    expect(await names()).toEqual(["aBc12De.part", "aBc12De.part.json"]);
  });

  test("removes a part that is too old, with what stands beside it", async () => {
    leave("half");
    for (const name of await names()) {
      await utimes(join(folder.dir, "partial", name), LONG_AGO / 1000, LONG_AGO / 1000);
    }
    expect(openPartials(folder.dir).sweep(LONG_AGO + 1)).toBe(2);
    expect(await names()).toEqual([]);
  });

  test("keeps whole files of a queue, which a result may name, as long", async () => {
    const path = join(folder.dir, "partial", "queue.acacia.w1-aBc12De.0");
    await Bun.write(path, "whole");
    expect(openPartials(folder.dir).sweep(LONG_AGO)).toBe(0);
    await utimes(path, LONG_AGO / 1000, LONG_AGO / 1000);
    expect(openPartials(folder.dir).sweep(LONG_AGO + 1)).toBe(1);
  });

  test.each(["aBc12De.0.jpg", "aBc12De.part", "aBc12De.part.json"])(
    "removes %s, which nothing will go on from",
    async (name) => {
      const partials = openPartials(folder.dir);
      await Bun.write(join(folder.dir, "partial", name), "left");
      expect(partials.sweep(0)).toBe(1);
    },
  );
});
