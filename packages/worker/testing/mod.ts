/**
 * What tests of other packages need of a queue: a Redis of their own, and requests that are held in flight.
 * @module @acacia/worker/testing
 */

export { canRunRedis, type RedisServer, startRedis } from "../queue/testing/redis_server.ts";
export { HeldClock, until } from "./held_clock.ts";
