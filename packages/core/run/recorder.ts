import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { BlobToPut } from "../archive/store.ts";
import { AcaciaError } from "../errors.ts";
import type { Outcome, Reason } from "../outcomes.ts";
import type { Arrived, ArrivedFile, Refused, TransferResult } from "../transfer/plan.ts";
import { followersOf, type RunContext, saveQuietEnd, tellQuietEnd } from "./context.ts";
import type { PlannedItem } from "./planner.ts";

/** The same bytes under this many different ids are nobody's picture (docs/imgur.md §4.5). */
const PLACEHOLDER_IDS = 4;

/** A blob that was not in the archive before. */
export interface FreshBlob {
  readonly sha256: string;
  readonly file: ArrivedFile;
  /** The still picture to make thumbnails of, for videos. */
  readonly poster: ArrivedFile | undefined;
  /** Imgur's id of its media, the media's row, and the source that brought it. */
  readonly media: string;
  readonly mediaId: number;
  readonly sourceId: number;
}

/** An arrived item with the place where its run keeps it. */
interface Keeping {
  readonly result: Arrived;
  readonly item: PlannedItem;
}

/**
 * Turns results into what counts, a batch at a time, in the order that survives a crash: bytes synced and
 * under their final name, then rows, then the name for people, then the event.
 */
export class Recorder {
  readonly #context: RunContext;

  constructor(context: RunContext) {
    this.#context = context;
  }

  /**
   * Commits a batch.
   *
   * @returns The blobs that are new.
   * @throws {AcaciaError} `disk` when the storage refuses; what arrived is in flight still: the run ends it.
   */
  async commit(results: readonly TransferResult[]): Promise<FreshBlob[]> {
    const keeping: Keeping[] = [];
    const refused: Refused[] = [];
    const unwanted: ArrivedFile[] = [];
    for (const result of this.#withoutPlaceholders(results)) {
      if (result.verdict === "refused") refused.push(this.#withApiReason(result));
      else keeping.push({ result, item: this.#itemOf(result) });
    }
    for (const result of results) {
      if (result.verdict !== "arrived" || keeping.some((kept) => kept.result === result)) continue;
      unwanted.push(result.file, ...result.companions.map((companion) => companion.file));
    }
    for (const file of unwanted) await rm(this.#absolute(file), { force: true });
    try {
      await this.#context.archive.store.putAll(this.#blobsOf(keeping));
    } catch (error) {
      this.#write([], refused);
      throw error;
    }
    return this.#write(keeping, refused);
  }

  /** Refuses bytes that many ids share; learns them when they are met the fourth time. */
  #withoutPlaceholders(results: readonly TransferResult[]): TransferResult[] {
    const { recording, run, clock, emit } = this.#context;
    const batch = new Map<string, Set<string>>();
    return results.map((result) => {
      if (result.verdict === "refused") return result;
      const { sha256 } = result.file;
      if (recording.isLearnedPlaceholder(sha256)) return refuseLearned(result);
      const ids = batch.get(sha256) ?? new Set<string>();
      batch.set(sha256, ids.add(result.plan.media));
      const known = recording.idsWithBytes(sha256, {
        exceptMediaId: this.#itemOf(result).mediaId,
        limit: PLACEHOLDER_IDS,
      });
      if (new Set([...known, ...ids]).size < PLACEHOLDER_IDS) return result;
      recording.learnPlaceholder(sha256, { run, at: clock.now() });
      emit({
        type: "run.notice",
        level: "warning",
        source: result.plan.source,
        message: `The same ${result.file.sizeBytes} bytes came for ${PLACEHOLDER_IDS} different ids (${[...new Set([...known, ...ids])].join(", ")}): they look like a placeholder and are set aside`,
        hint: `Look at one of them with \`acacia show ${sha256.slice(0, 12)}\``,
      });
      return refuseLearned(result);
    });
  }

  /** Gone from the CDN, and unknown to the API as well: the id says nothing to anybody any more. */
  #withApiReason(result: Refused): Refused {
    const isGone = result.reason === "gone.404" || result.reason === "gone.placeholder";
    if (!isGone || !this.#itemOf(result).isUnknownToApi) return result;
    return { ...result, reason: "gone.api" };
  }

  #blobsOf(keeping: readonly Keeping[]): BlobToPut[] {
    const blobs = new Map<string, BlobToPut>();
    for (const { result } of keeping) {
      for (const file of [result.file, ...result.companions.map(({ file }) => file)]) {
        const key = `${file.sha256} ${file.path}`;
        blobs.set(key, {
          path: this.#absolute(file),
          sha256: file.sha256,
          md5: file.md5,
          ext: file.type,
          sizeBytes: file.sizeBytes,
        });
      }
    }
    return [...blobs.values()];
  }

  #write(keeping: readonly Keeping[], refused: readonly Refused[]): FreshBlob[] {
    const { recording, run, clock } = this.#context;
    const fresh: FreshBlob[] = [];
    const ends: { result: TransferResult; item: PlannedItem; outcome: Outcome }[] = [];
    recording.transaction(() => {
      for (const { result, item } of keeping) {
        const saved = recording.saveArrived({
          mediaId: item.mediaId,
          // What the archive has of a GIF may be the GIF, whatever was preferred.
          role: result.origin && result.file.type !== "mp4" ? "original" : item.role,
          file: result.file,
          companions: result.companions,
          ...(result.origin ? { origin: result.origin } : {}),
          run,
          at: clock.now(),
        });
        const outcome = item.keptSha256 === result.file.sha256 ? "known" : saved;
        ends.push({ result, item, outcome });
        if (saved === "stored") {
          fresh.push({
            sha256: result.file.sha256,
            file: result.file,
            poster: result.companions.find(({ role }) => role === "poster")?.file,
            media: result.plan.media,
            mediaId: item.mediaId,
            sourceId: item.sourceId,
          });
        }
      }
      for (const result of refused) {
        ends.push({ result, item: this.#itemOf(result), outcome: result.outcome });
      }
      for (const end of ends) this.#saveItem(end);
    });
    try {
      // Together: a transaction for each name costs more than its link.
      recording.transaction(() => {
        for (const { result, item } of keeping) this.#link(item, result.file.sha256);
      });
    } finally {
      // With a name or without, what is committed is stored.
      for (const end of ends) this.#announce(end);
    }
    return fresh;
  }

  #link(item: PlannedItem, sha256: string): void {
    const { mediaId, media } = item;
    for (const place of [{ ...item, source: item.plan.source }, ...item.followers]) {
      const { source, sourceId, post, position } = place;
      this.#context.linkView({ mediaId, media, sha256, source, sourceId, post, position });
    }
  }

  #saveItem(end: { result: TransferResult; item: PlannedItem; outcome: Outcome }): void {
    const { result, item, outcome } = end;
    this.#context.recording.saveItem({
      run: this.#context.run,
      t: this.#context.clock.now(),
      mediaId: item.mediaId,
      startedAt: result.startedAt,
      ...factsOf(result, outcome),
    });
    for (const quiet of followersOf(item, endOfFollowers(result, outcome))) {
      saveQuietEnd(this.#context, quiet);
    }
  }

