import type { Role } from "./faults/fault.ts";
import type { Answer } from "./http/answer.ts";
import type { Sent } from "./http/send.ts";

/** What one host was asked. */
export interface RoleStats {
  readonly requests: number;
  /** By what was asked for: `file`, `thumb`, `album`, `gallery`, `image`, `keyless`, … */
  readonly byKind: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Bytes of bodies that left. */
  readonly bytes: number;
  /** Requests that are being answered, and the most there ever were at once. */
  readonly inFlight: number;
  readonly peakInFlight: number;
  /** Answers that the client did not wait for, or that a fault broke. */
  readonly unfinished: number;
  /** Answers that began. */
  readonly answered: number;
  /** From their requests to their first bytes, in ms, all together: over `answered`, the latency there really was. */
  readonly waitedMs: number;
}

/** TCP connections of one listener. API and site share theirs. */
export interface ConnectionStats {
  readonly opened: number;
  readonly open: number;
  readonly peak: number;
}

/** What was asked for one media on the CDN, in any form. */
export interface MediaStats {
  readonly requests: number;
  /** Originals and renderings that left from first byte to last: 200, whole. */
  readonly whole: number;
  /** The rest of one, answered to a Range: 206, whole. */
  readonly partial: number;
  readonly bytes: number;
}

/** When a request began. */
export interface Begun {
  /** Epoch ms. */
  readonly at: number;
  readonly role: Role;
  readonly path: string;
}

/** Everything that was counted since the start or the last reset. */
export interface SimStats {
  readonly requests: number;
  readonly roles: Readonly<Record<Role, RoleStats>>;
  readonly connections: Readonly<Record<"api" | "cdn", ConnectionStats>>;
  readonly media: Readonly<Record<string, MediaStats>>;
  /** How often each fault was met, by its name. */
  readonly faults: Readonly<Record<string, number>>;
  /** How often each knob, rule or script entry made a difference, by its name or text. */
  readonly met: Readonly<Record<string, number>>;
  /** The last requests, oldest first, at most 20,000. */
  readonly begun: readonly Begun[];
  /** Bugs of the stand-in itself: answers that threw. */
  readonly errors: readonly string[];
  /** CPU of this process since the reset, in ms. */
  readonly cpu: { readonly userMs: number; readonly systemMs: number };
  /** Resident memory of this process, in bytes. */
  readonly rssBytes: number;
}

const MAX_BEGUN = 20_000;
const MAX_ERRORS = 100;

type Writable<T> = { -readonly [K in keyof T]: T[K] };
interface RoleCount extends Writable<Omit<RoleStats, "byKind" | "byStatus">> {
  byKind: Record<string, number>;
  byStatus: Record<string, number>;
}

/** Counts; `stats()` hands out copies. */
export class Counter {
  #roles = freshRoles();
  #connections = freshConnections();
  #media = new Map<string, Writable<MediaStats>>();
  #faults: Record<string, number> = {};
  #met: Record<string, number> = {};
  #begun: Begun[] = [];
  #errors: string[] = [];
  #cpu = process.cpuUsage();

  opened(listener: "api" | "cdn"): void {
    const count = this.#connections[listener];
    count.opened++;
    count.open++;
    count.peak = Math.max(count.peak, count.open);
  }

  closed(listener: "api" | "cdn"): void {
    this.#connections[listener].open--;
  }

  begin(begun: Begun): void {
    const count = this.#roles[begun.role];
    count.requests++;
    count.inFlight++;
    count.peakInFlight = Math.max(count.peakInFlight, count.inFlight);
    this.#begun.push(begun);
    if (this.#begun.length >= MAX_BEGUN * 2) this.#begun = this.#begun.slice(-MAX_BEGUN);
  }

  /** @param sent What left; null when nothing could. */
  end(role: Role, answer: Answer | null, sent: Sent | null): void {
    const count = this.#roles[role];
    count.inFlight--;
    if (!sent?.whole) count.unfinished++;
    if (!answer) return;
    add(count.byKind, answer.kind);
    add(count.byStatus, String(answer.status));
    count.bytes += sent?.bodyBytes ?? 0;
    if (answer.mediaId) this.#countMedia(answer.mediaId, answer, sent);
  }

  /** An answer begins, this long after its request. */
  answer(role: Role, waitedMs: number): void {
    this.#roles[role].answered++;
    this.#roles[role].waitedMs += waitedMs;
  }

  inFlight(role: Role): number {
    return this.#roles[role].inFlight;
  }

  fault(name: string): void {
    add(this.#faults, name);
  }

  meet(knob: string): void {
    add(this.#met, knob);
  }

  hasMet(knob: string): boolean {
    return Object.hasOwn(this.#met, knob);
  }

  error(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (this.#errors.length < MAX_ERRORS) this.#errors.push(text);
  }

  /** Forgets everything but what is open and in flight. */
  reset(): void {
    const [roles, connections] = [this.#roles, this.#connections];
    this.#roles = freshRoles();
    this.#connections = freshConnections();
    for (const role of ROLES) {
      this.#roles[role].inFlight = this.#roles[role].peakInFlight = roles[role].inFlight;
    }
    for (const listener of ["api", "cdn"] as const) {
      this.#connections[listener].open = this.#connections[listener].peak =
        connections[listener].open;
    }
    this.#media = new Map();
    this.#faults = {};
    this.#met = {};
    this.#begun = [];
    this.#errors = [];
    this.#cpu = process.cpuUsage();
  }

  stats(): SimStats {
    const cpu = process.cpuUsage(this.#cpu);
    return structuredClone({
      requests: ROLES.reduce((sum, role) => sum + this.#roles[role].requests, 0),
      roles: this.#roles,
      connections: this.#connections,
      media: Object.fromEntries(this.#media),
      faults: this.#faults,
      met: this.#met,
      begun: this.#begun.slice(-MAX_BEGUN),
      errors: this.#errors,
      cpu: { userMs: cpu.user / 1000, systemMs: cpu.system / 1000 },
      rssBytes: process.memoryUsage.rss(),
    });
  }

  #countMedia(id: string, answer: Answer, sent: Sent | null): void {
    const count = this.#media.get(id) ?? { requests: 0, whole: 0, partial: 0, bytes: 0 };
    this.#media.set(id, count);
    count.requests++;
    count.bytes += sent?.bodyBytes ?? 0;
    if (!sent?.whole || !FILE_KINDS.has(answer.kind) || sent.bodyBytes === 0) return;
    if (answer.status === 200) count.whole++;
    if (answer.status === 206) count.partial++;
  }
}

const ROLES = ["api", "site", "cdn"] as const satisfies readonly Role[];
const FILE_KINDS: ReadonlySet<string> = new Set(["file", "mp4"]);

function freshRoles(): Record<Role, RoleCount> {
  return { api: freshRole(), site: freshRole(), cdn: freshRole() };
}

function freshRole(): RoleCount {
  return {
    requests: 0,
    byKind: {},
    byStatus: {},
    bytes: 0,
    inFlight: 0,
    peakInFlight: 0,
    unfinished: 0,
    answered: 0,
    waitedMs: 0,
  };
}

function freshConnections(): Record<"api" | "cdn", Writable<ConnectionStats>> {
  return { api: { opened: 0, open: 0, peak: 0 }, cdn: { opened: 0, open: 0, peak: 0 } };
}

function add(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
