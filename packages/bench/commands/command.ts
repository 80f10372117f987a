/** Something beside a study that the bench does: `compare`, `report`, … */
export interface BenchCommand {
  readonly name: string;
  /** What follows the name: "A.json B.json". */
  readonly usage: string;
  /** For the help. */
  readonly summary: string;
  /**
   * @param argv What followed the name.
   * @returns The exit code.
   * @throws {AcaciaError} `usage` for flags and files that are none.
   */
  readonly run: (argv: readonly string[]) => Promise<number>;
}
