import type { Command } from "../command.ts";

/** `acacia verify`: is everything as it was stored. */
export const verifyCommand: Command = {
  name: "verify",
  summary: "Check that every file, name and row of the archive is as it was stored",
  description:
    "Reads every file and compares its SHA-256; looks for files that are missing or that nobody knows, for names under " +
    "images/ that show something else, and at the database. Works beside a running fetch. Interrupted, the next one " +
    "goes on. Exit 10 when something is wrong.",
  examples: [
    "acacia verify",
    "acacia verify --sample 5%",
    "acacia verify --decode --json > findings.ndjson",
  ],
  keys: ["sample", "seed", "decode", "restart", "jobs", "workers", "engine"],
  help: {
    jobs: "files read at once, 1 to 256 (auto: 4)",
    workers: "Workers that decode; 0: in this process, one by one",
    engine: "what decodes",
  },
  async run(call, context) {
    const { runVerify } = await import("../run_verify.ts");
    return runVerify(call, context);
  },
};
