import {
  AcaciaError,
  EXIT_CODES,
  estimateCost,
  listPosts,
  type Post,
  printTarget,
  type Target,
} from "@acacia/core";
import { printSize } from "@acacia/core/text";
import type { Call } from "./command.ts";
import { openClient, readBases } from "./connect.ts";
import type { Context } from "./context.ts";
import { printFailure } from "./failure.ts";
import { makeLeavesOut } from "./leaves_out.ts";
import { readFilters } from "./read_filters.ts";
import { jsonLine, safe } from "./render/safe.ts";

/** What a listing showed. */
interface Listed {
  items: number;
  filtered: number;
  bytes: number;
  /** Posts with comments, as far as the listing tells. */
  talked: number;
}

/**
 * Lists what a fetch would take and what the listing cost, and changes nothing: no archive is made, no file
 * fetched. Resolves to the exit code.
 */
export async function runDryFetch(
  targets: readonly Target[],
  call: Call,
  context: Context,
): Promise<number> {
  const { config } = call;
  const { clock, out, err } = context;
  const client = openClient(config, {
    bases: readBases(config),
    clock,
    emit: () => {},
    onPause: ({ host, reason }) => err.write(`${host} paused: ${reason}\n`),
  });
  const limit = config.number("limit") ?? Number.POSITIVE_INFINITY;
  const isJson = config.is("json");
  const listed: Listed = { items: 0, filtered: 0, bytes: 0, talked: 0 };
  const leavesOut = makeLeavesOut(config, { clock, filters: await readFilters(call, context) });
  let exitCode = 0;
  for (const target of targets) {
    const left = limit - listed.items;
    if (left <= 0 || context.draining.aborted) break;
    const choices = {
      ...(Number.isFinite(left) ? { limit: left } : {}),
      ...(config.text("sort") ? { sort: config.text("sort")! } : {}),
      ...(config.text("window") ? { window: config.text("window")! } : {}),
    };
    try {
      const cost = estimateCost(target, { ...choices, hasClientId: client.clientId !== undefined });
      if (!isJson) err.write(`${safe(printTarget(target))}: ${cost.sentence}\n`);
      const messages = listPosts(target, { client, signal: context.draining, ...choices });
      for await (const message of messages) {
        if (message.type === "notice") err.write(`${safe(message.message)}\n`);
        if (message.type !== "post") continue;
        if (message.post.commentCount !== 0 && listed.items < limit) listed.talked += 1;
        for (const line of takePost(message.post, { listed, limit, leavesOut, target, isJson })) {
          out.write(line);
        }
      }
    } catch (error) {
      if (context.draining.aborted) break;
      if (!(error instanceof AcaciaError)) throw error;
      err.write(printFailure(error));
      exitCode ||= EXIT_CODES[error.code];
    }
  }
  if (!isJson && config.is("comments")) {
    const key = client.clientId === undefined ? "; they need a Client-ID, and there is none" : "";
    err.write(`Comments of ${listed.talked} posts: at most ${listed.talked} credits${key}.\n`);
  }
  if (!isJson) {
    const left = client.budget.facts.userRemaining;
    err.write(
      `${listed.items} items, about ${printSize(listed.bytes)}; ${listed.filtered} filtered; ${client.budget.spent} credits spent on this list${left === null ? "" : `, ${left} left this hour`}. Nothing was fetched.\n`,
    );
  }
  return context.stoppedBy() ?? (exitCode || (listed.items === 0 ? EXIT_CODES.not_found : 0));
}

function* takePost(
  post: Post,
  to: {
    listed: Listed;
    limit: number;
    leavesOut: ReturnType<typeof makeLeavesOut>;
    target: Target;
    isJson: boolean;
  },
): Generator<string> {
  const { listed, limit, leavesOut, target, isJson } = to;
  for (const media of post.media) {
    if (listed.items >= limit) return;
    listed.items += 1;
    const reason = leavesOut(media, { post, index: listed.items });
    if (reason) {
      listed.filtered += 1;
      continue;
    }
    listed.bytes += media.sizeBytes ?? 0;
    const { id, kind, width, height, sizeBytes } = media;
    const source = printTarget(target);
    const title = media.title ?? post.title;
    if (isJson)
      yield jsonLine({ source, post: post.id, id, kind, width, height, sizeBytes, title });
    else {
      const size = sizeBytes === null ? "" : `  ${printSize(sizeBytes)}`;
      yield `${id}  ${kind}${width === null ? "" : `  ${width}×${height}`}${size}  ${safe(title ?? "")}\n`;
    }
  }
}
