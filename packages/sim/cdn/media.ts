import { notFoundPage } from "../faults/refusals.ts";
import { type Answer, redirect, text } from "../http/answer.ts";
import type { HttpRequest } from "../http/request.ts";
import type { Place } from "../place.ts";
import type { SimMedia } from "../world/model.ts";
import { gifvPage } from "./pages.ts";
import { applyConditions } from "./ranges.ts";
import { scale } from "./scale.ts";
import { type FileForm, readFileName, suffixFor } from "./variants.ts";

interface Stored {
  readonly mime: string;
  readonly bytes: Uint8Array;
  /** Lower-case hex. */
  readonly md5: string;
}

const MAX_REMEMBERED_MD5 = 50_000;

/** The CDN: files, renderings, thumbnails, and the pictures in their place. docs/imgur.md §4. */
export class Cdn {
  readonly #place: Place;
  readonly #md5 = new Map<string, string>();

  constructor(place: Place) {
    this.#place = place;
  }

  /** The media that a path asks for, for statistics and scripts. */
  mediaIdOf(path: string): string | undefined {
    return readFileName(path, this.#place.world).media?.id;
  }

  async answer(request: HttpRequest): Promise<Answer> {
    const refused = this.#refuse(request);
    if (refused) return refused;
    if (request.path === "/removed.png") return this.#removedPicture(request);
    const file = readFileName(request.path, this.#place.world);
    if (!file.media) return missing();
    const { fate, id } = file.media;
    if (this.#place.knobs.region || fate === "region_blocked") {
      this.#place.meet(this.#place.knobs.region ? "region" : "regionBlocked");
      return applyConditions(this.#regionPicture(file.media), request.headers);
    }
    if (fate === "removed") {
      this.#place.meet("removed");
      return { ...redirect("removed", `${this.#place.cdnUrl}/removed.png`), mediaId: id };
    }
    if (fate === "gone") {
      this.#place.meet("gone");
      return { ...missing(), mediaId: id };
    }
    return this.#serve(file, request);
  }

  /** What the CDN looks at before it looks at the file, docs/imgur.md §4.4. */
  #refuse(request: HttpRequest): Answer | null {
    const { siteUrl } = this.#place;
    if (request.path === "/") return redirect("page", siteUrl, { "Retry-After": "0" });
    if (isForeignReferer(request.headers.get("referer"), siteUrl)) {
      return text("referer", "Forbidden", { status: 403, type: "text/plain" });
    }
    if (/^\s*text\/html/i.test(request.headers.get("accept") ?? "")) {
      return text("page", notFoundPage());
    }
    return null;
  }

  async #serve(file: FileForm, request: HttpRequest): Promise<Answer> {
    if (file.form === "none")
      return { ...missing(), ...(file.media && { mediaId: file.media.id }) };
    if (file.form === "gifv") {
      return { ...text("gifv", gifvPage(file.media)), mediaId: file.media.id };
    }
    const stored = await this.#load(file, request);
    const kind = file.form === "original" ? "file" : file.form;
    return applyConditions(fileAnswer(kind, stored, file.media), request.headers);
  }

  async #load(
    file: Exclude<FileForm, { form: "none" | "gifv" }>,
    request: HttpRequest,
  ): Promise<Stored> {
    const { world } = this.#place;
    const { media } = file;
    if (file.form === "original") {
      const [bytes, md5] = [await world.bytes(media.id), await world.md5(media.id)];
      return { mime: media.mime, bytes, md5 };
    }
    if (file.form === "mp4") {
      const bytes = await world.mp4(media.id);
      return { mime: "video/mp4", bytes, md5: this.#md5Of(`${media.id}.mp4`, bytes) };
    }
    if (file.form === "thumb") {
      const { mime, bytes } = await world.variant(media.id, file.suffix);
      return { mime, bytes, md5: this.#md5Of(`${media.id}${file.suffix}`, bytes) };
    }
    const width = Math.min(4096, Math.max(16, Number(request.query.get("maxwidth") ?? 760) || 760));
    const source = await world.variant(media.id, suffixFor(width));
    const { mime, bytes } = await scale(source.bytes, { width, ext: file.ext });
    return { mime, bytes, md5: this.#md5Of(`${media.id}_d${width}.${file.ext}`, bytes) };
  }

  #md5Of(key: string, bytes: Uint8Array): string {
    const known = this.#md5.get(key);
    if (known) return known;
    if (this.#md5.size >= MAX_REMEMBERED_MD5) this.#md5.clear();
    const md5 = new Bun.CryptoHasher("md5").update(bytes).digest("hex");
    this.#md5.set(key, md5);
    return md5;
  }

  #removedPicture(request: HttpRequest): Answer {
    const { bytes, md5 } = this.#place.placeholders.removed;
    const answer = fileAnswer("removed.png", { mime: "image/png", bytes, md5 });
    return applyConditions(answer, request.headers);
  }

  #regionPicture(media: SimMedia): Answer {
    const { bytes, md5 } = this.#place.placeholders.region;
    return { ...fileAnswer("region", { mime: "image/png", bytes, md5 }), mediaId: media.id };
  }
}

// Headers as recorded 2025-01, docs/imgur.md §4.4.
function fileAnswer(kind: string, stored: Stored, media?: SimMedia): Answer {
  const headers = {
    "Content-Type": stored.mime,
    "Last-Modified": new Date((media?.datetime ?? 1_400_000_000) * 1000).toUTCString(),
    ETag: `"${stored.md5}"`,
    "cache-control": "public, max-age=31536000",
    "Accept-Ranges": "bytes",
    "X-Cache": "Miss from cloudfront, HIT, HIT",
    "Access-Control-Allow-Origin": "*",
    "X-Content-Type-Options": "nosniff",
  };
  const answer = { kind, status: 200, headers, body: stored.bytes };
  return media ? { ...answer, mediaId: media.id } : answer;
}

function missing(): Answer {
  return text("missing", notFoundPage(), { status: 404 });
}

// `localhost` was fine and `127.0.0.1` was not; our own site stands for imgur.com.
function isForeignReferer(referer: string | undefined, siteUrl: string): boolean {
  if (referer === undefined || referer === "") return false;
  if (referer === siteUrl || referer.startsWith(`${siteUrl}/`)) return false;
  const host = URL.canParse(referer) ? new URL(referer).hostname : "";
  return !(host === "localhost" || /(^|\.)imgur\.(com|io)$/.test(host));
}
