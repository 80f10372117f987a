import { existsSync } from "node:fs";
import { AcaciaError, makeLayout } from "@acacia/core";
import { startWeb } from "@acacia/web";
import { archiveFlag } from "./archive_flag.ts";
import { askDoctor } from "./ask_doctor.ts";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { launchSelf } from "./launch_self.ts";
import { archiveDirOf, openArchiveOf } from "./open_reading.ts";
import { openThumbnails } from "./open_thumbnails.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { VERSION } from "./version.ts";

const LOOPBACK_REGEXP = /^(?:127(?:\.\d{1,3}){3}|::1|localhost)$/i;

/** Serves the gallery until it is told to end; resolves to the exit code. */
export async function runWeb(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const { clock, out, err, draining } = context;
  const host = config.text("host") ?? "127.0.0.1";
  const port = config.number("port") ?? 3000;
  const token = config.text("token");
  const readOnly = config.is("read_only");
  refuseOpenDoor(host, token);
  if (port > 65_535) {
    throw new AcaciaError("usage", `Cannot listen on port ${port}: the highest is 65535`, {
      hint: "Give --port 3000, or --port 0 for any free one",
    });
  }
  await using stack = new AsyncDisposableStack();
  const dir = archiveDirOf(call, context);
  const isNew = !existsSync(makeLayout(dir).database);
  const archive = stack.use(
    await openArchiveOf(call, context, {
      mode: readOnly ? "read" : "edit",
      create: !readOnly,
      command: "web",
    }),
  );
  const { thumbnailer } = await openThumbnails(config, { stack, clock });
  const web = stack.use(
    await startWeb({
      archive,
      host,
      port,
      readOnly,
      thumbnailer,
      launch: (args) => launchSelf(args, { ...process.env, ...context.env }),
      examine: () => askDoctor(archive.dir, { ...process.env, ...context.env }),
      version: VERSION,
      clock,
      onError: (error) => err.write(`${safe(String(error))}\n`),
      ...(token === undefined ? {} : { token }),
    }),
  );
  if (config.is("json")) out.write(jsonLine({ t: clock.now(), type: "web.started", url: web.url }));
  else {
    out.write(`${web.url}\n`);
    if (!config.is("quiet")) err.write(`The gallery of ${archive.dir}. Ctrl-C ends it.\n`);
  }
  if (isNew) err.write(printNew(call, dir));
  await aborted(draining);
  return 0;
}

/** A mistyped -d would show an empty gallery, and nobody would know why. */
function printNew({ config }: Call, dir: string): string {
  const fill = `acacia fetch${archiveFlag(config)}`;
  return `There was no archive in ${safe(dir)}: this one is new and empty. Fill it with \`${fill}\`.\n`;
}

/** Off this machine anybody could look, and delete. */
function refuseOpenDoor(host: string, token: string | undefined): void {
  if (LOOPBACK_REGEXP.test(host) || token !== undefined) return;
  const bytes = crypto.getRandomValues(new Uint8Array(18));
  throw new AcaciaError(
    "usage",
    `Cannot listen on ${host} without a token: anybody there could look in`,
    {
      hint: `Give --token ${bytes.toBase64({ alphabet: "base64url" })}`,
    },
  );
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
