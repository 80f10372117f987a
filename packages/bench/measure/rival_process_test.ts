import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DOWNLOAD_RIVALS } from "../rivals/download_rivals.ts";
import { checkFiles } from "./rival_process.ts";

const RIVAL = { name: "a peer" };
const FILES = ["one", "two"].map((text) => ({
  id: text,
  link: `https://i.imgur.com/${text}.jpg`,
  sha256: Bun.SHA256.hash(text, "hex"),
}));
let dir = "";

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "acacia-rival-process-"));
  await writeFile(join(dir, "one.jpg"), "one");
  await mkdir(join(dir, "deeper"));
  await writeFile(join(dir, "deeper/two.jpg"), "two");
});

afterEach(() => rm(dir, { recursive: true, force: true }));

describe("checkFiles()", () => {
  const check = () => checkFiles(dir, { rival: RIVAL, files: FILES });

  test("takes a folder that holds every file, at any depth", async () => {
    expect(await check()).toBeWithin(Date.now() - 60_000, Date.now() + 1_000);
  });

  test("refuses one with other bytes", async () => {
    await writeFile(join(dir, "one.jpg"), "0ne");
    await expect(check()).rejects.toThrow("one.jpg holds the wrong bytes");
  });

  test("refuses one without a file", async () => {
    await rm(join(dir, "one.jpg"));
    await expect(check()).rejects.toThrow("it left 1 of 2 files");
  });

  test("refuses one with a file too much", async () => {
    await writeFile(join(dir, "one.jpg.1"), "one");
    await expect(check()).rejects.toThrow("one.jpg.1 is none of the files");
  });
});

describe("DOWNLOAD_RIVALS", () => {
  const job = { urls: ["http://127.0.0.1:1/a.jpg"], scratch: "", dir: "", jobs: 7, redisPort: 1 };

  test.each(DOWNLOAD_RIVALS.map((rival) => [rival.name, rival] as const))(
    "%s is told the folder, and how many at once where it can do several",
    async (_name, rival) => {
      const command = await rival.prepare({ ...job, scratch: dir, dir: "/to/here" });
      expect(command.join(" ")).toContain("/to/here");
      if (!rival.isSequential) expect(command.join(" ")).toMatch(/[ =j]7( |$)/);
    },
  );
});
