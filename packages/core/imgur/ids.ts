/** What an id looks like, as the source of a pattern: 5 letters or digits (before about 2013) or 7. docs/imgur.md §5. */
export const ID_PATTERN = "(?:[A-Za-z0-9]{7}|[A-Za-z0-9]{5})";

const ID_REGEXP = new RegExp(`^${ID_PATTERN}$`);

/** Imgur's own pages, which stand where an id would; lower case only, since ids are case-sensitive. docs/imgur.md §5. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  `a about account adchoices advertise ajax albums all api apps arcade beta blog browse ccpa community contact
  delete download emerald embed faq favorites feed feeds following forgot forgotpassword gallery hot images inbox
  jobs legal login logout memegen messages mobile new notifications posts press privacy pro random register
  removalrequest removed rising royalty rules search security settings signin signout signup status stats store
  tags terms top topic topics tos trending upload user vidgif viral welcome`
    .trim()
    .split(/\s+/),
);

/** What an extension in an address stands for; absent ones are no media. docs/imgur.md §4.3. */
const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ["jpg", "jpg"],
  ["jpeg", "jpg"],
  ["jpe", "jpg"],
  ["jfif", "jpg"],
  ["png", "png"],
  ["apng", "png"],
  ["gif", "gif"],
  // A web page around the animation: the picture itself is the GIF.
  ["gifv", "gif"],
  ["mp4", "mp4"],
  // Gone since 2016; a playlist: the video itself is the mp4.
  ["webm", "mp4"],
  ["m3u8", "mp4"],
  ["mov", "mp4"],
  ["webp", "webp"],
  ["avif", "avif"],
  ["tif", "tiff"],
  ["tiff", "tiff"],
  ["bmp", "bmp"],
]);

/**
 * Whether a text has the shape of an Imgur id, be it one of Imgur's own pages or not: for ids that an answer gave.
 *
 * @param text Case-sensitive.
 */
export function hasIdShape(text: string): boolean {
  return ID_REGEXP.test(text);
}

/**
 * Whether a text can be an Imgur id and is none of Imgur's own pages. A lower-case word of 5 or 7 letters can
 * (`kittens`): about one id in 500 looks like one, so refusing it would lose pictures.
 *
 * @param text Case-sensitive.
 */
export function isImgurId(text: string): boolean {
  return hasIdShape(text) && !RESERVED_WORDS.has(text);
}

/**
 * The extension that Acacia uses for one met in an address.
 *
 * @param ext Any case, without a dot.
 * @returns Lower case, `jpeg` as `jpg`, `gifv` as `gif`, dead video forms as `mp4`; undefined when it is no media.
 */
export function findMediaExt(ext: string): string | undefined {
  return EXTENSIONS.get(ext.toLowerCase());
}
