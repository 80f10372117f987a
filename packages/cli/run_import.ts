import { statSync } from "node:fs";
import { resolve } from "node:path";
import {
  AcaciaError,
  type Archive,
  EXIT_CODES,
  findMissing,
  type ImportedFile,
  importFiles,
  openImportRun,
  REASONS,
  type Totals,
} from "@acacia/core";
import { printSize } from "@acacia/core/text";
import { IMPORT_LINKS } from "./choices.ts";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { makeLinkView } from "./link_view.ts";
import { openArchiveOf } from "./open_reading.ts";
import { readChoice } from "./read_choice.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { VERSION } from "./version.ts";

const DATABASE_REGEXP = /\.(?:sqlite3?|db)$/i;

interface Importing {
  readonly call: Call;
  readonly context: Context;
  readonly archive: Archive;
}

/** Takes what is on the disk into the archive; resolves to the exit code. */
export async function runImport(call: Call, context: Context): Promise<number> {
  const { args, config } = call;
  if (args.length === 0) {
    throw new AcaciaError("usage", "Cannot import anything: no folder and no file was named", {
      hint: "Name one: acacia import DIR",
    });
  }
  const way = readChoice(config, { name: "link", choices: IMPORT_LINKS }) ?? "copy";
  const paths = args.map((path) => checkPath(path, context));
  await using archive = await openArchiveOf(call, context, { mode: "write", command: "import" });
  const databases = paths.filter((one) => DATABASE_REGEXP.test(one));
  const importing = { call, context, archive };
  const totals = await takeFiles(
    paths.filter((one) => !databases.includes(one)),
    { ...importing, way },
  );
  for (const path of databases) tellMissing(path, importing);
  if (totals) tellTotals(totals, importing);
  return context.stoppedBy() ?? (totals ? exitCodeOf(totals, databases.length) : 0);
}

/** Takes files in as a run of its own. @returns undefined when there are none to look for. */
async function takeFiles(
  paths: readonly string[],
  { call, context, archive, way }: Importing & { readonly way: (typeof IMPORT_LINKS)[number] },
): Promise<Totals | undefined> {
  if (paths.length === 0) return undefined;
  const { clock, draining } = context;
  const run = openImportRun(archive, { paths, settings: { link: way }, version: VERSION, clock });
  const linkView = makeLinkView(archive, call.config);
  let exitCode: number = EXIT_CODES.unexpected;
  try {
    for (const path of paths) {
      const options = { path, way, clock, draining, run: run.id, linkView };
      for await (const file of importFiles(archive, options)) {
        run.count(path, file);
        tellFile(file, { call, context });
      }
    }
    exitCode = context.stoppedBy() ?? exitCodeOf(run.totals, 0);
    return run.totals;
  } catch (error) {
    if (error instanceof AcaciaError) exitCode = EXIT_CODES[error.code];
    throw error;
  } finally {
    run.finish(exitCode);
  }
}

/** Before anything is opened: a wrong name changes nothing. */
function checkPath(text: string, { cwd }: Context): string {
  const path = resolve(cwd, text);
  if (statSync(path, { throwIfNoEntry: false })) return path;
  throw new AcaciaError("usage", `Cannot import '${text}': there is no such file or folder`, {
    hint: "Name a folder, a picture, or gallery-dl's archive database",
  });
}

function exitCodeOf({ announced, rejected, failed }: Totals, databases: number): number {
  if (rejected + failed > 0) return 3;
  return announced === 0 && databases === 0 ? 7 : 0;
}

function tellFile(
  file: ImportedFile,
  { call, context }: { readonly call: Call; readonly context: Context },
): void {
  if (call.config.is("json")) context.out.write(jsonLine({ t: context.clock.now(), ...file }));
  else if (file.reason !== undefined) {
    context.err.write(`${file.outcome}: ${safe(file.path)}: ${REASONS[file.reason]}\n`);
  }
}

function tellTotals(
  totals: Totals,
  { call, context }: { readonly call: Call; readonly context: Context },
): void {
  const { announced, stored, known, duplicate, rejected, failed, bytes } = totals;
  const told = { announced, stored, known, duplicate, rejected, failed, bytes };
  if (call.config.is("json")) {
    context.out.write(jsonLine({ t: context.clock.now(), type: "import.finished", ...told }));
    return;
  }
  if (call.config.is("quiet")) return;
  const parts = Object.entries({ stored, known, duplicate, rejected, failed })
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) => `${count} ${outcome}`);
  const files = announced === 1 ? "1 file" : `${announced} files`;
  const words = announced === 0 ? "No pictures there." : `${files}: ${parts.join(", ")}`;
  context.err.write(announced === 0 ? `${words}\n` : `${words}; ${printSize(bytes)} more.\n`);
}

/** Links on stdout, for `acacia fetch -i -`. */
function tellMissing(path: string, { call, context, archive }: Importing): void {
  const { missing, known } = findMissing(archive, path);
  const links = missing.map((id) => `https://imgur.com/${id}`);
  if (call.config.is("json")) {
    const told = { type: "import.database", path, known, missing: links };
    context.out.write(jsonLine({ t: context.clock.now(), ...told }));
    return;
  }
  for (const link of links) context.out.write(`${link}\n`);
  if (!call.config.is("quiet")) {
    context.err.write(`${known} of ${known + links.length} pictures are in the archive.\n`);
  }
}
