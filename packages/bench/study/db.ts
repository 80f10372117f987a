import { copyFile, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { makeLayout, openArchive } from "@acacia/core";
import { AcaciaError } from "@acacia/core/errors";
import { programEnv } from "../measure/fetch_process.ts";
import { interleave } from "../measure/interleave.ts";
import { measureProcess } from "../measure/process.ts";
import { ACACIA, PACKAGES, ROOT } from "../root.ts";
import { measureDrizzlePage } from "./db/drizzle_page.ts";
import { measureInserts } from "./db/inserts.ts";
import { measureMigration } from "./db/migration.ts";
import type { WriterEnd } from "./db/writer_main.ts";
import { makeFigure } from "./figure.ts";
import { findFilledArchive } from "./filled_archive.ts";
import { measurePagesOf } from "./pages.ts";
import type { Figure, Study, StudyOptions, StudyOutcome } from "./study.ts";

const MEDIA = 1_000_000;
const BLOBS = 2_000;
const MAX_IDLE_MS = 0.5;
const MAX_BUSY_MS = 2;
const ROWS_PER_SECOND = 20_000;
const MAX_OPEN_MS = 100;
/** Whole programs, start-up included, ms. */
const COMMANDS = [
  { name: "list", argv: ["list", "--limit", "100"], atMost: 90 },
  { name: "stats", argv: ["stats"], atMost: 500 },
] as const;

/** A million media in the database, and who asks it. */
export const dbStudy: Study = {
  name: "db",
  summary: "a million media: pages while it is written to, open, list, stats, migration, inserts",
  run: measureDb,
};

async function measureDb(options: StudyOptions): Promise<StudyOutcome> {
  const { media = MEDIA, blobs = BLOBS, say } = options;
  const filled = await findFilledArchive(media, { say, blobs });
  const dir = join(options.dir, "archive");
  // What is written to is a copy: the filled one is there for the next time.
  await mkdir(dir);
  await copyFile(makeLayout(filled).database, makeLayout(dir).database);
  say("pages while nobody writes");
  const idle = await measurePagesOf(filled, { media, maxMs: MAX_IDLE_MS });
  const figures = [
    ...idle,
    ...(await measureOpen(dir, options)),
    ...(await measureCommands(dir, options)),
    ...(await measureDrizzlePage(filled, { ...options, media })),
    ...(await measureMigration(filled, { ...options, media })),
    ...(await measureBusyPages(dir, { ...options, media })),
  ];
  const inserts = await measureInserts(options);
  return { figures: [...figures, ...inserts.figures], cases: inserts.cases };
}

async function measureOpen(dir: string, { rounds }: StudyOptions): Promise<Figure[]> {
  const samples = await interleave<number>([{ name: "open", run: () => timeOpen(dir) }], {
    rounds: rounds * 3,
    warmUps: 1,
  });
  const target = { atMost: MAX_OPEN_MS };
  return [
    makeFigure("opening the archive", samples.get("open")!, {
      unit: "ms",
      statistic: "median",
      target,
    }),
  ];
}

/** @returns ms. */
async function timeOpen(dir: string): Promise<number> {
  const begun = performance.now();
  await using _archive = await openArchive(dir, { mode: "read" });
  return performance.now() - begun;
}

async function measureCommands(dir: string, options: StudyOptions): Promise<Figure[]> {
  const stdout = join(options.dir, "said");
  const samples = await interleave<number>(
    COMMANDS.map(({ name, argv }) => ({
      name,
      async run() {
        const command = [...ACACIA, ...argv, "-d", dir];
        const run = await measureProcess(command, {
          cwd: ROOT,
          env: programEnv({}),
          stdout,
          sampleMs: 0,
        });
        if (run.exitCode === 0 && Bun.file(stdout).size > 0) return run.wallMs;
        throw new AcaciaError("integrity", `Cannot take ${name} as a sample: ${run.stderr}`);
      },
    })),
    { rounds: options.rounds, warmUps: 1 },
  );
  return COMMANDS.map(({ name, atMost }) =>
    makeFigure(`acacia ${name}, the whole program`, samples.get(name)!, {
      unit: "ms",
      statistic: "median",
      target: { atMost },
    }),
  );
}

/** Pages while another process writes, at the rate that it really reached. */
async function measureBusyPages(
  dir: string,
  { media, say }: StudyOptions & { media: number },
): Promise<Figure[]> {
  say(`pages while up to ${ROWS_PER_SECOND.toLocaleString("en")} rows a second are written`);
  const program = join(PACKAGES, "bench/study/db/writer_main.ts");
  const writer = Bun.spawn([process.execPath, program, dir, String(ROWS_PER_SECOND)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const reader = writer.stdout.pipeThrough(new TextDecoderStream()).getReader();
  try {
    await reader.read();
    const figures = await measurePagesOf(dir, {
      media,
      maxMs: MAX_BUSY_MS,
      meanwhile: ", written to",
    });
    writer.kill("SIGTERM");
    let said = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) said += part.value;
    const { rows, ms } = JSON.parse(said) as WriterEnd;
    const perSecond = makeFigure("rows written meanwhile", [(rows / ms) * 1000], {
      unit: "per s",
      statistic: "median",
      note: "posts, media, blobs and their ties, in batches of 64 by the recorder of a fetch; the pace is 20,000",
    });
    return [...figures, perSecond];
  } finally {
    writer.kill("SIGKILL");
    await writer.exited;
  }
}
