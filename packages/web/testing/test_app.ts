import { join } from "node:path";
import {
  ARCHIVE_THUMBS,
  type Archive,
  type ArchiveMode,
  type ArrivedFile,
  type Media,
  makeInlineThumbnailer,
  makeTotals,
  type OpenArchiveOptions,
  openArchive,
  type Post,
  preparePages,
  prepareRecording,
  type Recording,
  type Thumbnailer,
  type Totals,
} from "@acacia/core";
import {
  FakeClock,
  makeTempFolder,
  sampleFile,
  sampleMedia,
  samplePost,
} from "@acacia/core/testing";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { prepareLive } from "../routes/live.ts";
import { makeApp } from "../server/app.ts";
import type { Asset } from "../server/assets.ts";
import type { GuardOptions } from "../server/guard.ts";
import type { LaunchProgram } from "../server/launches.ts";
import { LiveFeed } from "../server/live.ts";
import { ThumbCache } from "../server/thumb_cache.ts";

/** A server as a test wants it. */
export interface TestAppOptions {
  /** @default false */
  readonly readOnly?: boolean;
  /** @default { hosts: [] } */
  readonly guard?: GuardOptions;
  /** @default makes them in this process; null: none */
  readonly thumbnailer?: Thumbnailer | null;
  /** Is given what the gallery would start. @default nothing can be started */
  readonly launch?: LaunchProgram;
  /** Of thumbnails in memory. */
  readonly maxBytes?: number;
  /** A bucket for its blobs, and the keys to it. */
  readonly bucket?: Pick<OpenArchiveOptions, "storage" | "env">;
}

/** A picture to add. */
export interface NewPicture {
  readonly media?: Partial<Media>;
  /** Of its post. */
  readonly post?: Partial<Post>;
  readonly file?: Partial<ArrivedFile>;
  /** What is in the file. @default its Imgur id */
  readonly bytes?: Uint8Array | string;
  /** When it is archived, epoch ms. @default the clock's time */
  readonly at?: number;
}

/** A picture that was added. */
export interface AddedPicture {
  readonly id: number;
  readonly postId: number;
  readonly imgurId: string;
  readonly sha256: string;
}

const HOST = "localhost";
const ORIGIN = `http://${HOST}`;

/** The whole server on an archive of its own, asked without a port; its time stands still. */
export class TestApp implements AsyncDisposable {
  readonly archive: Archive;
  readonly recording: Recording;
  readonly clock: FakeClock;
  readonly app: OpenAPIHono;
  readonly live: LiveFeed;
  readonly thumbs: ThumbCache;
  /** Unexpected errors so far. */
  readonly errors: unknown[];
  readonly #stack: AsyncDisposableStack;
  #source: { readonly sourceId: number; readonly run: number } | undefined;

  private constructor(parts: Parts, stack: AsyncDisposableStack) {
    this.archive = parts.archive;
    this.recording = parts.recording;
    this.clock = parts.clock;
    this.app = parts.app;
    this.live = parts.live;
    this.thumbs = parts.thumbs;
    this.errors = parts.errors;
    this.#stack = stack;
  }

  /** Opens one; dispose it. */
  static async open(options: TestAppOptions = {}): Promise<TestApp> {
    await using stack = new AsyncDisposableStack();
    const { dir } = stack.use(await makeTempFolder());
    const open = async (mode: ArchiveMode) =>
      stack.use(
        await openArchive(join(dir, "archive"), {
          mode,
          command: "test",
          sync: false,
          ...options.bucket,
        }),
      );
    const parts = makeParts(await open("write"), { open, stack, options });
    return new TestApp(await parts, stack.move());
  }

