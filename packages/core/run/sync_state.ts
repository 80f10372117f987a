/**
 * Where a sync that has not come to its end goes on. A listing has three parts then: new posts on top, which are
 * caught up with; what was walked, which is jumped over; and what was not reached.
 */
export interface SyncState {
  /** When the sync began, epoch ms: what was listed before is known, and ends it. */
  readonly beganAt: number;
  /** When it was last resumed, until the top is caught up with; null: the walked part begins at the top. */
  readonly resumedAt: number | null;
  /** The first page, from 0, that holds something that has not had its turn. */
  readonly page: number;
  /** Posts that were first listed before then lie before that page, epoch ms. */
  readonly through: number;
  /** Walk to the end, whatever is known. */
  readonly full: boolean;
}

/** The state as it is kept. */
export function printSyncState(state: SyncState): string {
  return JSON.stringify(state);
}

/** Reads what {@link printSyncState} made; undefined for nothing, and for what cannot be read. */
export function readSyncState(text: string | null): SyncState | undefined {
  if (text === null) return;
  try {
    const { beganAt, resumedAt, page, through, full } = JSON.parse(text) as Partial<SyncState>;
    const isWhole =
      typeof beganAt === "number" &&
      (resumedAt === null || typeof resumedAt === "number") &&
      typeof through === "number" &&
      Number.isSafeInteger(page);
    return isWhole ? { beganAt, resumedAt, page: page!, through, full: full === true } : undefined;
  } catch {
    return;
  }
}

/**
 * The state that a sync starts with: a new one, or the one to go on with.
 * @param kept As the archive has it. @param options `full` is asked for. `now` in epoch ms.
 */
export function startSyncState(
  kept: string | null,
  { full, now }: { full: boolean; now: number },
): SyncState {
  const last = readSyncState(kept);
  // An interrupted full walk goes on as one; an interrupted short one is no beginning of a full one.
  if (last && (last.full || !full)) return { ...last, resumedAt: last.resumedAt ?? now };
  return { beganAt: now, resumedAt: null, page: 0, through: now, full };
}
