// `bun run demo`: the real programs, a process each, against the stand-in Imgur. The gallery opens first and
// fills while the fetch runs. `--once` checks the gallery over HTTP and ends. Starts on Bun alone, before
// anything is installed.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Subprocess } from "bun";
import { checkGallery } from "./check_gallery.ts";
import { type Readable, readLines } from "./read_lines.ts";
import { runWithChildren } from "./run_with_children.ts";

const root = join(import.meta.dir, "..");
const archive = join(root, "archive-demo");
const isOnce = process.argv.includes("--once");
const bun = process.execPath;
const cli = [bun, join(root, "packages/cli/main.ts")];
const children: Subprocess[] = [];

/** What the demo fetches: the front page, a subreddit, a tag. */
const TARGETS = ["hot", "r/aww", "t/landscape"];
/** A small world with some of what Imgur does to an archiver. */
const WORLD = [
  "--posts=150",
  "--albums=18",
  "--removed=3",
  "--region-blocked=1",
  "--gone=1",
  "--latency=40-120",
];

function start(
  command: string[],
  env: Record<string, string | undefined>,
): Subprocess<"ignore", "pipe", "inherit"> {
  const child = Bun.spawn(command, { cwd: root, env, stdout: "pipe", stderr: "inherit" });
  children.push(child);
  return child;
}

/** The first line of a program's output that `read` understands. */
async function waitFor<Found>(
  output: Readable,
  { read, program }: { read: (line: string) => Found | undefined; program: string },
): Promise<Found> {
  for await (const line of readLines(output)) {
    const found = read(line);
    if (found !== undefined) return found;
  }
  throw new Error(`Cannot run the demo: ${program} ended before it was ready`);
}

async function startImgur(): Promise<Record<string, string | undefined>> {
  const sim = start(
    [bun, join(root, "packages/sim/main.ts"), "--port=0", "--cdn-port=0", ...WORLD],
    process.env,
  );
  const env: Record<string, string | undefined> = { ...process.env, IMGUR_CLIENT_ID: "demo" };
  await waitFor(sim.stdout, {
    program: "the stand-in Imgur",
    read(line) {
      const [, name, value] = /^(?:export )?([A-Z_]+)=(\S+)$/.exec(line) ?? [];
      if (name) env[name] = value;
      return env.IMGUR_API_URL && env.IMGUR_CDN_URL && env.IMGUR_SITE_URL ? true : undefined;
    },
  });
  return env;
}

async function startGallery(env: Record<string, string | undefined>): Promise<string> {
  const port = isOnce ? "0" : (process.env.ACACIA_PORT ?? "3000");
  const web = start([...cli, "web", "-d", archive, "--port", port, "--json"], env);
  return waitFor(web.stdout, {
    program: "the gallery",
    read: (line) => (JSON.parse(line) as { type: string; url?: string }).url,
  });
}

async function main(): Promise<number> {
  const install = Bun.spawn([bun, "install", "--frozen-lockfile"], {
    cwd: root,
    stdout: "ignore",
    stderr: "inherit",
  });
  children.push(install);
  if ((await install.exited) !== 0) return 1;
  // Begins empty each time, so that the pictures arrive before your eyes.
  await rm(archive, { recursive: true, force: true });
  const env = await startImgur();
  const address = await startGallery(env);
  console.error(
    `\nThe gallery is open at ${address}\nPictures arrive in it as they are fetched from the stand-in Imgur:\n`,
  );
  const fetched = Bun.spawn([...cli, "fetch", ...TARGETS, "-d", archive], {
    cwd: root,
    env,
    stdout: "inherit",
    stderr: "inherit",
  });
  children.push(fetched);
  const exitCode = await fetched.exited;
  if (isOnce) return (await checkGallery(address, exitCode)) ? 0 : 1;
  console.error(
    `\nLook around at ${address} · Ctrl-C ends the demo · the archive stays in ${archive}`,
  );
  return new Promise(() => {});
}

// Ctrl-C is how the demo ends; only a check that it cuts short has failed.
process.exit(await runWithChildren(children, main, isOnce ? {} : { atCtrlC: 0 }));
