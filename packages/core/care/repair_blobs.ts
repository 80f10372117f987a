import { lstatSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Archive } from "../archive/archive.ts";
import { isSameFile, openViewLinks } from "../archive/view_links.ts";
import type { Clock } from "../async/clock.ts";
import { type BlobUser, type DamageRows, prepareDamageRows } from "../db/damage.ts";
import { type BlobRow, prepareVerifyRows } from "../db/verify_rows.ts";
import type { ImgurBases } from "../imgur/bases.ts";
import type { Reason } from "../outcomes.ts";
import type { Strategy, Transfer } from "../strategy/strategy.ts";
import type { Arrived, ArrivedFile, TransferPlan, TransferResult } from "../transfer/plan.ts";
import { planRepair } from "./repair_address.ts";

/** How the mending of a blob ended. `changed`: Imgur has other bytes now; they are kept, and the old hash stays on record. */
export type RepairOutcome = "repaired" | "changed" | "refused" | "nowhere" | "stopped";

/** What came of one damaged blob. */
export interface RepairedBlob {
  readonly sha256: string;
  readonly outcome: RepairOutcome;
  /** Imgur's id of the media that it was fetched for. */
  readonly media?: string;
  /** The hash of what Imgur has now. */
  readonly newSha256?: string;
  readonly reason?: Reason;
  readonly bytes: number;
}

/** What blobs are mended with. */
export interface RepairBlobsDeps {
  readonly archive: Archive;
  readonly strategy: Strategy;
  readonly transfer: Transfer;
  /** Moves files from the public web archive, for those that came from there. @default they are left as they are */
  readonly wayback?: Transfer;
  readonly jobs: number | "auto";
  readonly bases: ImgurBases;
  readonly clock: Clock;
  readonly draining: AbortSignal;
  readonly signal: AbortSignal;
}

interface Patient {
  readonly row: BlobRow;
  readonly user: BlobUser;
}

/**
 * Fetches damaged blobs again, each for one of the media that use it. When Imgur has other bytes now, the media's next
 * user of the old ones is asked in the next round, until nobody uses them.
 */
export class BlobRepair {
  readonly #deps: RepairBlobsDeps;
  readonly #rows: DamageRows;
  readonly #waiting = new Map<number, Patient>();
  readonly #showView = openViewLinks();
  #items = 0;

  /** @param deps The archive, open for `write`, and what fetches. */
  constructor(deps: RepairBlobsDeps) {
    this.#deps = deps;
    this.#rows = prepareDamageRows(deps.archive);
  }

