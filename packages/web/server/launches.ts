/** A process that was started from here. */
export interface LaunchedProcess {
  readonly pid: number;
  /** null while it works. */
  readonly exitCode: number | null;
  /** Asks it to take nothing new and to end what it has begun. */
  drain(): void;
}

/** Starts the program in a process of its own, with these arguments. */
export type LaunchProgram = (args: readonly string[]) => LaunchedProcess;

/** A start that was asked for. */
export interface LaunchRecord {
  readonly id: number;
  readonly command: string;
  readonly targets: readonly string[];
  /** Epoch ms. */
  readonly at: number;
  readonly process: LaunchedProcess;
}

/** More starts than this are not remembered. */
const MOST = 100;

/** The processes that this gallery started, the last hundred: only those it may stop. */
export class Launches {
  readonly #records: LaunchRecord[] = [];
  #count = 0;

  /** Remembers a start. */
  add(record: Omit<LaunchRecord, "id">): LaunchRecord {
    this.#count += 1;
    const added = { ...record, id: this.#count };
    this.#records.push(added);
    if (this.#records.length > MOST) this.#records.shift();
    return added;
  }

  /** The start of that number. */
  find(id: number): LaunchRecord | undefined {
    return this.#records.find((record) => record.id === id);
  }

  /**
   * The process of a run, if it was started here and still works: as long as it does, its pid is nobody else's.
   * @param run Its pid and its beginning, epoch ms.
   */
  ofRun(run: { readonly pid: number; readonly startedAt: number }): LaunchRecord | undefined {
    return this.#records.find(
      ({ at, process }) =>
        process.pid === run.pid && process.exitCode === null && run.startedAt >= at,
    );
  }
}
