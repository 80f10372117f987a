import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";

/** A list of options under a field: which one the keys stand on, and what they do. */
export interface Options {
  /** Of the list. */
  readonly listId: string;
  /** Position of the active option; -1 for none. */
  readonly active: number;
  /** Id of an option, by its position. */
  idOf(position: number): string;
  /** What the field says to screen readers. */
  readonly field: {
    readonly role: "combobox";
    readonly "aria-autocomplete": "list";
    readonly "aria-controls": string;
    readonly "aria-expanded": boolean;
    readonly "aria-activedescendant": string | undefined;
  };
  /** Moves by an arrow key. @returns Whether the key was one. */
  move(key: string): boolean;
  /** Stands on no option. */
  reset(): void;
}

/** Keeps the active option of a list. @param count Of the options. @param isOpen Whether they are shown. */
export function useOptions(count: number, isOpen: boolean): Options {
  const listId = useId();
  const active = useSignal(-1);
  const at = isOpen && active.value < count ? active.value : -1;
  const idOf = (position: number) => `${listId}-${position}`;
  return {
    listId,
    active: at,
    idOf,
    field: {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": listId,
      "aria-expanded": isOpen && count > 0,
      "aria-activedescendant": at < 0 ? undefined : idOf(at),
    },
    move(key) {
      if (key !== "ArrowDown" && key !== "ArrowUp") return false;
      // Beyond the last comes the field itself, then the first.
      const places = count + 1;
      const step = key === "ArrowDown" ? 1 : -1;
      active.value = ((at + 1 + step + places) % places) - 1;
      document.getElementById(idOf(active.value))?.scrollIntoView({ block: "nearest" });
      return true;
    },
    reset() {
      active.value = -1;
    },
  };
}
