import { type Signal, signal } from "@preact/signals";
import type { Launch } from "../../../routes/run_schemas.ts";
import type { NewRun } from "../../../routes/source_schemas.ts";
import { ApiFailure } from "../../api.ts";
import { pageAddress, push } from "../../router.ts";
import { live, toast } from "../../state.ts";
import { fetchLaunch, startRun } from "./activity_api.ts";
import { t } from "./strings.ts";
import { printExit } from "./words.ts";

/** What is being started. */
export type Starting =
  | { readonly kind: "waiting"; readonly what: string }
  | { readonly kind: "failed"; readonly message: string };

/** The start that was asked for last; null when it has become a run. */
export const starting: Signal<Starting | null> = signal(null);

const ASK_MS = 400;
const NOTHING_FOUND = 7;

type WantedRun = Partial<NewRun> & Pick<NewRun, "command">;

/**
 * Starts a run, waits until it has begun, and goes to its page.
 * @returns Whether it began; {@link starting} says why not.
 */
export async function begin(run: WantedRun): Promise<boolean> {
  starting.value = { kind: "waiting", what: run.targets?.join(", ") ?? "" };
  try {
    const launch = await waitForRun(await start(run));
    if (launch.run !== null) {
      starting.value = null;
      push(pageAddress("activity", String(launch.run)));
      return true;
    }
    starting.value = { kind: "failed", message: printEnd(launch) };
  } catch (error) {
    const message = error instanceof ApiFailure ? error.message : String(error);
    starting.value = { kind: "failed", message };
  }
  return false;
}

/** {@link begin} for a button far from the field: the toast says why it did not begin. */
export async function beginOrTell(run: WantedRun): Promise<void> {
  if (await begin(run)) return;
  const state = starting.peek();
  starting.value = null;
  if (state?.kind === "failed") toast.value = { kind: "failure", text: state.message };
}

function printEnd({ command, exitCode }: Launch): string {
  if (command === "retry" && exitCode === NOTHING_FOUND) return t("start.nothing");
  return t("start.ended", { meaning: printExit(exitCode ?? 1) });
}

/** A run that has just ended gives the archive back a moment later. */
async function start(run: WantedRun, tries = 6): Promise<Launch> {
  try {
    return await startRun(run);
  } catch (error) {
    const isLocked = error instanceof ApiFailure && error.code === "archive.locked";
    if (!isLocked || tries <= 1 || live.peek()?.run != null) throw error;
    await rest(ASK_MS);
    return await start(run, tries - 1);
  }
}

async function waitForRun(launch: Launch): Promise<Launch> {
  let now = launch;
  while (now.run === null && now.exitCode === null) {
    await rest(ASK_MS);
    now = await fetchLaunch(launch.launch);
  }
  return now;
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
