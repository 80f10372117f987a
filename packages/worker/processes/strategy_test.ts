import { describe, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
import { DEFAULT_BASES } from "@acacia/core";
import { makeTempFolder } from "@acacia/core/testing";
import { TRANSFER_DEFAULTS } from "@acacia/core/transfer";
import { openProcessMembers } from "../crew/process_member.ts";
import { describeTransfers, type OpenTransferLine, Rig } from "../testing/describe_transfers.ts";
import { until } from "../testing/held_clock.ts";
import { childrenOf, countConnections, hasEnded } from "../testing/proc.ts";
import { describeCrewStrategy, RELAY_MAIN } from "../testing/relay.ts";
import { findProgram, processes } from "./strategy.ts";

const openLine: OpenTransferLine = openProcessMembers(findProgram(import.meta.url));

describeCrewStrategy(
  processes,
  openProcessMembers({ command: [process.execPath, fileURLToPath(RELAY_MAIN)] }),
);
describeTransfers("processes", openLine);

describe("a child that transfers", () => {
  test("has a connection of its own, and the coordinator none", async () => {
    await using rig = await Rig.open("processes", openLine, { jobs: 3 });
    const others = childrenOf(process.pid);
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 3);
    const children = childrenOf(process.pid).filter((pid) => !others.includes(pid));
    const connections = [process.pid, ...children].map((pid) =>
      countConnections(pid, rig.sim.cdnPort),
    );
    rig.clock.release();
    await fetched;
    expect(connections).toEqual([0, 1, 1, 1]);
  });

  test("that the system kills takes its connection with it, and no item", async () => {
    await using rig = await Rig.open("processes", openLine, { jobs: 3 });
    const others = childrenOf(process.pid);
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 3);
    const [child] = childrenOf(process.pid).filter((pid) => !others.includes(pid));
    process.kill(child!, "SIGKILL");
    await until(() => rig.sim.stats().connections.cdn.open === 2);
    rig.clock.release();
    await fetched;
    const { totals } = rig.run.finished;
    expect(totals.stored).toBe(totals.announced);
  });

  test("is gone when the run is over", async () => {
    const others = childrenOf(process.pid);
    await using rig = await Rig.open("processes", openLine, { jobs: 3 });
    const fetched = rig.run.fetch();
    await until(() => rig.clock.held === 3);
    const children = childrenOf(process.pid).filter((pid) => !others.includes(pid));
    rig.clock.release();
    await fetched;
    await until(() => children.every(hasEnded));
    expect(children.length).toBe(3);
  });
});

test("findProgram() starts the single-file program itself, as a member", () => {
  expect(findProgram("file:///$bunfs/root/acacia")).toEqual({
    command: [process.execPath],
    env: { ACACIA_MEMBER: "transfers" },
  });
});

/** A program that does what the single-file program does first. @returns What it says, or why it ended. */
async function startSingle(env: Record<string, string>): Promise<unknown> {
  await using folder = await makeTempFolder();
  const settings = { ...TRANSFER_DEFAULTS, archiveDir: folder.dir, bases: DEFAULT_BASES };
  const setup = { settings: { ...settings, userAgent: "test" }, isRated: false, bodyBytes: 1 };
  const said = Promise.withResolvers<unknown>();
  const program = fileURLToPath(new URL("../testing/single_main.ts", import.meta.url));
  const open: OpenTransferLine = openProcessMembers({ command: [process.execPath, program], env });
  const line = open({ onMessage: said.resolve, onExit: said.resolve });
  line.send({ type: "start", setup });
  const answer = await said.promise;
  line.stop();
  return answer;
}

test("serveIfMember() makes a member of the program that was started as one", async () => {
  expect(await startSingle({ ACACIA_MEMBER: "transfers" })).toEqual({ type: "ready" });
});

test("serveIfMember() leaves any other start alone", async () => {
  expect(await startSingle({})).toBe("it ended with code 9");
});
