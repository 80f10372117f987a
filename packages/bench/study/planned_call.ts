import type { ProcessMemory } from "../measure/process.ts";

/** What the child process of the memory study is told. */
export interface PlannedCall {
  /** The archive folder. */
  readonly dir: string;
  readonly items: number;
}

/** What it tells while it goes on. */
export interface PlannedLook extends ProcessMemory {
  /** Items that have ended. */
  readonly done: number;
  /** Since its start, ms. */
  readonly t: number;
}

/** Items between two looks. */
export const LOOK_ITEMS = 2_000;
