// Writes docs/cli.md from the program. `--check` writes nothing and fails when the page is stale.
import { join } from "node:path";
import { renderCliDocs } from "./render_cli_docs.ts";

const root = join(import.meta.dir, "..");

/** The page's place in the repo. */
export const CLI_DOCS = "docs/cli.md";

if (import.meta.main) {
  const file = Bun.file(join(root, CLI_DOCS));
  const page = await renderCliDocs();
  if (!process.argv.includes("--check")) {
    await Bun.write(file, page);
    console.error(`${CLI_DOCS} is written`);
  } else if (!(await file.exists()) || (await file.text()) !== page) {
    console.error(`${CLI_DOCS} is stale. Write it anew: bun _tools/generate_cli_docs.ts`);
    process.exit(1);
  }
  process.exit(0);
}
