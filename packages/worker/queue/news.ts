import type { Clock, PausingObservation } from "@acacia/core";
import type { TransferEvent } from "@acacia/core/transfer";
import type { Redis } from "ioredis";
import { z } from "zod";
import { FAILURE } from "./jobs.ts";

/** Events are sent together, so often, ms. */
const NEWS_MS = 250;
/** Events that wait to be sent; older ones are dropped when nobody can be told. */
const MOST_EVENTS = 1_000;

const EVENT = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("transfer.started"),
    media: z.string(),
    slot: z.number(),
    attempt: z.number(),
  }),
  z.object({
    type: z.literal("transfer.progress"),
    media: z.string(),
    slot: z.number(),
    bytes: z.number(),
    total: z.number().nullable(),
  }),
]) satisfies z.ZodType<TransferEvent>;

const NEWS = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("events"),
    run: z.string(),
    worker: z.string(),
    events: z.array(EVENT),
  }),
  z.object({
    type: z.literal("paused"),
    run: z.string(),
    kind: z.enum(["throttled", "capacity"]),
    ms: z.number(),
  }),
]);
/** What a worker tells while it works. Nothing depends on it being heard. */
export type News = z.infer<typeof NEWS>;

const ORDER = z.discriminatedUnion("type", [
  z.object({ type: z.literal("cancel"), run: z.string() }),
  z.object({ type: z.literal("call_off"), run: z.string(), failure: FAILURE }),
]);
/**
 * What a coordinator tells its workers of that run: `cancel`, drop what runs; `call_off`, finish what runs and wait
 * for nothing. Those that do not hear it finish in vain.
 */
export type Order = z.infer<typeof ORDER>;

/** Hears what workers tell. @param hear Called with each that can be read. */
export function hearNews(
  redis: Redis,
  channel: string,
  hear: (news: News) => void,
): Promise<Disposable> {
  return subscribe(redis, channel, (text) => {
    const { data } = NEWS.safeParse(readJson(text));
    if (data) hear(data);
  });
}

/** Hears what the coordinator tells. @param hear Called with each that can be read. */
export function hearOrders(
  redis: Redis,
  channel: string,
  hear: (order: Order) => void,
): Promise<Disposable> {
  return subscribe(redis, channel, (text) => {
    const { data } = ORDER.safeParse(readJson(text));
    if (data) hear(data);
  });
}

/** Tells workers. */
export async function giveOrder(redis: Redis, channel: string, order: Order): Promise<void> {
  await redis.publish(channel, JSON.stringify(order));
}

/** A worker's voice: its events, four times a second, and pauses at once. */
export class NewsSender implements Disposable {
  readonly #redis: Redis;
  readonly #channel: string;
  readonly #worker: string;
  readonly #ticks: Disposable;
  #run = "";
  #events: TransferEvent[] = [];

  constructor(redis: Redis, options: { channel: string; worker: string; clock: Clock }) {
    this.#redis = redis;
    this.#channel = options.channel;
    this.#worker = options.worker;
    this.#ticks = options.clock.every(NEWS_MS, () => this.#sendEvents());
  }

  tell(run: string, event: TransferEvent): void {
    if (run !== this.#run) this.#sendEvents();
    this.#run = run;
    this.#events.push(event);
    if (this.#events.length > MOST_EVENTS) this.#events.shift();
  }

  tellPause(run: string, kind: PausingObservation["kind"], ms: number): void {
    this.#publish({ type: "paused", run, kind, ms });
  }

  [Symbol.dispose](): void {
    this.#ticks[Symbol.dispose]();
  }

  #sendEvents(): void {
    if (this.#events.length === 0 || this.#redis.status !== "ready") return;
    const events = this.#events;
    this.#events = [];
    this.#publish({ type: "events", run: this.#run, worker: this.#worker, events });
  }

  #publish(news: News): void {
    this.#redis.publish(this.#channel, JSON.stringify(news)).catch(() => undefined);
  }
}

/** A connection that has subscribed can do nothing else: it is one of its own. */
async function subscribe(
  redis: Redis,
  channel: string,
  onText: (text: string) => void,
): Promise<Disposable> {
  const own = redis.duplicate();
  // It connects again by itself, and subscribes again.
  own.on("error", () => undefined);
  own.on("message", (_channel: string, text: string) => onText(text));
  try {
    await own.subscribe(channel);
  } catch (error) {
    own.disconnect();
    throw error;
  }
  return { [Symbol.dispose]: () => own.disconnect() };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
