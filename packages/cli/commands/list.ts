import type { Command } from "../command.ts";
import { configCommand } from "./config.ts";
import { fetchCommand } from "./fetch.ts";
import { helpCommand } from "./help.ts";
import { targetCommand } from "./target.ts";
import { thumbsCommand } from "./thumbs.ts";

/** Every command, in the order of help. */
export const COMMANDS: readonly Command[] = [
  fetchCommand,
  thumbsCommand,
  targetCommand,
  configCommand,
  helpCommand,
];
