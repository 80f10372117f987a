import {
  type ExportedFile,
  FINDINGS,
  type FindingKind,
  type ImportedFile,
  type RebuildEvent,
  type RepairEvent,
  type VerifyEvent,
} from "@acacia/core";
import type { Totals } from "@acacia/core/outcomes";
import { z } from "zod";
import {
  amount,
  count,
  flag,
  list,
  maybe,
  object,
  oneOf,
  orNull,
  reason,
  text,
  time,
} from "./fields.ts";
import { event, type JsonRecord, row } from "./record.ts";
import { TOTALS } from "./run_records.ts";

type Verify<Type> = Extract<VerifyEvent, { type: Type }>;
type Repair<Type> = Extract<RepairEvent, { type: Type }>;
type Rebuild<Type> = Extract<RebuildEvent, { type: Type }>;

const KINDS = Object.keys(FINDINGS) as FindingKind[];
const COMPLETE = flag("false when it was stopped");
const SECONDS = amount("how long it took");

/** What `verify` prints. */
export const VERIFY_RECORDS: readonly JsonRecord[] = [
  event<Verify<"verify.started">>("verify.started", "Before the first file is read.", {
    blobs: count("files to be read"),
    bytes: count("of them"),
    resumed: flag("whether it goes on with one that was interrupted"),
    seed: maybe(count("picks the same sample again")),
  }),
  event<Verify<"verify.progress">>("verify.progress", "Some times a second.", {
    blobs: count("files read"),
    bytes: count("of them"),
  }),
  event<Verify<"verify.finding">>("verify.finding", "For each thing that is not as it should be.", {
    kind: oneOf(KINDS, "what is wrong"),
    path: maybe(text("in the archive's folder, with `/`; of many, the first")),
    sha256: maybe(text("of the file")),
    ids: maybe(list(text(""), "Imgur's ids that use it, at most ten")),
    detail: maybe(text("what was met")),
    count: maybe(count("how many this stands for; absent: one")),
    sizeBytes: maybe(count("of all of them")),
  }),
  event<Verify<"verify.finished">>("verify.finished", "The last line.", {
    complete: flag("false when it was stopped: the next one goes on there"),
    blobs: count("files read"),
    bytes: count("of them"),
    seconds: SECONDS,
    findings: z
      .partialRecord(z.enum(KINDS as [FindingKind, ...FindingKind[]]), z.int())
      .describe("how many of each kind that was met") as z.ZodType<
      Verify<"verify.finished">["findings"]
    >,
    errors: count("how many of them are failures"),
  }),
];

/** What `repair` prints. */
export const REPAIR_RECORDS: readonly JsonRecord[] = [
  event<Repair<"repair.started">>("repair.started", "Before the first file is fetched.", {
    damaged: count("files to be fetched again"),
    bytes: count("of them"),
  }),
  event<Repair<"repair.blob">>("repair.blob", "For each of them.", {
    sha256: text("that it should have"),
    outcome: oneOf(
      ["repaired", "changed", "refused", "nowhere", "stopped"],
      "`changed`: Imgur has other bytes now; `nowhere`: Imgur never had it",
    ),
    media: maybe(text("Imgur's id that it was fetched for")),
    newSha256: maybe(text("of what Imgur has now")),
    reason: maybe(reason("why it was refused")),
    bytes: count("received"),
  }),
  event<Repair<"repair.orphan">>("repair.orphan", "For each file that no row names.", {
    path: text("in the archive's folder"),
    outcome: oneOf(["adopted", "left", "removed"], "`adopted`: its picture has it again"),
  }),
  event<Repair<"repair.view">>("repair.view", "For each name that is missing or wrong.", {
    path: text("in the archive's folder"),
    outcome: oneOf(["linked", "left"], ""),
  }),
  event<Repair<"repair.pruned">>("repair.pruned", "With --prune, for each file given up.", {
    sha256: text("of the file"),
    sizeBytes: count(""),
  }),
  event<Repair<"repair.finished">>("repair.finished", "The last line.", {
    complete: COMPLETE,
    blobs: object(
      {
        repaired: count(""),
        changed: count(""),
        refused: count(""),
        nowhere: count(""),
        stopped: count(""),
      },
      "files by outcome",
    ),
    adopted: count("files that have their picture again"),
    linked: count("names made anew"),
    pruned: count("files given up"),
    left: count("as wrong as before"),
    seconds: SECONDS,
  }),
];

