import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { interleave } from "../../measure/interleave.ts";
import { meterTree } from "../../measure/tree_meter.ts";
import { NGINX } from "../../rivals/nginx.ts";
import { findRivals } from "../../rivals/rival.ts";
import { type CaseResult, type Metrics, makeCase, type Role } from "../case.ts";
import { isWanted } from "../is_wanted.ts";
import type { StudyOptions } from "../study.ts";
import { type RunningServer, startGallery, startNginx, startStatic, thumbsOf } from "./servers.ts";
import { runWrk, type WrkRequest } from "./wrk.ts";

/** Of each run of wrk. */
export const SECONDS = 2;
/** What the gallery adds to a picture, and nginx is told to add. */
const NOT_ADDED = ["content-type", "content-length", "date", "etag"];

interface Asked {
  readonly id: string;
  readonly series: string;
  readonly role: Role;
  readonly server: Pick<RunningServer, "pid" | "url">;
  readonly requests: readonly WrkRequest[];
}

/** What is asked of the gallery beside thumbnails. */
export interface ThumbsOptions extends StudyOptions {
  /** A page of the grid as JSON. */
  readonly pagePath: string;
}

/** Thumbnails by four servers, answers that say "you have it", and the grid's JSON, in turn. */
export async function measureThumbs(
  dir: string,
  options: ThumbsOptions,
): Promise<readonly CaseResult[]> {
  await using stack = new AsyncDisposableStack();
  const root = thumbsOf(dir);
  const files = (await readdir(root, { recursive: true })).filter((name) => name.endsWith(".jpg"));
  const gallery = stack.use(await startGallery(dir));
  const asked = await planAsked(files, { gallery, root, stack, options });
  const wanted = asked.filter(({ id }) => isWanted(id, options.only));
  const samples = await interleave<Metrics>(
    wanted.map(({ id, server, requests }) => ({
      name: id,
      async run(round) {
        options.say(
          `${id}${round < 0 ? ", warm-up" : `, round ${round + 1} of ${options.rounds}`}`,
        );
        const { result, took } = await meterTree(server.pid, () =>
          runWrk(server.url, { requests, seconds: SECONDS, scratch: options.dir }),
        );
        return { ...result, serverCpuMs: took.cpuMs, peakRssBytes: took.peakRssBytes };
      },
    })),
    { rounds: options.rounds, warmUps: 1 },
  );
  return wanted.map(({ id, series, role }) =>
    makeCase({ id, series, role, params: { files: files.length } }, samples.get(id)!),
  );
}

async function planAsked(
  files: readonly string[],
  given: {
    gallery: RunningServer;
    root: string;
    stack: AsyncDisposableStack;
    options: ThumbsOptions;
  },
): Promise<readonly Asked[]> {
  const { gallery, root, stack, options } = given;
  const plain = files.map((name) => ({ path: `/${name}` }));
  const ours = files.map((name) => ({ path: `/thumb/128/${name.slice(3, -".jpg".length)}` }));
  const own = { series: "Acacia", role: "acacia", server: gallery } as const;
  const servers: Asked[] = [
    { ...own, id: "thumbnails, Acacia", requests: ours },
    { ...own, id: "304, Acacia", requests: await withEtags(gallery.url, ours) },
    { ...own, id: "JSON of 60 rows, Acacia", requests: [{ path: options.pagePath }] },
  ];
  for (const [kind, name, role] of [
    ["hono", "Hono's serveStatic", "peer"],
    ["bun", "Bun's static routes", "peer"],
    ["no-op", "Bun.serve that answers one picture", "ceiling"],
  ] as const) {
    const server = stack.use(await startStatic(kind, root));
    const requests = kind === "no-op" ? [{ path: "/" }] : plain;
    servers.push({ id: `thumbnails, ${name}`, series: name, role, server, requests });
  }
  if (findRivals([NGINX]).found.length > 0) {
    const headers = await readAdded(`${gallery.url}${ours[0]!.path}`);
    const scratch = join(options.dir, "nginx");
    const server = stack.use(await startNginx(root, { scratch, headers }));
    const nginx = { series: "nginx", role: "peer", server } as const;
    servers.push({ ...nginx, id: "thumbnails, nginx", requests: plain });
    servers.push({ ...nginx, id: "304, nginx", requests: await withEtags(server.url, plain) });
  }
  for (const { id, server, requests } of servers)
    await checkAnswers(id, { url: server.url, requests, root, files });
  return servers;
}

/** The requests of a browser that has every picture already. */
async function withEtags(url: string, requests: readonly WrkRequest[]): Promise<WrkRequest[]> {
  const known: WrkRequest[] = [];
  for (const { path } of requests) {
    const answer = await fetch(`${url}${path}`);
    await answer.bytes();
    known.push({ path, headers: { "If-None-Match": answer.headers.get("etag") ?? "" } });
  }
  return known;
}

async function readAdded(url: string): Promise<Record<string, string>> {
  const answer = await fetch(url);
  await answer.bytes();
  return Object.fromEntries([...answer.headers].filter(([name]) => !NOT_ADDED.includes(name)));
}

/** @throws {AcaciaError} `integrity` when a server gives other bytes than the file's, or not what was asked for. */
async function checkAnswers(
  id: string,
  given: { url: string; requests: readonly WrkRequest[]; root: string; files: readonly string[] },
): Promise<void> {
  const { url, requests, root, files } = given;
  for (const [n, { path, headers }] of requests.entries()) {
    const answer = await fetch(`${url}${path}`, headers ? { headers } : {});
    const bytes = await answer.bytes();
    if (headers ? answer.status === 304 : answer.status === 200) {
      if (headers || requests.length === 1) continue;
      const expected = await Bun.file(join(root, files[n]!)).bytes();
      if (Buffer.compare(bytes, expected) === 0) continue;
    }
    throw new AcaciaError(
      "integrity",
      `Cannot measure ${id}: ${path} gave ${answer.status} and ${bytes.length} bytes`,
    );
  }
}
