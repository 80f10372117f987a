import { join } from "node:path";
import { AcaciaError } from "@acacia/core/errors";
import { interleave } from "../../measure/interleave.ts";
import { measureProcess, readJsonLines } from "../../measure/process.ts";
import type { OwnRedis } from "../../measure/redis.ts";
import { RQ_KINDS, runRqNoOp } from "../../rivals/rq_no_op.ts";
import { PACKAGES, ROOT } from "../../root.ts";
import { type CaseResult, type Metrics, makeCase, type Role } from "../case.ts";
import { isWanted } from "../is_wanted.ts";
import type { StudyOptions } from "../study.ts";
import type { NoOpCall, NoOpEnd } from "./no_op_main.ts";

const JOBS = 8_000;
/** RQ would take minutes for as many: its rate does not depend on how many there are. */
const RQ_JOBS = { "RQ, forking": 150, "RQ, SimpleWorker": 1_000 } as const;
const RQ_WORKERS = 2;
/** At once in the one process. */
const AT_ONCE = 50;

interface NoOpWay {
  readonly series: string;
  readonly role: Role;
  readonly jobs: number;
  readonly run: () => Promise<Metrics>;
}

/** Jobs that do nothing, put on the queue beforehand: what the queue itself takes. */
export async function measureNoOps(
  redis: OwnRedis,
  { hasRq, ...options }: StudyOptions & { hasRq: boolean },
): Promise<readonly CaseResult[]> {
  const stdout = join(options.dir, "no-op");
  const own = (series: string, role: Role, isOurs: boolean): NoOpWay => {
    const call = { redisUrl: redis.url, jobs: JOBS, atOnce: AT_ONCE, isOurs };
    return { series, role, jobs: JOBS, run: () => takeJobs(call, stdout) };
  };
  const rq = (Object.keys(RQ_KINDS) as (keyof typeof RQ_KINDS)[]).map((series): NoOpWay => {
    const jobs = RQ_JOBS[series];
    const call = {
      redisPort: redis.port,
      jobs,
      workers: RQ_WORKERS,
      kind: RQ_KINDS[series],
      stdout,
    };
    return { series, role: "peer", jobs, run: () => runRqNoOp(call) };
  });
  const ways = [
    own("Acacia's jobs on BullMQ", "acacia", true),
    own("bare BullMQ", "ceiling", false),
    ...(hasRq ? rq : []),
  ].filter(({ series }) => isWanted(`no-op: ${series}`, options.only));
  const samples = await interleave<Metrics>(
    ways.map(({ series, run }) => ({
      name: series,
      async run() {
        options.say(`jobs that do nothing, ${series}`);
        return run();
      },
    })),
    { rounds: options.rounds, warmUps: 1 },
  );
  return ways.map(({ series, role, jobs }) =>
    makeCase({ id: `no-op: ${series}`, series, role, params: { jobs } }, samples.get(series)!),
  );
}

async function takeJobs(call: NoOpCall, stdout: string): Promise<Metrics> {
  const program = join(PACKAGES, "bench/study/queue/no_op_main.ts");
  const command = [process.execPath, program, JSON.stringify(call)];
  const run = await measureProcess(command, { cwd: ROOT, env: process.env, stdout });
  const [end] = run.exitCode === 0 ? ((await readJsonLines(stdout)) as NoOpEnd[]) : [];
  if (end?.jobs === call.jobs) {
    const { jobs, ms, cpuMs } = end;
    return { perSecond: (jobs / ms) * 1000, cpuMs, peakRssBytes: run.peakRssBytes };
  }
  throw new AcaciaError("integrity", `Cannot take the run as a sample: ${run.stderr.slice(-500)}`);
}
