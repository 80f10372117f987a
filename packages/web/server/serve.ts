import {
  AcaciaError,
  ARCHIVE_THUMBS,
  type Archive,
  type Clock,
  preparePages,
  type Thumbnailer,
} from "@acacia/core";
import type { DoctorFinding } from "../routes/doctor.ts";
import { prepareLive } from "../routes/live.ts";
import { makeApp } from "./app.ts";
import { openAssets } from "./assets.ts";
import type { LaunchProgram } from "./launches.ts";
import { LiveFeed } from "./live.ts";
import { ThumbCache } from "./thumb_cache.ts";

/** What a gallery serves, and where. */
export interface WebOptions {
  /** Open for `edit`, or for `read` when read-only. */
  readonly archive: Archive;
  /** An address to listen on. */
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** Needed when `host` is not the loopback. */
  readonly token?: string;
  readonly readOnly: boolean;
  /** Makes sizes that are not on disk. */
  readonly thumbnailer?: Thumbnailer;
  /** Starts the program in a process of its own. @default nothing can be started from the gallery */
  readonly launch?: LaunchProgram;
  /** Runs the checks of the machine and the archive that need no network. @default nobody examines */
  readonly examine?: () => Promise<readonly DoctorFinding[]>;
  readonly version: string;
  readonly clock: Clock;
  /** Is told of unexpected errors, for whoever runs the server. @default nobody */
  readonly onError?: (error: unknown) => void;
}

/** A gallery that is being served; disposing stops it. */
export interface RunningWeb extends AsyncDisposable {
  /** Where to open it, with the token when there is one. */
  readonly url: string;
  readonly port: number;
}

const LOOPBACK = ["127.0.0.1", "::1", "localhost"];

/**
 * Serves the gallery.
 *
 * @throws {AcaciaError} `usage` off the loopback without a token; `config` when the port is taken.
 */
export async function startWeb(options: WebOptions): Promise<RunningWeb> {
  const { archive, host, port, token, readOnly, clock, version } = options;
  if (!LOOPBACK.includes(host) && token === undefined) {
    throw new AcaciaError("usage", `Cannot serve on ${host}: others could look without a token`, {
      hint: `Give --token ${crypto.randomUUID()}`,
    });
  }
  const onError = options.onError ?? (() => {});
  const pages = preparePages(archive);
  const thumbs = new ThumbCache({
    archive,
    settings: ARCHIVE_THUMBS,
    clock,
    onError,
    // Read-only means the archive's folder too: nothing is made that was not there.
    ...(readOnly || !options.thumbnailer ? {} : { thumbnailer: options.thumbnailer }),
  });
  const read = prepareLive({ archive, pages, clock });
  // Listening does not wait for it: the first page that is asked for does.
  const assets = openAssets();
  assets.catch(onError);
  const closing = new AbortController();
  const app = makeApp({
    archive,
    pages,
    thumbs,
    live: new LiveFeed({ read, clock, onError }),
    assets,
    clock,
    version,
    readOnly,
    launch: options.launch,
    examine: options.examine,
    onError,
    signal: closing.signal,
    guard: { hosts: [host], ...(token === undefined ? {} : { token }) },
  });
  const server = listen({ host, port, fetch: app.fetch });
  const address = host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${address}:${server.port}/${token === undefined ? "" : `?token=${encodeURIComponent(token)}`}`,
    port: server.port ?? port,
    async [Symbol.asyncDispose]() {
      closing.abort();
      await server.stop(true);
    },
  };
}

function listen(options: {
  host: string;
  port: number;
  fetch: (request: Request) => Response | Promise<Response>;
}) {
  const { host, port, fetch } = options;
  try {
    return Bun.serve({
      hostname: host,
      port,
      // Streams beat within this; a client that sends nothing for as long is gone.
      idleTimeout: 30,
      fetch: (request) => fetch(request),
      error: () => new Response("Something unexpected happened", { status: 500 }),
    });
  } catch (cause) {
    throw new AcaciaError(
      "config",
      `Cannot serve on ${host}:${port}: ${(cause as Error).message}`,
      {
        hint: "Give another --port, or --port 0 for any free one",
        cause,
      },
    );
  }
}
