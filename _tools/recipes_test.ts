import { Database } from "bun:sqlite";
import { afterAll, beforeAll, expect, test } from "bun:test";
import { chmod, mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { makeSampleFiles, makeTempFolder, type TempFolder } from "@acacia/core/testing";
import { type Sim, startSim } from "@acacia/sim";
import { type S3StandIn, startS3 } from "@acacia/sim/s3";
import { canRunRedis, type RedisServer, startRedis } from "../packages/worker/testing/mod.ts";
import { findBlocks } from "./documents.ts";

const root = join(import.meta.dir, "..");
const MAIN = join(root, "packages/cli/main.ts");
const RECIPES = findBlocks(await Bun.file(join(root, "docs/recipes.md")).text()).map((block) =>
  block.trim(),
);

/** Recipes with a queue want a Redis. */
const WITH_REDIS = RECIPES.filter((block) => block.includes("--detach"));
/** Recipes that rightly end with another code than 0: all is known by then, nothing was removed, and nothing failed. */
const EXIT_CODES: Readonly<Record<string, number>> = {
  "acacia fetch r/aww --quiet --error-on-no-transfer": 9,
  "acacia list is:gone --json": 7,
  "acacia retry": 7,
};
/** The longest that one recipe may take on a busy machine, ms. */
const TIMEOUT_MS = 60_000;

let sim: Sim;
let s3: S3StandIn;
let redis: RedisServer | undefined;
let home: TempFolder;
let names: Readonly<Record<string, string>>;

// One home for all: a recipe finds the archive that those before it have filled.
beforeAll(async () => {
  sim = await startSim({ seed: 7, posts: 60, sizeBytes: 4_000, distinctPictures: 4 });
  s3 = await startS3({ buckets: ["pictures"] });
  redis = canRunRedis() ? await startRedis() : undefined;
  home = await makeTempFolder();
  names = namesOf(sim);
  await layOut(home.dir);
}, TIMEOUT_MS);
afterAll(async () => {
  await sim[Symbol.asyncDispose]();
  await s3[Symbol.asyncDispose]();
  await redis?.[Symbol.asyncDispose]();
  await home[Symbol.asyncDispose]();
});

/** What stands in a recipe for something of one's own, and what this stand-in has in its place. */
function namesOf({ world }: Sim): Record<string, string> {
  const posts = world.posts.filter((post) => post.inGallery && !post.nsfw);
  const album = posts.find((post) => post.isAlbum);
  const single = posts.find((post) => !post.isAlbum && post.section === "aww");
  const author = posts.find((post) => post.accountUrl !== null)?.accountUrl;
  const animated = posts.find((post) => post.section && post.media.some((one) => one.animated));
  if (!album || !single || !author || !animated) throw new Error("The world has too little in it");
  return {
    "a/aBc12De": `a/${album.id}`,
    aBc12De: single.id,
    some_user: author,
    "autumn light": single.title ?? "",
    "r/gifs": `r/${animated.section}`,
    "w:>=1920": "w:>=100",
    "runs 42": "runs 1",
  };
}

/** What recipes expect to be there: the program itself, a page on the web, bookmarks, pictures. */
async function layOut(dir: string): Promise<void> {
  const links = Object.values(namesOf(sim)).slice(0, 2);
  const page = `<a href="https://imgur.com/${links[1]}">a cat</a> https://imgur.com/${links[0]}\n`;
  await Bun.write(join(dir, "bookmarks.html"), page);
  await writeProgram(dir, "acacia", `exec '${process.execPath}' '${MAIN}' "$@"`);
  await writeProgram(dir, "curl", `cat '${join(dir, "bookmarks.html")}'`);
  await mkdir(join(dir, "pictures"));
  const jpeg = (await makeSampleFiles()).find(({ type }) => type === "jpg");
  if (jpeg) await Bun.write(join(dir, "pictures/one.jpg"), jpeg.bytes);
}

async function writeProgram(dir: string, name: string, body: string): Promise<void> {
  const path = join(dir, "bin", name);
  await Bun.write(path, `#!/bin/sh\n${body}\n`);
  await chmod(path, 0o755);
}

interface End {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a block as a shell does; a gallery is stopped with Ctrl-C as soon as it says where it is. */
async function run(block: string): Promise<End> {
  const isGallery = block.startsWith("acacia web");
  const script = Object.entries(names).reduce(
    (text, [name, own]) => text.replaceAll(name, own),
    block,
  );
  const child = Bun.spawn(
    ["bash", "-c", isGallery ? `exec ${script}` : `set -eo pipefail\n${script}`],
    {
      cwd: home.dir,
      env: {
        ...sim.env,
        PATH: join(home.dir, "bin") + delimiter + process.env.PATH,
        HOME: home.dir,
        IMGUR_CLIENT_ID: "test",
        ACACIA_PORT: "0",
        ...(redis ? { REDIS_URL: redis.url } : {}),
        S3_ENDPOINT: s3.url,
        S3_ACCESS_KEY_ID: "test",
        S3_SECRET_ACCESS_KEY: "test",
      },
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
    },
  );
  const stop = (text: string) => {
    if (isGallery && text.includes("http://")) child.kill("SIGINT");
  };
  const [out, err] = await Promise.all([readAll(child.stdout, stop), readAll(child.stderr, stop)]);
  return { exitCode: await child.exited, out, err };
}

async function readAll(stream: ReadableStream<Uint8Array>, onText: (text: string) => void) {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream) {
    text += decoder.decode(chunk, { stream: true });
    onText(text);
  }
  return text;
}

test("docs/recipes.md has twenty recipes or more", () => {
  expect(RECIPES.length).toBeGreaterThanOrEqual(20);
});

async function check(block: string): Promise<void> {
  const end = await run(block);
  expect(end).toEqual({ ...end, exitCode: EXIT_CODES[block] ?? 0 });
}

test.each(RECIPES.filter((block) => !WITH_REDIS.includes(block)))(
  "a shell runs: %s",
  check,
  TIMEOUT_MS,
);

test.skipIf(!canRunRedis()).each(WITH_REDIS)(
  "a shell runs (needs redis-server): %s",
  check,
  TIMEOUT_MS,
);

test(
  "the article's run leaves every random photo with its thumbnails",
  async () => {
    const [article = ""] = RECIPES;
    expect(article).toContain("fetch random --where type:photo");
    const dir = join(home.dir, "article");
    const end = await run(article.replaceAll(/^acacia \w+/gm, (word) => `${word} -d '${dir}'`));
    using database = new Database(join(dir, "acacia.sqlite"), { readonly: true });
    const kinds = database
      .query("SELECT DISTINCT kind FROM media WHERE sha256 IS NOT NULL")
      .values();
    const blobs = database.query("SELECT sha256 FROM blobs").values().flat() as string[];
    const bare: string[] = [];
    for (const sha256 of blobs) {
      const thumbs = [...new Bun.Glob(`thumbs/{128,480}/*/${sha256}.*`).scanSync(dir)];
      if (thumbs.length === 0) bare.push(sha256);
    }
    expect({ exitCode: end.exitCode, kinds, bare, some: blobs.length > 3 }).toEqual({
      exitCode: 0,
      kinds: [["photo"]],
      bare: [],
      some: true,
    });
  },
  TIMEOUT_MS,
);
