import type {
  Clock,
  Connected,
  HostGate,
  ImgurBases,
  ImgurClient,
  Line,
  Placeholder,
  TransferSettings,
  Wayback,
} from "@acacia/core";
import type { Config } from "@acacia/core/config";
import {
  AcaciaError,
  buildTransfer,
  CreditBudget,
  makeImgurClient,
  makeWaybackIndex,
  openByteRate,
  openHostGate,
  PLACEHOLDERS,
  parseBases,
  TRANSFER_DEFAULTS,
} from "@acacia/core/fetch";
import { VERSION } from "./version.ts";

/** Who we are, honestly, when the user names nobody else. */
const USER_AGENT = `Acacia/${VERSION} (personal archiver; one user)`;

/** Where Imgur is. @throws {AcaciaError} `config` for an address that is none. */
export function readBases(config: Config): ImgurBases {
  return parseBases({
    api: config.text("api_url"),
    cdn: config.text("cdn_url"),
    site: config.text("site_url"),
  });
}

/**
 * What talks to Imgur: the API's client and the CDN's transfer, each behind a gate of its own.
 *
 * @param config The settings.
 * @param run The run's line, the archive folder, the bases and the clock.
 */
export function connect(
  config: Config,
  run: { line: Line; dir: string; bases: ImgurBases; clock: Clock },
): Connected {
  const { line, dir, bases, clock } = run;
  const { emit, signal, draining } = line;
  const onPause = (pause: { host: "api" | "cdn"; reason: string; until: number }) =>
    emit({ type: "host.paused", ...pause });
  const perSecond = config.number("tpslimit");
  const rate = config.number("limit_rate");
  const proxy = config.text("proxy");
  const settings: TransferSettings = {
    ...TRANSFER_DEFAULTS,
    archiveDir: dir,
    bases,
    userAgent: config.text("user_agent") ?? USER_AGENT,
    proxy: proxy ?? null,
    retries: config.number("retries") ?? TRANSFER_DEFAULTS.retries,
    timeouts: timeoutsOf(config),
    sizeLimitBytes: config.number("max_size") ?? null,
    placeholders: [...PLACEHOLDERS, ...readPlaceholders(config)],
  };
  const transfer = buildTransfer(settings, {
    gate: openHostGate({
      role: "cdn",
      clock,
      onPause,
      ...(perSecond === undefined ? {} : { perSecond }),
    }),
    clock,
    signal,
    draining,
    onEvent: emit,
    ...(rate === undefined ? {} : { rate: openByteRate(rate, clock) }),
  });
  return {
    client: openClient(config, { bases, clock, onPause, emit }),
    transfer,
    ...(config.is("wayback") ? { wayback: openWayback(config, { settings, line, clock }) } : {}),
  };
}

/** The web archive: a base of its own, one request at a time and one a second. */
function openWayback(
  config: Config,
  run: { settings: TransferSettings; line: Line; clock: Clock },
): Wayback {
  const { settings, line, clock } = run;
  const { emit, signal, draining } = line;
  const base = config.text("wayback_url") ?? "";
  const gate = openHostGate({
    role: "cdn",
    clock,
    width: 1,
    perSecond: 1,
    onPause: ({ until }) =>
      emit({
        type: "host.paused",
        host: "wayback",
        reason: "the archive asks for patience",
        until,
      }),
  });
  // An archive that says "too many" means minutes, whatever its words.
  const patient: HostGate = {
    role: "cdn",
    enter: (asking) => gate.enter(asking),
    note: (met) => gate.note(met.kind === "throttled" ? { ...met, kind: "capacity" } : met),
  };
  const { userAgent, proxy, retries } = settings;
  const bases = { api: base, cdn: base, site: base };
  return {
    index: makeWaybackIndex({
      base,
      gate: patient,
      clock,
      userAgent,
      proxy: proxy ?? undefined,
      retries,
    }),
    transfer: buildTransfer({ ...settings, bases }, { gate: patient, clock, signal, draining }),
  };
}

/** A file is given so long without a byte, the first one included. */
function timeoutsOf(config: Config): TransferSettings["timeouts"] {
  const { timeouts } = TRANSFER_DEFAULTS;
  const idleMs = config.number("timeout") ?? timeouts.idleMs;
  return { ...timeouts, idleMs, connectMs: Math.min(timeouts.connectMs, idleMs) };
}

/** The API's client. Emits credits as answers tell them. */
export function openClient(
  config: Config,
  run: {
    bases: ImgurBases;
    clock: Clock;
    emit: Line["emit"];
    onPause: (pause: { host: "api" | "cdn"; reason: string; until: number }) => void;
  },
): ImgurClient {
  const { bases, clock, emit, onPause } = run;
  const proxy = config.text("proxy");
  const maxCredits = config.number("budget");
  return makeImgurClient({
    bases,
    clock,
    clientId: config.text("client_id"),
    gate: openHostGate({ role: "api", clock, onPause, width: 4 }),
    userAgent: config.text("user_agent") ?? USER_AGENT,
    retries: config.number("retries") ?? TRANSFER_DEFAULTS.retries,
    budget: new CreditBudget({ clock, ...(maxCredits === undefined ? {} : { maxCredits }) }),
    ...(proxy === undefined ? {} : { proxy }),
    onCredits: ({ userRemaining, clientRemaining, userResetAt }) =>
      emit({ type: "credits", userRemaining, clientRemaining, resetAt: userResetAt }),
    onNotice: (message) => emit({ type: "run.notice", level: "warning", message }),
  });
}

/** The placeholder pictures that the user names. @throws {AcaciaError} `config` for an entry that is none. */
export function readPlaceholders(config: Config): Placeholder[] {
  const list = config.text("placeholders");
  return (list?.split(",") ?? []).map((entry) => {
    const [, kind, sha256] = /^\s*(removed|region):([0-9a-f]{64})\s*$/i.exec(entry) ?? [];
    if (kind !== undefined && sha256 !== undefined) {
      return {
        kind: kind.toLowerCase() as Placeholder["kind"],
        sha256: sha256.toLowerCase(),
        sizeBytes: 0,
      };
    }
    throw new AcaciaError("config", `Cannot use the placeholder '${entry}': it is no KIND:SHA256`, {
      hint: "Write removed: or region: and the SHA-256 of the picture in hex",
    });
  });
}
