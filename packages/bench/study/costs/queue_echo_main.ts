import { Queue, Worker } from "bullmq";
import { KEEP_NOTHING, queueNames } from "./queue_names.ts";

// A process of its own: takes jobs of a queue, and gives each back over a queue of results, as `acacia worker` does.
const [redisUrl = "", name = ""] = process.argv.slice(2);
const connection = { url: redisUrl };
const names = queueNames(name);
const results = new Queue(names.results, { connection });
const worker = new Worker<string>(
  names.jobs,
  async ({ data }) => void (await results.add("result", data, KEEP_NOTHING)),
  { connection: { ...connection, maxRetriesPerRequest: null } },
);
await worker.waitUntilReady();
await results.add("result", "ready", KEEP_NOTHING);
