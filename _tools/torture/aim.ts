import { existsSync, watch } from "node:fs";
import { join } from "node:path";
import type { Told } from "./phase.ts";
import type { Random } from "./random.ts";

/** When a run is killed. A seed gives the same aim again; by time, event and file not the same microsecond. */
export type Aim =
  | { readonly by: "time"; readonly afterMs: number }
  | { readonly by: "event"; readonly type: string; readonly nth: number; readonly afterMs: number }
  | {
      readonly by: "file";
      readonly folder: string;
      readonly name: RegExp;
      readonly nth: number;
      readonly afterMs: number;
    }
  /** Right before its n-th statement of SQL: `packages/cli/testing/killed_main.ts`. */
  | { readonly by: "statement"; readonly nth: number }
  /** At its n-th call of the system with such a name: by `strace`, where that is installed. */
  | { readonly by: "call"; readonly call: "rename" | "fsync" | "link"; readonly nth: number };

/** A moment that a command can be killed at; a run has up to `most` of them, of which the first may be left out. */
export type Moment = { readonly most: number; readonly least?: number } & (
  | { readonly event: string }
  | { readonly folder: string; readonly name: RegExp }
  | { readonly sql: true }
  | { readonly call: "rename" | "fsync" | "link" }
);

/** What a command's moments are, beside any time. */
export interface Moments {
  /** Its runs take about as long, ms. */
  readonly lastsMs: number;
  readonly counted: readonly [Moment, ...Moment[]];
  /** The part of the kills that comes at any time; the rest comes at the n-th of what is counted. @default 0.2 */
  readonly atAnyTime?: number;
}

/** Draws when to kill. */
export function pickAim(random: Random, { lastsMs, counted, atAnyTime = 0.2 }: Moments): Aim {
  if (random.next() < atAnyTime) return { by: "time", afterMs: random.whole(100, lastsMs) };
  const moment = random.pick(counted);
  const nth = random.whole(moment.least ?? 1, moment.most);
  const afterMs = random.pick([0, 0, random.next(), random.next() * 10]);
  if ("event" in moment) return { by: "event", type: moment.event, nth, afterMs };
  if ("folder" in moment) {
    return { by: "file", folder: moment.folder, name: moment.name, nth, afterMs };
  }
  if ("sql" in moment || Bun.which("strace") === null) return { by: "statement", nth };
  return { by: "call", call: moment.call, nth };
}

/** The command line that runs the program, and that kills it where the aim says so. */
export function commandFor(aim: Aim | undefined, main: string, args: readonly string[]): string[] {
  if (aim?.by === "statement") {
    const killed = join(main, "../testing/killed_main.ts");
    return [process.execPath, killed, String(aim.nth), ...args];
  }
  const plain = [process.execPath, main, ...args];
  if (aim?.by !== "call") return plain;
  const calls = `/^${aim.call}`;
  const inject = `inject=${calls}:signal=SIGKILL:when=${aim.nth}`;
  const quiet = ["-f", "-qqq", "-o", "/dev/null"];
  return ["strace", ...quiet, "-e", `trace=${calls}`, "-e", inject, ...plain];
}

/** Calls back once the moment has come. */
export function arm(aim: Aim, archive: string, fire: () => void) {
  let seen = 0;
  let isOver = false;
  let timer: Timer | undefined;
  const fireOnce = () => {
    if (!isOver) fire();
    isOver = true;
  };
  const hit = (afterMs: number) => {
    if (afterMs === 0) fireOnce();
    else timer ??= setTimeout(fireOnce, afterMs);
  };
  const count = () => {
    seen += 1;
    if ((aim.by === "event" || aim.by === "file") && seen === aim.nth) hit(aim.afterMs);
  };
  if (aim.by === "time") hit(aim.afterMs);
  const folder = aim.by === "file" ? join(archive, aim.folder) : "";
  const watcher =
    aim.by === "file" && existsSync(folder)
      ? watch(folder, (_, name) => {
          if (name !== null && aim.name.test(name)) count();
        })
      : undefined;
  return {
    /** Hands in each line that the run told. */
    hear(told: Told): void {
      if (aim.by === "event" && told.type === aim.type) count();
    },
    [Symbol.dispose](): void {
      isOver = true;
      clearTimeout(timer);
      watcher?.close();
    },
  };
}

/** In words, for who reads what was done. */
export function printAim(aim: Aim): string {
  if (aim.by === "time") return `after ${aim.afterMs} ms`;
  if (aim.by === "statement") return `before statement ${aim.nth}`;
  if (aim.by === "call") return `at ${aim.call} ${aim.nth}`;
  const what = aim.by === "event" ? aim.type : `${aim.folder} ${aim.name.source}`;
  return `at ${what} ${aim.nth}, ${aim.afterMs.toFixed(1)} ms later`;
}
