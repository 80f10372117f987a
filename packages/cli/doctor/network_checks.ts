import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { EXIT_CODES } from "@acacia/core";
import { RedisClient } from "bun";
import { readBases } from "../connect.ts";
import type { Finding, Patient } from "./check.ts";

/** What answers nothing within so long is not there, ms. */
const TIMEOUT_MS = 3_000;

/** Resolves a name, or throws. */
export type LookUp = (host: string) => Promise<unknown>;

/** The way out: names, the proxy, Redis. @param lookUp The system's resolver, or a test's. */
export async function* checkNetwork(
  patient: Patient,
  lookUp: LookUp = lookup,
): AsyncGenerator<Finding> {
  const proxy = patient.config.text("proxy");
  yield proxy === undefined ? await checkDns(patient, lookUp) : await checkProxy(proxy, lookUp);
  yield await checkRedis(patient);
}

async function checkDns({ config }: Patient, lookUp: LookUp): Promise<Finding> {
  const { api, cdn } = readBases(config);
  const hosts = [...new Set([api, cdn].map((base) => new URL(base).hostname))];
  const unknown: string[] = [];
  for (const host of hosts) {
    if (!(await isKnown(host, lookUp))) unknown.push(host);
  }
  if (unknown.length === 0)
    return { check: "DNS", status: "ok", detail: `knows ${hosts.join(", ")}` };
  return {
    check: "DNS",
    status: "fail",
    detail: `does not know ${unknown.join(", ")}`,
    hint: "Check the network and the name server of this machine, or give --proxy",
    exitCode: EXIT_CODES.network,
  };
}

async function checkProxy(proxy: string, lookUp: LookUp): Promise<Finding> {
  // Its address may hold a password, so only the host is shown.
  const { hostname, port, protocol } = new URL(proxy);
  const shown = `${hostname}:${port || (protocol === "https:" ? 443 : 80)}`;
  const reason = (await isKnown(hostname, lookUp))
    ? await tryConnecting(hostname, Number(shown.split(":").at(-1)))
    : "DNS does not know it";
  if (reason === undefined) return { check: "proxy", status: "ok", detail: `${shown} answers` };
  return {
    check: "proxy",
    status: "fail",
    detail: `${shown} cannot be reached: ${reason}`,
    hint: "Check --proxy and HTTPS_PROXY, or leave both out",
    exitCode: EXIT_CODES.network,
  };
}

async function isKnown(host: string, lookUp: LookUp): Promise<boolean> {
  const name = host.replace(/^\[|\]$/g, "");
  if (isIP(name)) return true;
  return await lookUp(name).then(
    () => true,
    () => false,
  );
}

async function tryConnecting(hostname: string, port: number): Promise<string | undefined> {
  try {
    const socket = await Bun.connect({ hostname, port, socket: { data() {} } });
    socket.end();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** Only the queue needs it, so that nobody who named none is told to start one. */
async function checkRedis({ config }: Patient): Promise<Finding> {
  const check = "Redis";
  const client = new RedisClient(config.text("redis") ?? "", {
    connectionTimeout: TIMEOUT_MS,
    autoReconnect: false,
  });
  try {
    await client.connect();
    await client.send("PING", []);
    return { check, status: "ok", detail: "answers; --strategy queue can use it" };
  } catch (error) {
    const isNamed = config.origin("redis") !== "default";
    if (!isNamed)
      return { check, status: "ok", detail: "none here; only --strategy queue needs one" };
    return {
      check,
      status: "warn",
      detail: `does not answer: ${(error as Error).message}`,
      hint: "Start it, or check --redis and REDIS_URL; all but --strategy queue works without",
    };
  } finally {
    client.close();
  }
}
