import { serveIfMember } from "../processes/strategy.ts";

// For tests: what the single-file program does first.
if (!serveIfMember()) process.exit(9);
