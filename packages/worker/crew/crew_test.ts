import { expect, test } from "bun:test";
import { FakeClock } from "@acacia/core/testing";
import { Crew, type CrewOptions, type Ending } from "./crew.ts";
import type { Member, MemberEvents } from "./member.ts";
import type { ToMember } from "./messages.ts";

type Message = ToMember<string, string>;

/** A member that does what the test says. */
class FakeMember implements Member<string, string> {
  readonly heard: Message[] = [];
  readonly events: MemberEvents<string>;
  stopped = false;

  constructor(events: MemberEvents<string>) {
    this.events = events;
  }

  send(message: Message): void {
    this.heard.push(message);
  }

  stop(): void {
    this.stopped = true;
  }

  ready(): void {
    this.events.onMessage({ type: "ready" });
  }

  /** The jobs it was given, by what they are. */
  get jobs(): string[] {
    return this.heard.flatMap((message) => (message.type === "job" ? [message.work] : []));
  }

  finish(work: string, rssBytes = 0): void {
    this.events.onMessage({ type: "done", job: this.#find(work), result: `${work}!`, rssBytes });
  }

  fail(work: string): void {
    const failure = { code: "disk", message: "Cannot write: full", hint: "Free space" } as const;
    this.events.onMessage({ type: "failed", job: this.#find(work), failure });
  }

  die(): void {
    this.events.onExit("it died");
  }

  #find(work: string): number {
    const message = this.heard.findLast(
      (heard) => heard.type === "job" && heard.work === work,
    ) as Extract<Message, { type: "job" }>;
    return message.job;
  }
}

function openCrew(options: Partial<CrewOptions<string, string, string>> = {}) {
  const members: FakeMember[] = [];
  const clock = new FakeClock();
  const crew = new Crew<string, string, string>({
    openMember(events) {
      const member = new FakeMember(events);
      members.push(member);
      return member;
    },
    setup: "tools",
    size: 1,
    inFlight: 2,
    clock,
    ...options,
  });
  const member = (index: number) => {
    const found = members[index];
    if (!found) throw new Error(`No member ${index} was started`);
    return found;
  };
  return { crew, clock, member, members };
}

const done = (result: string): Ending<string> => ({ type: "done", result });
const isPending = async (promise: Promise<unknown>) =>
  (await Promise.race([promise, Promise.resolve("pending")])) === "pending";

test("Crew starts no member before there is work", () => {
  expect(openCrew().members).toHaveLength(0);
});

test("Crew sends the setup first, and jobs only when the member is ready", () => {
  const { crew, member } = openCrew();
  void crew.run("a");
  expect(member(0).heard).toEqual([{ type: "start", setup: "tools" }]);
  member(0).ready();
  expect(member(0).jobs).toEqual(["a"]);
});

test("Crew starts a member ahead of the first job when it is told to, and only one", () => {
  const { crew, member, members } = openCrew({ size: 2 });
  crew.startAhead();
  crew.startAhead();
  expect(members).toHaveLength(1);
  member(0).ready();
  void crew.run("a");
  expect(member(0).jobs).toEqual(["a"]);
});

test("Crew starts another member when the one ahead could not be started", () => {
  const { crew, member } = openCrew();
  crew.startAhead();
  member(0).die();
  void crew.run("a");
  member(1).ready();
  expect(member(1).jobs).toEqual(["a"]);
});

test("Crew gives results to whoever asked, in any order", async () => {
  const { crew, member } = openCrew();
  const [a, b] = [crew.run("a"), crew.run("b")];
  member(0).ready();
  member(0).finish("b");
  member(0).finish("a");
  expect(await Promise.all([a, b])).toEqual([done("a!"), done("b!")]);
});

test("Crew holds back what is over its width", () => {
  const { crew, member } = openCrew({ inFlight: 2 });
  for (const work of ["a", "b", "c"]) void crew.run(work);
  member(0).ready();
  expect(member(0).jobs).toEqual(["a", "b"]);
  member(0).finish("a");
  expect(member(0).jobs).toEqual(["a", "b", "c"]);
});

test("Crew starts as many members as there are jobs, up to its size", () => {
  const { crew, members } = openCrew({ size: 3 });
  void crew.run("a");
  void crew.run("b");
  expect(members).toHaveLength(2);
});

test("Crew gives the next job to the least busy member", () => {
  const { crew, member } = openCrew({ size: 2 });
  void crew.run("a");
  void crew.run("b");
  member(0).ready();
  member(1).ready();
  expect([member(0).jobs, member(1).jobs]).toEqual([["a", "b"], []]);
  void crew.run("c");
  expect(member(1).jobs).toEqual(["c"]);
});

test("Crew passes on what a member reports as its failure", async () => {
  const { crew, member } = openCrew();
  const job = crew.run("a");
  member(0).ready();
  member(0).fail("a");
  await expect(job).rejects.toMatchObject({ code: "disk", hint: "Free space" });
});

test("Crew tries the jobs of a dead member once more", async () => {
  const { crew, member } = openCrew();
  const job = crew.run("a");
  member(0).ready();
  member(0).die();
  member(1).ready();
  member(1).finish("a");
  expect(await job).toEqual(done("a!"));
});

test("Crew gives a job up when it was in two dead members", async () => {
  const { crew, member } = openCrew();
  const job = crew.run("a");
  member(0).ready();
  member(0).die();
  member(1).ready();
  member(1).die();
  expect(await job).toEqual({ type: "crashed", detail: "it died" });
});

test("Crew does not blame the neighbours of a job that kills", async () => {
  const { crew, member } = openCrew();
  const [killer, neighbour] = [crew.run("killer"), crew.run("neighbour")];
  member(0).ready();
  member(0).die();
  member(1).ready();
  expect(member(1).jobs).toEqual(["killer"]);
  member(1).die();
  member(2).ready();
  member(2).finish("neighbour");
  expect([(await killer).type, (await neighbour).type]).toEqual(["crashed", "done"]);
});

test("Crew ends a job that takes too long, and its member with it", async () => {
  const { crew, clock, member } = openCrew({ jobTimeoutMs: 5_000 });
  const job = crew.run("slow");
  member(0).ready();
  await clock.advance(5_000);
  expect([await job, member(0).stopped]).toEqual([{ type: "timed_out" }, true]);
});

test("Crew gives the neighbours of a job that took too long to a new member, unblamed", async () => {
  const { crew, clock, member } = openCrew({ jobTimeoutMs: 5_000 });
  void crew.run("slow");
  member(0).ready();
  await clock.advance(3_000);
  const [b, c] = [crew.run("b"), crew.run("c")];
  await clock.advance(2_000);
  member(1).ready();
  expect(member(1).jobs).toEqual(["b", "c"]);
  member(1).finish("b");
  member(1).finish("c");
  expect(await Promise.all([b, c])).toEqual([done("b!"), done("c!")]);
});

test("Crew ignores what a replaced member still says", async () => {
  const { crew, clock, member } = openCrew({ jobTimeoutMs: 5_000, inFlight: 1 });
  const [slow, next] = [crew.run("slow"), crew.run("next")];
  member(0).ready();
  await clock.advance(5_000);
  member(0).finish("slow");
  member(0).die();
  member(1).ready();
  member(1).finish("next");
  expect([await slow, await next]).toEqual([{ type: "timed_out" }, done("next!")]);
});

test("Crew never reuses a member that was not ready in time", async () => {
  const { crew, clock, member } = openCrew({ startTimeoutMs: 1_000 });
  const job = crew.run("a");
  await clock.advance(1_000);
  expect(member(0).stopped).toBe(true);
  member(0).ready();
  expect(member(0).jobs).toEqual([]);
  member(1).ready();
  member(1).finish("a");
  expect(await job).toEqual(done("a!"));
});

test("Crew gives up after three members that did not start", async () => {
  const { crew, member, members } = openCrew();
  const job = crew.run("a");
  for (const index of [0, 1, 2]) member(index).die();
  await expect(job).rejects.toMatchObject({ code: "worker" });
  await expect(crew.run("b")).rejects.toMatchObject({ code: "worker" });
  expect(members).toHaveLength(3);
});

test("Crew goes on with the members it has when others do not start", async () => {
  const { crew, member, members } = openCrew({ size: 2, inFlight: 1 });
  const jobs = ["a", "b", "c"].map((work) => crew.run(work));
  member(0).ready();
  for (const index of [1, 2, 3]) member(index).die();
  for (const work of ["a", "b", "c"]) member(0).finish(work);
  expect(await Promise.all(jobs)).toEqual([done("a!"), done("b!"), done("c!")]);
  expect(members).toHaveLength(4);
});

test("Crew replaces a member after its number of jobs, once it is empty", async () => {
  const { crew, member } = openCrew({ recycling: { jobs: 2 } });
  const jobs = ["a", "b", "c"].map((work) => crew.run(work));
  member(0).ready();
  member(0).finish("a");
  member(0).finish("b");
  expect([member(0).jobs, member(0).stopped]).toEqual([["a", "b", "c"], false]);
  member(0).finish("c");
  expect(member(0).stopped).toBe(true);
  void crew.run("d");
  member(1).ready();
  expect(member(1).jobs).toEqual(["d"]);
  expect(await Promise.all(jobs)).toHaveLength(3);
});

test("Crew replaces a member that grew too large, but not with every job", () => {
  const { crew, member, members } = openCrew({ inFlight: 1, recycling: { rssBytes: 1_000 } });
  const work = () => {
    void crew.run("a");
    const last = members.at(-1);
    if (last?.heard.length === 1) last.ready();
    last?.finish("a", 2_000);
  };
  for (let i = 0; i < 199; i++) work();
  expect(member(0).stopped).toBe(false);
  work();
  expect(member(0).stopped).toBe(true);
  work();
  expect([member(1).stopped, members.length]).toEqual([false, 2]);
});

test("Crew takes an aborted job out of the line", async () => {
  const { crew, member } = openCrew({ inFlight: 1 });
  const stop = new AbortController();
  void crew.run("a");
  const waiting = crew.run("b", stop.signal);
  member(0).ready();
  stop.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
  member(0).finish("a");
  expect(member(0).jobs).toEqual(["a"]);
});

test("Crew forgets an aborted job that a member has, and goes on", async () => {
  const { crew, member } = openCrew({ inFlight: 1 });
  const stop = new AbortController();
  const running = crew.run("a", stop.signal);
  member(0).ready();
  stop.abort(new Error("enough"));
  await expect(running).rejects.toThrow("enough");
  const next = crew.run("b");
  expect(member(0).jobs).toEqual(["a"]);
  member(0).finish("a");
  member(0).finish("b");
  expect(await next).toEqual(done("b!"));
});

test("Crew refuses an aborted job at once", async () => {
  const { crew, members } = openCrew();
  await expect(crew.run("a", AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  expect(members).toHaveLength(0);
});

test("Crew finishes what it has before it closes", async () => {
  const { crew, member } = openCrew({ inFlight: 1 });
  const jobs = [crew.run("a"), crew.run("b")];
  member(0).ready();
  const closed = crew[Symbol.asyncDispose]();
  member(0).finish("a");
  member(0).finish("b");
  expect(await Promise.all(jobs)).toEqual([done("a!"), done("b!")]);
  await Promise.resolve();
  expect([member(0).heard.at(-1)?.type, await isPending(closed)]).toEqual(["drain", true]);
  member(0).events.onMessage({ type: "drained" });
  await closed;
  expect(member(0).stopped).toBe(true);
});

test("Crew ends a member that does not answer to 'drain'", async () => {
  const { crew, clock, member } = openCrew({ startTimeoutMs: 1_000 });
  const job = crew.run("a");
  member(0).ready();
  member(0).finish("a");
  await job;
  const closed = crew[Symbol.asyncDispose]();
  await clock.advance(1_000);
  await closed;
  expect(member(0).stopped).toBe(true);
});

test("Crew takes no job when it is closed", async () => {
  const { crew } = openCrew();
  await crew[Symbol.asyncDispose]();
  await expect(crew.run("a")).rejects.toMatchObject({ code: "worker" });
});

test("Crew leaves no timer behind", async () => {
  const { crew, clock, member } = openCrew();
  const job = crew.run("a");
  member(0).ready();
  member(0).finish("a");
  await job;
  expect(clock.waiting).toBe(0);
});

test("Crew gives a job all the time it needs when there is no limit", async () => {
  const { crew, clock, member } = openCrew({ jobTimeoutMs: Number.POSITIVE_INFINITY });
  const job = crew.run("slow");
  member(0).ready();
  await clock.advance(86_400_000);
  member(0).finish("slow");
  expect(await job).toEqual(done("slow!"));
});

test("Crew that is abandoned fails every job that it has, and ends its members", async () => {
  const { crew, member } = openCrew({ inFlight: 1 });
  const jobs = [crew.run("runs"), crew.run("waits")];
  member(0).ready();
  crew.abandon(new Error("enough"));
  const ends = await Promise.allSettled(jobs);
  expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(member(0).stopped).toBe(true);
});

test("Crew that is abandoned closes without waiting", async () => {
  const { crew, clock, member } = openCrew();
  const job = crew.run("runs");
  member(0).ready();
  crew.abandon(new Error("enough"));
  await expect(job).rejects.toThrow("enough");
  await crew[Symbol.asyncDispose]();
  expect(clock.waiting).toBe(0);
});

test("Crew that cannot start names the way out that its owner knows", async () => {
  const { crew, members } = openCrew({ hint: "Use `--strategy pool`" });
  const job = crew.run("a");
  for (let tries = 0; tries < 3; tries++) members[tries]?.die();
  await expect(job).rejects.toMatchObject({ code: "worker", hint: "Use `--strategy pool`" });
});

test("Crew says of a job that it was in a dead member", async () => {
  const { crew, member } = openCrew();
  void crew.run("a");
  member(0).ready();
  member(0).die();
  member(1).ready();
  const told = [0, 1].map((index) => member(index).heard.find(({ type }) => type === "job"));
  expect(told).toEqual([
    { type: "job", job: 0, work: "a" },
    { type: "job", job: 1, work: "a", isAgain: true },
  ]);
});
