import type { SimMedia } from "../world/model.ts";

/** The page behind `.gifv`: the mp4 in `og:video` and `<source>`, `gifUrl` and `size` in a script, docs/imgur.md §4.3. */
export function gifvPage(media: SimMedia): string {
  const mp4 = `https://i.imgur.com/${media.id}.mp4`;
  const script = `var videoItem = { gifUrl: '//i.imgur.com/${media.id}.gif', size: ${media.sizeBytes} };`;
  return `<!doctype html>
<html><head><title>Imgur</title>
<meta property="og:type" content="video.other">
<meta property="og:video" content="${mp4}">
<meta property="og:video:type" content="video/mp4">
</head><body>
<video loop muted><source src="${mp4}" type="video/mp4"></video>
<script>${script}</script>
</body></html>
`;
}
