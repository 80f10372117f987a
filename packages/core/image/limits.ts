/** Pictures of more pixels are refused: 100 MP is beyond any camera on Imgur, and 400 MB when decoded. */
export const MAX_PIXELS = 100_000_000;
/** No thumbnail is larger: at 1600 px, 2 MB is far above the worst real one. */
export const MAX_OUTPUT_BYTES = 2_000_000;
/** Progressive JPEGs have about ten scans; each costs a pass over the picture, so thousands are an attack. */
export const MAX_JPEG_SCANS = 200;
/** PNG notes and profiles above this are cut out before decoding: deflate can make them 1000 times larger. */
export const MAX_PNG_METADATA_BYTES = 65_536;
/** Longer side of the pixels for ThumbHash and perceptual hash; more changes neither, and costs time. */
export const HASH_SIDE = 64;
/** What shows through transparent pixels in a JPEG thumbnail: paper. */
export const BACKGROUND = 0xff;
