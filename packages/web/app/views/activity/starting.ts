import { type Signal, signal } from "@preact/signals";
import type { Launch } from "../../../routes/run_schemas.ts";
import type { NewRun } from "../../../routes/source_schemas.ts";
import { ApiFailure } from "../../api.ts";
import { pageAddress, push } from "../../router.ts";
import { t } from "../../strings.ts";
import { fetchLaunch, startRun } from "./activity_api.ts";
import { printExit } from "./words.ts";

/** What is being started. */
export type Starting =
  | { readonly kind: "waiting"; readonly what: string }
  | { readonly kind: "failed"; readonly message: string };

/** The start that was asked for last; null when it has become a run. */
export const starting: Signal<Starting | null> = signal(null);

const ASK_MS = 400;

/**
 * Starts a run, waits until it has begun, and goes to its page.
 * @returns Whether it began; {@link starting} says why not.
 */
export async function begin(run: Partial<NewRun> & Pick<NewRun, "command">): Promise<boolean> {
  starting.value = { kind: "waiting", what: run.targets?.join(", ") ?? "" };
  try {
    const launch = await waitForRun(await startRun(run));
    if (launch.run !== null) {
      starting.value = null;
      push(pageAddress("activity", String(launch.run)));
      return true;
    }
    const meaning = printExit(launch.exitCode ?? 1);
    starting.value = { kind: "failed", message: t("start.ended", { meaning }) };
  } catch (error) {
    const message = error instanceof ApiFailure ? error.message : String(error);
    starting.value = { kind: "failed", message };
  }
  return false;
}

async function waitForRun(launch: Launch): Promise<Launch> {
  let now = launch;
  while (now.run === null && now.exitCode === null) {
    await new Promise((resolve) => setTimeout(resolve, ASK_MS));
    now = await fetchLaunch(launch.launch);
  }
  return now;
}
