/** Line coverage of packages/core, from an lcov report. */
export interface CoreCoverage {
  readonly lines: number;
  readonly covered: number;
  /** The five files with the most uncovered lines. */
  readonly worst: readonly string[];
}

/**
 * Reads the lines of `core` from an lcov report; test doubles do not count.
 *
 * @param path The `lcov.info` that `bun test` wrote.
 */
export async function readCoreCoverage(path: string): Promise<CoreCoverage> {
  const files: { name: string; lines: number; covered: number }[] = [];
  let current: { name: string; lines: number; covered: number } | undefined;
  for (const line of (await Bun.file(path).text()).split("\n")) {
    if (line.startsWith("SF:")) current = { name: line.slice(3), lines: 0, covered: 0 };
    else if (line.startsWith("LF:") && current) current.lines = Number(line.slice(3));
    else if (line.startsWith("LH:") && current) current.covered = Number(line.slice(3));
    else if (line === "end_of_record" && current) files.push(current);
  }
  const core = files.filter(
    ({ name }) =>
      name.includes("packages/core/") && !name.includes("/testing/") && !name.endsWith("_test.ts"),
  );
  return {
    lines: core.reduce((sum, file) => sum + file.lines, 0),
    covered: core.reduce((sum, file) => sum + file.covered, 0),
    worst: core
      .toSorted((a, b) => b.lines - b.covered - (a.lines - a.covered))
      .slice(0, 5)
      .map((file) => `${file.name} (${file.covered} of ${file.lines})`),
  };
}
