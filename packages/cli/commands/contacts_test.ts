import { afterEach, expect, spyOn, test } from "bun:test";
import net from "node:net";
import { startSim } from "@acacia/sim";
import { openTestCli } from "../testing/cli.ts";

/** Every way out that a program on Bun has, but for child processes and system calls of its own. */
function watchContacts() {
  const hosts = new Set<string>();
  const fetching = spyOn(globalThis, "fetch");
  const connecting = spyOn(Bun, "connect");
  const sockets = spyOn(net.Socket.prototype, "connect");
  return {
    /** `host:port` of what was asked, in order. */
    read(): string[] {
      for (const [target] of fetching.mock.calls) {
        hosts.add(new URL(target instanceof Request ? target.url : String(target)).host);
      }
      for (const [to] of connecting.mock.calls) hosts.add(JSON.stringify(to));
      for (const call of sockets.mock.calls) hosts.add(JSON.stringify(call));
      return [...hosts].sort();
    },
  };
}

afterEach(() => {
  for (const spy of [spyOn(globalThis, "fetch"), spyOn(Bun, "connect")]) spy.mockRestore();
  spyOn(net.Socket.prototype, "connect").mockRestore();
});

const COMMANDS: readonly (readonly string[])[] = [
  ["fetch", "hot", "t/cats", "--strategy", "pool", "--comments"],
  ["source", "add", "hot"],
  ["sync"],
  ["verify"],
  ["repair"],
  ["retry"],
  ["thumbs"],
  ["stats"],
  ["list"],
  ["dups"],
  ["export", "--format", "jsonl"],
  ["trash", "empty"],
  ["config", "show"],
];

test("no command asks any host but the configured ones", async () => {
  await using sim = await startSim({ seed: 7, posts: 8, sizeBytes: 3_000 });
  await using cli = await openTestCli(sim);
  const contacts = watchContacts();
  for (const args of COMMANDS) await cli.run(args);
  const allowed = [sim.apiUrl, sim.siteUrl, sim.cdnUrl].map((url) => new URL(url).host);
  const asked = contacts.read();
  expect(asked).toEqual(expect.arrayContaining([new URL(sim.cdnUrl).host]));
  expect(asked.filter((host) => !allowed.includes(host))).toEqual([]);
}, 60_000);

test("a request to anybody else would be noticed", async () => {
  const contacts = watchContacts();
  await fetch("http://127.0.0.1:1/telemetry").catch(() => {});
  net.connect(1, "127.0.0.1").on("error", () => {});
  expect(contacts.read()).toHaveLength(2);
});
