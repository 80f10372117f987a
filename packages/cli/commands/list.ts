import type { Command } from "../command.ts";
import { fetchCommand } from "./fetch.ts";

/** Every command, in the order of help. */
export const COMMANDS: readonly Command[] = [fetchCommand];
