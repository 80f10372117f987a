import {
  EXIT_CODES,
  type ImgurBases,
  openArchive,
  PLACEHOLDERS,
  preparePages,
  readRateHeaders,
} from "@acacia/core";
import { printDuration } from "@acacia/core/text";
import { readBases, readPlaceholders } from "../connect.ts";
import type { Finding, Patient } from "./check.ts";

/** Nobody waits longer than this for a doctor, ms. */
const TIMEOUT_MS = 5_000;
/** A clock that is further off than this misreads when credits come back, ms. */
const FAR_OFF_MS = 120_000;
const PICTURE_LIMIT_BYTES = 200_000;

/** Imgur: its API and the Client-ID, its CDN and the region, and the clock by what both say. */
export async function* checkImgur(patient: Patient): AsyncGenerator<Finding> {
  const { config } = patient;
  const bases = readBases(config);
  const clientId = config.text("client_id");
  const api = await ask(`${bases.api}/3/credits`, {
    patient,
    headers: clientId === undefined ? {} : { Authorization: `Client-ID ${clientId}` },
  });
  yield judgeClientId(clientId, api, bases);
  // A region block answers for every picture; where none is known, this one is always there.
  const sample = await findSample(patient);
  const cdn = await ask(`${bases.cdn}/${sample ? `${sample}s.jpg` : "removed.png"}`, {
    patient,
    headers: {},
  });
  yield judgeCdn(cdn, patient, bases);
  yield judgeClock([api, cdn], patient);
}

/** The Imgur id of a picture that the archive has. */
async function findSample({ dir, clock }: Patient): Promise<string | undefined> {
  try {
    await using archive = await openArchive(dir, { mode: "read", clock });
    const { tiles } = preparePages(archive).page({ sort: "archived", limit: 1 });
    return tiles[0]?.imgurId;
  } catch {
    return undefined;
  }
}

type Asked =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Headers;
      readonly sha256: string;
      readonly atMs: number;
    }
  | { readonly kind: "silence"; readonly reason: string };

async function ask(
  url: string,
  { patient, headers }: { patient: Patient; headers: Record<string, string> },
): Promise<Asked> {
  const { config, clock, context } = patient;
  const proxy = config.text("proxy");
  using timeout = clock.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(url, {
      headers,
      redirect: "manual",
      signal: AbortSignal.any([timeout.signal, context.draining]),
      ...(proxy === undefined ? {} : { proxy }),
    });
    const bytes = new Uint8Array(await response.arrayBuffer()).subarray(0, PICTURE_LIMIT_BYTES);
    const sha256 = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");
    return {
      kind: "answer",
      status: response.status,
      headers: response.headers,
      sha256,
      atMs: clock.now(),
    };
  } catch (error) {
    return { kind: "silence", reason: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  const { code, name, message } = error as NodeJS.ErrnoException;
  if (name === "TimeoutError") return `no answer within ${printDuration(TIMEOUT_MS)}`;
  if (code === "ENOTFOUND" || /getaddrinfo|resolve/i.test(message))
    return "its name is not known (DNS)";
  return message;
}

function judgeClientId(clientId: string | undefined, api: Asked, bases: ImgurBases): Finding {
  const check = "Client-ID";
  if (clientId === undefined) {
    return {
      check,
      status: "warn",
      detail: "there is none; direct links, ids and public albums work without",
      hint: "Set IMGUR_CLIENT_ID to your own for subreddits, tags, searches and users",
    };
  }
  if (api.kind === "silence") {
    return {
      check: "API",
      status: "fail",
      detail: `${new URL(bases.api).host} cannot be reached: ${api.reason}`,
      hint: "Check the network, or give --proxy",
      exitCode: EXIT_CODES.network,
    };
  }
  if (api.status === 401 || api.status === 403) {
    return {
      check,
      status: "fail",
      detail: `Imgur refuses it (HTTP ${api.status})`,
      hint: "Check IMGUR_CLIENT_ID, letter by letter",
      exitCode: EXIT_CODES["client_id.refused"],
    };
  }
  if (api.status !== 200) {
    return {
      check: "API",
      status: "warn",
      detail: `${new URL(bases.api).host} answers HTTP ${api.status}`,
      hint: "Try again later: it says that it is busy",
    };
  }
  const credits = readRateHeaders(api.headers, api.atMs);
  const userRemaining = credits?.userRemaining ?? null;
  const clientRemaining = credits?.clientRemaining ?? null;
  const left =
    userRemaining === null ? "accepted" : `accepted, ${userRemaining} credits left this hour`;
  const day = clientRemaining === null ? "" : `, ${clientRemaining} today`;
  return { check, status: "ok", detail: left + day };
}

function judgeCdn(cdn: Asked, { config }: Patient, bases: ImgurBases): Finding {
  const check = "CDN";
  if (cdn.kind === "silence") {
    return {
      check,
      status: "fail",
      detail: `${new URL(bases.cdn).host} cannot be reached: ${cdn.reason}`,
      hint: "Check the network, or give --proxy",
      exitCode: EXIT_CODES.network,
    };
  }
  const placeholder = [...PLACEHOLDERS, ...readPlaceholders(config)].find(
    ({ sha256 }) => sha256 === cdn.sha256,
  );
  if (placeholder?.kind === "region") {
    return {
      check: "region",
      status: "fail",
      detail: "Imgur answers with its 'not available in your region' picture",
      hint: "Use a proxy in another region with --proxy, if the law where you are lets you",
      exitCode: 3,
    };
  }
  // Gone, or moved to removed.png, is an answer of a CDN that works.
  if (cdn.status < 400 || cdn.status === 404)
    return { check, status: "ok", detail: `${new URL(bases.cdn).host} serves pictures here` };
  return {
    check,
    status: "warn",
    detail: `${new URL(bases.cdn).host} answers HTTP ${cdn.status}`,
    hint: "Try again later, or give --proxy",
  };
}

function judgeClock(answers: readonly Asked[], { clock }: Patient): Finding {
  const check = "clock";
  const offsets = answers.flatMap((answer) => {
    if (answer.kind !== "answer") return [];
    const said = Date.parse(answer.headers.get("date") ?? "");
    return Number.isNaN(said) ? [] : [answer.atMs - said];
  });
  const offset = offsets[0];
  if (offset === undefined) {
    return {
      check,
      status: "ok",
      detail: `${new Date(clock.now()).toISOString()}, compared with nobody`,
    };
  }
  if (Math.abs(offset) < FAR_OFF_MS) return { check, status: "ok", detail: "agrees with Imgur's" };
  return {
    check,
    status: "warn",
    detail: `${printDuration(Math.abs(offset))} ${offset > 0 ? "ahead of" : "behind"} Imgur's`,
    hint: "Set it; when credits come back is told as a time",
  };
}
