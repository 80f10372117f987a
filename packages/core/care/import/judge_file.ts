import { openFileSource } from "../../image/byte_source.ts";
import type { MediaFacts } from "../../image/media_facts.ts";
import type { SniffedType } from "../../image/sniffed_type.ts";
import { PLACEHOLDERS } from "../../imgur/placeholders.ts";
import { checkBody } from "../../transfer/check.ts";
import { hashFile } from "../hash_file.ts";
import type { ImportedFile } from "./import_files.ts";
import type { ImportFile } from "./list_import_files.ts";

/** A file that may be kept. */
export interface Judged {
  readonly file: ImportFile;
  readonly sha256: string;
  readonly md5: string;
  readonly sizeBytes: number;
  readonly type: SniffedType;
  readonly facts: MediaFacts;
}

/** A file that may be kept, or how it ended when it may not. */
export type JudgedFile = Judged | ImportedFile;

/** Nothing was announced of a file on the disk. */
const NO_HEAD = {
  ...{ totalBytes: null, bodyBytes: null, from: 0, etag: undefined, md5: undefined },
  lastModified: null,
};

/**
 * Hashes a file and judges it as a transfer does: placeholder pictures, type, end.
 * @returns How it ended when it cannot be kept.
 */
export async function judgeFile(file: ImportFile): Promise<JudgedFile> {
  const told = { type: "import.file", path: file.path } as const;
  try {
    const { sha256, md5 = "", sizeBytes } = await hashFile(file.path, { md5: true });
    using source = openFileSource(file.path);
    const options = { finalUrl: "", placeholders: PLACEHOLDERS };
    const checked = checkBody({ sha256, md5, source }, NO_HEAD, options);
    if (checked.kind === "checked") {
      return { file, sha256, md5, sizeBytes, type: checked.type, facts: checked.facts };
    }
    return { ...told, outcome: "rejected", reason: checked.reason, bytes: 0 };
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause)) throw cause;
    return { ...told, outcome: "failed", reason: "disk", bytes: 0 };
  }
}
