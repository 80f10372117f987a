import { describe, expect, test } from "bun:test";
import { AcaciaError, type ErrorCode } from "../errors.ts";
import { CreditBudget } from "../limit/credits.ts";
import {
  FakeGate,
  type FakeImgur,
  openFakeImgur,
  openFakeRoutes,
  SleeplessClock,
} from "../testing/fake_imgur.ts";
import { type ImgurCall, type ImgurClientOptions, makeImgurClient } from "./client.ts";

const CALL: ImgurCall = { base: "api", path: "/3/album/aBc12De", auth: "header" };
const KEYLESS: ImgurCall = { base: "site", path: "/ajaxalbums/x/hit.json", auth: "none" };
const GOOD = { data: { id: "aBc12De" }, success: true, status: 200 };
const CAPACITY = { data: { error: "Imgur is temporarily over capacity." }, success: false };

function setUp(imgur: FakeImgur, more: Partial<ImgurClientOptions> = {}) {
  const clock = new SleeplessClock();
  const gate = new FakeGate(clock, 1_000);
  const client = makeImgurClient({ bases: imgur.bases, clientId: "abc", gate, clock, ...more });
  const { signal } = new AbortController();
  return { client, clock, gate, signal, get: (call = CALL) => client.get(call, { signal }) };
}

/** Answers one after the other; the last one for ever. */
function inTurn(...answers: readonly (() => Response)[]) {
  let turn = 0;
  return openFakeImgur(() => answers[Math.min(turn++, answers.length - 1)]!());
}

async function failureOf(promise: Promise<unknown>): Promise<AcaciaError> {
  const error = await promise.catch((thrown: unknown) => thrown);
  if (error instanceof AcaciaError) return error;
  throw new Error(`no AcaciaError but ${error}`);
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers });

