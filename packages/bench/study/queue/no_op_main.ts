// A process of its own: takes jobs that do nothing until there are none, as Acacia's consumer takes them or bare.
import { JOB, JOB_OPTIONS, PREFIX, STREAMS, type TransferJobData } from "@acacia/worker/queue";
import { Queue, Worker } from "bullmq";

/** What it prints, as one line. */
export interface NoOpEnd {
  readonly jobs: number;
  /** From the first look at the queue to the last job's end, ms. */
  readonly ms: number;
  /** Processor time in that time, ms. */
  readonly cpuMs: number;
}

/** What is told on the command line, as JSON. */
export interface NoOpCall {
  readonly redisUrl: string;
  readonly jobs: number;
  readonly atOnce: number;
  /** Acacia's job: its data, checked when it is taken, and its options. */
  readonly isOurs: boolean;
}

if (import.meta.main) {
  const end = await takeJobs(JSON.parse(process.argv[2] ?? "") as NoOpCall);
  process.stdout.write(`${JSON.stringify(end)}\n`);
  process.exit();
}

async function takeJobs({ redisUrl, jobs, atOnce, isOurs }: NoOpCall): Promise<NoOpEnd> {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const name = isOurs ? "no-op-ours" : "no-op-bare";
  const options = isOurs ? { connection, prefix: PREFIX, streams: STREAMS } : { connection };
  const queue = new Queue(name, options);
  await queue.obliterate({ force: true });
  for (let from = 0; from < jobs; from += 1_000) {
    const numbers = Array.from({ length: Math.min(1_000, jobs - from) }, (_, n) => from + n);
    await queue.addBulk(numbers.map((item) => (isOurs ? ourJob(item) : bareJob(item))));
  }
  const allDone = Promise.withResolvers<void>();
  const work = async (data: unknown) => (isOurs ? JOB.parse(data).plan.item : data);
  const worker = new Worker(name, ({ data }) => work(data), {
    connection,
    concurrency: atOnce,
    autorun: false,
    ...(isOurs ? { prefix: PREFIX } : {}),
  });
  let done = 0;
  worker.on("failed", (_job, error) => allDone.reject(error));
  worker.on("completed", () => {
    done += 1;
    if (done === jobs) allDone.resolve();
  });
  await worker.waitUntilReady();
  const [begun, cpu] = [performance.now(), process.cpuUsage()];
  void worker.run();
  await allDone.promise;
  const { user, system } = process.cpuUsage(cpu);
  return { jobs: done, ms: performance.now() - begun, cpuMs: (user + system) / 1000 };
}

function bareJob(item: number) {
  return { name: "job", data: item, opts: { removeOnComplete: true } };
}

function ourJob(item: number) {
  const id = `x${item.toString(36).padStart(6, "0")}`;
  const url = `https://i.imgur.com/${id}.jpg`;
  const plan = {
    item,
    media: id,
    source: "r/aww",
    url,
    fallbackUrls: [],
    companions: [],
    sizeBytes: 210_000,
  };
  const data: TransferJobData = { run: "bench", plan };
  return { name: "transfer", data, opts: { ...JOB_OPTIONS, jobId: `bench-${item}` } };
}
