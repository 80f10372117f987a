import { expect, test } from "bun:test";
import { sampleFile, sampleMedia, samplePost } from "../testing/sample_posts.ts";
import { prepareLookup } from "./lookup.ts";
import { openDatabase } from "./open.ts";
import { prepareRecording } from "./recording_sql.ts";

/** An album of a video and a picture not yet here; another post with a twin of the video. */
function openRig() {
  const database = openDatabase(":memory:");
  const recording = prepareRecording(database);
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const [clip, later] = [sampleMedia({ id: "clip111" }), sampleMedia({ id: "later22" })];
  const album = recording.savePost(samplePost({ media: [clip, later] }), { sourceId, at: 1 });
  const single = samplePost({
    id: "twin333",
    kind: "image",
    media: [sampleMedia({ id: "twin333" })],
  });
  const other = recording.savePost(single, { sourceId, at: 2 });
  const arrive = (mediaId: number) =>
    recording.saveArrived({
      mediaId,
      role: "original",
      file: sampleFile("clip", { type: "mp4", durationMs: 2000 }),
      companions: [{ role: "poster", file: sampleFile("poster") }],
      run: 1,
      at: 50,
    });
  const id = album.media[0]!.mediaId;
  arrive(id);
  arrive(other.media[0]!.mediaId);
  recording.takeView(["r/aww/001_clip111.mp4"], {
    mediaId: id,
    sourceId,
    sha256: sampleFile("clip").sha256,
  });
  return { lookup: prepareLookup(database), id, laterId: album.media[1]!.mediaId };
}

test("media() tells all about a picture", () => {
  const { lookup, id } = openRig();
  const { posts, ...media } = lookup.media(id)!;
  expect(media).toEqual({
    id,
    imgurId: "clip111",
    kind: "video",
    width: 640,
    height: 480,
    sizeBytes: 1000,
    durationMs: 2000,
    hasSound: false,
    title: "A cat on a wall",
    description: "It looks down",
    name: "DSC_0042.jpg",
    postedAt: 1_600_000_000_000,
    score: 43,
    nsfw: false,
    archivedAt: 50,
    archivedRun: 1,
    lastOutcome: null,
    lastReason: null,
    origin: null,
    originAddress: null,
    removedUpstreamAt: null,
    favoriteAt: null,
    trashedAt: null,
    seenAt: null,
    blob: {
      sha256: sampleFile("clip").sha256,
      md5: sampleFile("clip").md5,
      ext: "mp4",
      sizeBytes: 1000,
      animated: false,
      storedAt: 50,
      thumbs: "pending",
      thumbsReason: null,
      thumbHash: "",
      verifiedAt: null,
      damage: null,
    },
    files: [
      { role: "original", sha256: sampleFile("clip").sha256, ext: "mp4", sizeBytes: 1000 },
      { role: "poster", sha256: sampleFile("poster").sha256, ext: "jpg", sizeBytes: 1000 },
    ],
    ownTags: [],
    sameBytes: ["twin333"],
    views: ["r/aww/001_clip111.mp4"],
  });
  expect(posts.map(({ imgurId }) => imgurId)).toEqual(["pOst1"]);
});

test("media() tells of one that is not here yet", () => {
  const { lookup, laterId } = openRig();
  expect(lookup.media(laterId)).toMatchObject({
    blob: null,
    files: [],
    sameBytes: [],
    archivedAt: null,
  });
});

test("media() gives its album in the author's order, also what is not here", () => {
  const { lookup, id } = openRig();
  expect(lookup.media(id)?.posts[0]).toMatchObject({
    tags: ["cats"],
    sources: ["r/aww"],
    mediaCount: 2,
    nsfw: false,
    media: [
      { imgurId: "clip111", position: 0, sha256: sampleFile("clip").sha256, thumbs: "pending" },
      { imgurId: "later22", position: 1, sha256: null, thumbs: null },
    ],
  });
});

test("post() finds a post by its Imgur id", () => {
  const { lookup } = openRig();
  expect(lookup.post("pOst1")?.title).toBe("Cats of the week");
  expect(lookup.post("post1")).toBeUndefined();
});

test.each([
  ["an Imgur id", () => "clip111"],
  ["a post's Imgur id", () => "pOst1"],
  ["a SHA-256", () => sampleFile("clip").sha256],
  ["the beginning of a SHA-256", () => sampleFile("clip").sha256.slice(0, 12).toUpperCase()],
  ["the SHA-256 of its poster", () => sampleFile("poster").sha256],
  ["a row id", (id: number) => `~${id}`],
])("findId() reads %s", (_what, textOf) => {
  const { lookup, id } = openRig();
  expect(lookup.findId(textOf(id))).toBe(id);
});

test.each(["nothing", "~99", "~x", "", "CLIP111", "0".repeat(64)])(
  "findId() finds no '%s'",
  (text) => {
    expect(openRig().lookup.findId(text)).toBeUndefined();
  },
);
