import { resolve } from "node:path";
import {
  AcaciaError,
  type Archive,
  type ExportedFile,
  exportFolder,
  exportLines,
  type LinkWay,
  parseViewTemplate,
  parseWhere,
  planZip,
  prepareSavedFilters,
  type Selection,
  type ViewTemplate,
} from "@acacia/core";
import { printSize } from "@acacia/core/text";
import { EXPORT_FORMATS } from "./choices.ts";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openReading } from "./open_reading.ts";
import { readChoice } from "./read_choice.ts";
import { jsonLine, safe, safeJson } from "./render/safe.ts";
import { VERSION } from "./version.ts";
import { writeNewFile } from "./write_new_file.ts";

/** What every form of export takes. */
interface Exporting {
  readonly call: Call;
  readonly context: Context;
  readonly archive: Archive;
  readonly selection: Selection;
  readonly template: ViewTemplate;
}

/** Writes pictures, or what is known of them, somewhere else; resolves to the exit code. */
export async function runExport(call: Call, context: Context): Promise<number> {
  const { args, config } = call;
  const format = readChoice(config, { name: "format", choices: EXPORT_FORMATS }) ?? "folder";
  const dir = readDir(args, format);
  const template = parseViewTemplate(config.text("template") ?? "");
  if (!template) {
    throw new AcaciaError("usage", "Cannot export with --template none: files need names", {
      hint: "Leave --template away for {source}/{num}{id}.{ext}",
    });
  }
  const text = config.text("where");
  await using archive = await openReading(call, context);
  const filters = prepareSavedFilters(archive);
  const selection =
    text === undefined ? {} : { where: parseWhere(text, { now: context.clock.now(), filters }) };
  const exporting = { call, context, archive, selection, template };
  if (format === "jsonl") return await runLines(exporting);
  if (format === "zip") return await runZip(exporting);
  const way = config.text("link") as LinkWay;
  const { draining } = context;
  const options = {
    ...{ selection, template, way, draining },
    dir: resolve(context.cwd, dir),
    dryRun: config.is("dry_run"),
  };
  if (format === "folder") return await runFolder(exporting, exportFolder(archive, options));
  const { exportGallery } = await import("@acacia/web/export");
  const page = { version: VERSION, now: context.clock.now() };
  return await runFolder(exporting, exportGallery(archive, { ...options, ...page }));
}

function readDir(args: readonly string[], format: (typeof EXPORT_FORMATS)[number]): string {
  const [dir = ""] = args;
  const isFolder = format === "folder" || format === "html";
  if (isFolder && dir === "") {
    throw new AcaciaError("usage", "Cannot export: no folder was named", {
      hint: "Name one: acacia export DIR, or give --format zip -o FILE",
    });
  }
  if (isFolder || dir === "") return dir;
  throw new AcaciaError("usage", `Cannot export to the folder '${dir}': ${format} is one file`, {
    hint: `Give -o ${dir}`,
  });
}

async function runFolder(
  { call, context }: Exporting,
  files: AsyncIterable<ExportedFile>,
): Promise<number> {
  const { config, args } = call;
  const dryRun = config.is("dry_run");
  const way = config.text("link");
  const counts = { made: 0, there: 0, missing: 0, bytes: 0 };
  let copied = 0;
  for await (const file of files) {
    counts[file.outcome] += 1;
    if (file.outcome === "made") counts.bytes += file.bytes;
    if (way === "hard" && file.link === "copy") copied += 1;
    tellFile(file, { call, context });
  }
  if (config.is("json")) tellEnd({ ...counts, dryRun }, context);
  else if (!config.is("quiet")) {
    const done = dryRun ? "would be written to" : "written to";
    const there = counts.there > 0 ? `, ${counts.there} were there` : "";
    context.err.write(
      `${count(counts.made)} ${done} ${args[0]}, ${printSize(counts.bytes)}${there}.\n`,
    );
    if (copied > 0) context.err.write(`${copied} copied: there are no hard links to there.\n`);
  }
  return context.stoppedBy() ?? tellMissing(counts.missing, context);
}

function tellFile(
  file: ExportedFile,
  { call, context }: { readonly call: Call; readonly context: Context },
): void {
  if (call.config.is("json")) {
    context.out.write(jsonLine({ t: context.clock.now(), ...file }));
  } else if (call.config.is("dry_run") && file.outcome === "made") {
    context.out.write(`${safe(file.path)}\n`);
  }
}

/** The last line of `--json`, where stdout is not the export itself. */
function tellEnd(counts: Record<string, number | boolean>, { out, clock }: Context): void {
  out.write(jsonLine({ t: clock.now(), type: "export.finished", ...counts }));
}

async function runZip(exporting: Exporting): Promise<number> {
  const { call, context, archive, selection, template } = exporting;
  const zip = planZip(archive, { selection, template });
  const isJson = call.config.is("json");
  const { bytes, missing } = zip;
  const end = { made: zip.names.length, there: 0, missing: missing.length, bytes };
  if (call.config.is("dry_run")) {
    for (const path of zip.names)
      context.out.write(isJson ? jsonLine({ path }) : `${safe(path)}\n`);
    if (isJson) tellEnd({ ...end, dryRun: true }, context);
    return tellMissing(missing.length, context);
  }
  const output = call.config.text("output") ?? "-";
  if (output !== "-") {
    await writeNewFile(resolve(context.cwd, output), zip.stream(), context);
  } else {
    if (context.out.isTerminal) {
      throw new AcaciaError("usage", "Cannot write a zip to the terminal: it is no text", {
        hint: "Give -o FILE, or send it to another program",
      });
    }
    for await (const piece of zip.stream()) {
      if (context.draining.aborted) break;
      context.out.writeBytes(piece);
    }
  }
  if (isJson && output !== "-" && !context.draining.aborted) {
    tellEnd({ ...end, dryRun: false }, context);
  } else if (!call.config.is("quiet") && !context.draining.aborted) {
    context.err.write(`${count(zip.names.length)} in a zip of ${printSize(zip.length)}.\n`);
  }
  return context.stoppedBy() ?? tellMissing(missing.length, context);
}

async function runLines({ call, context, archive, selection }: Exporting): Promise<number> {
  const output = call.config.text("output") ?? "-";
  const lines = exportLines(archive, selection);
  if (output !== "-") await writeNewFile(resolve(context.cwd, output), lines, context);
  else {
    for (const line of lines) {
      if (context.draining.aborted) break;
      context.out.write(`${safeJson(line.trimEnd())}\n`);
    }
  }
  return context.stoppedBy() ?? 0;
}

/** What the archive should have and has not is an integrity failure, as for `verify`. */
function tellMissing(missing: number, { err }: Context): number {
  if (missing === 0) return 0;
  err.write(`${count(missing)} left out: their files are missing or damaged.\n`);
  err.write("Try: acacia verify, then acacia repair\n");
  return 10;
}

function count(pictures: number): string {
  return pictures === 1 ? "1 picture" : `${pictures} pictures`;
}
