import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { runMain } from "../../packages/cli/run_main.ts";
import { TestContext } from "../../packages/cli/testing/test_context.ts";
import { type Aim, arm, commandFor, pickAim, printAim } from "./aim.ts";
import { copyArchive, runProgram, type Stage, startProgram, TRASHED } from "./archives.ts";
import { checkKilled, checkNext, checkVerified, findWrong } from "./check.ts";
import { pickTortured, type Tortured } from "./commands.ts";
import { lookAt } from "./look.ts";
import { type Phase, phaseOf, type Told } from "./phase.ts";
import { Random } from "./random.ts";

/** What a kill came to. */
export interface KillEnd {
  readonly command: Tortured["name"];
  /** Undefined: the run was over before. */
  readonly phase: Phase | undefined;
  /** What was done, for who wants to see it again. */
  readonly story: string;
  /** What was wrong afterwards; empty: all is well. */
  readonly faults: readonly string[];
}

/**
 * Kills one run with its workers, looks at what is left, and lets the same command run to its end.
 *
 * @param seed Draws command, archive and moment. @param tortured The command, when it is not to be drawn.
 */
export async function killOnce(
  stage: Stage,
  seed: number,
  tortured: Tortured = pickTortured(new Random(seed)),
): Promise<KillEnd> {
  const random = new Random(seed);
  const kept = tortured.kept(random);
  const args = tortured.args(random);
  const aim = pickAim(random, tortured.moments);
  const cwd = await mkdtemp(join(stage.dir, "kill-"));
  const archive = join(cwd, "archive");
  try {
    await copyArchive(stage, kept, cwd);
    const before = { ...lookAt(archive), wrong: findWrong(archive) };
    const { told, isKilled } = await killAt(aim, { stage, args, cwd });
    const left = lookAt(archive);
    const phase = isKilled ? phaseOf(left, told, before) : undefined;
    const faults = [...checkKilled(archive, { left, before, told })];
    const isDamaged = kept === "damaged";
    const verified = await verify(cwd);
    if (kept !== "nothing") faults.push(...checkVerified(verified.out, { isDamaged }));
    const next = await runProgram(stage, args, cwd);
    const whole = lookAt(join(stage.dir, "all/archive")).rows.length;
    const expected = kept === "trashed" ? whole - TRASHED : whole;
    faults.push(...checkNext({ ...next, left: lookAt(archive) }, expected));
    const clean = await verify(cwd);
    if (clean.exitCode !== 0) faults.push(`verify at the end: ${clean.exitCode} ${clean.out}`);
    const story = `seed ${seed}: ${args.join(" ")} on '${kept}', killed ${printAim(aim)}`;
    return { command: tortured.name, phase, story, faults };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** `acacia verify`, without a process of its own. */
async function verify(cwd: string) {
  const context = new TestContext({ cwd });
  const exitCode = await runMain(["verify", "--json"], context);
  return { exitCode, out: context.out.text };
}

async function killAt(
  aim: Aim,
  { stage, args, cwd }: { stage: Stage; args: readonly string[]; cwd: string },
): Promise<{ told: Told[]; isKilled: boolean }> {
  const child = startProgram(stage, commandFor(aim, stage.main, args), cwd);
  const told: Told[] = [];
  using armed = arm(aim, join(cwd, "archive"), () => killGroup(child.pid));
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of child.stdout) {
    rest += decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const event = JSON.parse(line) as Told;
      told.push(event);
      armed.hear(event);
    }
  }
  await child.exited;
  // Its workers, when it was killed alone.
  killGroup(child.pid);
  return { told, isKilled: child.signalCode === "SIGKILL" };
}

/** The program, and the processes that it started. */
function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // All of them are over already.
  }
}
