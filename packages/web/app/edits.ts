import { type Signal, signal } from "@preact/signals";
import type { Edit } from "../routes/schemas.ts";
import { ApiFailure, sendEdit } from "./api.ts";
import { results } from "./results.ts";
import { announcement, toast, writeBlock } from "./state.ts";
import { t } from "./strings.ts";

/** The server takes this many ids at once. */
const BATCH = 10_000;

/** The first picture that an undo brought back, and its bucket; the grid puts the keyboard there. */
export const restored: Signal<{ readonly id: number; readonly key: string } | null> = signal(null);

type Undo = () => Promise<void>;

/** In the order of what was asked for: an undo may be wanted before the server answered. */
const undos: Undo[] = [];

/** The change that is on its way; the next is sent after it, so that no undo overtakes what it takes back. */
let underWay: Promise<unknown> = Promise.resolve();

/** Makes pictures favourites, or not any more. Shown at once, taken back if it was not saved. */
export async function setFavorite(ids: readonly number[], on: boolean): Promise<void> {
  if (refuses(ids)) return;
  const set = new Set(ids);
  results.peek()?.mark(set, "favorite", on);
  const undo = async () => {
    results.peek()?.mark(set, "favorite", !on);
    await sendAll(ids, { favorite: !on });
    announcement.value = t(on ? "toast.unfavorite" : "toast.favorite", { n: ids.length });
  };
  undos.push(undo);
  try {
    await sendAll(ids, { favorite: on });
  } catch (failure) {
    forget(undo);
    results.peek()?.mark(set, "favorite", !on);
    showFailure(failure);
    return;
  }
  announcement.value = t(on ? "toast.favorite" : "toast.unfavorite", { n: ids.length });
}

/** Moves pictures to Trash. @returns Whether it was saved. */
export async function moveToTrash(ids: readonly number[]): Promise<boolean> {
  const [first = 0] = ids;
  if (refuses(ids)) return false;
  const key = results.peek()?.keyOf(first) ?? "";
  results.peek()?.remove(new Set(ids));
  const undo = async () => {
    await sendAll(ids, { trashed: false });
    await results.peek()?.refresh();
    restored.value = { id: first, key };
    announcement.value = t("toast.restored", { n: ids.length });
  };
  undos.push(undo);
  try {
    await sendAll(ids, { trashed: true });
  } catch (failure) {
    forget(undo);
    await results
      .peek()
      ?.refresh()
      .catch(() => undefined);
    showFailure(failure);
    return false;
  }
  // Taken back already, it is no news any more.
  if (undos.includes(undo)) {
    toast.value = { kind: "done", text: t("toast.trashed", { n: ids.length }), undo: undoLast };
  }
  return true;
}

/** Says that pictures were seen. A failure is no news to anyone: they stay unseen. */
export async function markSeen(ids: readonly number[]): Promise<boolean> {
  if (ids.length === 0 || writeBlock.peek() !== null) return false;
  try {
    await sendAll(ids, { seen: true });
    results.peek()?.countSeen(ids.length);
    return true;
  } catch {
    return false;
  }
}

/** Takes back the last change that was not taken back yet. */
export function undoLast(): void {
  const undo = undos.pop();
  toast.value = undo === undefined ? { kind: "done", text: t("toast.nothing") } : null;
  void undo?.().catch(showFailure);
}

/** Shows why something was not done. */
export function showFailure(failure: unknown): void {
  if (failure instanceof DOMException && failure.name === "AbortError") return;
  const reason = failure instanceof ApiFailure ? failure.message : String(failure);
  toast.value = { kind: "failure", text: t("error.edit", { reason }) };
}

function forget(undo: Undo): void {
  const at = undos.indexOf(undo);
  if (at >= 0) undos.splice(at, 1);
}

function sendAll(ids: readonly number[], change: Omit<Edit, "ids">): Promise<void> {
  const sent = underWay.then(() => sendBatches(ids, change));
  underWay = sent.catch(() => undefined);
  return sent;
}

async function sendBatches(ids: readonly number[], change: Omit<Edit, "ids">): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH) {
    await sendEdit({ ids: ids.slice(at, at + BATCH), ...change });
  }
}

function refuses(ids: readonly number[]): boolean {
  return ids.length === 0 || writeBlock.peek() !== null;
}
