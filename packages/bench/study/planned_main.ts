// Child process of the memory study: the real pipeline of a fetch, with a generator in place of Imgur's listing and
// a transfer that finds everything gone. Prints its memory as JSON lines while it goes on.
import {
  fetchRun,
  type ListedPost,
  type Media,
  makeImgurClient,
  openArchive,
  openHostGate,
  parseBases,
  parseTarget,
  pool,
  prepareRecording,
  systemClock,
  type TransferPlan,
  type TransferResult,
} from "@acacia/core";
import { readMemory } from "../measure/process.ts";
import { LOOK_ITEMS, type PlannedCall, type PlannedLook } from "./planned_call.ts";

const MEDIA_PER_POST = 10;

await run(JSON.parse(process.argv[2] ?? "{}") as PlannedCall);

async function run({ dir, items }: PlannedCall): Promise<void> {
  await using archive = await openArchive(dir, { mode: "write", command: "bench", sync: false });
  const bases = parseBases({});
  const never = new AbortController().signal;
  let done = 0;
  tell(0);
  await fetchRun(
    {
      targets: [parseTarget("r/bench")],
      planner: { bases, prefer: "gif", force: false, leavesOut: () => undefined },
      jobs: 32,
      errorOnNoTransfer: false,
      settings: {},
    },
    {
      archive,
      recording: prepareRecording(archive),
      strategy: pool,
      connect: () => ({
        client: makeImgurClient({
          bases,
          clock: systemClock,
          clientId: "bench",
          gate: openHostGate({ role: "api", clock: systemClock }),
        }),
        transfer: refuseAll,
        list: () => listPosts(items),
      }),
      linkView: () => {},
      clock: systemClock,
      version: "bench",
      onEvent(event) {
        if (event.type !== "media.finished") return;
        done += 1;
        if (done % LOOK_ITEMS === 0) tell(done);
      },
      draining: never,
      signal: never,
      stoppedBy: () => undefined,
    },
  );
}

/** Everything is gone, at once. */
async function refuseAll(plan: TransferPlan, slot: number): Promise<TransferResult> {
  return {
    verdict: "refused",
    outcome: "removed",
    reason: "gone.404",
    plan,
    slot,
    startedAt: systemClock.now(),
    ms: 0,
    attempts: 1,
    bytes: 0,
  };
}

async function* listPosts(items: number): AsyncGenerator<ListedPost> {
  for (let from = 0; from < items; from += MEDIA_PER_POST) {
    const count = Math.min(MEDIA_PER_POST, items - from);
    yield { type: "post", post: makePost(from, count) };
  }
}

function makePost(from: number, count: number): ListedPost["post"] {
  const id = `a${idOf(from)}`;
  const media = Array.from({ length: count }, (_, index) => makeMedia(from + index));
  return {
    id,
    kind: "album",
    title: `Ten pictures from number ${from}`,
    description: null,
    author: `user${from % 5000}`,
    subreddit: "bench",
    postedAt: 1_700_000_000_000 + from,
    views: from,
    ups: 10,
    downs: 1,
    points: 9,
    score: 9,
    commentCount: 0,
    favoriteCount: 0,
    nsfw: false,
    tags: ["bench"],
    mediaCount: count,
    media,
    address: `https://imgur.com/a/${id}`,
    raw: { id, images: media.map((one) => ({ id: one.id, link: one.link })) },
  };
}

function makeMedia(number: number): Media {
  const id = idOf(number);
  return {
    id,
    kind: "photo",
    ext: "jpg",
    hasMp4: false,
    hasSound: false,
    width: 1024,
    height: 768,
    sizeBytes: 210_000,
    durationMs: null,
    title: null,
    description: null,
    name: null,
    postedAt: 1_700_000_000_000 + number,
    link: `https://i.imgur.com/${id}.jpg`,
  };
}

/** Seven letters and digits, different for each number. */
function idOf(number: number): string {
  return `m${number.toString(36).padStart(6, "0")}`;
}

function tell(done: number): void {
  const look: PlannedLook = { done, t: performance.now(), ...readMemory(process.pid) };
  process.stdout.write(`${JSON.stringify(look)}\n`);
}
