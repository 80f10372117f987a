/** What can be wrong in an archive. `note`: told, and no failure. `repair` mends the kinds that say so. */
export const FINDINGS = {
  "database.broken": { level: "error", words: "the database is broken" },
  "database.reference": { level: "error", words: "a row names a row that is not there" },
  "blob.missing": { level: "error", words: "the file is not there" },
  "blob.size": { level: "error", words: "the file is too long or too short" },
  "blob.hash": { level: "error", words: "the bytes are not those that were stored" },
  "blob.picture": { level: "error", words: "the picture cannot be decoded" },
  "blob.unreadable": { level: "error", words: "the file cannot be read" },
  "blob.orphan": { level: "error", words: "no row names this file" },
  "blob.lost": { level: "note", words: "damaged, and nothing shows it any more" },
  "blob.stray": { level: "note", words: "no blob, by its name" },
  "view.missing": { level: "error", words: "the name is not there" },
  "view.wrong": { level: "error", words: "the name shows something else" },
  "view.copy": {
    level: "note",
    words: "names that are copies and not links: they take their space twice",
  },
  "thumb.stray": { level: "note", words: "thumbnails of nothing that is here" },
  "partial.stray": { level: "note", words: "files in flight that nobody fetches" },
} as const satisfies Record<string, { level: "error" | "note"; words: string }>;

/** One of {@link FINDINGS}. */
export type FindingKind = keyof typeof FINDINGS;

/** Something that is not as it should be: plain data. */
export interface Finding {
  readonly kind: FindingKind;
  /** Of the archive folder, with `/`; of many, the first. */
  readonly path?: string;
  readonly sha256?: string;
  /** Imgur ids that use it, at most ten. */
  readonly ids?: readonly string[];
  /** What was met, in a few words. */
  readonly detail?: string;
  /** How many this stands for. @default 1 */
  readonly count?: number;
  /** Of all of them. */
  readonly sizeBytes?: number;
}

/** Counts findings by kind. */
export class FindingCounts {
  readonly #counts = new Map<FindingKind, number>();

  add({ kind, count = 1 }: Finding): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + count);
  }

  /** By kind, those that were met. */
  get all(): Partial<Record<FindingKind, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** Findings that are failures. */
  get errors(): number {
    return countErrors(this.all);
  }
}

/** How many of the counted findings are failures. */
export function countErrors(counts: Readonly<Record<string, number>>): number {
  let errors = 0;
  for (const [kind, { level }] of Object.entries(FINDINGS)) {
    if (level === "error") errors += counts[kind] ?? 0;
  }
  return errors;
}
