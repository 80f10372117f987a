/** A JPEG of two megabytes: headers, noise without markers, end. @param seed Same seed, same noise. */
export function makeLargePicture(seed = 1): Uint8Array<ArrayBuffer> {
  const head =
    "ffd8ffe000104a46494600010100000100010000ffc00011080300040003012200021101031101ffda000c03010002110311003f00";
  const bytes = new Uint8Array(2_000_000);
  bytes.set(Uint8Array.fromHex(head));
  for (let at = head.length / 2; at < bytes.length; at++) bytes[at] = (at * 31 + seed) % 251;
  bytes.set([0xff, 0xd9], bytes.length - 2);
  return bytes;
}

/** A server of one large picture. */
export interface LargePictureServer extends AsyncDisposable {
  readonly origin: string;
  /** Of the picture. */
  readonly url: string;
  /** Of the picture as it is after the first answer. */
  readonly md5: string;
  readonly etag: string;
  /** What each request so far asked for: its Range and If-Range, or null. */
  readonly ranges: readonly (string | null)[];
}

/**
 * Serves one large picture: the first answer stalls, a Range is served when `If-Range` still fits.
 * @param options After how many bytes it stalls, and whether the picture is another one after that.
 */
export function serveLargePicture({
  stallAt,
  isChanging = false,
}: {
  stallAt: number;
  isChanging?: boolean;
}): LargePictureServer {
  const ranges: (string | null)[] = [];
  const served = (seed: number) => {
    const bytes = makeLargePicture(seed);
    const md5 = Bun.MD5.hash(bytes, "hex");
    return { bytes, md5, etag: `"${md5}"` };
  };
  const first = served(1);
  const last = isChanging ? served(2) : first;
  const server = Bun.serve({
    port: 0,
    fetch({ headers }) {
      const range = headers.get("range");
      const condition = headers.get("if-range");
      ranges.push(range && `${range} if ${condition}`);
      const from = Number(/\d+/.exec(range ?? "0"));
      if (ranges.length === 1) return stall(first.bytes.subarray(0, stallAt), first);
      const isPart = range !== null && condition === last.etag;
      const rest = last.bytes.subarray(isPart ? from : 0);
      const place = `bytes ${from}-${last.bytes.length - 1}/${last.bytes.length}`;
      return new Response(rest, {
        status: isPart ? 206 : 200,
        headers: { etag: last.etag, ...(isPart ? { "content-range": place } : {}) },
      });
    },
  });
  const { origin } = server.url;
  return {
    origin,
    url: `${origin}/aBc12De.jpg`,
    md5: last.md5,
    etag: last.etag,
    ranges,
    [Symbol.asyncDispose]: () => server.stop(true),
  };
}

function stall(bytes: Uint8Array<ArrayBuffer>, { etag }: { etag: string }): Response {
  const body = new ReadableStream({ start: (controller) => controller.enqueue(bytes) });
  return new Response(body, { headers: { etag } });
}
