import { type Signal, signal } from "@preact/signals";
import type { Bulk, BulkDone, EmptiedTrash, Undone } from "../routes/edit_schemas.ts";
import { ApiFailure, post, sendEdit } from "./api.ts";
import { bodiesOf, type Chosen, countOf, holderOf, isQuery, MAX_IDS } from "./chosen.ts";
import { printBytes } from "./quantities.ts";
import { results } from "./results.ts";
import { announcement, toast, writeBlock } from "./state.ts";
import { t } from "./strings.ts";

/** The first picture that an undo brought back, and its bucket; the grid puts the keyboard there. */
export const restored: Signal<{ readonly id: number; readonly key: string } | null> = signal(null);

/** Takes a change back. */
export type Undo = () => Promise<void>;

/** In the order of what was asked for: an undo may be wanted before the server answered. */
const undos: Undo[] = [];

/** The change that is on its way; the next is sent after it, so that no undo overtakes what it takes back. */
let underWay: Promise<unknown> = Promise.resolve();

/** Makes pictures favourites, or not any more. Shown at once, taken back if it was not saved. */
export async function setFavorite(chosen: Chosen, on: boolean): Promise<void> {
  if (refuses(chosen)) return;
  const collection = results.peek();
  const marked = collection?.mark(holderOf(chosen), "favorite", on);
  const n = countOf(chosen);
  const said = await change(chosen, [{ favorite: on }], {
    undone: t(on ? "toast.unfavorite" : "toast.favorite", { n }),
  });
  if (said === "failed") collection?.mark(new Set(marked), "favorite", !on);
  if (said === "done") announcement.value = t(on ? "toast.favorite" : "toast.unfavorite", { n });
}

/** Gives and takes tags of the user's own. */
export async function changeTags(
  chosen: Chosen,
  { give, take }: { readonly give: readonly string[]; readonly take: readonly string[] },
): Promise<void> {
  if (refuses(chosen)) return;
  const actions: Bulk["action"][] = [];
  if (give.length > 0) actions.push({ tag: [...give] });
  if (take.length > 0) actions.push({ untag: [...take] });
  const n = countOf(chosen);
  const said = await change(chosen, actions, { undone: t("toast.tags.undone", { n }) });
  if (said === "done") show(t("toast.tags", { n }));
}

/** Moves pictures to Trash. @returns Whether it was saved. */
export function moveToTrash(chosen: Chosen): Promise<boolean> {
  const n = countOf(chosen);
  return move(chosen, {
    trashed: true,
    done: t("toast.trashed", { n }),
    undone: t("toast.restored", { n }),
  });
}

/** Takes pictures out of the Trash. @returns Whether it was saved. */
export function restore(chosen: Chosen): Promise<boolean> {
  const n = countOf(chosen);
  return move(chosen, {
    trashed: false,
    done: t("toast.restored", { n }),
    undone: t("toast.trashed", { n }),
  });
}

/** Removes for good what is in the Trash: there is no way back. @returns Whether it was done. */
export async function deleteForGood(chosen: Chosen): Promise<boolean> {
  if (refuses(chosen)) return false;
  try {
    const gone = { items: 0, bytes: 0 };
    await inTurn(async () => {
      for (const body of bodiesOf(chosen)) {
        const { items, bytes } = await post<EmptiedTrash>("api/trash/remove", body);
        gone.items += items;
        gone.bytes += bytes;
      }
    });
    await refresh();
    const bytes = printBytes(gone.bytes);
    toast.value = { kind: "done", text: t("toast.deleted", { n: gone.items, bytes }) };
    return true;
  } catch (failure) {
    showFailure(failure);
    return false;
  }
}

/** Says that pictures were seen. A failure is no news to anyone: they stay unseen. */
export async function markSeen(ids: readonly number[]): Promise<boolean> {
  if (ids.length === 0 || writeBlock.peek() !== null) return false;
  try {
    for (let at = 0; at < ids.length; at += MAX_IDS) {
      await sendEdit({ ids: ids.slice(at, at + MAX_IDS), seen: true });
    }
    results.peek()?.countSeen(ids.length);
    return true;
  } catch {
    return false;
  }
}

