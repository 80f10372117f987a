// A process of its own: fetches every link of a list, so many at once, and keeps nothing.

/** What it prints, as one line. */
export interface NoOpEnd {
  readonly files: number;
  readonly ms: number;
}

if (import.meta.main) {
  const [list = "", jobs = "1"] = process.argv.slice(2);
  const end = await fetchAndDrop((await Bun.file(list).text()).split("\n").filter(Boolean), +jobs);
  process.stdout.write(`${JSON.stringify(end)}\n`);
}

async function fetchAndDrop(links: readonly string[], jobs: number): Promise<NoOpEnd> {
  const begun = performance.now();
  const left = links.values();
  let files = 0;
  const lane = async () => {
    for (const link of left) {
      const answer = await fetch(link);
      await answer.bytes();
      if (answer.ok) files += 1;
    }
  };
  await Promise.all(Array.from({ length: jobs }, lane));
  return { files, ms: performance.now() - begun };
}
