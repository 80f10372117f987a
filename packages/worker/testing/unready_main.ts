import { serveMember } from "../crew/serve_member.ts";

// For tests: a Worker that loads, but cannot prepare itself.
serveMember<null, null, null>({
  prepare() {
    return Promise.reject(new Error("This Worker cannot get ready for a test"));
  },
});
