import type { Bulk } from "../../routes/edit_schemas.ts";
import { FLAGS, SORTS } from "../../routes/flags.ts";
import type { Buckets, Edit, Live, Run } from "../../routes/schemas.ts";
import { type Assets, assetResponse, buildAssets } from "../../server/assets.ts";
import { drawScene } from "./draw_scene.ts";
import {
  columnsOf,
  detailOf,
  type FakeItem,
  idOfSha,
  joinAlbums,
  makeItem,
  matches,
  shaOf,
  sorted,
} from "./fake_world.ts";

/** How a made-up gallery begins. */
export interface FakeGalleryOptions {
  /** Pictures. @default 12000 */
  readonly items?: number;
  /** @default a free one */
  readonly port?: number;
  /** Whether a run is on. @default false */
  readonly isRunning?: boolean;
  /** @default false */
  readonly readOnly?: boolean;
  /** A real MP4 for every video. @default none: videos cannot be played */
  readonly film?: Uint8Array<ArrayBuffer>;
}

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const PAGE_SIZE = 512;

/** A gallery server that keeps everything in memory and draws its pictures: a stand-in for tests of the page. */
export class FakeGallery implements AsyncDisposable {
  /** The page is the same for every gallery of a test file. */
  static #built: Promise<Assets> | undefined;
  readonly #options: FakeGalleryOptions;
  readonly #assets: Assets;
  readonly #items = new Map<number, FakeItem>();
  readonly #server: ReturnType<typeof Bun.serve>;
  readonly #streams = new Set<ReadableStreamDefaultController<string>>();
  /** Every edit that was asked for. */
  readonly edits: Edit[] = [];
  /** What edits changed, as it was before, in their order. */
  readonly #undos: FakeItem[][] = [];
  /** Paths that were asked for. */
  readonly asked: string[] = [];
  #mark: number;
  #done = 3_451;
  #isDown = false;

  private constructor(options: FakeGalleryOptions, assets: Assets) {
    this.#options = options;
    this.#assets = assets;
    const items = options.items ?? 12_000;
    for (let id = 1; id <= items; id++) this.#items.set(id, makeItem(id, items));
    joinAlbums([...this.#items.values()]);
    this.#mark = items;
    this.#server = Bun.serve({
      port: options.port ?? 0,
      hostname: "127.0.0.1",
      idleTimeout: 0,
      fetch: (request) => this.#answer(request),
    });
  }

