import type {
  ApiError,
  Bucket,
  Buckets,
  Edit,
  Edited,
  Live,
  MediaDetail,
  New,
  Status,
} from "../routes/schemas.ts";
import { askedQuery, inTyped } from "./asked_query.ts";
import type { GridAddress } from "./router.ts";

/** Why a call failed. */
export class ApiFailure extends Error {
  /** `gone` when the server did not answer at all, else the server's own code. */
  readonly code: string;

  /** @param code See {@link code}. @param message For people. @param options The cause. */
  constructor(code: string, message: string, options: ErrorOptions = {}) {
    super(message, options);
    this.name = "ApiFailure";
    this.code = code;
  }
}

/** Where answers, files and news come from. */
export interface Backend {
  /** Answers a call, as `fetch` does. @param path Beside the page. */
  reach(path: string, init: RequestInit): Promise<Response>;
  /** Address of a thumbnail. @param size One of `THUMB_SIZES`. */
  thumb(size: number, sha256: string): string;
  /** Address of a file. @param download The name to save it under; absent shows it. */
  blob(sha256: string, download?: string): string;
  /** Whether anything changes while it is looked at. */
  readonly isLive: boolean;
}

/** The server that the page came from. */
const SERVER: Backend = {
  reach: (path, init) => fetch(path, init),
  thumb: (size, sha256) => `thumb/${size}/${sha256}`,
  blob(sha256, download) {
    const search = download === undefined ? "" : `?${new URLSearchParams({ download })}`;
    return `blob/${sha256}${search}`;
  },
  isLive: true,
};

let backend = SERVER;

/** Takes everything from elsewhere: an exported gallery carries it all. Call before the first view is drawn. */
export function setBackend(other: Backend): void {
  backend = other;
}

/** The whole result in figures. */
export async function fetchBuckets(grid: GridAddress, signal?: AbortSignal): Promise<Buckets> {
  const told = await get<Buckets>(`api/buckets?${searchOf(grid)}`, signal);
  return { ...told, faults: inTyped(grid.q, told.faults) };
}

/** One bucket's columns. */
export function fetchBucket(key: string, grid: GridAddress, signal?: AbortSignal): Promise<Bucket> {
  return get(`api/buckets/${encodeURIComponent(key)}?${searchOf(grid)}`, signal);
}

/** One picture with all that is known. @param id An Imgur id, or `~` and a row id. */
export function fetchMedia(
  id: string,
  grid: GridAddress,
  signal?: AbortSignal,
): Promise<MediaDetail> {
  return get(`api/media/${encodeURIComponent(id)}?${searchOf(grid)}`, signal);
}

/** How many of a query arrived since a mark. */
export function fetchNew(mark: number, q: string): Promise<New> {
  return get(`api/new?${new URLSearchParams({ since: String(mark), q: askedQuery(q) })}`);
}

/** The archive in short. */
export function fetchStatus(): Promise<Status> {
  return get("api/status");
}

/** Changes what the user owns: favourite, trash, seen. */
export function sendEdit(edit: Edit): Promise<Edited> {
  return post("api/edit", edit);
}

/** Says that pictures were seen while the page goes away; nothing can be done about a failure then. */
export function sendSeenAtLast(ids: readonly number[]): void {
  void fetch("api/edit", {
    method: "POST",
    keepalive: true,
    headers: { "content-type": "application/json", "x-acacia": "1" },
    body: JSON.stringify({ ids, seen: true }),
  }).catch(() => undefined);
}

/** What is told when the live stream speaks, breaks or is whole again. */
export interface LiveListener {
  live(live: Live): void;
  up(): void;
  down(): void;
}

/**
 * Listens to the server for as long as the page lives; after a break it tries again, later each time.
 * @param listener Its `down` is called once a break, `up` once it is whole.
 * @returns Ends it.
 */
export function listenLive(listener: LiveListener): () => void {
  if (!backend.isLive) {
    listener.up();
    return () => undefined;
  }
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = 1_000;
  const open = () => {
    source = new EventSource("api/live");
    source.onopen = () => {
      waitMs = 1_000;
      listener.up();
    };
    source.addEventListener("live", (event) => listener.live(JSON.parse(event.data) as Live));
    source.onerror = () => {
      source?.close();
      listener.down();
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(waitMs * 2, 30_000);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

/** Address of a thumbnail. @param size One of `THUMB_SIZES`. */
export function thumbAddress(size: number, sha256: string): string {
  return backend.thumb(size, sha256);
}

/** Address of a file. @param download The name to save it under; absent shows it. */
export function blobAddress(sha256: string, download?: string): string {
  return backend.blob(sha256, download);
}

/** Asks for a JSON answer. @param path Beside the page. @throws {ApiFailure} */
export async function get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return read(await reach(path, signal === undefined ? {} : { signal }));
}

/** Posts JSON and gives the JSON answer. @param path Beside the page. @throws {ApiFailure} */
export async function post<Answer>(path: string, body: unknown): Promise<Answer> {
  const init = {
    method: "POST",
    headers: { "content-type": "application/json", "x-acacia": "1" },
    body: JSON.stringify(body),
  };
  return read(await reach(path, init));
}

/** Deletes what a path names, and gives the JSON answer. @param path Beside the page. @throws {ApiFailure} */
export async function remove<Answer>(path: string): Promise<Answer> {
  return read(await reach(path, { method: "DELETE", headers: { "x-acacia": "1" } }));
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    return await backend.reach(path, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiFailure("gone", "Acacia did not answer", { cause });
  }
}

async function read<Answer>(response: Response): Promise<Answer> {
  if (response.ok) return (await response.json()) as Answer;
  const body = (await response.json().catch(() => null)) as ApiError | null;
  const { code, message } = body?.error ?? {
    code: `http.${response.status}`,
    message: response.statusText,
  };
  throw new ApiFailure(code, message);
}

function searchOf(grid: GridAddress): URLSearchParams {
  const params = new URLSearchParams({ q: askedQuery(grid.q), sort: grid.sort });
  if (grid.sort === "random") params.set("seed", String(grid.seed));
  return params;
}
