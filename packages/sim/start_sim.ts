import { makePlaceholders, type Placeholders } from "./cdn/placeholders.ts";
import { answerControl, isControl } from "./control.ts";
import { REAL_CLOCK, type SimClock } from "./faults/pace.ts";
import type { Connection } from "./http/connection.ts";
import { type HttpListener, listen } from "./http/listen.ts";
import type { HttpRequest } from "./http/request.ts";
import { send } from "./http/send.ts";
import type { Knobs } from "./knobs.ts";
import { KNOBS } from "./knobs.ts";
import { Stand } from "./stand.ts";
import { Counter, type SimStats } from "./stats.ts";
import type { World, WorldOptions } from "./world/model.ts";
import { makeWorld } from "./world/world.ts";
import { WorldIndex } from "./world_index.ts";

/** Which world to serve, where, and what goes wrong from the start. */
export interface SimOptions extends WorldOptions, Partial<Knobs> {
  /** Of API and site. @default 0: any free port */
  readonly port?: number;
  /** Of the CDN. @default 0: any free port */
  readonly cdnPort?: number;
  /** Address to listen on. @default "127.0.0.1" */
  readonly host?: string;
  /** A world of one's own; the world options are ignored then. */
  readonly world?: World;
  /** Time; latency, pauses and credit windows follow it. @default the real one */
  readonly clock?: SimClock;
}

/** A running stand-in. */
export interface Sim extends AsyncDisposable {
  /** `http://127.0.0.1:PORT`, without a slash at the end; the site shares it. */
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly cdnUrl: string;
  readonly port: number;
  readonly cdnPort: number;
  /** Where everything is, and which pictures are placeholders, for a program under test. */
  readonly env: Readonly<
    Record<
      | "IMGUR_API_URL"
      | "IMGUR_SITE_URL"
      | "IMGUR_CDN_URL"
      | "ACACIA_WAYBACK_URL"
      | "ACACIA_PLACEHOLDERS",
      string
    >
  >;
  readonly world: World;
  /** The removed and the region picture as served here, so that a client under test can know their hashes. */
  readonly placeholders: Placeholders;
  /** As they stand now. */
  readonly knobs: Knobs;
  /** A copy of what was counted since the start or the last reset. */
  stats(): SimStats;
  /** Forgets what was counted, and gives every Client-ID its credits back. */
  resetStats(): void;
  /** @throws {Error} when a knob or its value is unknown; then nothing is changed. */
  set(knobs: Partial<Knobs>): void;
  /** Knobs, rules, script entries and fates that were asked for and never made a difference. */
  unmetKnobs(): string[];
}

const FATES = ["removed", "gone", "regionBlocked", "apiGone"] as const;

/**
 * Starts a stand-in for Imgur in this process: API and site on one port, the CDN on another.
 *
 * @throws {Error} when a port is taken, or a knob is unknown.
 * @example
 * ```ts
 * import { startSim } from "@acacia/sim";
 * await using sim = await startSim({ seed: 7, posts: 4 });
 * const answer = await fetch(`${sim.apiUrl}/3/gallery/hot`, { headers: { Authorization: "Client-ID any" } });
 * console.assert(answer.status === 200);
 * console.assert(sim.stats().roles.api.byKind.gallery === 1);
 * ```
 */
export async function startSim(options: SimOptions = {}): Promise<Sim> {
  const sim = new RunningSim(options);
  try {
    sim.set(knobsOf(options));
    return sim;
  } catch (error) {
    await sim[Symbol.asyncDispose]();
    throw error;
  }
}

function knobsOf(options: SimOptions): Partial<Knobs> {
  const given = KNOBS.filter(({ option }) => options[option] !== undefined);
  return Object.fromEntries(given.map(({ option }) => [option, options[option]]));
}

class RunningSim implements Sim {
  readonly world: World;
  readonly placeholders = makePlaceholders();
  readonly port: number;
  readonly cdnPort: number;
  readonly #host: string;
  readonly #clock: SimClock;
  readonly #counter = new Counter();
  readonly #stand: Stand;
  readonly #listeners = new Map<"api" | "cdn", HttpListener>();

  constructor(options: SimOptions) {
    this.world = options.world ?? makeWorld(options);
    this.#host = options.host ?? "127.0.0.1";
    this.#clock = options.clock ?? REAL_CLOCK;
    this.port = this.#listen("api", options.port ?? 0);
    this.cdnPort = this.#listen("cdn", options.cdnPort ?? 0);
    this.#stand = new Stand(
      {
        world: this.world,
        index: new WorldIndex(this.world),
        placeholders: this.placeholders,
        clock: this.#clock,
        seed: options.seed ?? 1,
        apiUrl: this.apiUrl,
        siteUrl: this.siteUrl,
        cdnUrl: this.cdnUrl,
      },
      this.#counter,
    );
    for (const fate of FATES) if ((options[fate] ?? 0) > 0) this.#stand.wish(fate);
  }

  get apiUrl(): string {
    return this.#url(this.port);
  }

  get siteUrl(): string {
    return this.#url(this.port);
  }

  get cdnUrl(): string {
    return this.#url(this.cdnPort);
  }

  get env(): Sim["env"] {
    return {
      IMGUR_API_URL: this.apiUrl,
      IMGUR_SITE_URL: this.siteUrl,
      IMGUR_CDN_URL: this.cdnUrl,
      ACACIA_WAYBACK_URL: this.siteUrl,
      ACACIA_PLACEHOLDERS: `removed:${this.placeholders.removed.sha256},region:${this.placeholders.region.sha256}`,
    };
  }

  get knobs(): Knobs {
    return this.#stand.knobs;
  }

  stats(): SimStats {
    return this.#counter.stats();
  }

  resetStats(): void {
    this.#counter.reset();
    this.#stand.resetCredits();
  }

  set(knobs: Partial<Knobs>): void {
    this.#stand.set(knobs);
    const { refuse } = this.#stand.knobs;
    this.#open("api", refuse !== "api" && refuse !== "both");
    this.#open("cdn", refuse !== "cdn" && refuse !== "both");
  }

  unmetKnobs(): string[] {
    return this.#stand.unmet;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const listener of this.#listeners.values()) listener.stop();
    this.#listeners.clear();
  }

  #url(port: number): string {
    return `http://${this.#host}:${port}`;
  }

  #open(name: "api" | "cdn", open: boolean): void {
    const listener = this.#listeners.get(name);
    if (open && !listener) this.#listen(name, name === "api" ? this.port : this.cdnPort);
    if (open || !listener) return;
    listener.stop();
    this.#listeners.delete(name);
  }

  #listen(name: "api" | "cdn", port: number): number {
    const listener = listen(
      { host: this.#host, port },
      {
        opened: () => this.#counter.opened(name),
        closed: () => this.#counter.closed(name),
        answer: (request, connection) =>
          isControl(request.path)
            ? this.#control(request, connection)
            : this.#stand.serve(request, connection, name),
      },
    );
    this.#listeners.set(name, listener);
    return listener.port;
  }

  async #control(request: HttpRequest, connection: Connection): Promise<boolean> {
    const answer = answerControl(request, { calls: this, from: connection.from });
    const sent = await send(answer, connection, {
      clock: this.#clock,
      withBody: request.method !== "HEAD",
      bandwidths: [],
    });
    return sent.keep && request.keepAlive;
  }
}
