import type { Command } from "../command.ts";

/** `acacia doctor`: is everything in order? */
export const doctorCommand: Command = {
  name: "doctor",
  summary: "Check the archive, the disk, the Client-ID, Imgur and this machine",
  description: "Each finding says what to do. Exit 0 when nothing failed.",
  examples: ["acacia doctor", "acacia doctor --offline --json"],
  keys: [
    "offline",
    "client_id",
    "api_url",
    "cdn_url",
    "site_url",
    "proxy",
    "redis",
    "port",
    "host",
  ],
  async run(call, context) {
    const { runDoctor } = await import("../run_doctor.ts");
    return runDoctor(call, context);
  },
};
