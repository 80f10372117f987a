import { readRefusal } from "../imgur/refusal.ts";
import { readRetryAfter } from "../limit/retry_after.ts";
import { type Fault, fault } from "./fault.ts";
import { readHead } from "./head.ts";
import { type Answer, dropBody, type FileRequest, readSnippet } from "./request.ts";

/** What a status refuses; undefined for one that brings the file. */
export async function readStatus(
  { response }: Answer,
  resume: FileRequest["resume"],
  nowMs: number,
): Promise<Fault | undefined> {
  const { status, headers } = response;
  if (status === 200 || (status === 206 && resume && goesOn(response, resume))) return undefined;
  if (status === 206 || (status === 416 && resume)) {
    await dropBody(response);
    return fault("length.mismatch", { status, isStalePart: resume !== undefined });
  }
  const refusal = readRefusal({ status, headers, bodyText: await readSnippet(response) });
  const retryAfterMs = readRetryAfter(headers.get("retry-after"), nowMs) ?? refusal?.retryAfterMs;
  const facts = {
    status,
    detail: refusal?.message ?? `HTTP ${status}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
  if (refusal?.kind === "capacity") return fault("capacity", facts);
  if (status === 404) return fault("gone.404", facts);
  if (status === 410) return fault("gone.410", facts);
  if (status === 429 || refusal?.kind === "throttled") return fault("http.429", facts);
  return fault(status >= 500 ? "http.5xx" : "http.4xx", facts);
}

/** Whether a 206 brings just what is missing, of the same file. */
function goesOn(response: Response, { from, validator }: NonNullable<FileRequest["resume"]>) {
  const head = readHead(response);
  return head.from === from && (head.etag === undefined || head.etag === validator.etag);
}
