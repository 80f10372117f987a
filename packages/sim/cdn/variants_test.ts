import { describe, expect, test } from "bun:test";
import { plainMedia, plainPost, smallWorld } from "../testing/small_world.ts";
import { readFileName, suffixFor } from "./variants.ts";

const gif = plainMedia({
  id: "gifGifG",
  mime: "image/gif",
  ext: "gif",
  animated: true,
  mp4SizeBytes: 900,
});
const stillGif = plainMedia({ id: "gif00", mime: "image/gif", ext: "gif", animated: true });
const video = plainMedia({ id: "vidVidV", mime: "video/mp4", ext: "mp4", animated: true });
const photo = plainMedia({ id: "picPicm" });
const five = plainMedia({ id: "fiveS" });
const world = smallWorld(
  [gif, stillGif, video, photo, five].map((media) => plainPost({ media: [media] })),
);

function read(path: string): string {
  const file = readFileName(path, world);
  const suffix = file.form === "thumb" ? `:${file.suffix}` : "";
  return `${file.form}${suffix}${file.media ? ` of ${file.media.id}` : ""}`;
}

describe("readFileName()", () => {
  test.each([
    ["/picPicm.png", "original of picPicm"],
    ["/picPicm.gif", "original of picPicm"],
    ["/picPicm.JPEG", "original of picPicm"],
    ["/picPicm.mp4", "original of picPicm"],
    ["/picPicmm.jpg", "thumb:m of picPicm"],
    ["/fiveSh.jpg", "thumb:h of fiveS"],
    ["/fiveSx.jpg", "none"],
    ["/picPic.jpg", "none"],
    ["/picPicm_d.webp", "scaled of picPicm"],
    ["/nothere_d.webp", "none"],
    ["/gifGifG.gif", "original of gifGifG"],
    ["/gifGifG.jpg", "original of gifGifG"],
    ["/gifGifG.mp4", "mp4 of gifGifG"],
    ["/gifGifG_lq.mp4", "mp4 of gifGifG"],
    ["/gif00.mp4", "none of gif00"],
    ["/gifGifG.GIFV", "gifv of gifGifG"],
    ["/vidVidV.mp4", "original of vidVidV"],
    ["/vidVidVh.jpg", "thumb:h of vidVidV"],
    ["/vidVidV.webm", "none of vidVidV"],
    ["/PICPICM.png", "none"],
    ["/picPicm", "none"],
    ["/a/picPicm.png", "none"],
  ])("%s is %s", (path, expected) => {
    expect(read(path)).toBe(expected);
  });
});

test("suffixFor() takes the smallest box that is wide enough", () => {
  expect([100, 160, 161, 640, 680, 1024, 4000].map(suffixFor)).toEqual([
    "t",
    "t",
    "m",
    "l",
    "g",
    "h",
    "r",
  ]);
});
