/** Sizes, spans of time, names: for people and for disks. @module @acacia/core/text */
export * from "./closest.ts";
export * from "./duration.ts";
export * from "./sample.ts";
export * from "./size.ts";
