import type { PartialFile } from "../archive/partial_file.ts";
import type { HostGate, Observation, Slot } from "../limit/host_gate.ts";
import { type BodyOptions, type Received, readAtOnce, readStream } from "./body.ts";
import { checkBody } from "./check.ts";
import { type Deadline, openDeadline } from "./deadline.ts";
import { cancelled, type Fault, fault } from "./fault.ts";
import { type Head, readHead } from "./head.ts";
import type { ArrivedFile } from "./plan.ts";
import { dropBody, sendRequest } from "./request.ts";
import type { TransferDeps } from "./settings.ts";
import { readStatus } from "./status.ts";

/** Bodies up to this size are read at once, bytes; measured faster and leaner than a stream. */
const SMALL_BYTES = 1024 * 1024;

/** One address that is being fetched, over all its attempts. */
export interface FetchJob {
  readonly deps: TransferDeps;
  readonly url: string;
  /** Name of the whole file, unique within the run; its type is added. */
  readonly wholeName: string;
  /** Opens the partial file when first asked. */
  readonly partial: () => PartialFile;
  /** Whether an earlier run left something to go on from. */
  readonly hasPart: () => boolean;
  /** Told that the request may begin. */
  readonly onBegin: () => void;
  /** Told of each piece of the body: its size, how much is there, and of how much. */
  readonly onBytes: (piece: { count: number; bytes: number; total: number | null }) => void;
}

/** How an attempt is made. */
export interface AttemptOptions {
  readonly withReferer: boolean;
  readonly isFresh: boolean;
  /** From 1. */
  readonly number: number;
}

/** A whole file, as one address brought it. */
export interface Whole {
  readonly kind: "whole";
  readonly file: ArrivedFile;
  readonly finalUrl: string;
  readonly lastModified: number | null;
}

/**
 * One attempt at one address: waits for the gate, asks, reads, checks, keeps; and tells the gate what it met.
 * @throws {AcaciaError} `disk`.
 */
export async function attempt(job: FetchJob, options: AttemptOptions): Promise<Whole | Fault> {
  const { gate, clock, signal, draining = signal, settings, rate } = job.deps;
  using slot = await enter(gate, draining);
  if (!slot) return cancelled(draining);
  job.onBegin();
  const attemptMs = rate ? Number.POSITIVE_INFINITY : settings.timeouts.attemptMs;
  using deadline = openDeadline({ ...settings.timeouts, attemptMs }, clock, signal);
  const startedAt = clock.monotonic();
  let bytes = 0;
  const counted: FetchJob = {
    ...job,
    onBytes: (piece) => {
      bytes += piece.count;
      job.onBytes(piece);
    },
  };
  const result = await ask(counted, options, deadline);
  const observation = observe(result, { ms: clock.monotonic() - startedAt, bytes });
  if (observation) gate.note(observation);
  return result;
}

/** Waits for a place; undefined when the run was cancelled meanwhile. */
async function enter(gate: HostGate, signal: AbortSignal): Promise<Slot | undefined> {
  try {
    return await gate.enter(signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function ask(
  job: FetchJob,
  options: AttemptOptions,
  deadline: Deadline,
): Promise<Whole | Fault> {
  const { settings, signal, clock } = job.deps;
  const held = job.hasPart() ? job.partial() : undefined;
  const validator = held?.validator;
  const resume = held && validator && { from: held.sizeBytes, validator };
  const answer = await sendRequest({
    url: job.url,
    bases: settings.bases,
    userAgent: settings.userAgent,
    proxy: settings.proxy,
    signal: deadline.signal,
    runSignal: signal,
    resume,
    ...options,
  });
  if (answer.kind === "fault") return answer;
  deadline.beginBody();
  const refusal = await readStatus(answer, resume, clock.now());
  if (refusal) {
    if (refusal.isStalePart) held?.discard();
    return refusal;
  }
  const head = readHead(answer.response);
  const received = await receive(answer.response, {
    job,
    head,
    deadline,
    isFirst: options.number === 1,
  });
  if (received.kind === "fault") return received;
  return keep(received, { job, head, finalUrl: answer.finalUrl });
}

/** Reads the body: a small one at once, any other into the partial file. */
async function receive(
  response: Response,
  {
    job,
    head,
    deadline,
    isFirst,
  }: { job: FetchJob; head: Head; deadline: Deadline; isFirst: boolean },
): Promise<Received | Fault> {
  const { settings, rate, signal, line, budget } = job.deps;
  const limitBytes = settings.sizeLimitBytes ?? Number.POSITIVE_INFINITY;
  if ((head.totalBytes ?? 0) > limitBytes) {
    await dropBody(response);
    return fault("size.limit", { detail: `${head.totalBytes} bytes` });
  }
  let bytes = head.from;
  const options: BodyOptions = {
    deadline,
    runSignal: signal,
    limitBytes,
    rate,
    onBytes: (count) => {
      bytes += count;
      job.onBytes({ count, bytes, total: head.totalBytes });
    },
  };
  const isSmall = head.from === 0 && head.bodyBytes !== null && head.bodyBytes <= SMALL_BYTES;
  // A body that broke once is streamed the next time, so that what came is kept.
  if (isSmall && isFirst && !rate && !line.isSlow) {
    deadline.pause();
    const held = await budget.acquire(head.bodyBytes, signal).catch(() => undefined);
    if (!held) return cancelled(signal);
    try {
      deadline.touch();
      const received = await readAtOnce(response, options);
      if (received.kind === "fault" && received.reason === "network.timeout") line.isSlow = true;
      return received;
    } finally {
      held[Symbol.dispose]();
    }
  }
  const file = job.partial();
  if (head.from === 0) file.restart(head.etag);
  return await readStream(response, file, { ...options, head });
}

/** Judges what came, and gives a good file its own name. */
function keep(
  received: Received,
  { job, head, finalUrl }: { job: FetchJob; head: Head; finalUrl: string },
): Whole | Fault {
  const { placeholders } = job.deps.settings;
  const checked = checkBody(received, head, { finalUrl, placeholders });
  if (checked.kind === "fault") {
    // Its bytes came to their end and are wrong: nothing to go on from.
    if (received.bytes === undefined) job.partial().discard();
    return checked;
  }
  const { sha256, md5, source, bytes } = received;
  const name = `${job.wholeName}.${checked.type}`;
  const sizeBytes = source.sizeBytes;
  const path = bytes ? job.deps.partials.keep(name, bytes) : job.partial().finish(name);
  return {
    kind: "whole",
    finalUrl,
    lastModified: head.lastModified,
    file: { path, sha256, md5, sizeBytes, type: checked.type, ...checked.facts },
  };
}

/** What the gate learns: of the host, not of the file. */
function observe(
  result: Whole | Fault,
  facts: { readonly ms: number; readonly bytes: number },
): Observation | undefined {
  if (result.kind === "whole") return { kind: "ok", ...facts };
  const { reason, retryAfterMs } = result;
  const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
  if (reason === "http.429") return { kind: "throttled", ...asked };
  if (reason === "capacity") return { kind: "capacity", ...asked };
  if (reason.startsWith("stopped.")) return undefined;
  const isHostError =
    reason === "http.5xx" || reason === "length.mismatch" || reason.startsWith("network.");
  return isHostError ? { kind: "error" } : { kind: "ok", ...facts };
}
