import { describe, expect, test } from "bun:test";

const MAIN = new URL("./main.ts", import.meta.url).pathname;

function spawn(...flags: string[]) {
  return Bun.spawn([process.execPath, MAIN, ...flags], { stdout: "pipe", stderr: "pipe" });
}

/** Reads until three lines are there. */
async function readAddresses(stream: ReadableStream<Uint8Array>): Promise<Record<string, string>> {
  let text = "";
  for await (const chunk of stream) {
    text += new TextDecoder().decode(chunk);
    if (text.split("\n").length > 3) break;
  }
  return Object.fromEntries(
    text
      .trim()
      .split("\n")
      .map((line) => line.split("=") as [string, string]),
  );
}

describe("bun run sim", () => {
  test.each(["SIGINT", "SIGTERM"] as const)(
    "says where it is, answers, and ends on %s",
    async (signal) => {
      const child = spawn("--posts", "3", "--seed", "4");
      const env = await readAddresses(child.stdout);
      const answer = await fetch(`${env.IMGUR_API_URL}/3/gallery/hot?client_id=x`);
      expect(answer.status).toBe(200);
      child.kill(signal);
      expect(await child.exited).toBe(0);
    },
  );

  test("refuses an unknown flag with exit code 2 and a suggestion", async () => {
    const child = spawn("--post", "3");
    expect(await child.exited).toBe(2);
    expect(await new Response(child.stderr).text()).toContain("Use --posts.");
  });

  test("refuses a knob that cannot be with exit code 2", async () => {
    const child = spawn("--posts", "1", "--fault", "cutt");
    expect(await child.exited).toBe(2);
    expect(await new Response(child.stderr).text()).toStartWith("Cannot set the fault 'cutt'");
  });

  test("prints its help", async () => {
    const child = spawn("--help");
    expect(await new Response(child.stdout).text()).toContain("Usage: bun run sim");
    expect(await child.exited).toBe(0);
  });
});
