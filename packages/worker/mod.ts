/**
 * Crews of Workers: the thumbnail pool now, other ways to run transfers on the same ground. Re-exports only.
 * @module @acacia/worker
 */

export { Crew, type CrewOptions, type Ending, type Recycling } from "./crew/crew.ts";
export type { Member, MemberEvents, OpenMember } from "./crew/member.ts";
export type { Failure, FromMember, ToMember } from "./crew/messages.ts";
export {
  type DoWork,
  type MemberPort,
  type ServeMemberOptions,
  serveMember,
  threadPort,
} from "./crew/serve_member.ts";
export { openThreadMembers } from "./crew/thread_member.ts";
export { openThumbnailPool, type ThumbnailPoolOptions } from "./thumbs/pool.ts";
