import {
  type ReadonlySignal,
  type Signal,
  useComputed,
  useSignal,
  useSignalEffect,
} from "@preact/signals";
import { address, gridOf } from "../../router.ts";
import { isComplete, joinPieces, type Piece, piecesOf } from "./pieces.ts";
import { rememberSearch } from "./recents.ts";

/** What is typed, what is asked, and what turns one into the other. */
export interface SearchDraft {
  /** What is in the field. */
  readonly draft: Signal<string>;
  /** The piece that is being changed there; null when something is added. */
  readonly editing: Signal<number | null>;
  readonly pieces: readonly Piece[];
  /** The query without what is being changed. */
  readonly others: ReadonlySignal<string>;
  type(text: string): void;
  /** Asks for a text in the place of what is being changed, or beside what is asked already. */
  commit(text: string): void;
  /** Puts a piece into the field. */
  edit(position: number): void;
  /** Puts the last piece before the field into it. */
  editLast(): void;
  remove(position: number): void;
  /** Leaves the field: a changed piece counts, an unchanged one stays as it was. */
  leave(): void;
  /** Drops what is typed. */
  drop(): void;
}

/** @param ask Asks for a query. */
export function useSearch(ask: (q: string) => void): SearchDraft {
  const draft = useSignal("");
  const editing = useSignal<number | null>(null);
  const asked = useComputed(() => gridOf(address.value).q);
  const pieces = useComputed(() => piecesOf(asked.value));
  const rest = useComputed(() => {
    const kept = pieces.value.filter((_, position) => position !== editing.value);
    return joinPieces(kept.map(({ text }) => text));
  });
  const drop = () => {
    draft.value = "";
    editing.value = null;
  };
  // Back, a link or a kind asked for something else: what was being changed is no more.
  useSignalEffect(() => {
    asked.value;
    if (editing.peek() !== null) drop();
  });
  const askFor = (texts: readonly string[]) => {
    const q = joinPieces(texts);
    rememberSearch(q);
    ask(q);
  };
  const others = () => pieces.peek().map(({ text }) => text);
  const commit = (text: string) => {
    const fresh = piecesOf(text).map((piece) => piece.text);
    const at = editing.peek();
    const texts = others();
    drop();
    askFor(at === null ? [...texts, ...fresh] : texts.toSpliced(at, 1, ...fresh));
  };
  const edit = (position: number) => {
    if (draft.peek().trim() !== "" && editing.peek() === null) commit(draft.peek());
    editing.value = position;
    draft.value = pieces.peek()[position]?.text ?? "";
  };
  return {
    draft,
    editing,
    pieces: pieces.value,
    others: rest,
    drop,
    commit,
    edit,
    type(text) {
      const typed = text.trimEnd();
      if (text !== typed && isComplete(typed)) commit(typed);
      else draft.value = text;
    },
    editLast() {
      if (editing.peek() !== null) commit("");
      const last = pieces.peek().length - 1;
      if (last >= 0) edit(last);
    },
    remove(position) {
      drop();
      askFor(others().toSpliced(position, 1));
    },
    leave() {
      const at = editing.peek();
      if (at === null) return;
      const before = pieces.peek()[at]?.text;
      const now = draft.peek().trim();
      if (now === "" || now === before) drop();
      else commit(now);
    },
  };
}