describe("ImgurClient.get()", () => {
  test("gives the answer's JSON", async () => {
    await using imgur = openFakeRoutes({ "/3/album/aBc12De": GOOD });
    expect(await setUp(imgur).get()).toEqual({ found: true, json: GOOD });
  });

  test("sends the Client-ID, asks for JSON, names itself, and sends no Referer", async () => {
    await using imgur = openFakeRoutes({ "/3/album/aBc12De": GOOD });
    await setUp(imgur, { userAgent: "Acacia/test" }).get();
    const headers = imgur.seen[0]?.headers;
    expect(
      ["authorization", "accept", "user-agent", "referer"].map((name) => headers?.get(name)),
    ).toEqual(["Client-ID abc", "application/json", "Acacia/test", null]);
  });

  test("sends the Client-ID in the query where the endpoint wants it there", async () => {
    await using imgur = openFakeRoutes({ "/3/album/aBc12De": GOOD });
    await setUp(imgur).get({ ...CALL, query: { page: "2" }, auth: "query" });
    expect(imgur.seen[0]?.query.toString()).toBe("page=2&client_id=abc");
  });

  test("asks the keyless endpoint without the Client-ID", async () => {
    await using imgur = openFakeImgur(() => json(GOOD));
    await setUp(imgur).get(KEYLESS);
    expect(imgur.seen[0]?.headers.get("authorization")).toBeNull();
  });

  test("gives 404 as a value", async () => {
    await using imgur = openFakeRoutes({});
    expect(await setUp(imgur).get()).toMatchObject({ found: false });
  });

  test("gives its slot back, and tells the gate what it met", async () => {
    await using imgur = openFakeImgur(() => json(GOOD));
    const { get, gate } = setUp(imgur);
    await get();
    expect([gate.active, gate.noted.map((noted) => noted.kind)]).toEqual([0, ["ok"]]);
  });

  test("sends nothing without a Client-ID, and says what works without", async () => {
    await using imgur = openFakeImgur(() => json(GOOD));
    const failure = await failureOf(setUp(imgur, { clientId: undefined }).get());
    expect([failure.code, imgur.seen.length]).toEqual(["client_id.missing", 0]);
    expect(failure.hint).toContain("direct links");
  });

  test.each([
    ["a refused Client-ID", 403, { data: { error: "Invalid client_id" } }, "client_id.refused", 1],
    ["an unknown Client-ID", 401, { data: { error: "no" } }, "client_id.refused", 1],
    [
      "a block of this network",
      403,
      { data: { error: "These actions are forbidden." } },
      "network",
      2,
    ],
    ["an odd refusal", 409, { data: { error: "Conflict" }, success: false }, "wire", 1],
    ["over capacity", 403, CAPACITY, "capacity", 3],
    ["too many requests", 429, {}, "rate_limit", 5],
    ["a failing server", 500, { data: "An error occurred", success: false }, "network", 3],
  ] as const)("ends %s with its own code, after the retries that help", async (...row) => {
    const [, status, body, code, requests] = row;
    await using imgur = openFakeImgur(() => json(body, status));
    const failure = await failureOf(setUp(imgur, { retries: 2 }).get());
    expect([failure.code, imgur.seen.length]).toEqual([code as ErrorCode, requests]);
  });

  test("tries again after a page of HTML", async () => {
    await using imgur = inTurn(
      () => new Response("<html>", { headers: { "content-type": "text/html" } }),
      () => json(GOOD),
    );
    expect(await setUp(imgur).get()).toMatchObject({ found: true });
  });

  test("waits a random time that may double after each failure of the server", async () => {
    await using imgur = openFakeImgur(() => json({}, 503, { "retry-after": "0" }));
    const { get, clock } = setUp(imgur, { retries: 3 });
    await failureOf(get());
    const ceilings = [500, 1000, 2000];
    expect(clock.sleeps.map((ms, i) => ms > 0 && ms < ceilings[i]!)).toEqual([true, true, true]);
  });

  test("waits as long as a failing server asks", async () => {
    await using imgur = inTurn(
      () => json({}, 503, { "retry-after": "9" }),
      () => json(GOOD),
    );
    const { get, clock } = setUp(imgur);
    await get();
    expect(clock.sleeps).toEqual([9_000]);
  });

  test("begins no request while the gate is paused", async () => {
    const begun: number[] = [];
    const clock = new SleeplessClock();
    const gate = new FakeGate(clock, 60_000);
    await using imgur = openFakeImgur(() => {
      begun.push(clock.now() - gate.openAt);
      return json(begun.length < 3 ? CAPACITY : GOOD, begun.length < 3 ? 403 : 200);
    });
    await setUp(imgur, { clock, gate }).get();
    expect([begun.length, begun.filter((late) => late < 0).length]).toEqual([3, 0]);
  });

  test("hands the gate the minutes that a throttle names", async () => {
    await using imgur = inTurn(
      () => json({ data: { error: { code: 429, message: "wait 2 more minutes" } } }, 400),
      () => json(GOOD),
    );
    const { get, gate } = setUp(imgur);
    await get();
    expect(gate.noted[0]).toEqual({ kind: "throttled", retryAfterMs: 120_000 });
  });

  test("does not wait an hour for a throttle to end", async () => {
    await using imgur = openFakeImgur(() =>
      json({ data: { error: { code: 429, message: "wait 59 more minutes" } } }, 400),
    );
    const failure = await failureOf(setUp(imgur).get());
    expect([failure.code, failure.hint, imgur.seen.length]).toEqual([
      "rate_limit",
      "Run it again in 59 min",
      1,
    ]);
  });

  test("ends a connection that cannot be made as a failure of the network", async () => {
    const imgur = openFakeImgur(() => json(GOOD));
    await imgur[Symbol.asyncDispose]();
    const { get, gate } = setUp(imgur, { retries: 1 });
    const failure = await failureOf(get());
    expect([failure.code, gate.noted.map((noted) => noted.kind)]).toEqual([
      "network",
      ["error", "error"],
    ]);
  });

  test("gives up on an answer that does not come in time", async () => {
    const arrived = Promise.withResolvers<void>();
    await using imgur = openFakeImgur(() => {
      arrived.resolve();
      return new Promise<Response>(() => {});
    });
    const { get, clock } = setUp(imgur, { retries: 0, timeoutMs: 5_000 });
    const failure = failureOf(get());
    await arrived.promise;
    await clock.advance(5_000);
    expect((await failure).message).toBe("Cannot read /3/album/aBc12De: no answer in time");
  });

  test("throws the signal's reason when it is called off", async () => {
    const arrived = Promise.withResolvers<void>();
    await using imgur = openFakeImgur(() => {
      arrived.resolve();
      return new Promise<Response>(() => {});
    });
    const { client, gate } = setUp(imgur);
    const stop = new AbortController();
    const answer = client.get(CALL, { signal: stop.signal }).catch((reason) => reason);
    await arrived.promise;
    stop.abort("enough");
    expect([await answer, gate.active, gate.noted.length]).toEqual(["enough", 0, 0]);
  });

  test("follows a redirect within Imgur", async () => {
    await using imgur = openFakeRoutes({
      "/3/album/aBc12De": () => new Response(null, { status: 302, headers: { location: "/3/x" } }),
      "/3/x": GOOD,
    });
    expect(await setUp(imgur).get()).toEqual({ found: true, json: GOOD });
  });

  test("does not follow a redirect to anywhere else", async () => {
    await using elsewhere = openFakeImgur(() => json(GOOD));
    const location = `${elsewhere.bases.api}/3/album/aBc12De`;
    await using imgur = openFakeImgur(
      () => new Response(null, { status: 302, headers: { location } }),
    );
    const failure = await failureOf(setUp(imgur).get());
    expect([failure.code, elsewhere.seen.length]).toEqual(["wire", 0]);
  });

  test("leaves a circle of redirects", async () => {
    await using imgur = openFakeImgur(
      () => new Response(null, { status: 302, headers: { location: "/3/album/aBc12De" } }),
    );
    expect((await failureOf(setUp(imgur).get())).message).toContain("redirects in a circle");
  });

  test("refuses an answer above 32 MiB", async () => {
    await using imgur = openFakeImgur(() => new Response(new Uint8Array(33 * 1024 * 1024)));
    expect((await failureOf(setUp(imgur).get())).message).toContain("larger than 32 MiB");
  });

  test("asks for a Client-ID where the keyless endpoint wants one", async () => {
    await using imgur = openFakeImgur(() =>
      json({ data: { error: "Authentication required" } }, 401),
    );
    const failure = await failureOf(setUp(imgur, { clientId: undefined }).get(KEYLESS));
    expect([failure.code, failure.hint]).toEqual(["client_id.missing", "Set IMGUR_CLIENT_ID"]);
  });

  test("asks nothing more with a Client-ID that was refused", async () => {
    await using imgur = openFakeImgur(() => json({ data: { error: "Invalid client_id" } }, 403));
    const { get } = setUp(imgur);
    await failureOf(get());
    expect([(await failureOf(get())).code, imgur.seen.length]).toEqual(["client_id.refused", 1]);
  });

  test("takes a 403 for one thing as a value once the Client-ID has worked for another", async () => {
    await using imgur = inTurn(
      () => json(GOOD),
      () => json({ data: { error: "Unauthorized" }, success: false, status: 403 }, 403),
    );
    const { get } = setUp(imgur);
    await get();
    expect(await get()).toEqual({ found: false, message: "Unauthorized" });
  });

  test.each([
    ["over capacity", 403, CAPACITY, "capacity", 9 * 60_000],
    ["a throttle", 429, {}, "rate_limit", 59_000],
  ] as const)("fails at once for an impatient caller, and again while %s lasts", async (...row) => {
    const [, status, body, code, lastsMs] = row;
    await using imgur = openFakeImgur(() => json(body, status));
    const { client, signal, clock } = setUp(imgur);
    const impatient = () => failureOf(client.get(CALL, { signal, patient: false }));
    await impatient();
    await clock.advance(lastsMs);
    expect([(await impatient()).code, imgur.seen.length]).toEqual([code, 1]);
  });

  test("asks again for an impatient caller when a throttle should be over", async () => {
    await using imgur = inTurn(
      () => json({}, 429, { "retry-after": "7" }),
      () => json(GOOD),
    );
    const { client, signal, clock } = setUp(imgur);
    await failureOf(client.get(CALL, { signal, patient: false }));
    await clock.advance(7_000);
    expect(await client.get(CALL, { signal, patient: false })).toMatchObject({ found: true });
  });

  test("never shows the Client-ID in an error", async () => {
    await using imgur = openFakeImgur(() => json({}, 409));
    const failure = await failureOf(
      setUp(imgur, { clientId: "s3cr3t" }).get({ ...CALL, auth: "query" }),
    );
    expect(`${failure.message} ${failure.hint} ${failure.cause}`).not.toContain("s3cr3t");
  });
});

