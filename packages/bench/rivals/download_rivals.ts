import { join } from "node:path";
import type { DownloadJob, DownloadRival } from "./download_rival.ts";
import { askPython, pythonCommand } from "./python.ts";
import { askVersion } from "./rival.ts";

/** Every peer that downloads, the article's ways first: each by a program of our own. */
export const DOWNLOAD_RIVALS: readonly DownloadRival[] = [
  article("single.py", { program: "fetch_single.py", isSequential: true }),
  article("threads.py", { program: "fetch_threads.py" }),
  article("processes.py", { program: "fetch_processes.py" }),
  article("futures.py", { program: "fetch_futures.py" }),
  article("aio.py", { program: "fetch_asyncio.py", library: "aiohttp" }),
  article("rq.py", { program: "fetch_rq.py", library: "rq", needsRedis: true }),
  {
    name: "gallery-dl",
    about: "the field's best-known archiver, on direct links",
    packages: ["gallery-dl"],
    isSequential: true,
    findVersion: () => askVersion(["gallery-dl", "--version"], /(\d\S*)/),
    async prepare(job) {
      // It names each address as its own Referer, and the CDN refuses one of 127.0.0.1 (docs/imgur.md §4.4).
      const urls = job.urls.map((url) => url.replace("//127.0.0.1:", "//localhost:"));
      const list = await writeList({ ...job, urls });
      return ["gallery-dl", "--config-ignore", "--quiet", "-f", "/O", "-D", job.dir, "-i", list];
    },
  },
  {
    name: "wget2",
    about: "GNU's downloader, with threads",
    packages: ["wget2"],
    findVersion: () => askVersion(["wget2", "--version"], /Wget2 (\S+)/),
    async prepare(job) {
      const list = await writeList(job);
      // It would rather have pages, and the CDN gives one to whoever says so (docs/imgur.md §4.4).
      const accept = "--header=Accept: */*";
      const flags = ["--quiet", "--no-hsts", accept, `--max-threads=${job.jobs}`];
      return ["wget2", ...flags, `--directory-prefix=${job.dir}`, `--input-file=${list}`];
    },
  },
  {
    name: "aria2c",
    about: "a downloader made for many at once",
    packages: ["aria2"],
    findVersion: () => askVersion(["aria2c", "--version"], /aria2 version (\S+)/),
    async prepare(job) {
      const list = await writeList(job);
      const flags = ["--no-conf", "--quiet", "--file-allocation=none", "-x1", `-j${job.jobs}`];
      return ["aria2c", ...flags, `--dir=${job.dir}`, `--input-file=${list}`];
    },
  },
  {
    name: "curl",
    about: "curl --parallel",
    packages: ["curl"],
    findVersion: () => askVersion(["curl", "--version"], /^curl (\S+)/),
    async prepare(job) {
      const list = join(job.scratch, "links.curl");
      await Bun.write(list, job.urls.map((url) => `url = "${url}"\nremote-name\n`).join(""));
      const flags = ["--disable", "--silent", "--show-error", "--fail", "--create-dirs"];
      const parallel = ["--parallel", "--parallel-immediate", "--parallel-max", String(job.jobs)];
      return ["curl", ...flags, ...parallel, "--output-dir", job.dir, "--config", list];
    },
  },
];

/** A program of our own that does what the article's does. */
function article(
  name: string,
  program: Pick<DownloadRival, "isSequential" | "needsRedis"> & {
    readonly program: string;
    readonly library?: string;
  },
): DownloadRival {
  const { program: file, library, ...rest } = program;
  return {
    name,
    about: "the article's, by a program of our own",
    packages: ["python3", ...(library === undefined ? [] : [`python3-${library}`])],
    findVersion: () => askPython(library),
    async prepare(job) {
      const port = job.redisPort === undefined ? [] : [String(job.redisPort)];
      return pythonCommand(file, [await writeList(job), job.dir, String(job.jobs), ...port]);
    },
    ...rest,
  };
}

async function writeList({ scratch, urls }: DownloadJob): Promise<string> {
  const list = join(scratch, "links.txt");
  await Bun.write(list, urls.map((url) => `${url}\n`).join(""));
  return list;
}
