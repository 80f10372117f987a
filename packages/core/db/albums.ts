import type { Database } from "bun:sqlite";
import type { MediaKind } from "../imgur/model.ts";
import type { Outcome, Reason } from "../outcomes.ts";
import { ALBUM_COUNTS_SQL, ALBUM_MEMBERS_SQL, ALBUM_PICTURES_SQL, ALBUM_SQL } from "./album_sql.ts";
import { type Cursor, printCursor, readCursor } from "./cursor.ts";
import { type Filter, filterSql } from "./filter_sql.ts";
import type { OpenDatabase } from "./open.ts";
import { makeAnswers, makeStatements, type Params, type Statements } from "./statements.ts";
import { prepareCandidates } from "./words_sql.ts";

/** The orders of a list of albums, each from the newest or largest down. */
export const ALBUM_SORTS = ["newest", "pictures"] as const;

/** One of {@link ALBUM_SORTS}. */
export type AlbumSort = (typeof ALBUM_SORTS)[number];

/** A picture of an album as a cover, or in the strip beneath it. */
export interface AlbumPicture {
  readonly id: number;
  readonly imgurId: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly nsfw: boolean;
  readonly sha256: string;
  readonly thumbs: "pending" | "made" | "refused";
  /** Base64, "" while there is none. */
  readonly thumbHash: string;
}

/** What became of an album's media. The parts never add up to more than `announced`; what is missing waits. */
export interface AlbumCounts {
  /** How many Imgur says that it has; never fewer than are known. */
  readonly announced: number;
  /** Shown by the gallery. */
  readonly here: number;
  readonly trashed: number;
  readonly removed: number;
  /** Not the media that was promised, or not fetched in spite of retries. */
  readonly failed: number;
  readonly regionBlocked: number;
  readonly filtered: number;
}

/** An album in a list. */
export interface AlbumCard {
  readonly id: number;
  readonly imgurId: string;
  readonly title: string | null;
  readonly author: string | null;
  readonly subreddit: string | null;
  /** Epoch ms. */
  readonly postedAt: number | null;
  readonly counts: AlbumCounts;
  /** The first four that are here, in the author's order. */
  readonly pictures: readonly AlbumPicture[];
}

/** A media in its place in an album, here or not. */
export interface AlbumMember {
  readonly id: number;
  readonly imgurId: string;
  readonly kind: MediaKind;
  readonly title: string | null;
  readonly description: string | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly nsfw: boolean;
  readonly favorite: boolean;
  readonly hasSound: boolean;
  readonly durationMs: number | null;
  readonly animated: boolean;
  /** Whether it is shown, in the trash, or not kept. */
  readonly state: "here" | "trashed" | "missing";
  /** What came of it last; null when nothing did yet. */
  readonly outcome: Outcome | null;
  readonly reason: Reason | null;
  /** The shown file; null while none is kept. */
  readonly sha256: string | null;
  readonly ext: string | null;
  /** The film of a GIF. */
  readonly film: string | null;
  readonly thumbs: "pending" | "made" | "refused" | null;
  readonly thumbHash: string;
}

/** A whole album. */
export interface AlbumDetail extends Omit<AlbumCard, "pictures"> {
  readonly description: string | null;
  readonly points: number | null;
  readonly views: number | null;
  readonly comments: number | null;
  /** Canonical address on imgur.com. */
  readonly address: string;
  readonly removedUpstreamAt: number | null;
  /** In the author's order; at most 5000. */
  readonly members: readonly AlbumMember[];
}

/** A list of albums: those with a shown media that the filter matches. */
export interface AlbumListing {
  /** @default "newest" */
  readonly sort?: AlbumSort;
  /** Of media. @default {} */
  readonly filter?: Filter;
}

/** Reading albums. */
export interface Albums {
  /** How many the list has; kept until the database changes. */
  count(filter?: Filter): number;
  /**
   * @param options `limit` 1 to 200; `after` from the page before.
   * @throws {AcaciaError} `usage` when `after` is none.
   */
  page(options: AlbumListing & { readonly limit: number; readonly after?: string }): {
    readonly albums: AlbumCard[];
    /** Pass it as `after`; null at the end. */
    readonly next: string | null;
  };
  /** One by its Imgur id. */
  album(imgurId: string): AlbumDetail | undefined;
}

/** Key of albums of which nobody knows when they were posted: the last ones. */
const UNDATED = -1;

/**
 * Prepares the reading of albums.
 * @param archive An open archive, or its database.
 */
export function prepareAlbums({ sqlite }: Pick<OpenDatabase, "sqlite">): Albums {
  const statements = makeStatements(sqlite);
  const answers = makeAnswers(sqlite);
  const candidates = prepareCandidates(statements);
  const having = (filter: Filter = {}) => albumsHaving(filter, candidates);
  const card = prepareCards(sqlite);
  return {
    count: (filter) =>
      answers(`albums ${JSON.stringify(filter ?? {})}`, () => {
        const { sql, params } = having(filter);
        return statements.number(
          `SELECT count(*) FROM posts p WHERE p.kind = 'album' AND ${sql}`,
          params,
        );
      }),
    page({ sort = "newest", filter, limit, after }) {
      const from = after === undefined ? undefined : readCursor(after);
      const rows = listAlbums(statements, { sort, from, limit, having: having(filter) });
      const last = rows.at(-1);
      const next =
        last !== undefined && rows.length === limit
          ? printCursor({ key: keyOf(last, sort), id: last.id })
          : null;
      return { albums: rows.map(card), next };
    },
    album: prepareAlbum(sqlite),
  };
}

