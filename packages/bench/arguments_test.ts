import { expect, test } from "bun:test";
import { parseBenchArguments, printBenchHelp } from "./arguments.ts";
import { smokeStudy } from "./study/smoke.ts";
import { STUDIES } from "./study/studies.ts";

test.each([[[]], [["--help"]], [["-h"]], [["smoke", "--help"]]])(
  "parseBenchArguments() of %j asks for help",
  (argv) => {
    expect(parseBenchArguments(argv)).toEqual({ kind: "help" });
  },
);

test("parseBenchArguments() reads a study and its flags in any order", () => {
  const call = {
    kind: "study",
    study: smokeStudy,
    save: true,
    strict: true,
    dir: "/dev/shm",
  } as const;
  expect(parseBenchArguments(["smoke", "--save", "--dir", "/dev/shm", "--strict"])).toEqual(call);
  expect(parseBenchArguments(["smoke", "--strict", "--save", "--dir", "/dev/shm"])).toEqual(call);
});

test.each([
  ["an unknown study", ["smok"], "there is no study 'smok'", "Use smoke"],
  ["a study that nobody meant", ["frobnicate"], "there is no study", "See `bun run bench --help`"],
  ["an unknown flag", ["smoke", "--sav"], "there is no flag '--sav'", "Use --save"],
] as const)("parseBenchArguments() refuses %s with a suggestion", (_what, argv, reason, hint) => {
  expect(() => parseBenchArguments(argv)).toThrow(
    expect.objectContaining({ code: "usage", message: expect.stringContaining(reason), hint }),
  );
});

test("parseBenchArguments() refuses --dir without its value", () => {
  expect(() => parseBenchArguments(["smoke", "--dir"])).toThrow("its value is missing");
});

test("printBenchHelp() lists every study, and none that does not exist", () => {
  const help = printBenchHelp();
  for (const { name, summary } of STUDIES) expect(help).toContain(`${name.padEnd(14)}${summary}`);
  expect(help.split("\n").filter((line) => /^ {2}[a-z]/.test(line))).toHaveLength(STUDIES.length);
});
