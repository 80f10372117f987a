import { describe, expect, test } from "bun:test";
import { openFakeImgur, openFakeRoutes } from "../testing/fake_imgur.ts";
import {
  AWW,
  AWW_PAGE,
  album,
  answer,
  id,
  image,
  images,
  listAll,
  v1Album,
} from "../testing/listing_rig.ts";

describe("listPosts() look-ups", () => {
  const imageId = id(1);
  const albumId = id(0);

  test("reads an image by post/v1 first", async () => {
    await using imgur = openFakeRoutes({
      [`/post/v1/media/${imageId}`]: { ...v1Album(0, 1), id: imageId, is_album: false },
    });
    const { ids } = await listAll(imgur, { kind: "image", id: imageId });
    expect([ids, imgur.paths]).toEqual([[imageId], [`/post/v1/media/${imageId}`]]);
  });

  test("finds an album under an image's address", async () => {
    const whole = album(1, { images_count: 2, images: images(2, 2) });
    await using imgur = openFakeRoutes({ [`/3/album/${imageId}`]: answer(whole) });
    const [post] = (await listAll(imgur, { kind: "image", id: imageId })).posts;
    expect([post?.kind, post?.media.length]).toEqual(["album", 2]);
  });

  test("finds an image under an album's address", async () => {
    await using imgur = openFakeRoutes({ [`/3/image/${imageId}`]: answer({ ...image(1) }) });
    const [post] = (await listAll(imgur, { kind: "album", id: imageId })).posts;
    expect(post?.kind).toBe("image");
  });

  test.each([
    ["post/v1's posts", `/post/v1/posts/${albumId}`, v1Album(0, 2)],
    [
      "the gallery of /3/",
      `/3/gallery/${albumId}`,
      answer(album(0, { images_count: 2, images: images(1, 2) })),
    ],
    [
      "the albums of /3/, once it left the gallery",
      `/3/album/${albumId}`,
      answer(album(0, { images_count: 2, images: images(1, 2) })),
    ],
  ])("finds a gallery album by %s", async (_where, path, body) => {
    await using imgur = openFakeRoutes({ [path]: body });
    const [post] = (await listAll(imgur, { kind: "gallery", id: albumId })).posts;
    expect([post?.kind, post?.media.length]).toEqual(["album", 2]);
  });

  test("completes a gallery album whose post came in part", async () => {
    await using imgur = openFakeRoutes({
      [`/post/v1/posts/${albumId}`]: v1Album(0, 1, 3),
      [`/post/v1/albums/${albumId}`]: v1Album(0, 3),
    });
    const [post] = (await listAll(imgur, { kind: "tag_post", name: "x", id: albumId })).posts;
    expect([post?.media.length, imgur.paths.length]).toEqual([3, 2]);
  });

  test("finds a gallery post that is a single image", async () => {
    await using imgur = openFakeRoutes({ [`/3/gallery/${imageId}`]: answer(image(1)) });
    const [post] = (await listAll(imgur, { kind: "gallery", id: imageId })).posts;
    expect([post?.kind, post?.media.length]).toEqual(["image", 1]);
  });

  test("looks a subreddit's post up there", async () => {
    await using imgur = openFakeRoutes({ [`/3/gallery/r/aww/${imageId}`]: answer(image(1)) });
    const source = { kind: "subreddit_post", name: "aww", id: imageId } as const;
    expect((await listAll(imgur, source)).posts[0]?.subreddit).toBe("aww");
  });

  test("reads a list in its order, each id once", async () => {
    await using imgur = openFakeImgur(({ path }) => {
      const found = /^\/post\/v1\/media\/(\w+)$/.exec(path)?.[1];
      return found ? Response.json({ id: found, mime_type: "image/png" }) : undefined;
    });
    const ids = [3, 1, 2, 1].map(id);
    expect((await listAll(imgur, { kind: "list", ids })).ids).toEqual([3, 1, 2].map(id));
  });

  test("leaves an id that the API does not know to the CDN", async () => {
    await using imgur = openFakeRoutes({});
    const { messages } = await listAll(imgur, { kind: "file", id: imageId, ext: "gif" });
    expect(messages).toMatchObject([
      { type: "post", guess: "unknown", post: { mediaCount: 1, media: [{ ext: "gif" }] } },
    ]);
  });

  test("leaves an id to the CDN when the API cannot be asked, and says so", async () => {
    await using imgur = openFakeImgur(() =>
      Response.json({ data: { error: "no" } }, { status: 401 }),
    );
    const { messages } = await listAll(imgur, { kind: "image", id: imageId });
    expect(messages).toMatchObject([
      { type: "notice", level: "warning" },
      { type: "post", guess: "unasked" },
    ]);
    expect(imgur.paths).toEqual([`/post/v1/media/${imageId}`, `/3/image/${imageId}`]);
  });

  test("waits for nothing when the CDN can be asked instead, and tells it once", async () => {
    await using imgur = openFakeImgur(() =>
      Response.json({ data: { error: "Imgur is over capacity" } }, { status: 403 }),
    );
    const list = { kind: "list", ids: [1, 2, 3].map(id) } as const;
    const { ids, notices } = await listAll(imgur, list);
    expect([ids.length, notices.length, imgur.paths.length]).toEqual([3, 1, 1]);
  });

  test("goes on past one album that Imgur does not show to this Client-ID", async () => {
    const forbidden = () => Response.json({ data: { error: "Unauthorized" } }, { status: 403 });
    await using imgur = openFakeRoutes({
      [AWW_PAGE(0)]: answer([album(0, { images_count: 5, images: images(1, 2) }), image(9)]),
      [AWW_PAGE(1)]: answer([]),
      [`/post/v1/albums/${albumId}`]: forbidden,
      [`/3/album/${albumId}`]: forbidden,
    });
    const { ids, failure } = await listAll(imgur, AWW);
    expect([ids, failure]).toEqual([[id(0), id(9)], undefined]);
  });

  test("does not guess that an album is a picture", async () => {
    await using imgur = openFakeRoutes({});
    const { ids, failure } = await listAll(imgur, { kind: "album", id: albumId });
    expect([ids, failure?.code]).toEqual([[], "not_found"]);
  });

  test("does not guess what a gallery post is while the API cannot be asked", async () => {
    await using imgur = openFakeImgur(({ path }) =>
      path.startsWith("/site/")
        ? Response.json(answer([]))
        : Response.json({ data: { error: "no" } }, { status: 401 }),
    );
    const { ids, failure } = await listAll(imgur, { kind: "gallery", id: albumId });
    expect([ids, failure?.code]).toEqual([[], "client_id.refused"]);
  });

  test("reads an album by the keyless endpoint when the API is over capacity", async () => {
    await using imgur = openFakeImgur(({ path }) =>
      path.startsWith("/site/")
        ? Response.json(answer({ count: 1, images: [{ hash: imageId, ext: ".png" }] }))
        : Response.json({ data: { error: "Imgur is over capacity" } }, { status: 429 }),
    );
    const { posts, failure } = await listAll(imgur, { kind: "album", id: albumId });
    expect([posts[0]?.media[0]?.id, failure]).toEqual([imageId, undefined]);
  });
});

