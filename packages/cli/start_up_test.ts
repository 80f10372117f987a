import { expect, test } from "bun:test";
import { join } from "node:path";

/** Each takes longer to load than all that a command's first request needs: zod 13 ms, drizzle-orm 12, sharp 30. */
const HEAVY = ["zod", "drizzle-orm", "sharp", "hono", "bullmq", "ioredis"];

test.each(["run_fetch", "run_list", "run_sync", "run_thumbs"])(
  "%s.ts loads no heavy library before it needs it",
  async (name) => {
    expect(await packagesOf(join(import.meta.dir, `${name}.ts`))).not.toContainAnyValues(HEAVY);
  },
  30_000,
);

test.each(["run_fetch", "run_list"])("%s.ts loads a part of core, not all of it", async (name) => {
  const { files } = await loadedBy(join(import.meta.dir, `${name}.ts`));
  const unwanted = files.filter((path) => /core\/(?:mod\.ts|care\/)/.test(path));
  expect(unwanted).toEqual([]);
});

test("the look at what is loaded finds a heavy library where there is one", async () => {
  const file = join(import.meta.dir, "../core/imgur/wire_v3.ts");
  expect(await packagesOf(file)).toContain("zod");
}, 30_000);

async function packagesOf(file: string): Promise<readonly string[]> {
  return (await loadedBy(file)).packages;
}

/** Files and packages that a module loads at once, itself or through what it imports. */
async function loadedBy(
  file: string,
): Promise<{ readonly files: readonly string[]; readonly packages: readonly string[] }> {
  const { metafile } = await Bun.build({
    entrypoints: [file],
    target: "bun",
    metafile: true,
    external: HEAVY.flatMap((name) => [name, `${name}/*`]),
  });
  const { inputs } = metafile!;
  const found = new Set<string>();
  const open = Object.keys(inputs).filter((path) => file.endsWith(path.replace(/^(\.\.\/)+/, "")));
  const seen = new Set(open);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    for (const { path: next, kind, external } of inputs[path]?.imports ?? []) {
      if (kind === "dynamic-import") continue;
      if (external)
        found.add(
          next
            .split("/")
            .slice(0, next.startsWith("@") ? 2 : 1)
            .join("/"),
        );
      else if (!seen.has(next)) {
        seen.add(next);
        open.push(next);
      }
    }
  }
  return { files: [...seen], packages: [...found] };
}
