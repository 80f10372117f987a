import type { ImgurBases } from "../imgur/bases.ts";
import type { HostGate, Observation, Slot } from "../limit/host_gate.ts";
import { FakeClock } from "./fake_clock.ts";

/** A request as a {@link FakeImgur} saw it. */
export interface SeenRequest {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Headers;
}

/** A small server on loopback in Imgur's place, for tests of one answer; the whole stand-in is `@acacia/sim`. */
export interface FakeImgur extends AsyncDisposable {
  readonly bases: ImgurBases;
  readonly seen: readonly SeenRequest[];
  /** The paths asked for, in order. */
  readonly paths: readonly string[];
}

/** Answers every request by `answer`; undefined is Imgur's 404. */
export function openFakeImgur(
  answer: (request: SeenRequest) => Response | Promise<Response> | undefined,
): FakeImgur {
  const seen: SeenRequest[] = [];
  const server = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch(request) {
      const url = new URL(request.url);
      const one = { path: url.pathname, query: url.searchParams, headers: request.headers };
      seen.push(one);
      return answer(one) ?? notFound(url.pathname);
    },
  });
  const base = `http://127.0.0.1:${server.port}`;
  return {
    bases: { api: base, cdn: `${base}/cdn`, site: `${base}/site` },
    seen,
    get paths() {
      return seen.map((request) => request.path);
    },
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

/** Answers by path: JSON, or a function of the request that gives JSON or a `Response`; else Imgur's 404. */
export function openFakeRoutes(routes: Readonly<Record<string, unknown>>): FakeImgur {
  return openFakeImgur((request) => {
    if (!Object.hasOwn(routes, request.path)) return undefined;
    const route = routes[request.path];
    const value = typeof route === "function" ? route(request) : route;
    return value instanceof Response ? value : Response.json(value);
  });
}

function notFound(path: string): Response {
  const data = { error: "Unable to find what was asked for", request: path, method: "GET" };
  return Response.json({ data, success: false, status: 404 }, { status: 404 });
}

/** A clock whose sleeps take no time: they move it and are written down. */
export class SleeplessClock extends FakeClock {
  readonly sleeps: number[] = [];

  override async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.sleeps.push(ms);
    await this.advance(ms);
  }
}

/** A gate that pauses as it is told to: `pauseMs` after each throttle. Everything noted is kept. */
export class FakeGate implements HostGate {
  readonly role = "api";
  readonly noted: Observation[] = [];
  /** How many slots are out. */
  active = 0;
  #openAt = 0;
  readonly #clock: FakeClock;
  readonly #pauseMs: number;

  constructor(clock: FakeClock, pauseMs = 0) {
    this.#clock = clock;
    this.#pauseMs = pauseMs;
  }

  /** When requests may begin again, epoch ms. */
  get openAt(): number {
    return this.#openAt;
  }

  async enter(signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    const waitMs = this.#openAt - this.#clock.now();
    if (waitMs > 0) await this.#clock.sleep(waitMs, signal);
    this.active += 1;
    return {
      [Symbol.dispose]: () => {
        this.active -= 1;
      },
    };
  }

  note(observation: Observation): void {
    this.noted.push(observation);
    if (observation.kind !== "throttled" && observation.kind !== "capacity") return;
    this.#openAt = this.#clock.now() + this.#pauseMs;
  }
}
