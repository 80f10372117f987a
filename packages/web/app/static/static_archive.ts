import { matchesWhere, readWhere, type WhereSubject } from "@acacia/core/where";
import type { StaticData, StaticItem } from "../../export/static_data.ts";
import type { Albums } from "../../routes/album_schemas.ts";
import type { Comments } from "../../routes/comments.ts";
import { FLAGS, SORTS, type Sort } from "../../routes/flags.ts";
import type { Bucket, Buckets, MediaDetail, Status } from "../../routes/schemas.ts";

/** Items of a bucket in the orders that know no months. */
const PAGE_SIZE = 512;
const DATED: readonly Sort[] = ["posted", "archived"];

/** What a call of the grid asks for, as its address says it. */
interface GridQuery {
  readonly q: string;
  readonly sort: Sort;
  readonly seed: number;
}

/** An exported gallery: gives the answers of the server from what was exported. */
export class StaticArchive {
  readonly #data: StaticData;
  readonly #now: number;
  #last: { readonly key: string; readonly items: readonly StaticItem[] } | undefined;

  /** @param data What was exported. @param now What "3 days ago" counts from, epoch ms. */
  constructor(data: StaticData, now: number) {
    this.#data = data;
    this.#now = now;
  }

  /** The answer to a path of the API beside the page; undefined where the export has none. */
  answer(path: string): unknown {
    const url = new URL(path, "http://static/");
    const [, area, name = "", id = "", part] = url.pathname.split("/").map(decodeURIComponent);
    if (area !== "api") return undefined;
    const query = readQuery(url.searchParams);
    if (name === "status") return this.#status();
    if (name === "buckets") return id === "" ? this.#buckets(query) : this.#bucket(id, query);
    if (name === "media" && part === "comments") return this.#comments(id);
    if (name === "media") return this.#media(id, query);
    if (name === "albums") return id === "" ? this.#albums(url.searchParams) : this.#album(id);
    return undefined;
  }

