import type { OpenDatabase } from "../db/open.ts";

/** How much {@link fillArchive} makes. */
export interface FillOptions {
  /** Media, all archived. */
  readonly media: number;
  /** Distinct contents, at most as many as media. @default as many */
  readonly blobs?: number;
  /** Of one post in two: how many media it has; the others have one. @default 4 */
  readonly albumSize?: number;
  /**
   * Database of another archive whose contents are shared out among the media, with their kind and size; the files
   * and thumbnails are the caller's to bring. `blobs` counts for nothing then.
   */
  readonly blobsFrom?: string;
  /** Whether the search words are made too: most of the time. @default true */
  readonly words?: boolean;
}

/** January 2014, epoch ms: the oldest of what is made. */
export const FILL_START = 1_388_534_400_000;

/** Apart, ms: a million cover twelve years. */
const STEP = 378_000;

/**
 * Fills an empty archive with rows that look like a real one's, in SQL alone: a million in half a minute.
 * No files are made. The same options give the same rows.
 */
export function fillArchive(
  { sqlite }: Pick<OpenDatabase, "sqlite">,
  { media, blobs = media, blobsFrom, albumSize = 4, words = true }: FillOptions,
): void {
  const contents =
    blobsFrom === undefined ? drawnContents(blobs) : takenContents(sqlite, blobsFrom);
  const parts = sqlite
    .query<{ type: string; name: string; sql: string }, []>(
      "SELECT type, name, sql FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL",
    )
    .all();
  const fill = sqlite.transaction(() => {
    // Words in one statement, and indexes from sorted rows, are many times faster than row by row.
    for (const { type, name } of parts) sqlite.run(`DROP ${type} ${name}`);
    for (const statement of fillStatements({ media, albumSize, contents })) sqlite.run(statement);
    for (const { sql } of parts) sqlite.run(sql);
    if (words) {
      sqlite.run(`INSERT INTO media_words(rowid, title, description, post_title, post_description, author,
        subreddit, tags, name, imgur_id) SELECT * FROM media_words_source`);
    }
  });
  // Hashes come in no order: with a small cache each row would fetch and write a page of its own.
  sqlite.run("PRAGMA cache_size = -1000000");
  fill.immediate();
  sqlite.run("PRAGMA cache_size = -16384");
}

/** Numbers 1 to n as rows of one column, n. */
function numbers(count: number): string {
  return `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})`;
}

/** A number that looks random, the same for the same n. */
function hash(salt: number, of = "n"): string {
  return `(((${of} + ${salt}) * 73244475 >> 7) & 1048575)`;
}

/** What the media show: as SQL of the number n of a media. */
interface Contents {
  /** Makes the rows of the blobs. */
  readonly insert: string;
  /** Gives n, and whatever the expressions name. */
  readonly from: string;
  readonly sha: string;
  readonly kind: string;
  readonly width: string;
  readonly height: string;
  readonly size: string;
  /** Ties further files to media. */
  readonly companions?: string;
}

/** Contents that nobody ever saw; a media has the size of its blob, and blobs are made with n as their number. */
function drawnContents(blobs: number): Contents {
  const blob = `((n - 1) % ${blobs} + 1)`;
  const sha = `printf('%08x%056x', (${blob} * 2654435761) & 4294967295, ${blob})`;
  const width = `600 + ${hash(3, blob)} % 3000`;
  const height = `500 + ${hash(4, blob)} % 2500`;
  const size = `20000 + ${hash(5, blob)} * 3`;
  const kind = `CASE WHEN ${hash(1)} % 20 = 0 THEN 'video' WHEN ${hash(1)} % 10 = 1 THEN 'gif' ELSE 'photo' END`;
  const insert = `${numbers(blobs)} INSERT INTO blobs (sha256, md5, ext, size_bytes, width, height, animated,
       stored_at, thumbs, thumb_hash)
     SELECT ${sha}, printf('%032x', n), 'jpg', ${size}, ${width}, ${height}, 0, 0, 'made',
       CAST(printf('%024d', n) AS BLOB) FROM numbers`;
  return { insert, from: "numbers", sha, kind, width, height, size };
}

