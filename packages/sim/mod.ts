/**
 * A stand-in for Imgur: API v3, post/v1, the keyless album endpoint and the CDN, with everything that can go wrong.
 * Written from docs/imgur.md; it imports nothing of Acacia's.
 * @module @acacia/sim
 */
export type { Placeholder, Placeholders } from "./cdn/placeholders.ts";
export { FAULTS, type Role } from "./faults/fault.ts";
export type { SimClock } from "./faults/pace.ts";
export { CAPACITY_SHAPES, SIX_CAPACITY_SHAPES } from "./faults/refusals.ts";
export { DEFAULT_KNOBS, KNOBS, type KnobRow, type Knobs } from "./knobs.ts";
export { type Sim, type SimOptions, startSim } from "./start_sim.ts";
export type * from "./stats.ts";
export type * from "./world/model.ts";
export { makeWorld } from "./world/world.ts";
