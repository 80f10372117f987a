import type { Media, Post } from "../imgur/model.ts";
import type { ArrivedFile } from "../transfer/plan.ts";

/** A media with every fact known, but for those given. */
export function sampleMedia(facts: Partial<Media> = {}): Media {
  return {
    id: "aBc12De",
    kind: "photo",
    ext: "jpg",
    hasMp4: false,
    hasSound: false,
    width: 800,
    height: 600,
    sizeBytes: 120_000,
    durationMs: null,
    title: "A cat on a wall",
    description: "It looks down",
    name: "DSC_0042.jpg",
    postedAt: 1_600_000_000_000,
    link: null,
    ...facts,
  };
}

/** A post with every fact known, but for those given; one media unless told otherwise. */
export function samplePost(facts: Partial<Post> = {}): Post {
  const media = facts.media ?? [sampleMedia()];
  return {
    id: "pOst1",
    kind: "album",
    title: "Cats of the week",
    description: "All of them",
    author: "Giraffe",
    subreddit: "aww",
    postedAt: 1_600_000_000_000,
    views: 900,
    ups: 50,
    downs: 8,
    points: 42,
    score: 43,
    commentCount: 7,
    favoriteCount: 3,
    nsfw: false,
    tags: ["Cats"],
    mediaCount: media.length,
    media,
    address: "https://imgur.com/a/pOst1",
    raw: { id: "pOst1" },
    ...facts,
  };
}

/** A post about which nothing is known but its media. */
export function sampleBarePost(facts: Partial<Post> = {}): Post {
  return samplePost({
    title: null,
    description: null,
    author: null,
    subreddit: null,
    postedAt: null,
    views: null,
    ups: null,
    downs: null,
    points: null,
    score: null,
    commentCount: null,
    favoriteCount: null,
    nsfw: null,
    tags: [],
    ...facts,
  });
}

/** A media of which only the id is known. */
export function sampleBareMedia(facts: Partial<Media> = {}): Media {
  return sampleMedia({
    width: null,
    height: null,
    sizeBytes: null,
    title: null,
    description: null,
    name: null,
    postedAt: null,
    ...facts,
  });
}

/** A file that arrived; the sha256 is made of the content's name. */
export function sampleFile(content: string, facts: Partial<ArrivedFile> = {}): ArrivedFile {
  const sha256 = new Bun.CryptoHasher("sha256").update(content).digest("hex");
  return {
    path: `partial/${sha256}.part`,
    sha256,
    md5: new Bun.CryptoHasher("md5").update(content).digest("hex"),
    sizeBytes: 1000,
    type: "jpg",
    width: 640,
    height: 480,
    animated: false,
    durationMs: null,
    ...facts,
  };
}