/** Contents of another archive, in turn. */
function takenContents(sqlite: OpenDatabase["sqlite"], database: string): Contents {
  sqlite.run("ATTACH ? AS other", [database]);
  sqlite.run(`CREATE TEMP TABLE pool AS SELECT row_number() OVER (ORDER BY media.id) AS place, files.sha256, kind,
      media.width, media.height, media.size_bytes, poster.sha256 AS poster
    FROM other.media JOIN other.media_files files ON files.media_id = media.id AND files.role = 'original'
    LEFT JOIN other.media_files poster ON poster.media_id = media.id AND poster.role = 'poster'
    GROUP BY files.sha256`);
  sqlite.run("CREATE UNIQUE INDEX temp.pool_place ON pool (place)");
  const from = "numbers JOIN pool ON place = (n - 1) % (SELECT count(*) FROM pool) + 1";
  return {
    insert: "INSERT INTO blobs SELECT * FROM other.blobs",
    from,
    sha: "pool.sha256",
    kind: "pool.kind",
    width: "pool.width",
    height: "pool.height",
    size: "pool.size_bytes",
    companions: `INSERT INTO media_files (media_id, role, sha256) SELECT n, 'poster', poster FROM ${from}
      WHERE poster IS NOT NULL`,
  };
}

function fillStatements({
  media,
  albumSize,
  contents,
}: {
  readonly media: number;
  readonly albumSize: number;
  readonly contents: Contents;
}): string[] {
  const { insert, from, sha, kind, width, height, size, companions } = contents;
  const perPair = albumSize + 1;
  const postOf = `(2 * ((n - 1) / ${perPair}) + 1 + ((n - 1) % ${perPair} >= ${albumSize}))`;
  const posts = 2 * Math.ceil(media / perPair);
  const posted = `(${FILL_START} + n * ${STEP})`;
  const score = `${hash(2)} % 5000`;
  return [
    "INSERT INTO sources (id, target, kind, added_at) VALUES (1, 'r/aww', 'subreddit', 0)",
    `INSERT INTO runs (id, command, started_at, strategy, jobs, targets, settings, version, pid, host)
     VALUES (1, 'fill', 0, 'pool', '8', '["r/aww"]', '{}', '0', 0, 'nowhere')`,
    `${numbers(40)} INSERT INTO tags (id, name) SELECT n, 'tag' || n FROM numbers`,
    `${numbers(posts)} INSERT INTO posts (id, imgur_id, kind, title, author, subreddit, posted_at, score,
       media_count, address, raw, first_seen_at, updated_at)
     SELECT n, printf('p%06d', n), iif(n % 2, 'album', 'image'), 'A post about cats, number ' || n,
       'user' || (${hash(6)} % 5000), 'sub' || (${hash(7)} % 300), ${posted}, ${score},
       iif(n % 2, ${albumSize}, 1), 'https://imgur.com/gallery/p' || n, '{}', 0, 0 FROM numbers`,
    `${numbers(posts)} INSERT INTO post_tags (post_id, tag_id) SELECT n, ${hash(8)} % 40 + 1 FROM numbers`,
    `INSERT INTO source_posts (source_id, post_id, first_seen_at) SELECT 1, id, 0 FROM posts`,
    insert,
    `${numbers(media)} INSERT INTO media (id, imgur_id, post_id, kind, width, height, size_bytes, title,
       posted_at, posted_key, score, score_key, nsfw, sha256, archived_at, archived_run, shown)
     SELECT n, printf('m%06d', n), ${postOf}, ${kind}, ${width}, ${height}, ${size}, 'Picture ' || n,
       ${posted}, ${posted}, ${score}, ${score}, ${hash(9)} % 50 = 0, ${sha},
       1700000000000 + n * 1000, 1, 1 FROM ${from}`,
    `${numbers(media)} INSERT INTO post_media (post_id, media_id, position)
     SELECT ${postOf}, n, (n - 1) % ${perPair} FROM numbers`,
    `${numbers(media)} INSERT INTO media_files (media_id, role, sha256) SELECT n, 'original', ${sha} FROM ${from}`,
    ...(companions === undefined ? [] : [`${numbers(media)} ${companions}`]),
  ];
}
