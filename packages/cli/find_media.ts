import {
  AcaciaError,
  type Archive,
  type MediaDetail,
  parseTarget,
  prepareLookup,
} from "@acacia/core";

/**
 * The media that a text names: an id, an address of Imgur, or a SHA-256 or 12 digits of one.
 *
 * @throws {AcaciaError} `not_found` when the archive does not have it.
 */
export function findMedia(archive: Archive, text: string): MediaDetail {
  const lookup = prepareLookup(archive);
  const id = lookup.findId(text) ?? lookup.findId(readId(text) ?? text);
  const media = id === undefined ? undefined : lookup.media(id);
  if (media) return media;
  throw new AcaciaError("not_found", `Cannot find '${text}': the archive does not have it`, {
    hint: "Give an id as `acacia list` prints it, an Imgur address, or a SHA-256",
  });
}

/** The id in an address, or undefined when the text is no address of a single post. */
function readId(text: string): string | undefined {
  try {
    const target = parseTarget(text);
    return "id" in target ? target.id : undefined;
  } catch {
    return undefined;
  }
}
