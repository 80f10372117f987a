import { answerKeyless } from "./api/keyless.ts";
import { notFoundPage } from "./faults/refusals.ts";
import { type Answer, redirect, text } from "./http/answer.ts";
import type { HttpRequest } from "./http/request.ts";
import type { Place } from "./place.ts";

const FILE_REGEXP = /^\/(\w+\.\w+)$/;
const DOWNLOAD_REGEXP = /^\/download\/(\w+)(?:\/.*)?$/;
const POST_REGEXP =
  /^\/(?:(?:a|gallery|t\/[^/]+|r\/[^/]+|topic\/[^/]+)\/)?(?:[^/]*-)?(\w{5,7})(?:\/.*)?$/;

/** The web site: the keyless album endpoint, files by way of the CDN, and pages without much on them. docs/imgur.md §1, §4.1. */
export function answerSite(request: HttpRequest, place: Place): Answer {
  const { path } = request;
  const keyless = answerKeyless(path, place);
  if (keyless) return keyless;
  if (path === "/") return text("page", page("Imgur: The magic of the Internet"));
  const file = FILE_REGEXP.exec(path)?.[1];
  if (file) return redirect("site_file", `${place.cdnUrl}/${file}`);
  const id = DOWNLOAD_REGEXP.exec(path)?.[1];
  const media = id === undefined ? undefined : place.world.media(id);
  if (media) return redirect("site_file", `${place.cdnUrl}/${media.id}.${media.ext}`);
  const title = titleOf(POST_REGEXP.exec(path)?.[1], place);
  return title === null
    ? text("page", notFoundPage(), { status: 404 })
    : text("page", page(`${title} - Imgur`));
}

function titleOf(id: string | undefined, { world }: Place): string | null {
  if (id === undefined) return null;
  const media = world.media(id);
  return world.post(id)?.title ?? (media ? (media.title ?? "Imgur") : null);
}

function page(title: string): string {
  const safe = title.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<!doctype html>\n<html><head><title>${safe}</title></head><body></body></html>\n`;
}
