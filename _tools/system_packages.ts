/** Programs that some tests drive, and the Debian package that holds each. */
export const SYSTEM_PROGRAMS = [
  { program: "chromium", package: "chromium", for: "the gallery in a real browser" },
  { program: "redis-server", package: "redis-server", for: "the queue that many machines share" },
  { program: "zsh", package: "zsh", for: "completion in zsh" },
  { program: "fish", package: "fish", for: "completion in fish" },
] as const;

/** The programs of {@link SYSTEM_PROGRAMS} that are not on this machine. */
export function findMissingPrograms(): (typeof SYSTEM_PROGRAMS)[number][] {
  return SYSTEM_PROGRAMS.filter(({ program }) => Bun.which(program) === null);
}

/** Installs Debian packages, as root or through sudo. Resolves to whether all were installed. */
export async function installSystemPackages(packages: readonly string[]): Promise<boolean> {
  const asRoot = process.getuid?.() === 0 ? [] : ["sudo"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const steps = [
    ["apt-get", "update"],
    ["apt-get", "install", "-y", "--no-install-recommends", ...packages],
  ];
  for (const step of steps) {
    const child = Bun.spawn([...asRoot, ...step], { env, stdout: "ignore", stderr: "inherit" });
    if ((await child.exited) !== 0) return false;
  }
  return true;
}
