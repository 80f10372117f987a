import { beforeAll, expect, test } from "bun:test";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

const root = join(import.meta.dir, "..");

const FAULTS = [
  {
    what: "an unbounded Promise.all",
    name: "unbounded",
    source:
      "export function all(list: Promise<void>[]) { return Promise.all(list.map((one) => one)); }\n",
    message: "use mapBounded",
  },
  {
    what: "an exported arrow function",
    name: "arrow",
    source: "export const double = (n: number) => n * 2;\n",
    message: "write a function declaration",
  },
  {
    what: "an addition across an await",
    name: "addition",
    source:
      "let sum = 0;\nexport async function add(n: Promise<number>) { sum += await n; return sum; }\n",
    message: "updates made meanwhile are lost",
  },
] as const;

/** One run of Biome over all three, as starting it is what takes the time. */
let said = "";
beforeAll(async () => {
  const folder = join(import.meta.dir, `lint_probe_${process.pid}`);
  await mkdir(folder);
  try {
    for (const { name, source } of FAULTS) await Bun.write(join(folder, `${name}.ts`), source);
    const child = Bun.spawn(
      [
        process.execPath,
        "x",
        "biome",
        "lint",
        "--vcs-enabled=false",
        "--max-diagnostics=50",
        folder,
      ],
      { cwd: root, stdout: "pipe", stderr: "pipe" },
    );
    said = (await child.stdout.text()) + (await child.stderr.text());
  } finally {
    await rm(folder, { recursive: true });
  }
}, 60_000);

test.each(FAULTS.map((fault) => [fault.what, fault] as const))(
  "our lint rules find %s",
  (_what, fault) => {
    const own = said
      .split(/(?=\S+lint_probe_)/)
      .filter((part) => part.includes(`${fault.name}.ts`));
    expect(own.join("\n")).toContain(fault.message);
  },
);
