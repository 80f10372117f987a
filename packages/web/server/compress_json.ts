import type { MiddlewareHandler } from "hono";
import { chooseEncoding, encodeFast } from "./encoding.ts";

/** Below this a packet is a packet. */
const MIN_BYTES = 1_024;

/** Compresses JSON answers above 1 KB. Streams and pictures are left alone: they are no JSON. */
export function compressJson(): MiddlewareHandler {
  return async (context, next) => {
    await next();
    const answer = context.res;
    if (!answer.headers.get("content-type")?.startsWith("application/json")) return;
    answer.headers.append("vary", "accept-encoding");
    const encoding = chooseEncoding(context.req.header("accept-encoding"));
    if (encoding === undefined || answer.body === null) return;
    const plain = new Uint8Array(await answer.arrayBuffer());
    const isWorthIt = plain.length > MIN_BYTES;
    const headers = new Headers(answer.headers);
    if (isWorthIt) {
      headers.set("content-encoding", encoding);
      headers.delete("content-length");
    }
    // Hono adds the old answer's headers to a new one unless the old one is put away first.
    context.res = undefined;
    context.res = new Response(isWorthIt ? encodeFast(plain, encoding) : plain, {
      status: answer.status,
      headers,
    });
  };
}
