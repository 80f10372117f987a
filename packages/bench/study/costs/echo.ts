import { fileURLToPath } from "node:url";
import { AcaciaError } from "@acacia/core/errors";
import { Crew, type OpenMember, openProcessMembers, openThreadMembers } from "@acacia/worker";
import { Queue, Worker } from "bullmq";
import { KEEP_NOTHING, queueNames } from "./queue_names.ts";

/** What can do work beside others in Bun. */
export const KINDS = ["task", "thread", "process", "queue job"] as const;
/** One of {@link KINDS}. */
export type Kind = (typeof KINDS)[number];

/** Something that gives back what it is given. */
export interface Echo extends AsyncDisposable {
  readonly say: (payload: string) => Promise<string>;
}

/** Starts one, and waits until it has answered for the first time. */
export async function startEcho(kind: Kind, redisUrl: string): Promise<Echo> {
  const echo = await openEcho(kind, redisUrl);
  await echo.say("first");
  return echo;
}

async function openEcho(kind: Kind, redisUrl: string): Promise<Echo> {
  const main = new URL("./echo_main.ts", import.meta.url);
  switch (kind) {
    case "task":
      return openTask();
    case "thread":
      return openCrew(openThreadMembers(main));
    case "process":
      return openCrew(openProcessMembers({ command: [process.execPath, fileURLToPath(main)] }));
    case "queue job":
      return openQueueEcho(redisUrl);
    default:
      throw new AcaciaError("usage", `Cannot start a ${kind satisfies never}`);
  }
}

/** A task that waits for its turn on this loop, and is given the payload itself. */
function openTask(): Echo {
  return {
    async say(payload) {
      await new Promise((resolve) => setImmediate(resolve));
      return payload;
    },
    async [Symbol.asyncDispose]() {},
  };
}

function openCrew(openMember: OpenMember<null, string, string>): Echo {
  const crew = new Crew({ openMember, setup: null, size: 1, inFlight: 1 });
  return {
    async say(payload) {
      const ending = await crew.run(payload);
      if (ending.type === "done") return ending.result;
      throw new AcaciaError("worker", `Cannot measure a member: it ${ending.type}`);
    },
    [Symbol.asyncDispose]: () => crew[Symbol.asyncDispose](),
  };
}

/** A worker process that is reached over Redis alone, jobs there and results back. */
async function openQueueEcho(redisUrl: string): Promise<Echo> {
  const connection = { url: redisUrl, maxRetriesPerRequest: null };
  const stack = new AsyncDisposableStack();
  const name = crypto.randomUUID();
  const names = queueNames(name);
  const jobs = new Queue(names.jobs, { connection });
  stack.defer(() => jobs.close());
  let answer = Promise.withResolvers<string>();
  const results = new Worker<string>(
    names.results,
    async ({ data }) => {
      answer.resolve(data);
    },
    { connection },
  );
  stack.defer(() => results.close());
  const program = fileURLToPath(new URL("./queue_echo_main.ts", import.meta.url));
  const child = Bun.spawn([process.execPath, program, redisUrl, name], { stdio: ["ignore", 2, 2] });
  stack.defer(async () => {
    child.kill("SIGKILL");
    await child.exited;
  });
  await answer.promise;
  return {
    async say(payload) {
      answer = Promise.withResolvers<string>();
      await jobs.add("job", payload, KEEP_NOTHING);
      return await answer.promise;
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
