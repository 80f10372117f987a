/**
 * Crews of Workers and child processes: the thumbnail pool, and two ways to run transfers. Re-exports only.
 * @module @acacia/worker
 */

export { Crew, type CrewOptions, type Ending, type Recycling } from "./crew/crew.ts";
export { type CrewStrategyOptions, makeCrewStrategy } from "./crew/crew_strategy.ts";
export type {
  Line,
  LineEvents,
  Member,
  MemberEvents,
  OpenLine,
  OpenMember,
} from "./crew/member.ts";
export type { Failure, FromMember, ToMember } from "./crew/messages.ts";
export { openProcessMembers, type ProcessProgram } from "./crew/process_member.ts";
export { processPort } from "./crew/process_port.ts";
export {
  type DoWork,
  type MemberPort,
  type Port,
  type ServeMemberOptions,
  serveMember,
  threadPort,
} from "./crew/serve_member.ts";
export { serveTransfers } from "./crew/serve_transfers.ts";
export { openThreadMembers } from "./crew/thread_member.ts";
export { processes, serveIfMember } from "./processes/strategy.ts";
export { serveIfQueueWorker } from "./queue/serve_if_queue_worker.ts";
export { threads } from "./threads/strategy.ts";
export { openThumbnailPool, type ThumbnailPoolOptions } from "./thumbs/pool.ts";
