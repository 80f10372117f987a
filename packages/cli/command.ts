import type { Config, ConfigName } from "@acacia/core";
import type { Context } from "./context.ts";

/** A command of the tree: its words for help, its settings, and the work, loaded when it is called. */
export interface Command {
  readonly name: string;
  /** What stands after the name: `[target...]`. */
  readonly args?: string;
  /** What the first of these may be, where `args` would be too long for all of them. */
  readonly actions?: readonly string[];
  readonly summary: string;
  /** Lines under the summary in its own help. */
  readonly description?: string;
  readonly examples?: readonly string[];
  /** The settings that it takes as flags. */
  readonly keys: readonly ConfigName[];
  /** What a setting means to this command, where it is not what the table says. */
  readonly help?: Readonly<Partial<Record<ConfigName, string>>>;
  /** The words that a setting may be for this command, where the settings' table leaves that open. */
  readonly choices?: Readonly<Partial<Record<ConfigName, readonly string[]>>>;
  /** Resolves to the exit code. Heavy modules are imported inside. */
  readonly run: (call: Call, context: Context) => Promise<number>;
}

/** A command as it was called. */
export interface Call {
  readonly args: readonly string[];
  readonly config: Config;
  /** Of the whole tree, for suggestions. */
  readonly commandNames: readonly string[];
}
