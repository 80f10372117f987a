import { mkdir, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { programEnv } from "../../measure/fetch_process.ts";
import { measureProcess } from "../../measure/process.ts";
import { checkFiles } from "../../measure/rival_process.ts";
import { readServerView } from "../../measure/server_view.ts";
import type { StandIn } from "../../measure/stand_in.ts";
import type { DownloadRival } from "../../rivals/download_rival.ts";
import type { ThumbRival } from "../../rivals/thumb_rivals.ts";
import { ROOT } from "../../root.ts";
import type { Metrics } from "../case.ts";
import { serverMetrics } from "../downloads/server_metrics.ts";
import { checkThumbs, removeThumbs } from "../thumbs/program.ts";

/** A program that downloads, and one that then makes thumbnails of what there is. */
export interface Pair {
  readonly download: DownloadRival;
  readonly thumbs: ThumbRival;
}

/** As it is called in tables. */
export function pairName({ download, thumbs }: Pair): string {
  return `${download.name}, then ${thumbs.name}`;
}

/**
 * Runs both programs, one after the other, as one process.
 *
 * @throws {AcaciaError} `integrity` when either failed, a file has other bytes, or a picture no thumbnail.
 */
export async function measurePair(
  stand: StandIn,
  pair: Pair,
  { dir: root, jobs, size }: { readonly dir: string; readonly jobs: number; readonly size: number },
): Promise<Metrics> {
  const scratch = join(root, "scratch");
  await mkdir(scratch, { recursive: true });
  const dir = join(root, "files");
  const { files } = stand;
  const names = files.map(({ link }) => basename(link));
  const urls = names.map((name) => `${stand.env.IMGUR_CDN_URL}/${name}`);
  const first = await pair.download.prepare({ urls, dir, scratch, jobs });
  const second = await pair.thumbs.prepare({ dir, names, scratch, size });
  await stand.reset();
  const measured = await measureProcess(["sh", "-e", "-c", `${quote(first)}\n${quote(second)}`], {
    cwd: ROOT,
    env: { ...programEnv({}), HOME: root },
    stdout: join(scratch, "said.txt"),
  });
  const view = readServerView(await stand.stats());
  const name = pairName(pair);
  if (measured.exitCode !== 0) {
    const said = `it ended with ${measured.exitCode}. ${measured.stderr.slice(-300)}`;
    throw new AcaciaError("integrity", `Cannot take a run of ${name} as a sample: ${said}`);
  }
  const outputBytes = await checkThumbs({ series: name }, { dir, names, scratch, size });
  await removeThumbs(dir);
  await checkFiles(dir, { rival: { name }, files });
  await rm(root, { recursive: true, force: true });
  return { ...serverMetrics({ ...measured, ...view }, { jobs, files }), outputBytes };
}

/** Words for a shell. */
export function quote(words: readonly string[]): string {
  return words.map((word) => `'${word.replaceAll("'", String.raw`'\''`)}'`).join(" ");
}
