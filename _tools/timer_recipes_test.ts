import { expect, test } from "bun:test";
import { join } from "node:path";
import { makeTempFolder } from "@acacia/core/testing";

const recipes = await Bun.file(join(import.meta.dir, "../docs/recipes.md")).text();
const analyze = Bun.which("systemd-analyze");

/** The recipes' units by file name. */
function readUnits(): Map<string, string> {
  const blocks = [...recipes.matchAll(/```ini\n# (\S+)\n([\s\S]*?)```/g)];
  return new Map(blocks.map(([, name = "", text = ""]) => [name, text]));
}

/** Sections and their settings; a line that is neither, nor a comment, is refused. */
function parseUnit(text: string): Record<string, Record<string, string>> {
  const sections: Record<string, Record<string, string>> = {};
  let section: Record<string, string> | undefined;
  for (const line of text.split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const [, name] = /^\[(\w+)\]$/.exec(line) ?? [];
    if (name !== undefined) {
      section = {};
      sections[name] = section;
      continue;
    }
    const [, key, value] = /^(\w+)=(.+)$/.exec(line) ?? [];
    if (!section || key === undefined || value === undefined)
      throw new Error(`No setting: ${line}`);
    section[key] = value;
  }
  return sections;
}

test("the recipes' timer starts the recipes' service, which runs sync", () => {
  const units = readUnits();
  expect([...units.keys()]).toEqual(["acacia-sync.service", "acacia-sync.timer"]);
  const [service, timer] = [...units.values()].map(parseUnit);
  expect(service?.Service?.ExecStart).toMatch(/^\/\S+\/acacia sync /);
  expect(timer?.Timer?.OnCalendar).toBe("hourly");
});

// Where systemd is there it has the last word; the test above reads the units everywhere.
test.if(analyze !== null)("systemd accepts the recipes' units", async () => {
  await using folder = await makeTempFolder();
  const paths: string[] = [];
  for (const [name, text] of readUnits()) {
    const path = join(folder.dir, name);
    // Its program has to be there, and is not on every machine that runs this.
    await Bun.write(path, text.replace("/usr/local/bin/acacia", process.execPath));
    paths.push(path);
  }
  const child = Bun.spawn([analyze ?? "", "verify", "--user", "--man=no", ...paths], {
    env: { ...process.env, XDG_RUNTIME_DIR: folder.dir, HOME: folder.dir },
    stderr: "pipe",
    stdout: "pipe",
  });
  const said = await new Response(child.stderr).text();
  expect([
    await child.exited,
    said.split("\n").filter((line) => line.includes("acacia-sync")),
  ]).toEqual([0, []]);
});

test("the recipes' cron lines are variables, or five fields and a sync", () => {
  const [, table = ""] = /```crontab\n([\s\S]*?)```/.exec(recipes) ?? [];
  const lines = table.trim().split("\n");
  const field = "[\\d*/,-]+";
  const job = new RegExp(`^(?:${field} ){5}/\\S+/acacia sync `);
  expect(lines.filter((line) => !job.test(line) && !/^[A-Z_]+=\S+$/.test(line))).toEqual([]);
  expect(lines.some((line) => job.test(line))).toBe(true);
});
