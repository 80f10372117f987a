import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Engine,
  EXIT_CODES,
  makeEngines,
  probeSqlite,
  SNIFFED_TYPES,
  type SniffedType,
} from "@acacia/core";
import type { Finding, Patient } from "./check.ts";

/** A red dot: the smallest picture that both engines have to render. */
const DOT_PNG =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
const LEAST_BUN = "1.4.1";

/** This machine: Bun, the picture engines, the gallery's port. */
export async function* checkMachine(patient: Patient): AsyncGenerator<Finding> {
  yield checkBun();
  yield judgeSqlite(probeSqlite());
  const engines = makeEngines();
  yield await checkEngine("Bun.Image", engines.bun);
  yield await checkEngine("sharp", engines.sharp);
  yield await checkPort(patient);
}

function checkBun(): Finding {
  const isNew = Bun.semver.order(Bun.version, LEAST_BUN) >= 0;
  return {
    check: "Bun",
    status: isNew ? "ok" : "fail",
    detail: `version ${Bun.version}`,
    ...(isNew ? {} : { hint: `Update it: ${LEAST_BUN} is the least`, exitCode: EXIT_CODES.config }),
  };
}

/** What {@link probeSqlite} found, as a finding. */
export function judgeSqlite({ version, objection }: ReturnType<typeof probeSqlite>): Finding {
  const check = "SQLite";
  if (objection === undefined) {
    return { check, status: "ok", detail: `version ${version}, with full-text search` };
  }
  return {
    check,
    status: "fail",
    detail: `version ${version} has no full-text search: ${objection}`,
    hint: "Use the Bun of bun.sh, which brings its own SQLite",
    exitCode: EXIT_CODES.config,
  };
}

/** Whether an engine renders the smallest picture, and the formats that it reads. */
export async function checkEngine(check: string, engine: Engine): Promise<Finding> {
  const folder = mkdtempSync(join(tmpdir(), "acacia-doctor-"));
  try {
    const path = join(folder, "dot.png");
    writeFileSync(path, Buffer.from(DOT_PNG, "base64"));
    await engine.render(path, [{ size: 1, format: "webp", quality: 80 }]);
    const types = (Object.keys(SNIFFED_TYPES) as SniffedType[]).filter((type) =>
      engine.supports(type),
    );
    return { check, status: "ok", detail: types.join(", ") };
  } catch (error) {
    return {
      check,
      status: "warn",
      detail: `does not work here: ${(error as Error).message.split("\n")[0]}`,
      hint: "Install again with `bun install`; thumbnails are made with the other engine",
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function checkPort({ config }: Patient): Promise<Finding> {
  const port = config.number("port") ?? 3000;
  const host = config.text("host") ?? "127.0.0.1";
  const failure = await tryListening(host, port);
  return {
    check: "port",
    status: failure === undefined ? "ok" : "warn",
    detail: failure === undefined ? `${port} is free` : `${port} cannot be used: ${failure}`,
    ...(failure === undefined ? {} : { hint: "Give `acacia web --port 0` for any free one" }),
  };
}

function tryListening(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.message));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
}
