import { processPort, serveMember, threadPort } from "@acacia/worker";

// A thread's or a child's whole program: gives back what it is given.
serveMember<null, string, string>({
  prepare: async () => async (payload) => payload,
  port: Bun.isMainThread ? processPort() : threadPort(),
});