  /** Builds the page and serves it. */
  static async start(options: FakeGalleryOptions = {}): Promise<FakeGallery> {
    FakeGallery.#built ??= buildAssets();
    return new FakeGallery(options, await FakeGallery.#built);
  }

  /** Where it is. */
  get url(): string {
    return `http://127.0.0.1:${this.#server.port}/`;
  }

  /** Pictures that matched a name. */
  find(imgurId: string): FakeItem | undefined {
    return [...this.#items.values()].find((item) => item.imgurId === imgurId);
  }

  /** Archives new pictures, and says so. */
  arrive(count: number): void {
    for (let at = 0; at < count; at++) {
      const id = ++this.#mark;
      const item = makeItem(id, this.#mark);
      const postedAt = Date.UTC(2026, 10, 24, 1) + at;
      this.#items.set(id, { ...item, postedAt, flags: FLAGS.unseen });
    }
    this.#done += count;
    this.#tellLive();
  }

  /** Stops answering, as a server that was ended, or answers again. */
  setDown(isDown: boolean): void {
    this.#isDown = isDown;
    if (!isDown) return;
    for (const stream of this.#streams) stream.close();
    this.#streams.clear();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop(true);
  }

  async #answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    this.asked.push(url.pathname);
    if (this.#isDown) return new Response(null, { status: 503 });
    const asset = this.#assets.get(url.pathname);
    if (asset !== undefined) {
      const response = assetResponse(asset, request);
      response.headers.set("content-security-policy", CSP);
      return response;
    }
    const [, area, ...rest] = url.pathname.split("/");
    if (area === "thumb" || area === "blob") return this.#file(rest.at(-1) ?? "", area);
    if (area === "api") return await this.#api(rest, url, request);
    return failure(404, "not_found");
  }

  async #api([name, id = ""]: string[], url: URL, request: Request): Promise<Response> {
    if (name === "buckets" && id === "") return Response.json(this.#buckets(url));
    if (name === "buckets") return this.#bucket(decodeURIComponent(id), url);
    if (name === "media") return this.#media(decodeURIComponent(id), url);
    if (name === "new") return this.#new(url);
    if (name === "live") return this.#live();
    if (name === "status") return this.#status();
    if (name === "edit") return this.#edit(request, (await request.json()) as Edit);
    if (name === "bulk") return this.#bulk(request, (await request.json()) as Bulk);
    if (name === "undo") return this.#undo();
    return failure(404, "not_found");
  }

  #result(url: URL): FakeItem[] {
    const { searchParams: params } = url;
    const sort = SORTS.find((one) => one === params.get("sort")) ?? "posted";
    const q = params.get("q") ?? "";
    const found = [...this.#items.values()].filter((item) => matches(item, q));
    return sorted(found, sort, Number(params.get("seed") ?? 1));
  }

  #groups(url: URL): Map<string, FakeItem[]> {
    const isDated = ["posted", "archived", null].includes(url.searchParams.get("sort"));
    const result = this.#result(url);
    const keyed = result.map((item, at) => ({
      item,
      key: isDated
        ? new Date(item.postedAt).toISOString().slice(0, 7)
        : `p${Math.floor(at / PAGE_SIZE)}`,
    }));
    const groups = Map.groupBy(keyed, ({ key }) => key);
    return new Map([...groups].map(([key, list]) => [key, list.map(({ item }) => item)]));
  }

  #buckets(url: URL): Buckets {
    const groups = this.#groups(url);
    const all = [...this.#items.values()].filter(({ trashed }) => !trashed);
    const found = [...groups.values()].flat();
    return {
      items: found.length,
      capped: false,
      bytes: bytesOf(found),
      archiveItems: all.length,
      archiveBytes: bytesOf(all),
      unseen: found.filter(({ flags }) => (flags & FLAGS.unseen) !== 0).length,
      mark: this.#mark,
      faults: [],
      buckets: [...groups].map(([key, list]) => ({ key, count: list.length })),
    };
  }

  #bucket(key: string, url: URL): Response {
    const items = this.#groups(url).get(key);
    return items === undefined
      ? failure(404, "bucket.unknown")
      : Response.json(columnsOf(key, items));
  }

  #media(name: string, url: URL): Response {
    const result = this.#result(url);
    const item = name.startsWith("~") ? this.#items.get(Number(name.slice(1))) : this.find(name);
    if (item === undefined) return failure(404, "media.unknown");
    const index = result.indexOf(item);
    const place =
      index < 0
        ? null
        : {
            index,
            items: result.length,
            previous: result[index - 1]?.id ?? null,
            next: result[index + 1]?.id ?? null,
          };
    return Response.json({ ...detailOf(item, this.#items), place });
  }

  #new(url: URL): Response {
    const since = Number(url.searchParams.get("since"));
    const count = this.#result(url).filter(({ id }) => id > since).length;
    return Response.json({ count, mark: this.#mark });
  }

  #status(): Response {
    const items = [...this.#items.values()];
    return Response.json({
      version: "0.1.0",
      archive: "/home/ada/archive",
      readOnly: this.#options.readOnly ?? false,
      items: items.length,
      bytes: bytesOf(items),
    });
  }

  #bulk(request: Request, { q, ids, except = [], action }: Bulk): Response {
    const { tag: _, untag: __, ...marks } = action;
    const found = [...this.#items.values()].filter((item) => matches(item, q ?? ""));
    const without = new Set(except);
    const chosen = ids ?? found.map(({ id }) => id).filter((id) => !without.has(id));
    const before = chosen.map((id) => ({ ...this.#items.get(id)! }));
    const answer = this.#edit(request, { ids: chosen, ...marks });
    if (!answer.ok) return answer;
    this.#undos.push(before);
    return Response.json({ changed: chosen.length, edit: this.#undos.length });
  }

  #undo(): Response {
    const before = this.#undos.pop();
    if (before === undefined) return failure(404, "not_found");
    for (const item of before) this.#items.set(item.id, item);
    return Response.json({ edit: 1, summary: "an edit", changed: before.length });
  }

  #edit(request: Request, edit: Edit): Response {
    if (request.headers.get("x-acacia") !== "1") return failure(403, "origin.refused");
    this.edits.push(edit);
    for (const id of edit.ids) {
      const item = this.#items.get(id);
      if (item === undefined) continue;
      if (edit.trashed !== undefined) item.trashed = edit.trashed;
      if (edit.seen === true) item.flags &= ~FLAGS.unseen;
      if (edit.favorite === true) item.flags |= FLAGS.favorite;
      if (edit.favorite === false) item.flags &= ~FLAGS.favorite;
    }
    return Response.json({ changed: edit.ids.length });
  }

  #live(): Response {
    let mine: ReadableStreamDefaultController<string> | undefined;
    const stream = new ReadableStream<string>({
      start: (controller) => {
        mine = controller;
        this.#streams.add(controller);
        controller.enqueue(`event: live\ndata: ${JSON.stringify(this.#liveNow())}\n\n`);
      },
      cancel: () => {
        if (mine !== undefined) this.#streams.delete(mine);
      },
    });
    return new Response(stream.pipeThrough(new TextEncoderStream()), {
      headers: { "content-type": "text/event-stream" },
    });
  }

  #tellLive(): void {
    for (const stream of this.#streams) {
      stream.enqueue(`event: live\ndata: ${JSON.stringify(this.#liveNow())}\n\n`);
    }
  }

  #liveNow(): Live {
    const run = this.#options.isRunning === true ? runOf(this.#done) : null;
    return { run, archiveItems: this.#items.size, mark: this.#mark };
  }

  #file(sha256: string, area: "thumb" | "blob"): Response {
    const item = this.#items.get(idOfSha(sha256));
    if (item === undefined) return failure(404, "blob.unknown");
    const headers = { "cache-control": "public, max-age=31536000, immutable" };
    if (area === "blob" && (item.flags & FLAGS.video) !== 0) {
      const { film } = this.#options;
      if (film === undefined) return failure(404, "blob.missing");
      return new Response(film, { headers: { ...headers, "content-type": "video/mp4" } });
    }
    return new Response(drawScene(item.id, item.ratio), {
      headers: { ...headers, "content-type": "image/svg+xml", etag: `"${shaOf(item.id)}"` },
    });
  }
}

function runOf(done: number): Run {
  const outcomes = { known: 0, duplicate: 0, removed: 0, region_blocked: 0, rejected: 0 };
  return {
    id: 42,
    command: "fetch",
    state: "running",
    startedAt: Date.UTC(2026, 10, 24),
    finishedAt: null,
    strategy: "adaptive",
    jobs: "auto",
    targets: ["r/landscapes"],
    exitCode: null,
    totals: {
      announced: 9_600,
      stored: done,
      ...outcomes,
      filtered: 0,
      failed: 0,
      cancelled: 0,
      bytes: 1e9,
    },
    bytesPerSecond: 13_600_000,
    eta: 410,
  };
}

function bytesOf(items: readonly FakeItem[]): number {
  return items.reduce((sum, { bytes }) => sum + bytes, 0);
}

function failure(status: number, code: string): Response {
  return Response.json({ error: { code, message: `Cannot answer: ${code}` } }, { status });
}
