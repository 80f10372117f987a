import { describe, expect, test } from "bun:test";
import { TRANSFER_DEFAULTS, type TransferPlan } from "@acacia/core";
import fc from "fast-check";
import { JOB, jobId, PROTOCOL, queueNames, RESULTS, RUN_RECORD } from "./jobs.ts";

const plans: fc.Arbitrary<TransferPlan> = fc.record({
  item: fc.nat(),
  media: fc.string(),
  source: fc.string(),
  url: fc.webUrl(),
  fallbackUrls: fc.array(fc.webUrl(), { maxLength: 3 }),
  companions: fc.array(
    fc.record({ role: fc.constantFrom("poster" as const, "mp4" as const), url: fc.webUrl() }),
    { maxLength: 2 },
  ),
  sizeBytes: fc.option(fc.nat()),
});

/** A plan that has been to Redis and back. */
function travel(plan: TransferPlan, change: (json: string) => string = (json) => json): unknown {
  return JOB.parse(JSON.parse(change(JSON.stringify({ run: "r", plan })))).plan;
}

test("JOB brings every plan back as it was", () => {
  fc.assert(fc.property(plans, (plan) => expect(travel(plan)).toEqual(plan)));
});

test("JOB brings every plan back as it was: one that loses a field is found out", () => {
  const broken = (json: string) => json.replace(/"item":\d+/, '"item":0');
  const law = fc.property(plans, (plan) => expect(travel(plan, broken)).toEqual(plan));
  expect(fc.check(law, { seed: 1 }).failed).toBe(true);
});

const FILE = {
  path: "partial/w1-abc.0.jpg",
  sha256: "a".repeat(64),
  md5: "b".repeat(32),
  sizeBytes: 1,
  type: "jpg",
  width: 1,
  height: 1,
  animated: false,
  durationMs: null,
};

const PLAN: TransferPlan = {
  item: 0,
  media: "aBc12De",
  source: "hot",
  url: "http://cdn/aBc12De.jpg",
  fallbackUrls: [],
  companions: [],
  sizeBytes: null,
};

test("jobId() is the same for the same files, whichever run wants them", () => {
  const again = { ...PLAN, item: 7, source: "r/aww", sizeBytes: 9 };
  expect(jobId(again)).toBe(jobId(PLAN));
  expect(jobId({ ...PLAN, url: "http://cdn/aBc12De.mp4" })).not.toBe(jobId(PLAN));
});

function resultsOf(file: object): unknown {
  const facts = { startedAt: 1, ms: 1, attempts: 1, bytes: 1, slot: 0 };
  const rest = { companions: [], finalUrl: "http://cdn/a", lastModified: null };
  const result = { ...facts, verdict: "arrived", file, ...rest };
  return { run: "r", worker: "w", ended: [{ type: "result", plan: PLAN, result }] };
}

test("RESULTS takes a file that arrived", () => {
  expect(RESULTS.safeParse(resultsOf(FILE)).success).toBe(true);
});

test.each([
  ["a path that leads out of the folder", { path: "partial/../../etc/passwd" }],
  ["an absolute path", { path: "/etc/passwd" }],
  ["a path in another folder", { path: "blobs/aa/b.jpg" }],
  ["a hidden file", { path: "partial/.x" }],
  ["a hash that is none", { sha256: "../x" }],
  ["a type that nobody knows", { type: "exe" }],
])("RESULTS refuses %s", (_what, wrong) => {
  expect(RESULTS.safeParse(resultsOf({ ...FILE, ...wrong })).success).toBe(false);
});

describe("RUN_RECORD", () => {
  const record = {
    protocol: PROTOCOL,
    run: "r",
    marker: "partial/queue-r",
    storage: "s3://bucket/imgur",
    settings: {
      bases: { api: "http://api", cdn: "http://cdn", site: "http://site" },
      userAgent: "test",
      retries: TRANSFER_DEFAULTS.retries,
      timeouts: { ...TRANSFER_DEFAULTS.timeouts, attemptMs: Number.POSITIVE_INFINITY },
      sizeLimitBytes: null,
      placeholders: [...TRANSFER_DEFAULTS.placeholders],
    },
    perSecond: null,
    bytesPerSecond: 1_000,
    left: null,
  };

  test("comes back as it was, with a time-out that never ends", () => {
    expect(RUN_RECORD.parse(JSON.parse(JSON.stringify(record)))).toEqual(record as never);
  });

  test("holds neither the archive's path nor a proxy, which are each machine's own", () => {
    expect(Object.keys(RUN_RECORD.shape.settings.shape)).not.toContain("archiveDir");
    expect(Object.keys(RUN_RECORD.shape.settings.shape)).not.toContain("proxy");
  });
});

test.each(["", "a:b", "a b", "a.results", "x".repeat(65)])(
  "queueNames() refuses the name '%s'",
  (name) => expect(() => queueNames(name)).toThrow("Cannot use the queue name"),
);

test("queueNames() gives results a queue of their own", () => {
  const { jobs, results } = queueNames("nightly");
  expect([jobs, results]).toEqual(["nightly", "nightly.results"]);
});