/** Takes back the last change that was not taken back yet; of another visit, when there is none of this one. */
export function undoLast(): void {
  toast.value = null;
  if (writeBlock.peek() === null) void (undos.pop() ?? undoOlder)().catch(showFailure);
}

/**
 * Remembers how a change is taken back that another page made: the next undo does it.
 * @returns Forgets it: the change was not made.
 */
export function rememberUndo(undo: Undo): () => void {
  undos.push(undo);
  return () => forget(undo);
}

/** Shows why something was not done. */
export function showFailure(failure: unknown): void {
  if (failure instanceof DOMException && failure.name === "AbortError") return;
  const reason = failure instanceof ApiFailure ? failure.message : String(failure);
  toast.value = { kind: "failure", text: t("error.edit", { reason }) };
}

async function move(
  chosen: Chosen,
  { trashed, done, undone }: { trashed: boolean; done: string; undone: string },
): Promise<boolean> {
  if (refuses(chosen)) return false;
  const first = isQuery(chosen) ? undefined : chosen[0];
  const key = first === undefined ? "" : (results.peek()?.keyOf(first) ?? "");
  if (!isQuery(chosen)) results.peek()?.remove(new Set(chosen));
  const said = await change(chosen, [{ trashed }], {
    undone,
    back: () => {
      if (first !== undefined) restored.value = { id: first, key };
    },
  });
  if (said !== "failed" && isQuery(chosen)) await refresh().catch(showFailure);
  if (said === "done") show(done);
  return said !== "failed";
}

/**
 * Sends a change and remembers the way back, which the server knows exactly.
 * @returns `undone` when it was taken back before the answer came: then it is no news any more.
 */
async function change(
  chosen: Chosen,
  actions: readonly Bulk["action"][],
  { undone, back }: { readonly undone: string; readonly back?: () => void },
): Promise<"done" | "undone" | "failed"> {
  const edits = inTurn(() => sendActions(chosen, actions));
  const undo = async () => {
    const made = await edits.catch(() => []);
    await inTurn(async () => {
      for (const edit of made.toReversed()) await post<Undone>("api/undo", { edit });
    });
    await refresh();
    back?.();
    announcement.value = undone;
  };
  undos.push(undo);
  try {
    await edits;
    return undos.includes(undo) ? "done" : "undone";
  } catch (failure) {
    forget(undo);
    await refresh().catch(() => undefined);
    showFailure(failure);
    return "failed";
  }
}

async function sendActions(chosen: Chosen, actions: readonly Bulk["action"][]): Promise<number[]> {
  const edits: number[] = [];
  for (const action of actions) {
    for (const body of bodiesOf(chosen)) {
      const { edit } = await post<BulkDone>("api/bulk", { ...body, action });
      if (edit !== null) edits.push(edit);
    }
  }
  return edits;
}

async function undoOlder(): Promise<void> {
  try {
    const { summary } = await inTurn(() => post<Undone>("api/undo", {}));
    await refresh();
    toast.value = { kind: "done", text: t("toast.undone", { summary }) };
  } catch (failure) {
    if (!(failure instanceof ApiFailure) || failure.code !== "not_found") throw failure;
    toast.value = { kind: "done", text: t("toast.nothing") };
  }
}

function show(text: string): void {
  toast.value = { kind: "done", text, undo: undoLast };
}

async function refresh(): Promise<void> {
  await results.peek()?.refresh();
}

function forget(undo: Undo): void {
  const at = undos.indexOf(undo);
  if (at >= 0) undos.splice(at, 1);
}

/** Does something once every change before it is through. */
export function inTurn<Answer>(run: () => Promise<Answer>): Promise<Answer> {
  const done = underWay.then(run);
  underWay = done.catch(() => undefined);
  return done;
}

function refuses(chosen: Chosen): boolean {
  return countOf(chosen) === 0 || writeBlock.peek() !== null;
}
