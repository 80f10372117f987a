import { answerApi } from "./api/access.ts";
import { Credits } from "./api/credits.ts";
import { Cdn } from "./cdn/media.ts";
import { chance } from "./faults/chance.ts";
import { FAULTS, type Role } from "./faults/fault.ts";
import { Bandwidth, type Latency, parseLatency } from "./faults/pace.ts";
import { type ChosenFault, FaultPlan } from "./faults/plan.ts";
import { type Answer, text } from "./http/answer.ts";
import type { Connection } from "./http/connection.ts";
import type { HttpRequest } from "./http/request.ts";
import { type Sent, send } from "./http/send.ts";
import { withKnobs } from "./knob_values.ts";
import { DEFAULT_KNOBS, type Knobs } from "./knobs.ts";
import type { Place } from "./place.ts";
import { answerSite } from "./site.ts";
import type { Counter } from "./stats.ts";
import { answerArchive, isArchivePath } from "./wayback/archive.ts";

const API_REGEXP = /^\/(3|post|comment|account)\//;

/** What turning the knobs prepares, so that a request does not. */
interface Settings {
  readonly knobs: Knobs;
  readonly plan: FaultPlan;
  readonly latency: Latency;
  readonly apiLatency: Latency;
  readonly total: Bandwidth;
}

/** Everything between a request and its answer: latency, faults, pace and the counting of it all. */
export class Stand {
  readonly #place: Place;
  readonly #counter: Counter;
  readonly #credits = new Credits();
  readonly #cdn: Cdn;
  readonly #bandwidths = new WeakMap<Connection, Bandwidth>();
  readonly #wished = new Set<string>();
  readonly #met = new Set<string>();
  #settings: Settings;
  #served = 0;

