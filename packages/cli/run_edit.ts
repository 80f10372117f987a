import { type Archive, type Edited, type Edits, prepareEdits } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { openArchiveOf } from "./open_reading.ts";
import { jsonLine } from "./render/safe.ts";

/** The archive of a call, open for the user's own marks: works beside a fetch. @throws {AcaciaError} `archive.missing`, … */
export function openEditing(call: Call, context: Context): Promise<Archive> {
  return openArchiveOf(call, context, { mode: "edit" });
}

/** An edit as its command words it. */
export interface EditToRun {
  /** `trash`, `favorite`, …: what `--json` calls it. */
  readonly command: string;
  /** What was done: "into the trash". */
  readonly done: string;
  /** How many it means, for `--dry-run`. */
  readonly count: (edits: Edits) => number;
  readonly run: (edits: Edits, at: number) => Edited;
}

/** Makes an edit, or says what it would be, and tells how to take it back; resolves to the exit code. */
export function runEdit(
  edit: EditToRun,
  { archive, call, context }: { archive: Archive; call: Call; context: Context },
): number {
  const edits = prepareEdits(archive);
  const { config } = call;
  const isDry = config.is("dry_run");
  const made: Edited = isDry
    ? { changed: edit.count(edits), edit: null }
    : edit.run(edits, context.clock.now());
  if (config.is("json")) {
    const event = { type: "edit.finished", command: edit.command, dryRun: isDry, ...made };
    context.out.write(jsonLine({ t: context.clock.now(), ...event }));
    return 0;
  }
  if (!config.is("quiet")) context.err.write(`${words(made, { edit, isDry })}\n`);
  return 0;
}

function words(made: Edited, { edit, isDry }: { edit: EditToRun; isDry: boolean }): string {
  const pictures = `${made.changed} ${made.changed === 1 ? "picture" : "pictures"}`;
  if (isDry) return `${pictures} would be ${edit.done}.`;
  if (made.edit === null) return "Nothing changed: it was so already.";
  return `${pictures} ${edit.done}. Take it back with \`acacia undo\`.`;
}
