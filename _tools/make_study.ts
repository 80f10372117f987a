// Fills docs/study.md from the sources and from kept results, and draws its pictures into docs/study/.
// `--check` writes nothing and fails when anything is stale.
import { readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { inOrder, readResults, readStyle } from "@acacia/bench";
import { fillStudy } from "./study_fills.ts";

const root = join(import.meta.dir, "..");

/** The document's place in the repo. */
export const STUDY = "docs/study.md";
/** Where its pictures are. */
export const STUDY_PICTURES = "docs/study";

/** Every file that the study is made of and that is not what it should be, with its text; undefined: to be removed. */
export async function findStaleStudy(): Promise<ReadonlyMap<string, string | undefined>> {
  const { results } = await readResults();
  const now = await Bun.file(join(root, STUDY)).text();
  const { text: filled, pictures } = await fillStudy(now, {
    root,
    results: inOrder(results.map(({ result }) => result)),
    style: await readStyle(),
  });
  const text = await format(filled);
  const stale = new Map<string, string | undefined>();
  if (text !== now) stale.set(STUDY, text);
  for (const [name, picture] of pictures) {
    const file = Bun.file(join(root, STUDY_PICTURES, name));
    const isSame = (await file.exists()) && (await file.text()) === picture;
    if (!isSame) stale.set(`${STUDY_PICTURES}/${name}`, picture);
  }
  // The folder is not there before the first picture.
  for (const name of await readdir(join(root, STUDY_PICTURES)).catch(() => [])) {
    if (!pictures.has(name)) stale.set(`${STUDY_PICTURES}/${name}`, undefined);
  }
  return stale;
}

/** As `bun run lint` wants it: tables are as wide as what they hold. */
async function format(markdown: string): Promise<string> {
  const biome = Bun.spawn(
    [process.execPath, "x", "biome", "format", `--stdin-file-path=${STUDY}`],
    { cwd: root, stdin: new Blob([markdown]), stdout: "pipe", stderr: "inherit" },
  );
  const text = await new Response(biome.stdout).text();
  if ((await biome.exited) === 0) return text;
  throw new Error(`Cannot format ${STUDY}: biome refused it`);
}

if (import.meta.main) {
  const stale = await findStaleStudy();
  if (process.argv.includes("--check")) {
    for (const path of stale.keys()) {
      console.error(`${path} is stale. Make it anew: bun _tools/make_study.ts`);
    }
    if (stale.size > 0) process.exit(1);
  } else {
    for (const [path, text] of stale) {
      if (text === undefined) await rm(join(root, path));
      else await Bun.write(join(root, path), text);
      console.error(`${path} is ${text === undefined ? "removed" : "made"}`);
    }
  }
}
