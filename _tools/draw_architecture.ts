// Draws docs/architecture.svg from the imports. `--check` writes nothing and fails when the picture is stale.
import { join } from "node:path";
import { drawArchitecture } from "./architecture_svg.ts";
import { readArchitecture } from "./read_architecture.ts";

const root = join(import.meta.dir, "..");

/** The picture's place in the repo. */
export const ARCHITECTURE_SVG = "docs/architecture.svg";

if (import.meta.main) {
  const file = Bun.file(join(root, ARCHITECTURE_SVG));
  const picture = drawArchitecture(await readArchitecture(root));
  if (!process.argv.includes("--check")) {
    await Bun.write(file, picture);
    console.error(`${ARCHITECTURE_SVG} is drawn`);
  } else if (!(await file.exists()) || (await file.text()) !== picture) {
    console.error(`${ARCHITECTURE_SVG} is stale. Draw it anew: bun _tools/draw_architecture.ts`);
    process.exit(1);
  }
}
