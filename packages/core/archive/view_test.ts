import { expect, test } from "bun:test";
import { lstatSync, mkdirSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { prepareRecording } from "../db/recording_sql.ts";
import { sampleFile, sampleMedia, samplePost } from "../testing/sample_posts.ts";
import { openTempArchive } from "../testing/temp_archive.ts";
import { openView, type ViewItem } from "./view.ts";
import { parseViewTemplate } from "./view_template.ts";

/** An archive with two stored media of one album, and a view. */
async function openRig(template = "{source}/{num}{id}.{ext}") {
  const archive = await openTempArchive();
  const recording = prepareRecording(archive);
  const sourceId = recording.ensureSource("r/aww", "subreddit", 1);
  const post = samplePost({
    media: [sampleMedia({ id: "one1111" }), sampleMedia({ id: "two2222" })],
  });
  const saved = recording.savePost(post, { sourceId, at: 1 });
  const items = saved.media.map(({ mediaId, imgurId, position }): ViewItem => {
    const { sha256 } = sampleFile(imgurId);
    const blob = archive.layout.blobPath(sha256, "jpg");
    mkdirSync(dirname(blob), { recursive: true });
    writeFileSync(blob, imgurId);
    return {
      mediaId,
      sourceId,
      sha256,
      source: "r/aww",
      position,
      mediaCount: 2,
      id: imgurId,
      ext: "jpg",
      title: post.title,
      author: post.author,
      subreddit: post.subreddit,
      post: post.id,
      postedAt: post.postedAt,
    };
  });
  const view = openView(archive.layout, {
    template: parseViewTemplate(template),
    names: recording,
  });
  const at = (path: string) => join(archive.layout.images, path);
  const blobOf = (item: ViewItem) => archive.layout.blobPath(item.sha256, "jpg");
  const [one, two] = [items[0]!, items[1]!];
  return {
    archive,
    recording,
    view,
    one,
    two,
    at,
    blobOf,
    [Symbol.asyncDispose]: () => archive[Symbol.asyncDispose](),
  };
}

test("link() names a blob by a hard link", async () => {
  await using rig = await openRig();
  const name = rig.view.link(rig.one);
  expect(name).toEqual({ path: "r/aww/001_one1111.jpg", link: "hard" });
  expect(statSync(rig.at("r/aww/001_one1111.jpg")).ino).toBe(statSync(rig.blobOf(rig.one)).ino);
});

test("link() again changes nothing", async () => {
  await using rig = await openRig();
  const first = rig.view.link(rig.one);
  expect(rig.view.link(rig.one)).toEqual(first);
});

test("link() puts back a name that was removed", async () => {
  await using rig = await openRig();
  rig.view.link(rig.one);
  rmSync(rig.at("r/aww/001_one1111.jpg"));
  rig.view.link(rig.one);
  expect(statSync(rig.at("r/aww/001_one1111.jpg")).isFile()).toBe(true);
});

test("link() numbers names that collide, also when they differ only in case", async () => {
  await using rig = await openRig("{title}.{ext}");
  rig.view.link({ ...rig.one, title: "CAT" });
  expect(rig.view.link({ ...rig.two, title: "cat" })?.path).toBe("cat_2.jpg");
});

test("link() shows the new blob when the file of a media changed", async () => {
  await using rig = await openRig();
  rig.view.link(rig.one);
  rig.view.link({ ...rig.one, sha256: rig.two.sha256 });
  expect(statSync(rig.at("r/aww/001_one1111.jpg")).ino).toBe(statSync(rig.blobOf(rig.two)).ino);
});

test("link() takes another name where a file of the user's stands", async () => {
  await using rig = await openRig();
  mkdirSync(rig.at("r/aww"), { recursive: true });
  writeFileSync(rig.at("r/aww/001_one1111.jpg"), "mine");
  expect(rig.view.link(rig.one)?.path).toBe("r/aww/001_one1111_2.jpg");
});

test("link() leaves a file that the user put in the place of a name", async () => {
  await using rig = await openRig();
  rig.view.link(rig.one);
  rmSync(rig.at("r/aww/001_one1111.jpg"));
  writeFileSync(rig.at("r/aww/001_one1111.jpg"), "mine");
  expect(rig.view.link(rig.one)?.link).toBe("left");
});

test("link() makes no names when the view is switched off", async () => {
  await using rig = await openRig("none");
  expect(rig.view.link(rig.one)).toBeUndefined();
});

test("link() takes over a link that a kill left without its row", async () => {
  await using rig = await openRig();
  rig.view.link(rig.one);
  rig.archive.sqlite.run("DELETE FROM views");
  expect(rig.view.link(rig.one)?.path).toBe("r/aww/001_one1111.jpg");
});

test("link() falls back to relative symbolic links, and says so once", async () => {
  await using rig = await openRig();
  const reasons: string[] = [];
  const view = openView(rig.archive.layout, {
    template: parseViewTemplate("{source}/{id}.{ext}"),
    names: rig.recording,
    onSymbolic: (reason) => reasons.push(reason),
    linkFile: () => {
      throw Object.assign(new Error("no links here"), { code: "EPERM" });
    },
  });
  const names = [view.link(rig.one), view.link(rig.two), view.link(rig.two)];
  expect(names.map((name) => name?.link)).toEqual(["symbolic", "symbolic", "symbolic"]);
  expect(reasons).toEqual(["EPERM"]);
  expect(lstatSync(rig.at("r/aww/one1111.jpg")).isSymbolicLink()).toBe(true);
  expect(readlinkSync(rig.at("r/aww/one1111.jpg"))).toStartWith("../../../blobs/");
});

test("link() goes on with hard links after one file had too many names", async () => {
  await using rig = await openRig();
  let calls = 0;
  const view = openView(rig.archive.layout, {
    template: parseViewTemplate("{id}.{ext}"),
    names: rig.recording,
    linkFile: (blob, path) => {
      calls++;
      if (calls === 1) throw Object.assign(new Error("too many"), { code: "EMLINK" });
      writeFileSync(path, blob);
    },
  });
  expect([view.link(rig.one)?.link, view.link(rig.two)?.link]).toEqual(["symbolic", "hard"]);
});

test("link() says when the disk is in the way", async () => {
  await using rig = await openRig();
  writeFileSync(rig.at("r"), "a file where the folder should be");
  expect(() => rig.view.link(rig.one)).toThrow(expect.objectContaining({ code: "disk" }));
});
