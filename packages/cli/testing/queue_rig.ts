import { Database } from "bun:sqlite";
import { expect } from "bun:test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sumOutcomes, type Totals } from "@acacia/core";
import { type Sim, startSim } from "@acacia/sim";
import { HeldClock, type RedisServer } from "@acacia/worker/testing";
import { type CliEnd, openTestCli, type TestCli } from "./cli.ts";
import { filesUnder, finishedOf } from "./fetch_rig.ts";

const MAIN = join(import.meta.dir, "..", "main.ts");
const WORLD = { albums: 2, gifs: 2, videos: 2, duplicates: 1, nearDuplicates: 0 };

/** The program in a process of its own. */
export interface Spawned {
  readonly exited: Promise<number>;
  /** What it said on stderr, once it has ended. */
  readonly err: Promise<string>;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  /** Ends it as Ctrl-C does. @returns Its exit code. */
  interrupt(): Promise<number>;
}

let lastQueue = 0;

/** An Imgur whose answers can be held, a queue, an archive, and the program on both sides of the queue. */
export class QueueCli implements AsyncDisposable {
  readonly clock = new HeldClock();
  readonly queue = `cli-${++lastQueue}`;
  readonly sim: Sim;
  readonly cli: TestCli;
  readonly #server: RedisServer;
  readonly #stack: AsyncDisposableStack;

  private constructor(
    parts: { sim: Sim; cli: TestCli; clock: HeldClock },
    options: { server: RedisServer; stack: AsyncDisposableStack },
  ) {
    this.sim = parts.sim;
    this.cli = parts.cli;
    this.clock = parts.clock;
    this.#server = options.server;
    this.#stack = options.stack;
  }

  static async open(server: RedisServer): Promise<QueueCli> {
    const stack = new AsyncDisposableStack();
    const clock = new HeldClock();
    const speed = { sizeBytes: 4_000, distinctPictures: 1, apiLatency: "0", latency: "1" };
    const sim = stack.use(await startSim({ seed: 7, posts: 12, ...WORLD, ...speed, clock }));
    const cli = stack.use(await openTestCli(sim));
    return new QueueCli({ sim, cli, clock }, { server, stack });
  }

  /** Flags that name the queue. */
  get #place(): string[] {
    return ["--redis", this.#server.url, "--queue", this.queue];
  }

  /** Runs a command of the queue in this process. */
  run(...args: readonly string[]): Promise<CliEnd> {
    return this.cli.run([...args, ...this.#place]);
  }

  /** Runs a fetch, or a collect, and holds it to the sum. */
  async fetch(...args: readonly string[]): Promise<{ exitCode: number; totals: Totals }> {
    const end = await this.run(...args, "--json", "--no-thumbs");
    const { totals } = finishedOf(end);
    expect(sumOutcomes(totals)).toBe(totals.announced);
    return { exitCode: end.exitCode, totals };
  }

  /** Starts a command in a process of its own; the rig ends it. */
  spawn(...args: readonly string[]): Spawned {
    const child = Bun.spawn([process.execPath, MAIN, ...args, ...this.#place], {
      cwd: this.cli.dir,
      env: {
        PATH: process.env.PATH ?? "",
        HOME: this.cli.dir,
        IMGUR_CLIENT_ID: "test",
        ...this.sim.env,
      },
      stdio: ["ignore", "ignore", "pipe"],
    });
    const kill = async () => {
      child.kill("SIGKILL");
      await child.exited;
    };
    this.#stack.defer(kill);
    const interrupt = () => {
      child.kill("SIGINT");
      return child.exited;
    };
    return { exited: child.exited, err: child.stderr.text(), kill, interrupt };
  }

  /** What the newest run came to. */
  async totals(): Promise<Totals> {
    const { context } = await this.cli.run(["runs", "--limit", "1", "--json"]);
    const { totals } = context.out.json[0] as unknown as { totals: Totals };
    expect(sumOutcomes(totals)).toBe(totals.announced);
    return totals;
  }

  /** How the queue stands. */
  async status() {
    const { context } = await this.run("queue", "status", "--json");
    return context.out.json[0] as unknown as QueueFacts;
  }

  /** Waits until the queue stands so. */
  async until(isSo: (facts: QueueFacts) => boolean): Promise<QueueFacts> {
    for (;;) {
      const facts = await this.status();
      if (isSo(facts)) return facts;
    }
  }

  /** No blob is missing, none is half, none is twice, and nothing is left in flight. @returns How many are kept. */
  async checkSound(): Promise<number> {
    const { archive } = this.cli;
    const files = (await filesUnder(join(archive, "blobs"))).sort();
    using sqlite = new Database(join(archive, "acacia.sqlite"), { readonly: true });
    const rows = sqlite
      .query<{ path: string }, []>(
        "SELECT substr(sha256, 1, 2) || '/' || sha256 || '.' || ext AS path FROM blobs ORDER BY 1",
      )
      .all();
    expect(rows.map(({ path }) => path)).toEqual(files);
    const wrong = files.filter((file) => !file.includes(hashOf(join(archive, "blobs", file))));
    expect(wrong).toEqual([]);
    const twice = sqlite.query("SELECT imgur_id FROM media GROUP BY imgur_id HAVING count(*) > 1");
    expect(twice.all()).toEqual([]);
    const left = readdirSync(join(archive, "partial")).filter((name) => name.startsWith("queue."));
    expect(left).toEqual([]);
    const kept = "SELECT count(*) AS n FROM media WHERE archived_at IS NOT NULL";
    return sqlite.query<{ n: number }, []>(kept).get()!.n;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.clock.release();
    await this.#stack.disposeAsync();
  }
}

/** What `queue status --json` prints, as far as tests look. */
export interface QueueFacts {
  readonly waiting: number;
  readonly active: number;
  readonly failed: number;
  readonly results: number;
  readonly pausedSince: number | null;
  readonly left: boolean;
  readonly workers: readonly { machine: string; workers: number; jobs: number }[];
  readonly coordinator: { pid: number } | null;
}

function hashOf(path: string): string {
  return new Bun.CryptoHasher("sha256").update(readFileSync(path)).digest("hex");
}
