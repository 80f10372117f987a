import { describe, expect, test } from "bun:test";
import { parseArguments, printHelp } from "./arguments.ts";
import { FAULTS } from "./faults/fault.ts";
import { KNOBS, START_OPTIONS } from "./knobs.ts";

function options(line: string): unknown {
  const read = parseArguments(line.split(" "));
  return read.kind === "start" ? read.options : read.kind;
}

describe("parseArguments()", () => {
  test.each([
    ["--port 8080 --cdn-port=8081", { port: 8080, cdnPort: 8081 }],
    ["--seed 7 --posts 40 --images ./photos", { seed: 7, posts: 40, images: "./photos" }],
    ["--latency lognormal:50,0.5", { latency: "lognormal:50,0.5" }],
    ["--size 210k --bandwidth 1.5M", { sizeBytes: 210_000, bandwidth: 1_500_000 }],
    ["--region --shuffle 3", { region: true, shuffle: 3 }],
    ["--fault cdn:cut@0.1 --fault gone", { rules: ["cdn:cut@0.1", "gone"] }],
    ["--script a=cut,ok --script b=gone", { faults: { a: ["cut", "ok"], b: ["gone"] } }],
    ["--posts 3 --help", "help"],
  ])("reads %s", (line, expected) => {
    expect(options(line)).toEqual(expected);
  });

  test.each([
    ["--latncy 5", "Cannot read '--latncy': there is no such flag. Try: Use --latency."],
    ["--nothing-like-it 5", "Try: See --help."],
    ["posts", "Cannot read 'posts'"],
    ["--posts", "Cannot read --posts: its value is missing"],
    ["--posts many", "Cannot read --posts 'many'"],
    ["--size 5G", "Cannot read --size '5G'"],
    ["--script cut", "Cannot read the script 'cut'"],
  ])("refuses %s", (line, message) => {
    expect(() => options(line)).toThrow(message);
  });
});

test("printHelp() names every flag and every fault", () => {
  const help = printHelp();
  const flags = [...KNOBS, ...START_OPTIONS].map(({ flag }) => `--${flag}`);
  expect([...flags, ...Object.keys(FAULTS)].filter((word) => !help.includes(word))).toEqual([]);
});

test("no two options share a flag", () => {
  const flags = [...KNOBS, ...START_OPTIONS].map(({ flag }) => flag);
  expect(new Set(flags).size).toBe(flags.length);
});
