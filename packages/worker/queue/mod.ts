/**
 * Many machines, on BullMQ and Redis. An entry of its own: what needs no Redis does not load its client.
 * @module @acacia/worker/queue
 */

export { type QueueConsumerOptions, runQueueConsumer } from "./consumer.ts";
export {
  type MachineWorkers,
  openQueueControl,
  type QueueControl,
  type QueueStatus,
} from "./control.ts";
export type { QueueNotice } from "./coordinator.ts";
export { Gatherer } from "./gatherer.ts";
export {
  DEFAULT_QUEUE,
  JOB,
  JOB_OPTIONS,
  LARGEST_WINDOW,
  PREFIX,
  QUEUE_PACE,
  type QueuePace,
  STREAMS,
  type TransferJobData,
} from "./jobs.ts";
export type { Leftover } from "./leftover.ts";
export { openSharedGate, type SharedGateOptions, type SharedLimits } from "./shared_limiter.ts";
export {
  openQueueStrategy,
  type QueueSettings,
  type QueueStrategy,
  type QueueTools,
} from "./strategy.ts";
export { Watchdog } from "./watchdog.ts";