  /** Mends these; yields each as it ends. */
  async *mend(damaged: readonly BlobRow[]): AsyncGenerator<RepairedBlob> {
    let left = damaged;
    while (left.length > 0 && !this.#deps.draining.aborted) {
      const again: BlobRow[] = [];
      for await (const { end, row } of this.#round(left)) {
        yield end;
        if (end.outcome === "changed" && this.#rows.usersOf(row.sha256).length > 0) again.push(row);
      }
      left = again;
    }
  }

  async *#round(damaged: readonly BlobRow[]): AsyncGenerator<{ row: BlobRow; end: RepairedBlob }> {
    const { strategy, transfer, jobs, clock, draining, signal } = this.#deps;
    const plans: TransferPlan[] = [];
    for (const row of damaged) {
      const plan = this.#plan(row);
      if (plan) plans.push(plan);
      else yield { row, end: { sha256: row.sha256, outcome: "nowhere", bytes: 0 } };
    }
    const results = strategy.run(each(plans, draining), {
      jobs,
      transfer,
      clock,
      draining,
      signal,
    });
    for await (const result of results) {
      const patient = this.#waiting.get(result.plan.item)!;
      this.#waiting.delete(result.plan.item);
      yield { row: patient.row, end: await this.#keep(result, patient) };
    }
  }

  /** For the first user that Imgur can be asked about. */
  #plan(row: BlobRow): TransferPlan | undefined {
    for (const user of this.#rows.usersOf(row.sha256)) {
      const plan = planRepair(row, user, { item: this.#items, bases: this.#deps.bases });
      if (!plan) continue;
      this.#waiting.set(this.#items++, { row, user });
      return plan;
    }
    return undefined;
  }

  async #keep(answer: TransferResult, patient: Patient): Promise<RepairedBlob> {
    const { row, user } = patient;
    const result = await this.#askArchive(answer, patient);
    const facts = { sha256: row.sha256, media: user.imgurId, bytes: result.bytes };
    if (result.verdict === "refused") {
      const { outcome, reason } = result;
      if (outcome === "removed") this.#rows.noteRemoved(user.mediaId, this.#deps.clock.now());
      return { ...facts, outcome: outcome === "cancelled" ? "stopped" : "refused", reason };
    }
    if (result.file.sha256 !== row.sha256) {
      await this.#keepChanged(result, patient);
      return { ...facts, outcome: "changed", newSha256: result.file.sha256 };
    }
    await this.#replace(result.file, row);
    return { ...facts, outcome: "repaired" };
  }

  /** What Imgur no longer had when it was stored: the archive that it came from is asked once more. */
  async #askArchive(answer: TransferResult, { row, user }: Patient): Promise<TransferResult> {
    const { archive, wayback } = this.#deps;
    const isGone = answer.verdict === "refused" && answer.outcome === "removed";
    if (!isGone || !wayback || user.capture === null) return answer;
    const again = await wayback({ ...answer.plan, url: user.capture }, answer.slot);
    if (again.verdict === "arrived" && again.file.sha256 === row.sha256) return again;
    if (again.verdict === "arrived") await rm(join(archive.dir, again.file.path), { force: true });
    return answer;
  }

  /** The damaged file goes only now that the right bytes are here, whole and checked. */
  async #replace(file: ArrivedFile, row: BlobRow): Promise<void> {
    const { archive, clock } = this.#deps;
    const { layout, store } = archive;
    const blob = layout.blobPath(row.sha256, row.ext);
    const names = this.#rows.viewsOf(row.sha256).map((path) => join(layout.images, path));
    // Hard links to the damaged file: they would go on showing it.
    for (const name of names) if (isSameFile(name, blob)) await rm(name, { force: true });
    await rm(blob, { force: true, recursive: true });
    await store.putAll([this.#toPut(file, row.ext)]);
    prepareVerifyRows(archive).save([{ sha256: row.sha256, damage: null }], clock.now());
    for (const name of names) this.#link(name, blob);
  }

  async #keepChanged({ file }: Arrived, { row, user }: Patient): Promise<void> {
    const { archive, clock } = this.#deps;
    const { layout, store } = archive;
    const old = layout.blobPath(row.sha256, row.ext);
    await store.putAll([this.#toPut(file, file.type)]);
    this.#rows.saveChanged(user, { from: row.sha256, file, at: clock.now() });
    const blob = layout.blobPath(file.sha256, file.type);
    for (const path of this.#rows.viewsOf(file.sha256)) {
      const name = join(layout.images, path);
      if (isSameFile(name, old)) await rm(name, { force: true });
      this.#link(name, blob);
    }
  }

  #link(name: string, blob: string): void {
    const there = lstatSync(name, { throwIfNoEntry: false });
    // A file of the user's own stays; `verify` tells of it.
    if (!there || there.isSymbolicLink() || there.nlink > 1) this.#showView(name, blob);
  }

  #toPut({ path, ...file }: ArrivedFile, ext: string) {
    return { ...file, path: join(this.#deps.archive.dir, path), ext };
  }
}

async function* each(
  plans: readonly TransferPlan[],
  draining: AbortSignal,
): AsyncGenerator<TransferPlan> {
  for (const plan of plans) {
    if (draining.aborted) return;
    yield plan;
  }
}