describe("listPosts() without a Client-ID", () => {
  const withoutId = { clientId: null };

  test.each([
    [{ kind: "image", id: id(1) } as const, 1],
    [{ kind: "file", id: id(1), ext: "mp4" } as const, 1],
    [{ kind: "list", ids: [id(1), id(2)] } as const, 2],
  ])("leaves %j to the CDN without asking anything", async (source, count) => {
    await using imgur = openFakeRoutes({});
    const { messages } = await listAll(imgur, source, withoutId);
    expect(messages.map((message) => message.type === "post" && message.guess)).toEqual(
      Array.from({ length: count }, () => "no_client_id"),
    );
    expect(imgur.paths).toEqual([]);
  });

  test.each(["album", "gallery"] as const)("reads an %s by the keyless endpoint", async (kind) => {
    const path = `/site/ajaxalbums/getimages/${id(0)}/hit.json`;
    await using imgur = openFakeRoutes({
      [path]: answer({ count: 1, images: [{ hash: id(1), ext: ".png" }] }),
    });
    const { posts } = await listAll(imgur, { kind, id: id(0) }, withoutId);
    expect([posts[0]?.media[0]?.ext, imgur.paths]).toEqual(["png", [path]]);
  });

  test("takes a gallery post for a picture when it is no public album", async () => {
    await using imgur = openFakeImgur(() => Response.json(answer([])));
    const { messages } = await listAll(imgur, { kind: "gallery", id: id(0) }, withoutId);
    expect(messages).toMatchObject([{ type: "post", guess: "no_client_id" }]);
  });

  test("says what to do about an album that it cannot see", async () => {
    await using imgur = openFakeImgur(() => Response.json(answer([])));
    const { failure } = await listAll(imgur, { kind: "album", id: id(0) }, withoutId);
    expect([failure?.code, failure?.hint]).toEqual([
      "not_found",
      "Check the address, or set IMGUR_CLIENT_ID",
    ]);
  });
});
