// `bun run verify`: everything that must hold before a change lands. Starts on Bun alone, before anything
// is installed, so it imports nothing but its neighbours and Bun.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCoreCoverage } from "./coverage.ts";
import { findMissingPrograms, installSystemPackages } from "./system_packages.ts";

/** Lines of `core` that its tests must reach. */
const CORE_COVERAGE = 0.9;

const root = join(import.meta.dir, "..");
const inCi = process.env.CI === "true";

interface Step {
  readonly name: string;
  readonly run: () => Promise<boolean>;
}

async function run(command: string[], env: Record<string, string> = {}): Promise<boolean> {
  const child = Bun.spawn(command, {
    cwd: root,
    env: { ...process.env, ...env },
    stdout: "inherit",
    stderr: "inherit",
  });
  return (await child.exited) === 0;
}

async function provideSystemPrograms(): Promise<boolean> {
  const missing = findMissingPrograms();
  if (missing.length === 0) return true;
  if (!inCi) return true; // Their tests are skipped by name, and the end says what to install.
  return installSystemPackages(missing.map((program) => program.package));
}

/** As many files at once as there are cores; files on one core share what they import, as in a plain `bun test`. */
const SIDE_BY_SIDE = ["--parallel", "--no-isolate"];
/** No test waits for a clock: one that takes 5 s, Bun's limit, is on a machine that has other work as well. */
const PATIENCE = "--timeout=30000";
/** A page in a real browser beside other work may be looked at a moment too soon: such a test may look once more. */
const SECOND_LOOK = "--retry=1";

async function runTests(): Promise<boolean> {
  const reports = await mkdtemp(join(tmpdir(), "acacia-coverage-"));
  try {
    const child = Bun.spawn(
      [
        process.execPath,
        "test",
        ...SIDE_BY_SIDE,
        PATIENCE,
        SECOND_LOOK,
        "--coverage",
        "--coverage-reporter=lcov",
        `--coverage-dir=${reports}`,
        "--only-failures",
      ],
      { cwd: root, env: process.env, stdout: "inherit", stderr: "pipe" },
    );
    const output = await tee(child.stderr);
    const passed = (await child.exited) === 0;
    const skipped = Number(/^\s*(\d+) skip$/m.exec(Bun.stripANSI(output))?.[1] ?? 0);
    if (inCi && skipped > 0) {
      console.error(`${skipped} tests were skipped; with CI=true a skip is a failure.`);
      return false;
    }
    return (await coverageHolds(join(reports, "lcov.info"))) && passed;
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

async function coverageHolds(report: string): Promise<boolean> {
  const { covered, lines, worst } = await readCoreCoverage(report);
  const share = lines === 0 ? 0 : covered / lines;
  console.error(`core: ${(share * 100).toFixed(1)} % of ${lines} lines covered`);
  if (share >= CORE_COVERAGE) return true;
  console.error(`Below ${CORE_COVERAGE * 100} %. Least covered: ${worst.join(", ")}`);
  return false;
}

async function tee(stream: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    process.stderr.write(chunk);
    text += decoder.decode(chunk, { stream: true });
  }
  return text;
}

const bun = process.execPath;
const STEPS: readonly Step[] = [
  { name: "install", run: () => run([bun, "install", "--frozen-lockfile"]) },
  { name: "system programs", run: provideSystemPrograms },
  { name: "types", run: () => run([bun, "check", "--no-script"]) },
  {
    name: "types of the browser code",
    run: () => run([bun, "check", "--no-script", "-p", "packages/web/app"]),
  },
  { name: "lint and format", run: () => run([bun, "x", "biome", "check", "."]) },
  { name: "layers", run: () => run([bun, "_tools/check_layers.ts"]) },
  { name: "docs", run: () => run([bun, "_tools/check_docs.ts"]) },
  { name: "tests", run: runTests },
];

const started = performance.now();
for (const step of STEPS) {
  const begun = performance.now();
  console.error(`\n── ${step.name}`);
  if (!(await step.run())) {
    console.error(`\nverify: "${step.name}" failed.`);
    process.exit(1);
  }
  console.error(`   ${step.name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
}
for (const missing of findMissingPrograms()) {
  console.error(
    `Skipped ${missing.for}: ${missing.program} is not here. Install it with: apt-get install ${missing.package}`,
  );
}
console.error(`\nverify: all good in ${((performance.now() - started) / 1000).toFixed(0)} s.`);
