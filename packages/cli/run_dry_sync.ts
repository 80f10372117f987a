import {
  AcaciaError,
  EXIT_CODES,
  openSync,
  parseTarget,
  prepareSyncMemory,
  type SavedSource,
  type SyncMemory,
} from "@acacia/core";
import type { Call } from "./command.ts";
import { openClient, readBases } from "./connect.ts";
import type { Context } from "./context.ts";
import { printFailure } from "./failure.ts";
import { openReading } from "./open_reading.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { optionsOf, readSources } from "./run_sync.ts";

/** Lists what a sync would take, and changes nothing; resolves to the exit code. */
export async function runDrySync(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const { clock, err, out, draining } = context;
  const sources = await readSources(call, context);
  await using archive = await openReading(call, context);
  const memory = withoutWriting(prepareSyncMemory(archive));
  const client = openClient(config, {
    bases: readBases(config),
    clock,
    emit: () => {},
    onPause: ({ host, reason }) => err.write(`${host} paused: ${reason}\n`),
  });
  let exitCode = 0;
  for (const source of sources) {
    // One by one: each is a sync of its own, so that nobody waits for another's turn.
    const sync = openSync({ sources: [source], memory, clock, ...optionsOf(config) });
    const messages = sync.list(parseTarget(source.target), { client, signal: draining });
    try {
      const { posts, items } = await count(messages, { source, memory });
      if (config.is("json")) out.write(jsonLine({ source: source.target, posts, items }));
      else out.write(`${safe(source.name)}: ${items} new in ${posts} posts\n`);
    } catch (error) {
      if (draining.aborted) break;
      if (!(error instanceof AcaciaError)) throw error;
      err.write(printFailure(error));
      exitCode ||= EXIT_CODES[error.code];
    }
  }
  if (!config.is("json") && config.is("comments"))
    err.write(`Comments: at most 1 credit for each of these posts.\n`);
  if (!config.is("json"))
    err.write(`${client.budget.spent} credits spent on this list. Nothing was fetched.\n`);
  return context.stoppedBy() ?? exitCode;
}

/** Posts that are new or that grew, and their media. */
async function count(
  messages: ReturnType<ReturnType<typeof openSync>["list"]>,
  { source, memory }: { source: SavedSource; memory: SyncMemory },
): Promise<{ posts: number; items: number }> {
  let posts = 0;
  let items = 0;
  for await (const message of messages) {
    if (message.type !== "post") continue;
    const { id, media, mediaCount } = message.post;
    const known = memory.recall(source.id, [id]).get(id);
    if (known?.isSettled && known.mediaCount >= mediaCount) continue;
    posts += 1;
    items += media.length - (known?.isSettled ? known.mediaCount : 0);
  }
  return { posts, items };
}

function withoutWriting(memory: SyncMemory): SyncMemory {
  return {
    ...memory,
    markRemoved: (_id, at) => at,
    saveState() {},
    noteRun() {},
    finish() {},
  };
}