interface Having {
  readonly sql: string;
  readonly params: Params;
}

/** The condition that an album `p` has a shown media of the filter. */
function albumsHaving(filter: Filter, candidates: ReturnType<typeof prepareCandidates>): Having {
  const { sql, params, selective } = filterSql(filter, { candidates });
  // Few media: their albums make a short list. Many: each album is asked, and answers at its first picture.
  const text = selective
    ? `p.id IN (SELECT pm.post_id FROM media JOIN post_media pm ON pm.media_id = media.id WHERE ${sql})`
    : `EXISTS (SELECT 1 FROM post_media pm JOIN media ON media.id = pm.media_id
         WHERE pm.post_id = p.id AND ${sql})`;
  return { sql: text, params };
}

interface CardRow extends Omit<AlbumCard, "counts" | "pictures"> {
  readonly mediaCount: number;
}

interface ListOptions {
  readonly sort: AlbumSort;
  readonly from: Cursor | undefined;
  readonly limit: number;
  readonly having: Having;
}

const CARD_COLUMNS = `p.id, p.imgur_id AS imgurId, p.title, p.author, p.subreddit,
  p.posted_at AS postedAt, p.media_count AS mediaCount`;

function listAlbums(statements: Statements, options: ListOptions): CardRow[] {
  const { sort, from, limit, having } = options;
  const read = (condition: string, order: string, params: Params) =>
    statements.all<CardRow>(
      `SELECT ${CARD_COLUMNS} FROM posts p
       WHERE p.kind = 'album' AND ${condition} AND ${having.sql} ORDER BY ${order} LIMIT ?`,
      [...params, ...having.params, limit],
    );
  if (sort === "pictures") {
    const beyond = from ? "(p.media_count, p.id) < (?, ?)" : "1";
    const start = from ? [from.key, from.id] : [];
    return read(beyond, "p.media_count DESC, p.id DESC", start);
  }
  // Row values cannot be compared with null: first those with a date, then those without.
  const beyond = from ? "(p.posted_at, p.id) < (?, ?)" : "p.posted_at IS NOT NULL";
  const isPast = from?.key === UNDATED;
  const dated = isPast
    ? []
    : read(beyond, "p.posted_at DESC, p.id DESC", from ? [from.key, from.id] : []);
  if (dated.length >= limit) return dated;
  const undated = read(
    "p.posted_at IS NULL AND p.id < ?",
    "p.id DESC",
    isPast ? [from.id] : [Number.MAX_SAFE_INTEGER],
  );
  return [...dated, ...undated.slice(0, limit - dated.length)];
}

function keyOf({ postedAt, mediaCount }: CardRow, sort: AlbumSort): number {
  return sort === "pictures" ? mediaCount : (postedAt ?? UNDATED);
}

type CountsRow = { readonly known: number } & Omit<AlbumCounts, "announced">;
type PictureRow = Omit<AlbumPicture, "nsfw" | "thumbHash"> & {
  readonly nsfw: number;
  readonly thumbHash: Uint8Array | null;
};

function prepareCounts(sqlite: Database): (id: number, mediaCount: number) => AlbumCounts {
  const counts = sqlite.prepare<CountsRow, [number]>(ALBUM_COUNTS_SQL);
  return (id, mediaCount) => {
    const { known = 0, ...rest } = counts.get(id) ?? ({} as CountsRow);
    return { announced: Math.max(mediaCount, known), ...rest };
  };
}

function prepareCards(sqlite: Database): (row: CardRow) => AlbumCard {
  const counts = prepareCounts(sqlite);
  const pictures = sqlite.prepare<PictureRow, [number]>(ALBUM_PICTURES_SQL);
  return ({ mediaCount, ...row }) => ({
    ...row,
    counts: counts(row.id, mediaCount),
    pictures: pictures.all(row.id).map((one) => ({
      ...one,
      nsfw: one.nsfw === 1,
      thumbHash: one.thumbHash?.toBase64() ?? "",
    })),
  });
}

type Flags = "nsfw" | "favorite" | "hasSound" | "animated";
type MemberRow = Omit<AlbumMember, Flags | "thumbHash"> & {
  readonly [Name in Flags]: number | null;
} & { readonly thumbHash: Uint8Array | null };
type AlbumRow = Omit<AlbumDetail, "counts" | "members"> & { readonly mediaCount: number };

function prepareAlbum(sqlite: Database): Albums["album"] {
  const find = sqlite.prepare<AlbumRow, [string]>(ALBUM_SQL);
  const members = sqlite.prepare<MemberRow, [number]>(ALBUM_MEMBERS_SQL);
  const counts = prepareCounts(sqlite);
  return (imgurId) => {
    const row = find.get(imgurId);
    if (!row) return undefined;
    const { mediaCount, ...album } = row;
    return {
      ...album,
      counts: counts(row.id, mediaCount),
      members: members.all(row.id).map((one) => ({
        ...one,
        nsfw: one.nsfw === 1,
        favorite: one.favorite === 1,
        hasSound: one.hasSound === 1,
        animated: one.animated === 1,
        thumbHash: one.thumbHash?.toBase64() ?? "",
      })),
    };
  };
}
