import type { Command } from "../command.ts";
import { collectCommand } from "./collect.ts";
import { completionsCommand } from "./completions.ts";
import { configCommand } from "./config.ts";
import { doctorCommand } from "./doctor.ts";
import { dupsCommand } from "./dups.ts";
import { exportCommand } from "./export.ts";
import { favCommand } from "./fav.ts";
import { fetchCommand } from "./fetch.ts";
import { filterCommand } from "./filter.ts";
import { helpCommand } from "./help.ts";
import { importCommand } from "./import.ts";
import { listMediaCommand } from "./list_media.ts";
import { manifestCommand } from "./manifest.ts";
import { openCommand } from "./open.ts";
import { queueCommand } from "./queue.ts";
import { rebuildCommand } from "./rebuild.ts";
import { repairCommand } from "./repair.ts";
import { retryCommand } from "./retry.ts";
import { runsCommand } from "./runs.ts";
import { showCommand } from "./show.ts";
import { sourceCommand } from "./source.ts";
import { statsCommand } from "./stats.ts";
import { syncCommand } from "./sync.ts";
import { tagCommand } from "./tag.ts";
import { targetCommand } from "./target.ts";
import { thumbsCommand } from "./thumbs.ts";
import { trashCommand } from "./trash.ts";
import { undoCommand } from "./undo.ts";
import { verifyCommand } from "./verify.ts";
import { webCommand } from "./web.ts";
import { workerCommand } from "./worker.ts";

/** Every command, in the order of help. */
export const COMMANDS: readonly Command[] = [
  fetchCommand,
  sourceCommand,
  syncCommand,
  webCommand,
  listMediaCommand,
  showCommand,
  openCommand,
  favCommand,
  tagCommand,
  filterCommand,
  trashCommand,
  undoCommand,
  statsCommand,
  runsCommand,
  thumbsCommand,
  verifyCommand,
  retryCommand,
  repairCommand,
  rebuildCommand,
  manifestCommand,
  dupsCommand,
  exportCommand,
  importCommand,
  workerCommand,
  collectCommand,
  queueCommand,
  targetCommand,
  doctorCommand,
  configCommand,
  completionsCommand,
  helpCommand,
];
