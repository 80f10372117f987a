import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { interleave } from "../measure/interleave.ts";
import { measureProcess, readJsonLines } from "../measure/process.ts";
import { REDIS, startOwnRedis } from "../measure/redis.ts";
import { findRivals } from "../rivals/rival.ts";
import { PACKAGES, ROOT } from "../root.ts";
import { type CaseResult, makeCase } from "./case.ts";
import { type CostsLook, PAYLOADS } from "./costs/costs_main.ts";
import { costsCharts, costsFigures } from "./costs/costs_report.ts";
import { KINDS, type Kind } from "./costs/echo.ts";
import { isWanted } from "./is_wanted.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

/** What doing work elsewhere costs before any is done. */
export const costsStudy: Study = {
  name: "costs",
  summary: "what a task, a thread, a process and a queue job cost: start, memory, messages",
  run: measureAll,
};

async function measureAll(options: StudyOptions): Promise<StudyOutcome> {
  const { found, missing, versions } = findRivals([REDIS]);
  await using stack = new AsyncDisposableStack();
  const redis =
    found.length > 0 ? stack.use(await startOwnRedis(join(options.dir, "redis"))) : undefined;
  const kinds = KINDS.filter(
    (kind) => (kind !== "queue job" || redis) && isWanted(kind, options.only),
  );
  const looks = await interleave<CostsLook>(
    kinds.map((kind) => ({
      name: kind,
      run(round) {
        options.say(
          `a ${kind}${round < 0 ? ", warm-up" : `, round ${round + 1} of ${options.rounds}`}`,
        );
        return takeLook(kind, { redisUrl: redis?.url ?? "", stdout: join(options.dir, "said") });
      },
    })),
    { rounds: options.rounds, warmUps: 1 },
  );
  const cases = kinds.flatMap((kind) => casesOf(kind, looks.get(kind)!));
  return { figures: costsFigures(cases), cases, charts: costsCharts(cases), missing, versions };
}

async function takeLook(
  kind: Kind,
  { redisUrl, stdout }: { redisUrl: string; stdout: string },
): Promise<CostsLook> {
  const program = join(PACKAGES, "bench/study/costs/costs_main.ts");
  const run = await measureProcess([process.execPath, program, kind, redisUrl], {
    cwd: ROOT,
    env: process.env,
    stdout,
    sampleMs: 0,
  });
  const [look] = run.exitCode === 0 ? ((await readJsonLines(stdout)) as CostsLook[]) : [];
  if (look) return look;
  throw new AcaciaError("integrity", `Cannot take the run as a sample: ${run.stderr.slice(-500)}`);
}

/** One case for what a kind costs at all, and one for each larger payload. */
function casesOf(kind: Kind, looks: readonly CostsLook[]): CaseResult[] {
  const name = kind === "task" ? "task on the event loop" : kind;
  return PAYLOADS.map((bytes) => {
    const runs = looks.map(({ startMs, addedBytes, roundTripMs }) => ({
      p50Ms: roundTripMs[bytes]!,
      ...(bytes === 0 ? { startMs, addedBytes } : {}),
    }));
    const id = bytes === 0 ? name : `${name}, ${bytes >= 1e6 ? "1 MB" : "1 KB"}`;
    return makeCase({ id, series: name, role: "acacia", params: { payloadBytes: bytes } }, runs);
  });
}
