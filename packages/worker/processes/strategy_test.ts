import { describe, expect, test } from "bun:test";
import { fileURLToPath } from "node:url";
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
