import type { RunEvent, RunProgress } from "@acacia/core/events";
import type { Totals } from "@acacia/core/outcomes";
import type { Launch, RunDetail, RunSlots } from "../../../routes/run_schemas.ts";
import type { Run } from "../../../routes/schemas.ts";
import type { NewRun } from "../../../routes/source_schemas.ts";
import type { ReadTarget } from "../../../routes/target.ts";
import { get, post } from "../../api.ts";

/** Runs on one page of the table. */
export const RUNS_AT_ONCE = 20;

/** Runs, the newest first. @param before Only those with a smaller number. */
export function fetchRuns(before?: number): Promise<Run[]> {
  const from = before === undefined ? "" : `&before=${before}`;
  return get(`api/runs?limit=${RUNS_AT_ONCE}${from}`);
}

/** One run with what its log tells. */
export function fetchRun(id: number): Promise<RunDetail> {
  return get(`api/runs/${id}`);
}

/** Starts a run in a process of its own. */
export function startRun(run: Partial<NewRun> & Pick<NewRun, "command">): Promise<Launch> {
  return post("api/runs", run);
}

/** What became of a start. */
export function fetchLaunch(launch: number): Promise<Launch> {
  return get(`api/launches/${launch}`);
}

/** Lets a run end what it has begun. */
export function stopRun(id: number): Promise<Launch> {
  return post(`api/runs/${id}/stop`, {});
}

/** How a text is read. */
export function readTarget(text: string, signal?: AbortSignal): Promise<ReadTarget> {
  return get(`api/target?${new URLSearchParams({ text })}`, signal);
}

/** What a run's stream tells; progress carries the totals so far. */
export type Told =
  | Exclude<RunEvent, RunProgress>
  | (RunProgress & { readonly totals?: Totals })
  | ({ readonly type: "run.slots" } & RunSlots);

/** Who hears a run's stream. */
export interface RunListener {
  /** @param row Of the log; 0 for what no log keeps. */
  told(event: Told, row: number): void;
  /** The run is over. */
  over(): void;
}

const HEARD = [
  "media.finished",
  "host.paused",
  "credits",
  "run.notice",
  "run.progress",
  "run.finished",
] as const;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * Listens to a run until it is over; after a break it goes on behind the last row that it heard.
 * @param after The row to begin behind. @returns Ends it.
 */
export function listenRun(id: number, after: number, listener: RunListener): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last = after;
  let waitMs = FIRST_WAIT_MS;
  const hear = (type: Told["type"]) => (event: MessageEvent<string>) => {
    waitMs = FIRST_WAIT_MS;
    // The browser repeats the last id with events that have none.
    const row = isUnkept(type) ? 0 : Number(event.lastEventId);
    if (row > 0) last = row;
    listener.told({ ...JSON.parse(event.data), type } as Told, row);
  };
  const open = () => {
    source = new EventSource(`api/runs/${id}/events?after=${last}`);
    for (const type of HEARD) source.addEventListener(type, hear(type));
    source.addEventListener("run.slots", hear("run.slots"));
    source.addEventListener("end", () => {
      source?.close();
      listener.over();
    });
    source.onerror = () => {
      source?.close();
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function isUnkept(type: Told["type"]): boolean {
  return type === "run.slots" || type === "run.progress" || type === "run.finished";
}
