import { existsSync, writeFileSync } from "node:fs";
import { systemClock, type ThumbJob, type ThumbResult } from "@acacia/core/thumbs";
import { makeEngines, makeThumbnails } from "@acacia/core/thumbs/maker";
import { serveMember } from "../crew/serve_member.ts";

// For tests: a thumbnail Worker that does what the key of a job says.
serveMember<null, ThumbJob, ThumbResult>({
  async prepare() {
    const engines = makeEngines();
    return async (job) => {
      await misbehave(job);
      return await makeThumbnails(job, { engines, clock: systemClock });
    };
  },
});

async function misbehave({ key, path }: ThumbJob): Promise<void> {
  switch (key) {
    case "exit":
      process.exit(3);
      break;
    case "throw":
      queueMicrotask(() => {
        throw new Error("This Worker dies for a test");
      });
      await new Promise(() => undefined);
      break;
    case "once":
      if (existsSync(`${path}.died`)) return;
      writeFileSync(`${path}.died`, "");
      process.exit(3);
      break;
    case "hang":
      await new Promise(() => undefined);
      break;
    case "bug":
      throw new TypeError("This is a bug for a test");
  }
}
