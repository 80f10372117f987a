import { systemClock, type ThumbJob, type ThumbResult } from "@acacia/core/thumbs";
import { makeEngines, makeThumbnails } from "@acacia/core/thumbs/maker";
import { serveMember } from "../crew/serve_member.ts";

serveMember<null, ThumbJob, ThumbResult>({
  async prepare() {
    const engines = makeEngines();
    return (job) => makeThumbnails(job, { engines, clock: systemClock });
  },
});
