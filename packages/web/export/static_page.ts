import { readFileSync } from "node:fs";
import { join } from "node:path";
import { STATIC_FOLDER } from "./static_data.ts";

/** The files of an exported gallery that are the same for every export. */
export interface StaticPage {
  /** `index.html`. */
  readonly html: string;
  /** By their paths from the folder of the page. */
  readonly files: Readonly<Record<string, string>>;
}

/** Tells an exported gallery from any other page. */
export const STATIC_MARK = '<meta name="generator" content="Acacia" />';

/** Where the single-file program holds the code of an exported gallery, beside its own. */
export const EMBEDDED_STATIC_FOLDER = "gallery_static";

const APP = new URL("../app/", import.meta.url).pathname;
const SCRIPT = "gallery.js";
const STYLE = "gallery.css";

// Browsers load no modules and no data from `file://`: one classic script, and the data as another.
const HTML = `<!doctype html>
<html lang="en" data-theme="system">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
    <meta name="color-scheme" content="light dark" />
    <meta name="referrer" content="no-referrer" />
    ${STATIC_MARK}
    <title>Acacia</title>
    <link rel="stylesheet" href="${STATIC_FOLDER}/${STYLE}" />
    <script defer src="${STATIC_FOLDER}/data.js"></script>
    <script defer src="${STATIC_FOLDER}/${SCRIPT}"></script>
  </head>
  <body>
    <noscript>This gallery needs JavaScript. The pictures are in the folder "pictures".</noscript>
  </body>
</html>
`;

/** The page of an exported gallery: built now, or as it was when the single-file program was built. */
export async function openStaticPage(): Promise<StaticPage> {
  const { script, style } = Bun.isStandaloneExecutable ? readCode() : await buildStaticCode();
  return {
    html: HTML,
    files: { [`${STATIC_FOLDER}/${SCRIPT}`]: script, [`${STATIC_FOLDER}/${STYLE}`]: style },
  };
}

/**
 * Builds the gallery as one classic script and one style sheet.
 * @throws {AggregateError} when the code does not compile.
 */
export async function buildStaticCode(): Promise<{ script: string; style: string }> {
  const [script, style] = await Promise.all([
    Bun.build({
      entrypoints: [join(APP, "static/main.tsx")],
      target: "browser",
      format: "iife",
      minify: true,
      define: { "process.env.NODE_ENV": '"production"' },
    }),
    Bun.build({ entrypoints: [join(APP, "style/layers.css")], minify: true }),
  ]);
  return { script: await textOf(script), style: await textOf(style) };
}

async function textOf({ outputs }: Awaited<ReturnType<typeof Bun.build>>): Promise<string> {
  return (await outputs[0]?.text()) ?? "";
}

function readCode(): { script: string; style: string } {
  const read = (name: string) =>
    readFileSync(join(import.meta.dir, EMBEDDED_STATIC_FOLDER, name), "utf8");
  return { script: read(SCRIPT), style: read(STYLE) };
}
