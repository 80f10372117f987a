// Writes docs/cli.md and docs/json.md from the program. `--check` writes nothing and fails when a page is stale.
import { join } from "node:path";
import { renderCliDocs } from "./render_cli_docs.ts";
import { renderJsonDocs } from "./render_json_docs.ts";

const root = join(import.meta.dir, "..");

/** The pages that are written from the program: their place in the repo, and what writes them. */
export const CLI_DOCS: Readonly<Record<string, () => string | Promise<string>>> = {
  "docs/cli.md": renderCliDocs,
  "docs/json.md": renderJsonDocs,
};

if (import.meta.main) {
  let stale = 0;
  for (const [path, render] of Object.entries(CLI_DOCS)) {
    const file = Bun.file(join(root, path));
    const page = await render();
    if (!process.argv.includes("--check")) {
      await Bun.write(file, page);
      console.error(`${path} is written`);
    } else if (!(await file.exists()) || (await file.text()) !== page) {
      console.error(`${path} is stale. Write it anew: bun _tools/generate_cli_docs.ts`);
      stale += 1;
    }
  }
  process.exit(stale > 0 ? 1 : 0);
}
