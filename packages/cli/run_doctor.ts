import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { checkArchive, checkDisk } from "./doctor/archive_checks.ts";
import type { CheckStatus, Finding, Patient } from "./doctor/check.ts";
import { checkImgur } from "./doctor/imgur_checks.ts";
import { checkMachine } from "./doctor/machine_checks.ts";
import { checkNetwork } from "./doctor/network_checks.ts";
import { archiveDirOf } from "./open_reading.ts";
import { jsonLine, safe } from "./render/safe.ts";
import { type Dress, openStyle, type Style } from "./render/style.ts";

const NAME_COLUMNS = 12;
const MARKS: Record<CheckStatus, { mark: string; dress: (style: Style) => Dress }> = {
  ok: { mark: "ok  ", dress: (style) => style.leaf },
  warn: { mark: "look", dress: (style) => style.blossom },
  fail: { mark: "FAIL", dress: (style) => style.clay },
};

/** Checks everything that a fetch and the gallery need; resolves to the exit code of the first that failed. */
export async function runDoctor(call: Call, context: Context): Promise<number> {
  const { config } = call;
  const patient: Patient = {
    config,
    context,
    clock: context.clock,
    dir: archiveDirOf(call, context),
  };
  const style = openStyle(context.out, { config, context });
  let exitCode = 0;
  for await (const finding of examine(patient, call.config.is("offline"))) {
    if (finding.status === "fail") exitCode ||= finding.exitCode ?? 1;
    context.out.write(config.is("json") ? jsonLine(finding) : printFinding(finding, style));
    if (context.draining.aborted) break;
  }
  return context.stoppedBy() ?? exitCode;
}

async function* examine(patient: Patient, isOffline: boolean): AsyncGenerator<Finding> {
  yield* checkMachine(patient);
  yield* checkArchive(patient);
  yield* checkDisk(patient);
  if (isOffline) return;
  yield* checkNetwork(patient);
  yield* checkImgur(patient);
}

function printFinding({ check, status, detail, hint }: Finding, style: Style): string {
  const { mark, dress } = MARKS[status];
  const line = `${dress(style)(mark)}  ${check.padEnd(NAME_COLUMNS)}${safe(detail)}\n`;
  const indent = " ".repeat(6 + NAME_COLUMNS);
  return hint
    ? `${line}${indent}${style.dim(`Try: ${hint[0]!.toLowerCase()}${safe(hint.slice(1))}.`)}\n`
    : line;
}