/** What `rebuild` prints. */
export const REBUILD_RECORDS: readonly JsonRecord[] = [
  event<Rebuild<"rebuild.table">>("rebuild.table", "For each table of the old database.", {
    table: text("its name"),
    rows: count("that could be read"),
    lost: flag("whether some could not"),
  }),
  event<Rebuild<"rebuild.progress">>("rebuild.progress", "While files are read.", {
    files: count("read"),
    bytes: count("of them"),
  }),
  event<Rebuild<"rebuild.damaged">>("rebuild.damaged", "For each file that is not what it says.", {
    path: text("in the archive's folder"),
  }),
  event<Rebuild<"rebuild.finished">>("rebuild.finished", "The last line.", {
    complete: flag("false when it was stopped: then all is as it was"),
    files: count("read"),
    bytes: count("of them"),
    rows: count("that the old database still told"),
    lost: list(text(""), "tables of which some could not be read"),
    named: count("files whose picture a name under `images/` told"),
    unnamed: count("files of which nothing is known but the bytes"),
    damaged: count("files that are not what they say"),
    missing: count("files that the old database knew and that are not here"),
    aside: orNull(text("where the old database is now; null when there was none")),
    seconds: SECONDS,
  }),
];

/** What `manifest` prints: the same with `--format jsonl`. */
export const MANIFEST_RECORDS: readonly JsonRecord[] = [
  row("a file", "For each, in order of hash.", {
    path: text("in the archive's folder"),
    sha256: text(""),
    md5: text(""),
    ext: text(""),
    sizeBytes: count(""),
    width: orNull(count("px")),
    height: orNull(count("px")),
    durationMs: orNull(count("")),
    storedAt: time(""),
    media: list(
      object({
        id: text("Imgur's id"),
        role: oneOf(["original", "mp4", "poster"], "what the file is to it"),
        title: orNull(text("")),
        postedAt: orNull(time("")),
        post: orNull(text("Imgur's id of the post it was first seen in")),
        author: orNull(text("")),
        address: orNull(text("of the post")),
      }),
      "who uses it, at most a hundred",
    ),
  }),
];

interface ExportFinished {
  readonly type: "export.finished";
  readonly made: number;
  readonly there: number;
  readonly missing: number;
  readonly bytes: number;
  readonly dryRun: boolean;
}

/** What `export` prints when its data goes elsewhere than to stdout. */
export const EXPORT_RECORDS: readonly JsonRecord[] = [
  row<{ path: string }>("a name", "For each picture of a zip's --dry-run.", {
    path: text("in the zip, with `/`"),
  }),
  event<ExportedFile>("export.file", "For each picture of a folder.", {
    media: text("Imgur's id"),
    path: text("in the folder, with `/`"),
    outcome: oneOf(["made", "there", "missing"], "`missing`: from the archive"),
    link: maybe(oneOf(["copy", "hard", "symlink"], "how it was made")),
    bytes: count("of the file"),
  }),
  event<ExportFinished>(
    "export.finished",
    "The last line; `--format jsonl` and a zip to stdout are their own data.",
    {
      made: count("written, or with --dry-run to be written"),
      there: count("there before"),
      missing: count("missing from the archive"),
      bytes: count("written"),
      dryRun: flag("whether nothing was written"),
    },
  ),
];

type ImportFinished = { readonly type: "import.finished" } & Pick<
  Totals,
  "announced" | "stored" | "known" | "duplicate" | "rejected" | "failed" | "bytes"
>;

interface ImportDatabase {
  readonly type: "import.database";
  readonly path: string;
  readonly known: number;
  readonly missing: readonly string[];
}

/** What `import` prints. */
export const IMPORT_RECORDS: readonly JsonRecord[] = [
  event<ImportedFile>("import.file", "For each file.", {
    path: text("absolute"),
    outcome: oneOf(["stored", "known", "duplicate", "rejected", "failed"], "how it ended"),
    reason: maybe(reason("why it was refused")),
    media: maybe(text("Imgur's id, or `local-` and the beginning of its hash")),
    sha256: maybe(text("")),
    bytes: count("of the file"),
  }),
  event<ImportDatabase>("import.database", "For each of gallery-dl's databases.", {
    path: text("absolute"),
    known: count("pictures of it that are in the archive"),
    missing: list(text(""), "addresses of those that are not"),
  }),
  event<ImportFinished>("import.finished", "The last line when files were named.", {
    announced: count("files"),
    stored: TOTALS.stored,
    known: TOTALS.known,
    duplicate: TOTALS.duplicate,
    rejected: TOTALS.rejected,
    failed: TOTALS.failed,
    bytes: TOTALS.bytes,
  }),
];
