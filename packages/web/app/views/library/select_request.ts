import { type Signal, signal } from "@preact/signals";
import type { Item } from "../../grid/item.ts";

/** A picture that the viewer asks the grid to select, or not any more; the grid takes it. */
export const selectRequest: Signal<Item | null> = signal(null);
