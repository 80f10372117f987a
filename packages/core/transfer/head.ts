/** What the head of an answer tells about its file. */
export interface Head {
  /** Bytes of the whole file, null when the answer does not tell. */
  readonly totalBytes: number | null;
  /** Bytes that this answer brings, null when it does not tell. */
  readonly bodyBytes: number | null;
  /** Where in the file the body begins. */
  readonly from: number;
  /** A strong ETag, with its quotes. */
  readonly etag: string | undefined;
  /** The MD5 that the ETag is, when it is 32 hex digits. docs/imgur.md §4.4. */
  readonly md5: string | undefined;
  /** `Last-Modified`, epoch ms. */
  readonly lastModified: number | null;
}

const CONTENT_RANGE_REGEXP = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/;
const STRONG_ETAG_REGEXP = /^"[^"]+"$/;
const MD5_ETAG_REGEXP = /^"([0-9a-f]{32})"$/i;

/** Reads what the head of a 200 or 206 tells. */
export function readHead(response: Response): Head {
  const { headers } = response;
  const bodyBytes = readLength(headers);
  const range = CONTENT_RANGE_REGEXP.exec(headers.get("content-range") ?? "");
  const isPart = response.status === 206;
  const etag = headers.get("etag")?.trim();
  return {
    from: isPart && range ? Number(range[1]) : 0,
    bodyBytes,
    totalBytes: isPart ? (range && range[2] !== "*" ? Number(range[2]) : null) : bodyBytes,
    etag: etag !== undefined && STRONG_ETAG_REGEXP.test(etag) ? etag : undefined,
    md5: MD5_ETAG_REGEXP.exec(etag ?? "")?.[1]?.toLowerCase(),
    lastModified: readDate(headers.get("last-modified")),
  };
}

/** `Content-Length` of a body that is sent as it is; of a compressed one it says nothing about the file. */
function readLength(headers: Headers): number | null {
  const encoding = headers.get("content-encoding") ?? "identity";
  const text = headers.get("content-length") ?? "";
  return encoding === "identity" && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function readDate(text: string | null): number | null {
  const at = Date.parse(text ?? "");
  return Number.isNaN(at) ? null : at;
}
