import type { Config } from "@acacia/core/config";
import { quoteForShell } from "./quote_for_shell.ts";

/** What another command needs to mean the same archive: ` -d 'my cats'`, or nothing when it is the default one. */
export function archiveFlag(config: Config): string {
  if (config.origin("archive") === "default") return "";
  return ` -d ${quoteForShell(config.text("archive") ?? "")}`;
}
