import { join } from "node:path";
import {
  type Archive,
  type Lookup,
  makeInlineThumbnailer,
  openArchive,
  prepareLookup,
  systemClock,
} from "@acacia/core";
import { makeTempFolder } from "@acacia/core/testing";
import { type Sim, type SimOptions, startSim, type World } from "@acacia/sim";
import type { LaunchedProcess } from "../server/launches.ts";
import { type RunningWeb, startWeb } from "../server/serve.ts";

const CLI = new URL("../../cli/main.ts", import.meta.url).pathname;

/** A gallery as users have it: fetched by the program from a stand-in Imgur, served by the real server. */
export class RealGallery implements AsyncDisposable {
  readonly archive: Archive;
  readonly lookup: Lookup;
  /** Unexpected errors of the server so far. */
  readonly errors: unknown[] = [];
  readonly #sim: Sim;
  readonly #stack: AsyncDisposableStack;
  #web: RunningWeb | undefined;
  #port = 0;

  private constructor(archive: Archive, { sim, stack }: { sim: Sim; stack: AsyncDisposableStack }) {
    this.archive = archive;
    this.lookup = prepareLookup(archive);
    this.#sim = sim;
    this.#stack = stack;
  }

  /**
   * Fetches targets from a new stand-in and serves what came.
   * @param options What the stand-in holds. @param targets Arguments for `acacia fetch`.
   */
  static async open(
    options: SimOptions,
    targets: (world: World) => readonly string[],
  ): Promise<RealGallery> {
    await using stack = new AsyncDisposableStack();
    const sim = stack.use(await startSim(options));
    const folder = stack.use(await makeTempFolder());
    const dir = join(folder.dir, "archive");
    await fetchTargets(targets(sim.world), { dir, sim });
    const archive = stack.use(await openArchive(dir, { mode: "edit", command: "web" }));
    const gallery = new RealGallery(archive, { sim, stack: stack.move() });
    await gallery.serve();
    return gallery;
  }

  /** Its address, with a slash at the end; the same after it was served again. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/`;
  }

  /** Archives more, in a process of its own, slowly enough to be watched. @param targets As given to `acacia fetch`. */
  fetch(...targets: readonly string[]): Promise<void> {
    this.#sim.set({ latency: "500", apiLatency: "1" });
    return fetchTargets(targets, { dir: this.archive.dir, sim: this.#sim });
  }

  /** Serves it, again when it was stopped, at the same address. */
  async serve(): Promise<void> {
    this.#web = await startWeb({
      archive: this.archive,
      host: "127.0.0.1",
      port: this.#port,
      readOnly: false,
      thumbnailer: this.#stack.use(makeInlineThumbnailer()),
      launch: (args) => this.#launch(args),
      version: "test",
      clock: systemClock,
      onError: (error) => this.errors.push(error),
    });
    this.#port = this.#web.port;
  }

  /** Changes how the stand-in answers. */
  set(knobs: Parameters<Sim["set"]>[0]): void {
    this.#sim.set(knobs);
  }

  #launch(args: readonly string[]): LaunchedProcess {
    const child = Bun.spawn([process.execPath, CLI, ...args], {
      env: { ...process.env, ...this.#sim.env, IMGUR_CLIENT_ID: "test" },
      stdio: ["ignore", "ignore", "ignore"],
    });
    this.#stack.defer(async () => {
      child.kill();
      await child.exited;
    });
    return {
      pid: child.pid,
      get exitCode() {
        return child.exitCode;
      },
      drain: () => child.kill("SIGTERM"),
    };
  }

  /** Stops serving. */
  async stop(): Promise<void> {
    await this.#web?.[Symbol.asyncDispose]();
    this.#web = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    await this.#stack[Symbol.asyncDispose]();
  }
}

async function fetchTargets(
  targets: readonly string[],
  { dir, sim }: { dir: string; sim: Sim },
): Promise<void> {
  const child = Bun.spawn([process.execPath, CLI, "fetch", ...targets, "-d", dir, "-j", "16"], {
    env: { ...process.env, ...sim.env, IMGUR_CLIENT_ID: "test" },
    stdout: "ignore",
    stderr: "pipe",
  });
  const said = await new Response(child.stderr).text();
  if ((await child.exited) !== 0) throw new Error(`fetch ended with ${child.exitCode}: ${said}`);
}
