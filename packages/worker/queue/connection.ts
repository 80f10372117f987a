import { AcaciaError, type Clock } from "@acacia/core";
import { Redis } from "ioredis";

/** First and longest wait before Redis is tried again, ms. */
const FIRST_RETRY_MS = 50;
const LONGEST_RETRY_MS = 2_000;
/** Redis answers a first time within so long, or it is not there, ms. */
const CONNECT_MS = 5_000;
/** Nobody listens there: after so many tries it is not waited for. */
const NOBODY_REGEXP = /ECONNREFUSED|ENOTFOUND/;
const MOST_REFUSALS = 4;
/** What Redis says when it wants another password. */
const REFUSED_REGEXP = /^(NOAUTH|WRONGPASS|NOPERM|ERR invalid password)/;

/** Where Redis is and whose time counts. */
export interface RedisOptions {
  readonly redisUrl: string;
  readonly clock: Clock;
  /** How long a first answer may take, ms. @default 5_000 */
  readonly connectMs?: number;
}

/**
 * Connects to Redis, and checks that it keeps what it is given. Once connected, a lost connection is made again
 * with growing waits for as long as the process lives, and commands wait for it.
 *
 * @throws {AcaciaError} `usage` for an address that is none; `network` when nothing answers; `config` for a
 *   password that is refused, and for a Redis that may throw jobs away.
 */
export async function connectRedis(options: RedisOptions): Promise<Redis> {
  const { redisUrl, clock, connectMs = CONNECT_MS } = options;
  const place = printRedis(redisUrl);
  const redis = new Redis(redisUrl, {
    maxRetriesPerRequest: null,
    lazyConnect: true,
    retryStrategy: (times) => Math.min(FIRST_RETRY_MS * 2 ** (times - 1), LONGEST_RETRY_MS),
  });
  try {
    using timeout = clock.timeout(connectMs);
    await untilReady(redis, { place, signal: timeout.signal });
    await checkPolicy(redis, place);
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}

/**
 * The address of Redis for people: without its password.
 * @throws {AcaciaError} `usage` for anything but a redis: or rediss: address.
 */
export function printRedis(redisUrl: string): string {
  const url = URL.parse(redisUrl);
  if (!url || !["redis:", "rediss:"].includes(url.protocol) || url.hostname === "") {
    throw new AcaciaError("usage", "Cannot use the address of Redis: it is no redis:// address", {
      hint: "Write it as redis://127.0.0.1:6379, or rediss:// for TLS",
    });
  }
  url.username = "";
  url.password = "";
  return url.href;
}

/** Calls `onLost` when the connection has been gone for so long; dispose it to stop watching. */
export function watchConnection(
  redis: Redis,
  { clock, patienceMs, onLost }: { clock: Clock; patienceMs: number; onLost: () => void },
): Disposable {
  let outage: AbortController | undefined;
  const onClose = () => {
    if (outage) return;
    outage = new AbortController();
    clock.sleep(patienceMs, outage.signal).then(onLost, () => undefined);
  };
  const onReady = () => {
    outage?.abort();
    outage = undefined;
  };
  redis.on("close", onClose);
  redis.on("ready", onReady);
  return {
    [Symbol.dispose]: () => {
      redis.off("close", onClose);
      redis.off("ready", onReady);
      onReady();
    },
  };
}

function untilReady(
  redis: Redis,
  { place, signal }: { place: string; signal: AbortSignal },
): Promise<void> {
  return new Promise((resolve, reject) => {
    let last: Error | undefined;
    let refusals = 0;
    const fail = () => reject(cannotReach(place, last));
    signal.addEventListener("abort", fail, { once: true });
    redis.once("ready", resolve);
    // Stays for good: without somebody who listens, a lost connection would end the process.
    redis.on("error", (error: Error) => {
      last = error;
      if (NOBODY_REGEXP.test(String((error as { code?: unknown }).code))) refusals += 1;
      if (REFUSED_REGEXP.test(error.message) || refusals >= MOST_REFUSALS) fail();
    });
    redis.connect().catch((error: Error) => {
      last ??= error;
    });
  });
}

/** The error for a Redis that does not answer. */
export function cannotReach(place: string, cause?: Error): AcaciaError {
  if (cause && REFUSED_REGEXP.test(cause.message)) {
    return new AcaciaError("config", `Cannot use Redis at ${place}: ${cause.message}`, {
      hint: "Give the user and password in the address: redis://USER:PASSWORD@HOST:PORT",
      cause,
    });
  }
  const reason = cause?.message || "it does not answer";
  return new AcaciaError("network", `Cannot reach Redis at ${place}: ${reason}`, {
    hint: "Start it with `redis-server`, or say where it is with `--redis URL`",
    cause,
  });
}

/** A Redis that makes room by throwing keys away would lose jobs without a word. */
async function checkPolicy(redis: Redis, place: string): Promise<void> {
  // INFO, since managed Redis often forbids CONFIG.
  const policy = /^maxmemory_policy:(\S+)/m.exec(await redis.info("memory"))?.[1];
  if (policy === undefined || policy === "noeviction") return;
  throw new AcaciaError(
    "config",
    `Cannot use Redis at ${place}: its maxmemory-policy is ${policy}, so it may throw jobs away`,
    { hint: "Set it with `redis-cli config set maxmemory-policy noeviction`" },
  );
}
