import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { systemClock } from "@acacia/core/clock";
import { AcaciaError } from "@acacia/core/errors";
import type { DownloadRival } from "../rivals/download_rival.ts";
import { ROOT } from "../root.ts";
import { programEnv } from "./fetch_process.ts";
import { type Measured, measureProcess } from "./process.ts";
import { readServerView, type ServerView } from "./server_view.ts";
import type { ServedFile, StandIn } from "./stand_in.ts";

/** A peer's run as it is measured: the same list of links, into a folder. */
export interface RivalCall {
  /** A folder of its own. */
  readonly dir: string;
  readonly jobs: number;
  /** @default all of the stand-in's */
  readonly files?: readonly ServedFile[];
  /** Where Redis listens, for peers that need one. */
  readonly redisPort?: number;
}

/** What a peer took, and what the server saw of it. */
export interface RivalSample extends Measured, ServerView {
  /** From the start until its first file was whole, ms. */
  readonly firstMs: number;
}

/**
 * Runs a peer once, and looks at what it left.
 *
 * @throws {AcaciaError} `integrity` when it failed, or when a file is missing, too much or of other bytes: such a
 *   run is an error and not a sample.
 */
export async function measureRival(
  stand: StandIn,
  rival: DownloadRival,
  call: RivalCall,
): Promise<RivalSample> {
  const { jobs, redisPort, files = stand.files } = call;
  await mkdir(call.dir, { recursive: true });
  const dir = join(call.dir, "files");
  const urls = files.map(({ link }) => `${stand.env.IMGUR_CDN_URL}/${basename(link)}`);
  const command = await rival.prepare({
    urls,
    dir,
    scratch: call.dir,
    jobs,
    ...(redisPort === undefined ? {} : { redisPort }),
  });
  await stand.reset();
  const startedAt = systemClock.now();
  const measured = await measureProcess(command, {
    cwd: ROOT,
    // Settings of its user would make it another program.
    env: { ...programEnv({}), HOME: call.dir },
    stdout: join(call.dir, "said.txt"),
  });
  const view = readServerView(await stand.stats());
  if (measured.exitCode !== 0) {
    throw invalid(rival, `it ended with ${measured.exitCode}. ${measured.stderr.slice(-500)}`);
  }
  const firstAt = await checkFiles(dir, { rival, files });
  await rm(call.dir, { recursive: true, force: true });
  return { ...measured, ...view, firstMs: firstAt - startedAt };
}

/**
 * Looks at a folder that a peer filled.
 *
 * @returns When the first file was whole, epoch ms: afterwards nothing changes a file but the peer's own last touch.
 * @throws {AcaciaError} `integrity` when it holds anything but the files.
 */
export async function checkFiles(
  dir: string,
  { rival, files }: { rival: Pick<DownloadRival, "name">; files: readonly ServedFile[] },
): Promise<number> {
  const expected = new Map(files.map(({ link, sha256 }) => [basename(link), sha256]));
  let firstAt = Number.POSITIVE_INFINITY;
  let count = 0;
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const sha256 = expected.get(entry.name);
    if (sha256 === undefined) throw invalid(rival, `${entry.name} is none of the files`);
    if (Bun.SHA256.hash(await readFile(path), "hex") !== sha256) {
      throw invalid(rival, `${entry.name} holds the wrong bytes`);
    }
    // Time of the last change of the inode: programs set the other one to the server's.
    firstAt = Math.min(firstAt, (await stat(path)).ctimeMs);
    count += 1;
  }
  if (count === files.length) return firstAt;
  throw invalid(rival, `it left ${count} of ${files.length} files`);
}

function invalid({ name }: Pick<DownloadRival, "name">, reason: string): AcaciaError {
  return new AcaciaError("integrity", `Cannot take a run of ${name} as a sample: ${reason}`, {
    hint: "Run it by hand against `bun run sim` and look at what it does",
  });
}