  #announce(end: { result: TransferResult; item: PlannedItem; outcome: Outcome }): void {
    const { result, outcome, item } = end;
    const { tally, emit, inFlight, inFlightByMedia } = this.#context;
    inFlight.delete(result.plan.item);
    inFlightByMedia.delete(item.mediaId);
    tally.end({
      source: result.plan.source,
      outcome,
      storedBytes: outcome === "stored" && result.verdict === "arrived" ? result.file.sizeBytes : 0,
      ...(result.verdict === "refused" ? { reason: result.reason } : {}),
    });
    emit({ type: "media.finished", ...factsOf(result, outcome) });
    for (const quiet of followersOf(item, endOfFollowers(result, outcome))) {
      tellQuietEnd(this.#context, quiet);
    }
  }

  #itemOf(result: TransferResult): PlannedItem {
    const item = this.#context.inFlight.get(result.plan.item);
    if (item) return item;
    throw new AcaciaError(
      "unexpected",
      `Cannot record item ${result.plan.item}: the run does not know it`,
      { hint: "Report this, with the run's number" },
    );
  }

  #absolute(file: ArrivedFile): string {
    return join(this.#context.archive.dir, file.path);
  }
}

/** The same media in the run's other sources: what was kept for the first is known to them. */
function endOfFollowers(result: TransferResult, outcome: Outcome) {
  if (result.verdict === "arrived") return { outcome: "known" } as const;
  return { outcome, reason: result.reason };
}

function refuseLearned(result: Arrived): Refused {
  return {
    ...factsBehind(result),
    verdict: "refused",
    outcome: "rejected",
    reason: "placeholder.learned",
    sha256: result.file.sha256,
  };
}

/** The facts that arrived and refused results share. */
function factsBehind(result: TransferResult) {
  const { plan, startedAt, ms, attempts, bytes, slot } = result;
  return { plan, startedAt, ms, attempts, bytes, slot };
}

function factsOf(result: TransferResult, outcome: Outcome) {
  const sha256 = result.verdict === "arrived" ? result.file.sha256 : result.sha256;
  const origin = result.verdict === "arrived" ? result.origin?.kind : undefined;
  const reason: Reason | undefined = result.verdict === "refused" ? result.reason : undefined;
  return {
    media: result.plan.media,
    source: result.plan.source,
    outcome,
    ...(reason ? { reason } : {}),
    ...(sha256 ? { sha256 } : {}),
    ...(origin ? { origin } : {}),
    bytes: result.bytes,
    ms: Math.round(result.ms),
    attempts: result.attempts,
    slot: result.slot,
  };
}