  /** Asks for a path. */
  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask(path, { headers });
  }

  /** Asks for a path's JSON; the status has to be 200. */
  async json<Answer = unknown>(path: string): Promise<Answer> {
    const answer = await this.get(path);
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  /** Posts an edit as our own page does. */
  edit(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.post("/api/edit", body, headers);
  }

  /** Posts as our own page does. */
  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return this.ask(path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-acacia": "1",
        origin: ORIGIN,
        ...headers,
      },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  }

  /** Any request. */
  async ask(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (!headers.has("host")) headers.set("host", HOST);
    return this.app.request(`${ORIGIN}${path}`, { ...init, headers });
  }

  /** Archives a picture in a post of its own. */
  async add(picture: NewPicture = {}): Promise<AddedPicture> {
    const media = sampleMedia(picture.media);
    const post = samplePost({ id: `p${media.id}`, media: [media], ...picture.post });
    const bytes = picture.bytes ?? media.id;
    const content = typeof bytes === "string" ? bytes : Buffer.from(bytes).toString("hex");
    const file = sampleFile(content, { sizeBytes: bytes.length, ...picture.file });
    await Bun.write(this.archive.layout.blobPath(file.sha256, file.type), bytes, {
      createPath: true,
    });
    const at = picture.at ?? this.clock.now();
    this.#source ??= this.#addSource();
    const { sourceId, run } = this.#source;
    return this.recording.transaction(() => {
      const saved = this.recording.savePost(post, { sourceId, at });
      const { mediaId } = saved.media.find(({ imgurId }) => imgurId === media.id)!;
      const role = "original";
      this.recording.saveArrived({ mediaId, role, file, companions: [], run, at });
      return { id: mediaId, postId: saved.postId, imgurId: media.id, sha256: file.sha256 };
    });
  }

  /** Begins a run of this process, or of another. */
  run(facts: { pid?: number; host?: string } = {}): number {
    return this.recording.startRun({
      command: "fetch",
      startedAt: this.clock.now(),
      strategy: "pool",
      jobs: 8,
      targets: ["r/aww"],
      settings: {},
      version: "test",
      pid: process.pid,
      host: "elsewhere",
      ...facts,
    });
  }

  /** Ends a run well. */
  finish(run: number, totals: Totals = makeTotals()): void {
    const finishedAt = this.clock.now();
    this.recording.finishRun(run, { finishedAt, exitCode: 0, totals, sources: [], seconds: 2 });
  }

  #addSource(): { sourceId: number; run: number } {
    const run = this.run();
    this.finish(run);
    return { sourceId: this.recording.ensureSource("r/aww", "subreddit", 1), run };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#stack[Symbol.asyncDispose]();
  }
}

interface Parts {
  readonly archive: Archive;
  readonly recording: Recording;
  readonly clock: FakeClock;
  readonly app: OpenAPIHono;
  readonly live: LiveFeed;
  readonly thumbs: ThumbCache;
  readonly errors: unknown[];
}

async function makeParts(
  archive: Archive,
  {
    open,
    stack,
    options,
  }: {
    open: (mode: ArchiveMode) => Promise<Archive>;
    stack: AsyncDisposableStack;
    options: TestAppOptions;
  },
): Promise<Parts> {
  const { readOnly = false, guard = { hosts: [] } } = options;
  const clock = new FakeClock();
  const errors: unknown[] = [];
  const onError = (error: unknown) => void errors.push(error);
  const served = readOnly ? await open("read") : archive;
  const thumbnailer = options.thumbnailer ?? stack.use(makeInlineThumbnailer({ clock }));
  const pages = preparePages(served);
  const thumbs = new ThumbCache({
    archive: served,
    settings: ARCHIVE_THUMBS,
    clock,
    onError,
    ...(options.thumbnailer === null || readOnly ? {} : { thumbnailer }),
    ...(options.maxBytes === undefined ? {} : { maxBytes: options.maxBytes }),
  });
  const live = new LiveFeed({
    read: prepareLive({ archive: served, pages, clock }),
    clock,
    onError,
  });
  const app = makeApp({
    archive: served,
    pages,
    thumbs,
    live,
    assets: Promise.resolve(new Map([["/", PAGE]])),
    clock,
    version: "test",
    readOnly,
    guard,
    onError,
    launch: options.launch,
  });
  return { archive, recording: prepareRecording(archive), clock, app, live, thumbs, errors };
}

const PAGE: Asset = {
  path: "/",
  contentType: "text/html;charset=utf-8",
  etag: '"page"',
  immutable: false,
  body: new TextEncoder().encode("<!doctype html>"),
  encoded: {},
};

/** The error of an answer. */
export async function errorOf(
  answer: Response,
): Promise<{ code: string; message: string; hint?: string }> {
  return ((await answer.json()) as { error: { code: string; message: string } }).error;
}
