import type { Port } from "./serve_member.ts";

/** The port of a child process: its IPC channel. The child ends when the channel closes. */
export function processPort<Down, Up>(): Port<Down, Up> {
  // A system that stops sends these to every process: what they mean is for the coordinator to decide.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => undefined);
  }
  process.on("disconnect", () => process.exit());
  return {
    post(message) {
      if (process.connected) process.send?.(message);
    },
    listen: (onMessage) => void process.on("message", (message) => onMessage(message as Down)),
  };
}