describe("ImgurClient and credits", () => {
  const headers = { "X-RateLimit-UserRemaining": "0", "X-RateLimit-UserReset": "3000" };

  test("tells what the answer's headers say", async () => {
    await using imgur = openFakeImgur(() => json(GOOD, 200, headers));
    const told: (number | null)[] = [];
    const { get, clock } = setUp(imgur, {
      onCredits: (facts) => told.push(facts.userRemaining, facts.userResetAt),
    });
    await get();
    expect(told).toEqual([0, clock.now() + 3_000_000]);
  });

  test("sends nothing when this address's credits are used up", async () => {
    await using imgur = openFakeImgur(() => json(GOOD, 200, headers));
    const { get } = setUp(imgur);
    await get();
    const failure = await failureOf(get());
    expect([failure.code, imgur.seen.length]).toEqual(["rate_limit", 1]);
  });

  test("waits for credits that come back within two minutes", async () => {
    const soon = { ...headers, "X-RateLimit-UserReset": "90" };
    await using imgur = openFakeImgur(() => json(GOOD, 200, soon));
    const notices: string[] = [];
    const { get, clock } = setUp(imgur, { onNotice: (message) => notices.push(message) });
    await get();
    await get();
    expect([clock.sleeps, notices]).toEqual([
      [90_000],
      ["Imgur's credits are used up: waiting 90 s for new ones"],
    ]);
  });

  test("stops at --budget", async () => {
    await using imgur = openFakeImgur(() => json(GOOD));
    const budget = new CreditBudget({ clock: new SleeplessClock(), maxCredits: 1 });
    const { get } = setUp(imgur, { budget });
    await get();
    const failure = await failureOf(get());
    expect([failure.code, imgur.seen.length]).toEqual(["limit", 1]);
  });

  test("counts the retries, too", async () => {
    await using imgur = openFakeImgur(() => json({}, 500));
    const { get, client } = setUp(imgur, { retries: 2 });
    await failureOf(get());
    expect(client.budget.spent).toBe(3);
  });

  test("spends nothing on the keyless endpoint", async () => {
    await using imgur = openFakeImgur(() => json(GOOD));
    const { get, client } = setUp(imgur);
    await get(KEYLESS);
    expect(client.budget.spent).toBe(0);
  });

  test("reads /3/credits", async () => {
    await using imgur = openFakeRoutes({
      "/3/credits": { data: { UserRemaining: 496, UserReset: 3047 }, success: true, status: 200 },
    });
    const { client, signal } = setUp(imgur);
    expect(await client.getCredits({ signal })).toMatchObject({ userRemaining: 496 });
  });
});
