import { findMediaExt, ID_PATTERN, isImgurId } from "../../imgur/ids.ts";

/** What a path tells of a picture that another program, or a person, saved there. */
export interface ImportName {
  /** Imgur's id; absent when the name could just as well be a word or a camera's number. */
  readonly id?: string;
  readonly album?: string;
  readonly albumTitle?: string;
  /** Its number in the album, from 1. */
  readonly num?: number;
}

const ID = `(${ID_PATTERN})`;
/** gallery-dl in an album: `imgur_aBc12_001_dEf34Gh`. */
const ALBUM_FILE_REGEXP = new RegExp(`^imgur_${ID}_(\\d{1,5})_${ID}$`);
/** gallery-dl elsewhere: `imgur_dEf34Gh_a title`. */
const LONE_FILE_REGEXP = new RegExp(`^imgur_${ID}(?:_.*)?$`);
/** RipMe in an album, and our own exports: `001_dEf34Gh`. */
const NUMBERED_FILE_REGEXP = new RegExp(`^(\\d{1,5})_${ID}$`);
const BARE_FILE_REGEXP = new RegExp(`^${ID}$`);
/** RipMe's folder of an album: `imgur_aBc12`, `imgur_a title_aBc12`. */
const RIPME_FOLDER_REGEXP = new RegExp(`^imgur_(?:.*_)?${ID}$`);
/** gallery-dl's, within `imgur`: `aBc12 - a title`. */
const GALLERY_DL_FOLDER_REGEXP = new RegExp(`^${ID}(?: - (.+))?$`);

/**
 * Reads the names of gallery-dl, of RipMe and of Acacia.
 *
 * @param path With `/`, from the folder that was named on.
 */
export function readImportName(path: string): ImportName {
  const [file = "", folder = "", above = ""] = path.split("/").toReversed();
  const dot = file.lastIndexOf(".");
  const name = dot > 0 && findMediaExt(file.slice(dot + 1)) ? file.slice(0, dot) : file;
  const [, album, albumNum, albumId] = ALBUM_FILE_REGEXP.exec(name) ?? [];
  const place = readFolder(folder, above);
  if (album && albumId) return { ...place, album, num: Number(albumNum), id: albumId };
  const lone = LONE_FILE_REGEXP.exec(name)?.[1];
  if (lone) return { ...place, id: lone };
  const isImgurs = place.album !== undefined || folder === "imgur";
  const [, num, numbered] = NUMBERED_FILE_REGEXP.exec(name) ?? [];
  const id = numbered ?? BARE_FILE_REGEXP.exec(name)?.[1];
  if (id === undefined || !isImgurId(id) || !(isImgurs || looksRandom(id))) return place;
  return { ...place, id, ...(num === undefined ? {} : { num: Number(num) }) };
}

function readFolder(folder: string, above: string): Pick<ImportName, "album" | "albumTitle"> {
  const ripme = RIPME_FOLDER_REGEXP.exec(folder)?.[1];
  if (ripme) return { album: ripme };
  const [, album, albumTitle] =
    above === "imgur" ? (GALLERY_DL_FOLDER_REGEXP.exec(folder) ?? []) : [];
  if (!album) return {};
  return { album, ...(albumTitle === undefined ? {} : { albumTitle }) };
}

/** `kittens`, `Photo12`, `IMG0001` and `1234567` are names that people and cameras give; `aBc12De` is not. */
function looksRandom(id: string): boolean {
  return /[a-z]/.test(id) && /.[A-Z]/.test(id);
}