  #status(): Status {
    const { version, items } = this.#data;
    return { version, archive: "", readOnly: true, items: items.length, bytes: bytesOf(items) };
  }

  #buckets(query: GridQuery): Buckets {
    const { items } = this.#data;
    const found = this.#find(query);
    const { faults } = readWhere(query.q, { now: this.#now });
    return {
      items: found.length,
      capped: false,
      bytes: bytesOf(found),
      archiveItems: items.length,
      archiveBytes: bytesOf(items),
      unseen: 0,
      mark: this.#data.madeAt,
      faults: faults.map(({ message, hint = "", meant = null, span }) => ({
        ...{ message, hint, meant },
        ...{ from: span.from, to: span.to },
      })),
      buckets: [...groups(found, query.sort)].map(([key, { length: count }]) => ({ key, count })),
    };
  }

  #bucket(key: string, query: GridQuery): Bucket {
    const items = groups(this.#find(query), query.sort).get(key) ?? [];
    const column = <Value>(read: (item: StaticItem) => Value) => items.map(read);
    return {
      key,
      id: column(({ media }) => media.id),
      imgurId: column(({ media }) => media.imgurId),
      ratio: column(({ media }) => ratioOf(media)),
      width: column(({ media }) => media.width),
      height: column(({ media }) => media.height),
      flags: column(flagsOf),
      thumbHash: column(({ media }) => media.thumbHash),
      thumb: column(({ media, thumbExt }) => (thumbExt === null ? "" : (media.thumb ?? ""))),
      title: column(({ media, post }) => media.title ?? this.#post(post)?.title ?? ""),
      score: column(({ score }) => score),
      bytes: column(({ media }) => media.bytes),
      postedAt: column(({ media }) => media.postedAt ?? 0),
      postCount: column(({ post }) => this.#post(post)?.mediaCount ?? 1),
      durationMs: column(({ media }) => media.durationMs ?? 0),
    };
  }

  #item(id: string): StaticItem | undefined {
    return this.#data.items.find(
      ({ media }) => media.imgurId === id || media.sha256 === id || `~${media.id}` === id,
    );
  }

  #comments(id: string): Comments | undefined {
    const item = this.#item(id);
    if (!item) return undefined;
    const none = { post: null, fetchedAt: null, total: 0, comments: [] };
    return this.#data.comments[item.post ?? ""] ?? none;
  }

  #media(id: string, query: GridQuery): MediaDetail | undefined {
    const found = this.#item(id);
    if (!found) return undefined;
    const result = this.#find(query);
    const index = result.indexOf(found);
    const place = {
      index,
      items: result.length,
      previous: result[index - 1]?.media.id ?? null,
      next: result[index + 1]?.media.id ?? null,
    };
    return { ...found.media, post: this.#postOf(found), place: index < 0 ? null : place };
  }

  #postOf({ post }: StaticItem): MediaDetail["post"] {
    const facts = this.#post(post);
    if (!facts) return null;
    const album = this.#data.albums[facts.imgurId];
    const members =
      album?.members.filter(({ sha256 }) => sha256 !== null) ??
      this.#data.items
        .filter((item) => item.post === post)
        .map(({ media }) => ({ ...media, ratio: ratioOf(media) }));
    return {
      ...facts,
      media: members.map(({ id, imgurId, thumb, ratio, title }) => ({
        ...{ id, imgurId, thumb, ratio },
        title: title ?? "",
      })),
    };
  }

  #album(id: string) {
    return this.#data.albums[id];
  }

  #albums(params: URLSearchParams): Albums {
    const sort = params.get("sort") === "pictures" ? "pictures" : "newest";
    const found = new Set(this.#find(readQuery(params)).flatMap(({ albums }) => albums));
    const albums = Object.values(this.#data.albums)
      .filter(({ imgurId }) => found.has(imgurId))
      .toSorted((a, b) =>
        sort === "pictures"
          ? b.counts.here - a.counts.here || b.id - a.id
          : (b.postedAt ?? 0) - (a.postedAt ?? 0) || b.id - a.id,
      )
      .map(({ members, ...head }) => ({
        ...head,
        pictures: members.filter(({ sha256 }) => sha256 !== null).slice(0, 4),
      }));
    return { total: albums.length, albums, next: null };
  }

  #post(id: string | null) {
    return id === null ? undefined : this.#data.posts[id];
  }

  /** What a query finds, in its order; the last is remembered, as a grid asks for it bucket by bucket. */
  #find(query: GridQuery): readonly StaticItem[] {
    const key = JSON.stringify(query);
    if (this.#last?.key === key) return this.#last.items;
    const { expr } = readWhere(query.q, { now: this.#now });
    const items = this.#data.items
      .filter((item) => matchesWhere(expr, this.#subjectOf(item)))
      .toSorted(orderOf(query));
    this.#last = { key, items };
    return items;
  }

  #subjectOf({ media, post, albums, score }: StaticItem): WhereSubject {
    const facts = this.#post(post);
    const texts = [media.title, media.description, media.name, facts?.title, facts?.description];
    const tags = [...(facts?.tags ?? []), ...media.ownTags];
    return {
      id: media.imgurId,
      kind: media.kind,
      inAlbum: facts?.kind === "album",
      width: media.width || null,
      height: media.height || null,
      score,
      views: facts?.views ?? null,
      sizeBytes: media.bytes,
      run: media.archivedRun,
      tags,
      user: facts?.author ?? null,
      subreddit: facts?.subreddit ?? null,
      albums,
      postedAt: media.postedAt,
      archivedAt: media.archivedAt,
      nsfw: media.nsfw,
      duplicate: media.sameBytes.length > 0,
      favorite: media.favorite,
      unseen: false,
      gone: media.removedUpstreamAt !== null,
      trashed: media.trashed,
      texts: [...texts.filter((text) => text != null), ...tags],
      comments: [],
    };
  }
}

function readQuery(params: URLSearchParams): GridQuery {
  return {
    q: params.get("q") ?? "",
    sort: SORTS.find((name) => name === params.get("sort")) ?? "posted",
    seed: Number(params.get("seed") ?? 1),
  };
}

/** Buckets of a result in their order: months where the order is one of dates, else parts of one size. */
function groups(items: readonly StaticItem[], sort: Sort): Map<string, StaticItem[]> {
  const isDated = DATED.includes(sort);
  const found = new Map<string, StaticItem[]>();
  for (const [at, item] of items.entries()) {
    const key = isDated ? monthOf(dateOf(item, sort)) : `p${Math.floor(at / PAGE_SIZE)}`;
    const group = found.get(key);
    if (group) group.push(item);
    else found.set(key, [item]);
  }
  return found;
}

function monthOf(at: number | null): string {
  return at === null ? "none" : new Date(at).toISOString().slice(0, 7);
}

function dateOf({ media }: StaticItem, sort: Sort): number | null {
  return sort === "archived" ? media.archivedAt : media.postedAt;
}

/** The largest first; what is unknown comes last. */
function orderOf({ sort, seed }: GridQuery): (a: StaticItem, b: StaticItem) => number {
  const rank = (item: StaticItem): number => {
    if (sort === "score") return item.score ?? Number.NEGATIVE_INFINITY;
    if (sort === "size") return item.media.bytes;
    if (sort === "random") return shuffled(item.media.id, seed);
    return dateOf(item, sort) ?? Number.NEGATIVE_INFINITY;
  };
  return (a, b) => {
    const [one, other] = [rank(a), rank(b)];
    return one === other ? b.media.id - a.media.id : other - one;
  };
}

/** A number that looks like none for each id, the same for the same seed. */
function shuffled(id: number, seed: number): number {
  let mixed = Math.imul(id ^ Math.imul(seed, 0x9e3779b1), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

function bytesOf(items: readonly StaticItem[]): number {
  return items.reduce((sum, { media }) => sum + media.bytes, 0);
}

function ratioOf({ width, height }: { readonly width: number; readonly height: number }): number {
  return width > 0 && height > 0 ? Math.round((width / height) * 1000) / 1000 : 1;
}

function flagsOf({ media, thumbExt }: StaticItem): number {
  const bits: [boolean, number][] = [
    [media.kind === "gif", FLAGS.gif],
    [media.kind === "video", FLAGS.video],
    [media.nsfw, FLAGS.nsfw],
    [media.favorite, FLAGS.favorite],
    [media.removedUpstreamAt !== null, FLAGS.removedUpstream],
    [media.hasSound, FLAGS.sound],
    [thumbExt === null, FLAGS.noThumb],
    [media.animated, FLAGS.animated],
  ];
  return bits.reduce((flags, [isSet, bit]) => (isSet ? flags | bit : flags), 0);
}