  /** @param place All but the knobs and `meet`, which belong here. */
  constructor(place: Omit<Place, "knobs" | "meet">, counter: Counter) {
    const stand = this;
    this.#counter = counter;
    this.#settings = makeSettings(DEFAULT_KNOBS, place.seed);
    this.#place = {
      ...place,
      get knobs() {
        return stand.#settings.knobs;
      },
      meet: (knob) => this.meet(knob),
    };
    this.#cdn = new Cdn(this.#place);
  }

  get knobs(): Knobs {
    return this.#settings.knobs;
  }

  /** @throws {Error} when a knob or its value is unknown; then nothing is changed. */
  set(given: Readonly<Record<string, unknown>>): void {
    const knobs = withKnobs(this.knobs, given);
    const made = makeSettings(knobs, this.#place.seed);
    const samePlan = !("rules" in given) && !("faults" in given);
    // A rule that counts must go on counting when another knob is turned.
    this.#settings = samePlan ? { ...made, plan: this.#settings.plan } : made;
    for (const [option, value] of Object.entries(given)) {
      const isDefault = value === DEFAULT_KNOBS[option as keyof Knobs];
      if (!isDefault && !NEVER_SEEN.has(option)) this.#wished.add(option);
    }
    if (!samePlan) for (const wish of made.plan.wishes) this.#wished.add(wish);
  }

  /** Names something that must be met before the end, as a fate that the world was told to hold. */
  wish(name: string): void {
    this.#wished.add(name);
  }

  meet(name: string): void {
    this.#met.add(name);
    this.#counter.meet(name);
  }

  /** What was asked for and never made a difference. */
  get unmet(): string[] {
    return [...this.#wished].filter((wish) => !this.#met.has(wish));
  }

  /** Gives every Client-ID its credits back. */
  resetCredits(): void {
    this.#credits.reset();
  }

  /** Answers one request. Resolves true when its connection may carry another. */
  async serve(
    request: HttpRequest,
    connection: Connection,
    listener: "api" | "cdn",
  ): Promise<boolean> {
    const role = listener === "cdn" ? "cdn" : API_REGEXP.test(request.path) ? "api" : "site";
    const at = this.#place.clock.now();
    this.#counter.begin({ at, role, path: request.path });
    const fault = this.#chooseFault(request, role);
    let answer: Answer | null = null;
    let sent: Sent | null = null;
    try {
      const delay = this.#delay(role);
      answer = await this.#answer(request, role, fault);
      if (delay) await delay;
      if (!connection.open) return false;
      this.#counter.answer(role, this.#place.clock.now() - at);
      sent = await this.#send(answer, request, connection);
      return sent.keep && request.keepAlive;
    } finally {
      this.#counter.end(role, answer, sent);
      if (connection.open && !request.keepAlive) connection.end();
    }
  }

  #chooseFault(request: HttpRequest, role: Role): ChosenFault | null {
    const { plan } = this.#settings;
    if (plan.idle) return null;
    return plan.choose({
      role,
      path: request.path,
      mediaId: role === "cdn" ? this.#cdn.mediaIdOf(request.path) : undefined,
      inFlight: this.#counter.inFlight(role),
    });
  }

  #delay(role: Role): Promise<unknown> | null {
    const { latency, apiLatency, knobs } = this.#settings;
    const own = role !== "cdn" && knobs.apiLatency !== "";
    const ms = (own ? apiLatency : latency)(chance(this.#place.seed, "latency", this.#served++));
    if (ms <= 0) return null;
    this.meet(own ? "apiLatency" : "latency");
    return this.#place.clock.sleep(ms);
  }

  async #answer(request: HttpRequest, role: Role, fault: ChosenFault | null): Promise<Answer> {
    const row = fault ? FAULTS[fault.name] : undefined;
    try {
      const whole = await this.#whole(row?.prepare?.(request) ?? request, role);
      if (!row || !fault) return whole;
      const { cdnUrl, placeholders, clock } = this.#place;
      const given = { request, role, arg: fault.arg, cdnUrl, placeholders, nowMs: clock.now() };
      const broken = row.apply({ ...given, whole });
      if (!broken) return whole;
      this.#counter.fault(fault.name);
      this.meet(fault.askedBy);
      return whole.mediaId ? { ...broken, mediaId: whole.mediaId } : broken;
    } catch (error) {
      this.#counter.error(error);
      return text("bug", String(error), { status: 500, type: "text/plain" });
    }
  }

  #whole(request: HttpRequest, role: Role): Answer | Promise<Answer> {
    if (role === "cdn") return this.#cdn.answer(request);
    if (role === "site" && isArchivePath(request.path)) return answerArchive(request, this.#place);
    if (role === "site") return answerSite(request, this.#place);
    return answerApi(request, { place: this.#place, credits: this.#credits });
  }

  #send(answer: Answer, request: HttpRequest, connection: Connection): Promise<Sent> {
    const { knobs, total } = this.#settings;
    const bandwidths: Bandwidth[] = [];
    if (knobs.bandwidth > 0) {
      this.meet("bandwidth");
      bandwidths.push(this.#bandwidthOf(connection, knobs.bandwidth));
    }
    if (total.limited) {
      this.meet("totalBandwidth");
      bandwidths.push(total);
    }
    const { clock } = this.#place;
    return send(answer, connection, { clock, withBody: request.method !== "HEAD", bandwidths });
  }

  #bandwidthOf(connection: Connection, bytesPerSecond: number): Bandwidth {
    const known = this.#bandwidths.get(connection);
    if (known?.bytesPerSecond === bytesPerSecond) return known;
    const made = new Bandwidth(bytesPerSecond);
    this.#bandwidths.set(connection, made);
    return made;
  }
}

// A refused connection is never seen here; rules and scripts are wished for one by one.
const NEVER_SEEN: ReadonlySet<string> = new Set(["refuse", "rules", "faults"]);

function makeSettings(knobs: Knobs, seed: number): Settings {
  return {
    knobs,
    plan: new FaultPlan(seed, knobs),
    latency: parseLatency(knobs.latency),
    apiLatency: parseLatency(knobs.apiLatency || "0"),
    total: new Bandwidth(knobs.totalBandwidth),
  };
}
