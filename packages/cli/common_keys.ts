import type { ConfigName } from "@acacia/core";

/** Settings that every command takes. */
export const COMMON_KEYS = ["archive", "config", "json", "quiet", "color"] as const;

/** Settings of every command that runs transfers into the archive, as a run does. */
export const RUN_KEYS = [
  "jobs",
  "strategy",
  "redis",
  "queue",
  "local_workers",
  "limit",
  "prefer",
  "limit_rate",
  "tpslimit",
  "retries",
  "timeout",
  "deadline",
  "max_bytes",
  "max_size",
  "proxy",
  "user_agent",
  "storage",
  "view",
  "write_metadata",
  "exec",
  "thumbs",
  "workers",
  "engine",
  "error_on_no_transfer",
  "api_url",
  "cdn_url",
  "site_url",
] as const satisfies readonly ConfigName[];
