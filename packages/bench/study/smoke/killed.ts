import { join } from "node:path";
import {
  archiveOf,
  checkFetch,
  measureFetch,
  readRows,
  removeFetch,
} from "../../measure/fetch_process.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import { makeFigure } from "../figure.ts";
import type { Figure, StudyOptions } from "../study.ts";

/** At which share of the files each fetch is killed. */
const SHARES = [0.15, 0.5, 0.85] as const;
const LOOK_MS = 10;
const JOBS = 8;

/** Kills fetches without warning, goes on, and counts what was committed and asked for again all the same. */
export async function measureKilled(stand: StandIn, { dir, say }: StudyOptions): Promise<Figure[]> {
  const repeated: number[] = [];
  const committed: number[] = [];
  for (const share of SHARES) {
    say(`a fetch killed after ${Math.round(share * 100)} % of the files`);
    const run = await killAndGoOn(stand, { dir: join(dir, `killed-${share}`), share });
    repeated.push(run.repeated);
    committed.push(run.committed);
  }
  return [
    makeFigure("files committed, and asked for again after SIGKILL", repeated, {
      unit: "count",
      statistic: "max",
      target: { atMost: 0 },
      note: `committed when killed: ${committed.join(", ")} of ${stand.files.length}`,
    }),
  ];
}

async function killAndGoOn(
  stand: StandIn,
  { dir, share }: { dir: string; share: number },
): Promise<{ committed: number; repeated: number }> {
  const { files } = stand;
  const call = { dir, jobs: JOBS };
  const killer = new Killer(stand, Math.ceil(share * files.length));
  await measureFetch(stand, { ...call, onStart: (child) => killer.watch(child) });
  killer.stop();
  const committed = await readRows(archiveOf(dir));
  const sample = await measureFetch(stand, call);
  await checkFetch(sample, { dir, files, stored: files.length - committed.size });
  await removeFetch(dir);
  const repeated = [...committed.keys()].filter((id) => sample.requestsOf.has(id));
  return { committed: committed.size, repeated: repeated.length };
}

/** Kills a process once the server has been asked for so many files. */
class Killer {
  readonly #stand: StandIn;
  readonly #requests: number;
  #isOver = false;

  constructor(stand: StandIn, requests: number) {
    this.#stand = stand;
    this.#requests = requests;
  }

  watch(child: { kill(signal: NodeJS.Signals): void }): void {
    void this.#look(child);
  }

  stop(): void {
    this.#isOver = true;
  }

  async #look(child: { kill(signal: NodeJS.Signals): void }): Promise<void> {
    while (!this.#isOver) {
      const { roles } = await this.#stand.stats();
      if (roles.cdn.requests >= this.#requests) return child.kill("SIGKILL");
      await Bun.sleep(LOOK_MS);
    }
  }
}
