import { expect, test } from "bun:test";
import { parseBenchArguments, printBenchHelp } from "./arguments.ts";
import { COMMANDS } from "./commands/commands.ts";
import { smokeStudy } from "./study/smoke.ts";
import { STUDIES } from "./study/studies.ts";

test.each([[[]], [["--help"]], [["-h"]], [["smoke", "--help"]]])(
  "parseBenchArguments() of %j asks for help",
  (argv) => {
    expect(parseBenchArguments(argv)).toEqual({ kind: "help" });
  },
);

test("parseBenchArguments() reads a study and its flags in any order", () => {
  const flags = { save: true, strict: true, dir: "/dev/shm", rounds: 7, seed: 1, only: ["pool"] };
  const call = { kind: "studies", studies: [smokeStudy], flags } as const;
  const words = [
    ["--save"],
    ["--dir", "/dev/shm"],
    ["--strict"],
    ["--rounds=7"],
    ["--only", "pool"],
  ];
  expect(parseBenchArguments(["smoke", ...words.flat()])).toEqual(call);
  expect(parseBenchArguments(["smoke", ...words.toReversed().flat()])).toEqual(call);
});

test("parseBenchArguments() takes five rounds of everything, with seed 1, unless told otherwise", () => {
  expect(parseBenchArguments(["memory"])).toMatchObject({
    flags: { rounds: 5, seed: 1, only: [], save: false, strict: false },
  });
});

test("parseBenchArguments() reads `all` as every study but the one that repeats parts of them", () => {
  const call = parseBenchArguments(["all", "--save"]);
  expect(call).toMatchObject({
    kind: "studies",
    studies: STUDIES.filter(({ name }) => name !== "smoke"),
  });
});

test.each(["4", "-1", "many", "5.5"])("parseBenchArguments() refuses %s rounds", (rounds) => {
  expect(() => parseBenchArguments(["smoke", `--rounds=${rounds}`])).toThrow(
    expect.objectContaining({ code: "usage", message: expect.stringContaining(`'${rounds}'`) }),
  );
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
  expect(() => parseBenchArguments(["smoke", "--dir"])).toThrow(
    expect.objectContaining({ code: "usage", message: expect.stringContaining("--dir") }),
  );
});

test("printBenchHelp() lists every study and command, and none that does not exist", () => {
  const help = printBenchHelp();
  const known = [...STUDIES, { name: "all", summary: "" }, ...COMMANDS];
  for (const { name, summary } of known) expect(help).toContain(`${name.padEnd(16)}${summary}`);
  expect(help.split("\n").filter((line) => /^ {2}[a-z]/.test(line))).toHaveLength(known.length);
});
