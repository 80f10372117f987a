import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dir, "../..");
const RECORDER = "packages/core/run/recorder.ts";

/** Of the recorder: what is there, and what stands there in the mutant. */
const CHANGES: readonly (readonly [string, string])[] = [
  [
    "    try {\n      await this.#context.archive.store.putAll",
    "    const early = this.#write(keeping, refused);\n    try {\n      await this.#context.archive.store.putAll",
  ],
  [
    "    return this.#write(keeping, refused);",
    `    this.#context.recording.transaction(() => {
      for (const { result, item } of keeping) this.#link(item, result.file.sha256);
    });
    return early;`,
  ],
  [
    "        for (const { result, item } of keeping) this.#link(item, result.file.sha256);\n      });\n    } finally",
    "      });\n    } finally",
  ],
];

/**
 * A copy of the program that commits rows before the files have their names. Whoever does not kill it notices nothing.
 *
 * @param dir A folder for the copy. @returns Its `main.ts`.
 * @throws {Error} when the recorder does not read as it did: then the changes have to be written anew.
 */
export async function makeMutant(dir: string): Promise<string> {
  await Bun.$`mkdir -p ${dir} && cp -a ${join(ROOT, "packages")} ${join(ROOT, "package.json")} ${dir}`;
  symlinkSync(join(ROOT, "node_modules"), join(dir, "node_modules"));
  const path = join(dir, RECORDER);
  let source = readFileSync(path, "utf8");
  for (const [was, is] of CHANGES) {
    if (source.split(was).length !== 2) throw new Error(`Cannot change ${RECORDER}: no "${was}"`);
    source = source.replace(was, () => is);
  }
  writeFileSync(path, source);
  return join(dir, "packages/cli/main.ts");
}
