import { isMainThread } from "node:worker_threads";
import type { TransferResult } from "@acacia/core";
import { processPort } from "../crew/process_port.ts";
import { isLimitAnswer } from "../crew/remote_limiter.ts";
import { type Port, serveMember, threadPort } from "../crew/serve_member.ts";
import type { TransferJob, TransferSetup } from "../crew/transfer_job.ts";
import type { FromRelay, ToRelay } from "./relay.ts";

// For tests: a member, thread or child, that has each transfer done by the test that started it.
const line: Port<ToRelay, FromRelay> = isMainThread ? processPort() : threadPort();
const waiting = new Map<number, PromiseWithResolvers<TransferResult>>();

serveMember<TransferSetup, TransferJob, TransferResult>({
  port: {
    post: line.post,
    listen: (onMessage) =>
      line.listen((message) => {
        if (message.type === "relayed") waiting.get(message.item)?.resolve(message.result);
        else if (message.type === "broken") {
          waiting.get(message.item)?.reject(new Error(message.reason));
        } else if (!isLimitAnswer(message)) onMessage(message);
      }),
  },
  prepare: () =>
    Promise.resolve(async (job) => {
      const relayed = Promise.withResolvers<TransferResult>();
      waiting.set(job.plan.item, relayed);
      line.post({ type: "relay", job });
      return await relayed.promise.finally(() => waiting.delete(job.plan.item));
    }),
});
