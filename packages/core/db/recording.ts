import type { Post } from "../imgur/model.ts";
import type { Outcome, Reason, Totals } from "../outcomes.ts";
import type { ThumbResult } from "../thumbs/thumbnailer.ts";
import type { ArrivedFile, CompanionRole, FileOrigin } from "../transfer/plan.ts";

// What a run writes. `recording_sql.ts` implements it with prepared statements; nothing else writes rows of a run.

/** A run as it begins. */
export interface NewRun {
  readonly command: string;
  readonly startedAt: number;
  readonly strategy: string;
  readonly jobs: number | "auto";
  readonly targets: readonly string[];
  readonly settings: Record<string, unknown>;
  readonly version: string;
  readonly pid: number;
  readonly host: string;
}

/** A media as the archive knows it after its post was saved. */
export interface SavedMedia {
  readonly mediaId: number;
  readonly imgurId: string;
  /** From 0, in the author's order. */
  readonly position: number;
  /** The file that is kept, null while none is. */
  readonly sha256: string | null;
  /** Roles that are kept. */
  readonly roles: readonly ("original" | CompanionRole)[];
  readonly trashed: boolean;
}

/** A post as the archive knows it. */
export interface SavedPost {
  readonly postId: number;
  readonly media: readonly SavedMedia[];
}

/** A media whose files are now blobs under their final names. */
export interface ArrivedRecord {
  readonly mediaId: number;
  /** What the shown file is: `mp4` when the user preferred that to the GIF. */
  readonly role: "original" | "mp4";
  readonly file: ArrivedFile;
  readonly companions: readonly { readonly role: CompanionRole; readonly file: ArrivedFile }[];
  /** Where it came from, when not from Imgur, which then no longer has it. */
  readonly origin?: FileOrigin;
  /** null when no run brought it. */
  readonly run: number | null;
  readonly at: number;
}

/** One item's end, for the run's log and the media's last outcome. */
export interface ItemRow {
  readonly run: number;
  readonly t: number;
  readonly mediaId: number;
  readonly media: string;
  readonly source: string;
  readonly outcome: Outcome;
  readonly reason?: Reason;
  readonly sha256?: string;
  readonly bytes: number;
  readonly startedAt: number;
  readonly ms: number;
  readonly slot: number;
  readonly attempts: number;
}

/** Anything else that the run's log keeps. */
export interface NoteRow {
  readonly run: number;
  readonly kind: "pause" | "credits" | "notice" | "thumb_refused";
  readonly t: number;
  readonly detail: unknown;
}

/** A blob that still needs thumbnails. */
export interface PendingThumb {
  readonly sha256: string;
  readonly ext: string;
  readonly sizeBytes: number;
  /** The poster to render instead, for videos. */
  readonly poster: { readonly sha256: string; readonly ext: string } | null;
}

/** Every write of a run. Each call outside `transaction` is a transaction of its own. */
export interface Recording {
  /** Runs `work` in one immediate transaction; sync only (an async one would not roll back). */
  transaction<Result>(work: () => Result): Result;
  startRun(run: NewRun): number;
  finishRun(
    run: number,
    end: {
      finishedAt: number;
      exitCode: number;
      totals: Totals;
      sources: readonly (Totals & { source: string; short: number })[];
      seconds: number;
    },
  ): void;
  /** The row of a source; made when new. */
  ensureSource(target: string, kind: string, at: number): number;
  /** Inserts or updates the post, its media, their order, tags and search words. Never overwrites the user's edits, nor a fact with null. */
  savePost(post: Post, options: { sourceId: number; at: number }): SavedPost;
  /** Imgur ids, other than this media's, whose shown file has these bytes; at most `limit`. */
  idsWithBytes(sha256: string, options: { exceptMediaId: number; limit: number }): string[];
  isLearnedPlaceholder(sha256: string): boolean;
  learnPlaceholder(sha256: string, options: { run: number; at: number }): void;
  /** Makes the blob rows and ties them to the media. `duplicate` when the shown bytes were kept already. */
  saveArrived(record: ArrivedRecord): "stored" | "duplicate";
  /** The run's log row and the media's last outcome; sets `removed_upstream_at` for removed ones, never touches kept bytes. */
  saveItem(row: ItemRow): void;
  saveNote(row: NoteRow): void;
  saveProgress(run: number, options: { t: number; event: unknown }): void;
  saveSlots(
    run: number,
    options: { t: number; slots: readonly { slot: number; state: unknown }[] },
  ): void;
  /** What the pool made of a blob: hashes, state, the true size in pixels. */
  saveThumbs(sha256: string, result: ThumbResult): void;
  /** Blobs without thumbnails after `afterSha256`, in order of hash. Posters themselves are not listed. */
  pendingThumbs(options: { afterSha256: string; limit: number }): PendingThumb[];
  /** The view name of a media in a source, when it has one. */
  findView(mediaId: number, sourceId: number): string | undefined;
  /** Takes the first free name of the candidates; names that differ only in case count as the same. */
  takeView(
    candidates: Iterable<string>,
    options: { mediaId: number; sourceId: number; sha256: string },
  ): string;
}
