import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  AcaciaError,
  type Archive,
  type ExportedFile,
  type ExportFolderOptions,
  exportFolder,
  findThumb,
  type LinkWay,
  type Lookup,
  placeFile,
  prepareAlbums,
  prepareLookup,
  THUMB_EXTENSIONS,
  THUMB_SIZES,
} from "@acacia/core";
import { toAlbum } from "../routes/albums.ts";
import { type Comments, commentRoutes } from "../routes/comments.ts";
import { toDetail } from "../routes/media.ts";
import type { MediaDetail } from "../routes/schemas.ts";
import {
  STATIC_FOLDER,
  type StaticData,
  type StaticItem,
  type StaticPost,
  staticFile,
  staticThumb,
} from "./static_data.ts";
import { openStaticPage, STATIC_MARK } from "./static_page.ts";

/** The pictures of the user's, from the folder of the page. */
const PICTURES = "pictures";

/** What {@link exportGallery} takes. */
export interface ExportGalleryOptions extends ExportFolderOptions {
  /** The program's version, for the page. */
  readonly version: string;
  /** Epoch ms. */
  readonly now: number;
}

/**
 * Writes a gallery that opens from `file://`: the page, its data as a script, thumbnails, and the pictures themselves
 * under `pictures/`. A second export goes on with what is there, and writes the page and its data anew.
 *
 * @param archive Open in any way.
 * @throws {AcaciaError} `usage` when another page stands there; `disk` when the folder cannot be written.
 */
export async function* exportGallery(
  archive: Archive,
  options: ExportGalleryOptions,
): AsyncGenerator<ExportedFile> {
  const { dir, way, dryRun = false, draining, version, now } = options;
  refuseOtherPage(dir);
  const collect = new Collector(archive, { dir, way, dryRun });
  for await (const file of exportFolder(archive, { ...options, dir: join(dir, PICTURES) })) {
    const path = `${PICTURES}/${file.path}`;
    if (file.outcome !== "missing") await collect.add(file.media, path);
    yield { ...file, path };
  }
  if (dryRun || draining?.aborted) return;
  const { html, files } = await openStaticPage();
  for (const [path, text] of Object.entries(files)) write(join(dir, path), text);
  const data = JSON.stringify(collect.data({ version, now }));
  write(join(dir, STATIC_FOLDER, "data.js"), `globalThis.acaciaGallery = ${data};\n`);
  // Last: a page that is there is whole.
  write(join(dir, "index.html"), html);
}

/** Gathers what the page must know, and places what belongs to a picture beside it. */
class Collector {
  readonly #archive: Archive;
  readonly #lookup: Lookup;
  readonly #options: { readonly dir: string; readonly way: LinkWay; readonly dryRun: boolean };
  readonly #items: StaticItem[] = [];
  readonly #posts = new Map<string, StaticPost>();
  readonly #comments = new Map<string, Comments>();
  readonly #commentApp: ReturnType<typeof commentRoutes>;

  constructor(
    archive: Archive,
    options: { readonly dir: string; readonly way: LinkWay; readonly dryRun: boolean },
  ) {
    this.#archive = archive;
    this.#lookup = prepareLookup(archive);
    this.#commentApp = commentRoutes({ archive });
    this.#options = options;
  }

  async add(imgurId: string, path: string): Promise<void> {
    const id = this.#lookup.findId(imgurId);
    const stored = id === undefined ? undefined : this.#lookup.media(id);
    if (!stored?.blob || this.#options.dryRun) return;
    const { post, place: _, ...media } = toDetail(stored, stored.blob, null);
    if (post && !this.#posts.has(post.imgurId)) {
      const { media: __, ...facts } = post;
      this.#posts.set(post.imgurId, facts);
      await this.#readComments(post.imgurId, media.id);
    }
    this.#items.push({
      media,
      path,
      thumbExt: await this.#placeThumbs(media.thumb),
      post: post?.imgurId ?? null,
      albums: stored.posts.filter(({ kind }) => kind === "album").map((one) => one.imgurId),
      score: stored.score,
    });
    await this.#placeFiles(media);
  }

  data({ version, now }: { version: string; now: number }): StaticData {
    const albums = prepareAlbums(this.#archive);
    const here = new Set(this.#items.map(({ media }) => media.id));
    const ids = new Set(this.#items.flatMap((item) => item.albums));
    const entries = [...ids].flatMap((id) => {
      const album = albums.album(id);
      return album ? [[id, onlyWith(here, toAlbum(album))] as const] : [];
    });
    return {
      version,
      madeAt: now,
      items: this.#items,
      posts: Object.fromEntries(this.#posts),
      albums: Object.fromEntries(entries),
      comments: Object.fromEntries(this.#comments),
    };
  }

  async #readComments(post: string, mediaId: number): Promise<void> {
    const answer = await this.#commentApp.request(`/api/media/~${mediaId}/comments`);
    const said = (await answer.json()) as Comments;
    if (said.total > 0) this.#comments.set(post, said);
  }

  /** @returns Their extension; null when there are none. */
  async #placeThumbs(sha256: string | null): Promise<string | null> {
    if (sha256 === null) return null;
    let ext: string | null = null;
    for (const size of THUMB_SIZES) {
      const found = await findThumb(this.#archive.layout, { size, sha256 });
      if (!found) return null;
      ext = THUMB_EXTENSIONS[found.format];
      await this.#place(found.path, staticThumb(size, sha256, ext));
    }
    return ext;
  }

  async #placeFiles({ sha256: shown, files }: Pick<MediaDetail, "sha256" | "files">) {
    for (const { sha256, ext } of files) {
      if (sha256 === shown) continue;
      await this.#place(await this.#archive.store.fetchLocal(sha256, ext), staticFile(sha256, ext));
    }
  }

  async #place(from: string, path: string): Promise<void> {
    const { dir, way } = this.#options;
    const to = join(dir, path);
    if (existsSync(to)) return;
    mkdirSync(dir, { recursive: true });
    await placeFile(from, to, { way, temp: dir });
  }
}

/** An album in which only what was exported is here. */
function onlyWith(here: ReadonlySet<number>, album: ReturnType<typeof toAlbum>) {
  const members = album.members.map((member) =>
    member.sha256 === null || here.has(member.id)
      ? member
      : { ...member, state: "filtered" as const, sha256: null, film: null, thumb: null },
  );
  const left = album.members.length - members.filter(({ sha256 }) => sha256 !== null).length;
  const counts = {
    ...album.counts,
    here: members.length - left,
    filtered: members.filter(({ state }) => state === "filtered").length,
  };
  return { ...album, members, counts };
}

/** @throws {AcaciaError} `usage` when the folder has a page that is not ours. */
function refuseOtherPage(dir: string): void {
  const page = join(dir, "index.html");
  if (!existsSync(page) || readFileSync(page, "utf8").includes(STATIC_MARK)) return;
  throw new AcaciaError("usage", `Cannot export to ${dir}: it holds another index.html`, {
    hint: "Name a folder of its own",
  });
}

/** @throws {AcaciaError} `disk`. */
function write(path: string, text: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    // A reload in between finds the old one or the new one.
    writeFileSync(`${path}.part`, text);
    renameSync(`${path}.part`, path);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AcaciaError("disk", `Cannot write ${path}: ${reason}`, {
      cause,
      hint: "Name a folder that can be written",
    });
  }
}
