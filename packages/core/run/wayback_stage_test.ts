import { expect, test } from "bun:test";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { AcaciaError } from "../errors.ts";
import type { Unstamped } from "../events.ts";
import { type Capture, printDigest } from "../imgur/wayback.ts";
import { sampleFile } from "../testing/sample_posts.ts";
import { makeTempFolder } from "../testing/temp_archive.ts";
import type { TransferPlan, TransferResult } from "../transfer/plan.ts";
import type { RunContext } from "./context.ts";
import { WaybackStage } from "./wayback_stage.ts";

/** What the archive does when it is asked for an item. */
type Answer = "has it" | "has nothing" | "lies" | "refuses" | "is not there";

const plan = (item: number): TransferPlan => ({
  item,
  media: `id${item}`,
  source: "hot",
  url: "",
  fallbackUrls: [],
  companions: [],
  sizeBytes: null,
});
const facts = (item: number) => ({
  plan: plan(item),
  startedAt: 0,
  ms: 1,
  attempts: 1,
  bytes: 0,
  slot: 0,
});
const arrived = (item: number, path = "x"): TransferResult => ({
  ...facts(item),
  verdict: "arrived",
  file: sampleFile(`file ${item}`, { path }),
  companions: [],
  finalUrl: "",
  lastModified: null,
});
const removed = (item: number): TransferResult => ({
  ...facts(item),
  verdict: "refused",
  outcome: "removed",
  reason: "gone.404",
});

/** A stage on an archive that answers as told, item by item. */
function openStage(dir: string, answers: readonly Answer[]) {
  const events: Unstamped[] = [];
  const draining = new AbortController();
  const context = {
    archive: { dir },
    emit: (event: Unstamped) => void events.push(event),
  } as unknown as RunContext;
  const digest = (text: string) => printDigest(new Bun.CryptoHasher("sha1").update(text).digest());
  const index = {
    list(id: string): Promise<Capture[]> {
      const answer = answers[Number(id.slice(2))];
      if (answer === "is not there") throw new AcaciaError("network", "Cannot look it up");
      if (answer === "has nothing") return Promise.resolve([]);
      const found = { timestamp: "20200101000000", original: id, url: `https://archive/${id}` };
      return Promise.resolve([{ ...found, digest: digest(answer === "lies" ? "other" : id) }]);
    },
  };
  const transfer = (asked: TransferPlan): Promise<TransferResult> => {
    if (answers[asked.item] === "refuses") return Promise.resolve(removed(asked.item));
    const path = `${asked.media}.jpg`;
    writeFileSync(join(dir, path), asked.media);
    return Promise.resolve(arrived(asked.item, path));
  };
  const wayback = { index, transfer };
  const stage = new WaybackStage(context, wayback, draining.signal);
  return { stage, events, draining, context };
}

async function* yieldAll(results: readonly TransferResult[]) {
  yield* results;
}

test("whatever was removed and whatever the archive does, each result comes out once, and only what it proves is new", async () => {
  // Seen failing with a result that is sent on and looked up as well.
  const answer = fc.constantFrom<Answer>(
    "has it",
    "has nothing",
    "lies",
    "refuses",
    "is not there",
  );
  await using folder = await makeTempFolder();
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.boolean(), answer), { maxLength: 30 }), async (items) => {
      const answers = items.map(([, one]) => one);
      const { stage } = openStage(folder.dir, answers);
      const results = items.map(([isGone], item) => (isGone ? removed(item) : arrived(item)));
      const out = await Array.fromAsync(stage.fill(yieldAll(results)));
      expect(out.map((one) => one.plan.item).toSorted((a, b) => a - b)).toEqual(
        items.map((_, item) => item),
      );
      for (const one of out) {
        const [isGone, did] = items[one.plan.item]!;
        const isFound = one.verdict === "arrived" && one.origin !== undefined;
        if (isFound) expect([isGone, did]).toEqual([true, "has it"]);
        if (!isGone) expect(one.verdict).toBe("arrived");
      }
    }),
    { numRuns: 60 },
  );
});

test("a capture under the wanted name comes before a newer one under another", async () => {
  await using folder = await makeTempFolder();
  const { context, draining } = openStage(folder.dir, []);
  const captures = ["mp4", "gif"].map((ext) => ({
    ...{ timestamp: "20200101000000", original: `http://i.imgur.com/id0.${ext}?1` },
    ...{ url: ext, digest: "" },
  }));
  const asked: string[] = [];
  const transfer = async ({ url }: TransferPlan) => {
    asked.push(url);
    return removed(0);
  };
  const wayback = { index: { list: async () => captures }, transfer };
  const gone = { ...removed(0), plan: { ...plan(0), url: "http://cdn/id0.gif" } } as TransferResult;
  const stage = new WaybackStage(context, wayback, draining.signal);
  await Array.fromAsync(stage.fill(yieldAll([gone])));
  expect(asked).toEqual(["gif", "mp4"]);
});

test("a consumer that leaves early leaves nobody waiting", async () => {
  await using folder = await makeTempFolder();
  const { stage } = openStage(folder.dir, Array(9).fill("has it"));
  for await (const _ of stage.fill(yieldAll(Array.from({ length: 9 }, (_, i) => removed(i)))))
    break;
});

test("what the transfers throw ends the stage with it", async () => {
  await using folder = await makeTempFolder();
  const { stage } = openStage(folder.dir, ["has it"]);
  async function* broken() {
    yield removed(0);
    throw new Error("the disk is full");
  }
  expect(Array.fromAsync(stage.fill(broken()))).rejects.toThrow("the disk is full");
});

test("after three failures in a row nobody is asked any more", async () => {
  await using folder = await makeTempFolder();
  const answers: Answer[] = ["is not there", "is not there", "is not there", "has it"];
  const { stage, events } = openStage(folder.dir, answers);
  const out = await Array.fromAsync(stage.fill(yieldAll(answers.map((_, i) => removed(i)))));
  expect(out.every(({ verdict }) => verdict === "refused")).toBe(true);
  expect(events.map((event) => "message" in event && event.message)).toEqual([
    "Cannot look it up",
    "Cannot look it up",
    "Cannot look it up; nothing more is looked up in this run",
    "From the web archive: 0 of 3 removed pictures",
  ]);
});
