// A web archive as the public one behaves: an index of captures (CDX), and their bytes as they came. docs/imgur.md §4.7.
import { type Answer, json, text } from "../http/answer.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Place } from "../place.ts";
import type { SimMedia } from "../world/model.ts";
import { printBase32 } from "./base32.ts";

const CDX_PATH = "/cdx/search/cdx";
const CAPTURE_REGEXP = /^\/web\/(\d{14})id_\/(https?:\/\/?.+)$/;
const FILE_REGEXP = /^https?:\/\/?i\.imgur\.com\/(\w+)\.\w+$/;
const FIELDS = [
  "urlkey",
  "timestamp",
  "original",
  "mimetype",
  "statuscode",
  "digest",
  "length",
] as const;
const DAY_MS = 86_400_000;

/** One line of the index, and the bytes that it stands for. */
interface Capture {
  readonly timestamp: string;
  readonly original: string;
  readonly mime: string;
  readonly bytes: Uint8Array;
}

/** Whether a path is the archive's. */
export function isArchivePath(path: string): boolean {
  return path === CDX_PATH || path.startsWith("/web/");
}

/** Answers for the archive, which has each file of the world as often as the knobs say. */
export async function answerArchive(request: HttpRequest, place: Place): Promise<Answer> {
  if (request.path === CDX_PATH) return json("cdx", await listCaptures(request, place));
  const [, timestamp = "", address = ""] = CAPTURE_REGEXP.exec(request.path) ?? [];
  const captures = await capturesOf(FILE_REGEXP.exec(address)?.[1] ?? "", place);
  const found = captures.find((one) => one.timestamp === timestamp);
  if (!found) return text("capture", "<!doctype html><p>Not archived", { status: 404 });
  const headers = { "Content-Type": found.mime };
  return { kind: "capture", status: 200, headers, body: found.bytes };
}

async function listCaptures({ query }: HttpRequest, place: Place): Promise<string[][]> {
  const asked = query.get("url") ?? "";
  const id = /^(?:https?:\/\/)?i\.imgur\.com\/(\w+)\.\w*$/i.exec(asked)?.[1] ?? "";
  // Keys of the index are in lower case: of two ids that differ in case it lists both.
  const all = [...(await capturesOf(otherCase(id), place)), ...(await capturesOf(id, place))];
  const captures = all.toSorted((one, other) => (one.timestamp < other.timestamp ? -1 : 1));
  if (captures.length === 0) return [];
  return [[...FIELDS], ...captures.map((capture) => rowOf(capture, place))];
}

function rowOf({ timestamp, original, mime, bytes }: Capture, place: Place): string[] {
  const isWrong = place.knobs.wrongDigest;
  if (isWrong) place.meet("wrongDigest");
  const digested = isWrong ? new TextEncoder().encode(original) : bytes;
  const digest = printBase32(new Bun.CryptoHasher("sha1").update(digested).digest());
  const key = `com,imgur,i)/${original.split("/").at(-1)?.toLowerCase()}`;
  return [key, timestamp, original, mime, "200", digest, String(bytes.length + 400)];
}

/** The newest last: so many true ones, then so many of the removed picture. */
async function capturesOf(id: string, place: Place): Promise<Capture[]> {
  const { captures, placeholderCaptures } = place.knobs;
  const media = place.world.media(id) ?? neighbourOf(id, place);
  if (!media || captures + placeholderCaptures === 0) return [];
  if (captures > 0) place.meet("captures");
  if (placeholderCaptures > 0) place.meet("placeholderCaptures");
  const original = `http://i.imgur.com/${id}.${media.ext}`;
  const file = await place.world.bytes(media.id);
  const since = (place.world.postOf(media.id)?.datetime ?? 1_500_000_000) * 1000;
  return Array.from({ length: captures + placeholderCaptures }, (_, number) => {
    const isFile = number < captures;
    return {
      timestamp: stampOf(since + (number + 1) * DAY_MS),
      original,
      mime: isFile ? media.mime : "image/png",
      bytes: isFile ? file : place.placeholders.removed.bytes,
    };
  });
}

/** Of an id that is nobody's here but differs from one only in case: a picture that is not that one. */
function neighbourOf(id: string, { world }: Place): SimMedia | undefined {
  const own = world.media(otherCase(id));
  if (!own) return undefined;
  return world.posts.flatMap(({ media }) => media).find((other) => other.id !== own.id);
}

function otherCase(id: string): string {
  return id.replace(/\p{L}/gu, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

function stampOf(at: number): string {
  return new Date(at).toISOString().replace(/\D/g, "").slice(0, 14);
}
