/**
 * Acacia's core: Imgur, transfer, archive, run. Re-exports only.
 * @module @acacia/core
 */

export type * from "./archive/store.ts";
export { type Clock, systemClock, type Timeout } from "./async/clock.ts";
export * from "./errors.ts";
export type * from "./events.ts";
export * from "./image/engine.ts";
export * from "./image/sniffed_type.ts";
export type * from "./imgur/model.ts";
export type * from "./limit/host_gate.ts";
export * from "./outcomes.ts";
export type * from "./strategy/strategy.ts";
export type * from "./thumbs/thumbnailer.ts";
export type * from "./transfer/plan.ts";
