/** Another program that does the same work, as it is found on this machine. */
export interface Rival {
  /** As it is called in tables. */
  readonly name: string;
  /** What it is, in a few words: "the article's threads, by our own program". */
  readonly about: string;
  /** Debian packages that bring it: absent programs are skipped with a line that names them. */
  readonly packages: readonly string[];
  /** Asks the program; undefined when it is not here. */
  readonly findVersion: () => string | undefined;
}

/** A rival that is not on this machine. */
export interface MissingRival {
  readonly name: string;
  readonly install: string;
}

/** Those that are here, with their versions, and those that are not. */
export function findRivals<R extends Rival>(
  rivals: readonly R[],
): {
  readonly found: readonly R[];
  readonly versions: Readonly<Record<string, string>>;
  readonly missing: readonly MissingRival[];
} {
  const asked = rivals.map((rival) => ({ rival, version: rival.findVersion() }));
  const found = asked.flatMap(({ rival, version }) => (version === undefined ? [] : [rival]));
  const versions = asked.flatMap(({ rival, version }) =>
    version === undefined ? [] : [[rival.name, version] as const],
  );
  const missing = asked.flatMap(({ rival: { name, packages }, version }) =>
    version === undefined ? [{ name, install: `apt-get install ${packages.join(" ")}` }] : [],
  );
  return { found, versions: Object.fromEntries(versions), missing };
}

/**
 * What a program prints when asked for its version; undefined when it cannot be run.
 *
 * @param command As `["wget2", "--version"]`.
 * @param pattern Its first group is the version.
 */
export function askVersion(command: readonly string[], pattern: RegExp): string | undefined {
  try {
    const { stdout, stderr, success } = Bun.spawnSync([...command], { stdin: "ignore" });
    if (!success) return undefined;
    return pattern.exec(`${stdout}\n${stderr}`)?.[1];
  } catch {
    return undefined;
  }
}
