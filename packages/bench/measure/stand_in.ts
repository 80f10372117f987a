import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { makeWorld, type SimStats, type WorldOptions } from "@acacia/sim";
import { PACKAGES } from "../root.ts";

/** The world that is measured against: all stills, every one of bytes of its own. */
export interface BenchWorld {
  readonly seed: number;
  readonly files: number;
  /** Of every file. */
  readonly sizeBytes: number;
  /** A folder of pictures to serve as they are, in their own sizes. @default drawn ones */
  readonly images?: string;
}

/** One file of the world. */
export interface ServedFile {
  /** Imgur's id. */
  readonly id: string;
  /** Its address on Imgur's own CDN, as a user would have it. */
  readonly link: string;
  /** Of what the server serves, as seen by the bench itself. */
  readonly sha256: string;
}

/** The stand-in Imgur in a process of its own. */
export interface StandIn extends AsyncDisposable {
  readonly pid: number;
  /** Where everything is, for the environment of a program. */
  readonly env: Readonly<Record<string, string>>;
  readonly files: readonly ServedFile[];
  /** Turns knobs. */
  set(knobs: Readonly<Record<string, unknown>>): Promise<void>;
  /** Forgets what was counted. */
  reset(): Promise<void>;
  /** Asked over the API's port, so that it opens no connection to the CDN. */
  stats(): Promise<SimStats>;
}

/**
 * Starts the stand-in and reads every file from it once: afterwards all of them lie in its memory, drawing none
 * takes time from what is measured, and the right bytes are known.
 *
 * @throws {AcaciaError} `unexpected` when it does not start, or serves anything but the world.
 */
export async function openStandIn(world: BenchWorld): Promise<StandIn> {
  const options = worldOptions(world);
  const child = Bun.spawn({
    cmd: [process.execPath, join(PACKAGES, "sim/main.ts"), ...flagsOf(options)],
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  try {
    const env = await readEnv(child.stdout);
    const media = makeWorld(options).posts.flatMap((post) => post.media);
    const files: ServedFile[] = [];
    for (const { id, ext, sizeBytes } of media) {
      const sha256 = await readFileHash(`${env.IMGUR_CDN_URL}/${id}.${ext}`, sizeBytes);
      files.push({ id, link: `https://i.imgur.com/${id}.${ext}`, sha256 });
    }
    const control = (path: string, body: unknown) => post(`${env.IMGUR_API_URL}${path}`, body);
    return {
      pid: child.pid,
      env,
      files,
      set: (knobs) => control("/__set", knobs),
      reset: () => control("/__reset", {}),
      stats: async () => (await (await fetch(`${env.IMGUR_API_URL}/__stats`)).json()) as SimStats,
      async [Symbol.asyncDispose]() {
        child.kill("SIGTERM");
        await child.exited;
      },
    };
  } catch (error) {
    child.kill("SIGKILL");
    throw error;
  }
}

function worldOptions({ seed, files, sizeBytes, images }: BenchWorld): WorldOptions {
  return {
    seed,
    posts: files,
    albums: 0,
    gifs: 0,
    videos: 0,
    duplicates: 0,
    nearDuplicates: 0,
    ...(images === undefined ? { sizeBytes, distinctPictures: 16 } : { images }),
    cacheBytes: 2 * files * sizeBytes + 64 * 1024 * 1024,
  };
}

/** As the stand-in's command line names them. */
function flagsOf(options: WorldOptions): string[] {
  return [
    ["--port", 0],
    ["--cdn-port", 0],
    ["--seed", options.seed],
    ["--posts", options.posts],
    ["--albums", options.albums],
    ["--gifs", options.gifs],
    ["--videos", options.videos],
    ["--duplicates", options.duplicates],
    ["--near-duplicates", options.nearDuplicates],
    ["--size", options.sizeBytes],
    ["--distinct-pictures", options.distinctPictures],
    ["--images", options.images],
    ["--cache", options.cacheBytes],
  ].flatMap(([flag, value]) => (value === undefined ? [] : [String(flag), String(value)]));
}

/** The lines `NAME=value` that it prints once it listens. */
async function readEnv(stdout: ReadableStream<Uint8Array>): Promise<Record<string, string>> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const bytes of stdout) {
    text += decoder.decode(bytes, { stream: true });
    if (/^ACACIA_PLACEHOLDERS=.*\n/m.test(text)) {
      return Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, a, b]) => [a, b]));
    }
  }
  throw new AcaciaError("unexpected", "Cannot start the stand-in: it ended at once", {
    hint: "Try `bun run sim` to see why",
  });
}

async function readFileHash(url: string, sizeBytes: number): Promise<string> {
  const answer = await fetch(url);
  const bytes = await answer.bytes();
  if (answer.ok && bytes.length === sizeBytes) return Bun.SHA256.hash(bytes, "hex");
  const got = `${answer.status} and ${bytes.length} bytes`;
  throw new AcaciaError("unexpected", `Cannot use the stand-in: ${url} gave ${got}`, {
    hint: "Check the bench and the stand-in for a mismatch of versions",
  });
}

async function post(url: string, body: unknown): Promise<void> {
  const answer = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (answer.ok) return void (await answer.bytes());
  throw new AcaciaError("unexpected", `Cannot steer the stand-in: ${await answer.text()}`, {
    hint: "Check the bench and the stand-in for a mismatch of versions",
  });
}
