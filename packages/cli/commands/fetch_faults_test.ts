import { afterAll, beforeAll, expect, test } from "bun:test";
import { join } from "node:path";
import { openArchive, prepareLookup } from "@acacia/core";
import { type Sim, type SimMedia, startSim } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";
import { FAST, type FetchRig, filesUnder, openFetchRig } from "../testing/fetch_rig.ts";

let rig: FetchRig;
let sim: Sim;
let media: SimMedia;
let address: string;
let arrange: FetchRig["arrange"];

beforeAll(async () => {
  rig = await openFetchRig();
  ({ sim, media, address, arrange } = rig);
});
afterAll(() => rig[Symbol.asyncDispose]());

/** Only what never comes is waited for in vain: the others get time enough on a busy machine. */
function timeoutFor(fault: string): string[] {
  return ["--timeout", fault === "stall" || fault === "silence" ? "150ms" : "10s"];
}

/** Fault, further flags, outcome, reason, exit code. */
const FAULTS: readonly (readonly [string, string, string | null, number])[] = [
  ["cut", "failed", "length.mismatch", 3],
  ["wrong_length", "rejected", "checksum.mismatch", 3],
  ["long_length", "failed", "length.mismatch", 3],
  ["no_length_cut", "rejected", "checksum.mismatch", 3],
  ["short", "rejected", "checksum.mismatch", 3],
  ["empty", "rejected", "type.empty", 3],
  ["stall", "failed", "network.timeout", 6],
  ["silence", "failed", "network.timeout", 6],
  ["reset", "failed", "length.mismatch", 3],
  ["hangup", "failed", "network.reset", 6],
  ["html", "rejected", "html", 3],
  ["html_as_image", "rejected", "html", 3],
  ["junk", "rejected", "type.unknown", 3],
  ["corrupt", "rejected", "checksum.mismatch", 3],
  ["lying_etag", "rejected", "checksum.mismatch", 3],
  ["removed", "removed", "gone.placeholder", 3],
  ["gone", "removed", "gone.404", 3],
  ["region", "region_blocked", "placeholder.region", 3],
  ["throttle", "failed", "http.429", 5],
  ["throttle:30", "failed", "http.429", 5],
  ["throttle:0", "failed", "http.429", 5],
  ["capacity", "failed", "capacity", 5],
  ["capacity:page", "failed", "capacity", 5],
  ["server_error", "failed", "http.5xx", 3],
  ["server_error:503", "failed", "http.5xx", 3],
  ["forbidden", "failed", "http.4xx", 3],
  ["redirect_off_host", "rejected", "host.foreign", 3],
  ["redirect_private", "rejected", "host.foreign", 3],
  ["redirect_loop", "rejected", "redirect.loop", 3],
];

test.each(FAULTS)("fetch ends %s as %s (%s), exit %d", async (fault, outcome, reason, exitCode) => {
  arrange({ rules: [`cdn:${fault}`] });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", address, ...FAST, ...timeoutFor(fault)]);
  const item = end.context.out.json.find(({ type }) => type === "media.finished");
  expect({ item, exitCode: end.exitCode }).toMatchObject({
    item: { media: media.id, outcome, reason },
    exitCode,
  });
});

test.each(FAULTS)(
  "fetch leaves no file and the right row after %s",
  async (fault, outcome, reason) => {
    arrange({ rules: [`cdn:${fault}`] });
    await using cli = await openTestCli(sim);
    await cli.run(["fetch", address, ...FAST, ...timeoutFor(fault)]);
    await using archive = await openArchive(cli.archive, { mode: "read" });
    const lookup = prepareLookup(archive);
    const row = lookup.media(lookup.findId(media.id) ?? -1);
    const blobs = await filesUnder(join(cli.archive, "blobs"));
    const images = await filesUnder(join(cli.archive, "images"));
    expect({
      blobs,
      images,
      blob: row?.blob,
      last: row?.lastOutcome,
      why: row?.lastReason,
    }).toEqual({
      blobs: [],
      images: [],
      blob: null,
      last: outcome as never,
      why: reason as never,
    });
  },
);

test.each([
  "drip:500/1",
  "chunked",
  "no_length",
  "multipart_etag",
  "no_etag",
  "wrong_type",
  "throttle@first1",
  "cut@first1",
  "hangup@first1",
  "need_referer",
])("fetch stores the file all the same with %s", async (fault) => {
  arrange({ rules: [`cdn:${fault}`] });
  await using cli = await openTestCli(sim);
  const end = await cli.run(["fetch", address, ...FAST]);
  const [blob] = await filesUnder(join(cli.archive, "blobs"));
  const bytes = blob && (await Bun.file(join(cli.archive, "blobs", blob)).bytes());
  expect({ exitCode: end.exitCode, bytes }).toEqual({
    exitCode: 0,
    bytes: new Uint8Array(await sim.world.bytes(media.id)),
  });
});

test("fetch sets aside a picture that came for four ids, and names a command that shows it", async () => {
  await using own = await startSim({
    seed: 7,
    posts: 6,
    albums: 0,
    gifs: 0,
    videos: 0,
    sizeBytes: 4_000,
  });
  own.set({ rules: ["cdn:region"] });
  await using cli = await openTestCli(own);
  // Nobody knows this placeholder yet.
  const env = { ACACIA_PLACEHOLDERS: "" };
  const { err } = await cli.run(["fetch", "hot", "--no-thumbs", "-j", "1"], { env });
  const [, id = ""] = /with `acacia show ([0-9a-f]{12})`/.exec(err) ?? [];
  const shown = await cli.run(["show", id, "--json"]);
  expect({ err, shown: shown.context.out.json }).toMatchObject({
    err: expect.stringContaining("look like a placeholder"),
    shown: [{ blob: { sha256: own.placeholders.region.sha256 } }],
  });
});
