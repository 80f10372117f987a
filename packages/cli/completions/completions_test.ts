import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmod, mkdir } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { type Sim, startSim } from "@acacia/sim";
import {
  EXPORT_FORMATS,
  LIST_SORTS,
  LISTING_SORTS,
  MANIFEST_FORMATS,
  WINDOWS,
} from "../choices.ts";
import { COMMANDS } from "../commands/list.ts";
import { openTestCli, type TestCli } from "../testing/cli.ts";
import { SHELLS, type Shell } from "./scripts.ts";
import { splitLine } from "./split_line.ts";

const MAIN = join(import.meta.dir, "../main.ts");
const TIMEOUT_MS = 30_000;

let sim: Sim;
let cli: TestCli;

beforeAll(async () => {
  sim = await startSim({ seed: 7, posts: 12, gifs: 0, videos: 0, sizeBytes: 4_000 });
  cli = await openTestCli(sim);
  await cli.run(["fetch", "hot", "--no-thumbs"]);
  await cli.run(["source", "add", "r/aww", "--name", "kittens"]);
  await cli.run(["filter", "save", "best", "score:>5000"]);
  await Bun.write(
    join(cli.dir, "bin/acacia"),
    `#!/bin/sh\nexec '${process.execPath}' '${MAIN}' "$@"\n`,
  );
  await chmod(join(cli.dir, "bin/acacia"), 0o755);
  await mkdir(join(cli.dir, "pictures"));
}, TIMEOUT_MS);
afterAll(async () => {
  await cli[Symbol.asyncDispose]();
  await sim[Symbol.asyncDispose]();
});

async function complete(line: string, shell: Shell = "fish"): Promise<string[]> {
  const end = await cli.run(["__complete", shell, line]);
  expect([end.exitCode, end.err]).toEqual([0, ""]);
  return end.context.out.lines.map((text) => text.split("\t")[0] ?? "");
}

test.each([
  ["acacia fet", ["fetch"]],
  ["acacia --v", ["--version"]],
  ["acacia fetch --strateg", ["--strategy"]],
  ["acacia fetch --strategy a", ["async", "adaptive"]],
  ["acacia fetch --strategy=a", ["--strategy=async", "--strategy=adaptive"]],
  ["acacia fetch --sort t", ["top", "time"]],
  ["acacia fetch --window=m", ["--window=month"]],
  ["acacia source add r/aww --sort r", ["rising"]],
  ["acacia list --sort a", ["archived"]],
  ["acacia fav list --sort s", ["score", "size"]],
  ["acacia trash list --sort r", ["random"]],
  ["acacia export --format ", ["folder", "html", "zip", "jsonl"]],
  ["acacia manifest --format ", ["sha256", "jsonl"]],
  ["acacia thumbs --format w", ["webp"]],
  ["acacia import --link ", ["copy", "hard"]],
  ["acacia export --link s", ["symlink"]],
  ["acacia fetch --prefer m", ["mp4"]],
  ["acacia list --color a", ["auto", "always"]],
  ["acacia fetch -q --no-thu", ["--no-thumbs"]],
  ["acacia list --no-thu", []],
  ["acacia list -d ", [":files"]],
  ["acacia fetch -i book", [":files"]],
  ["acacia thumbs ", [":files"]],
  ["acacia trash r", ["restore"]],
  ["acacia queue re", ["resume", "retry-failed"]],
  ["acacia help tar", ["targets", "target"]],
  ["acacia completions ", [...SHELLS]],
  ["acacia list type:p", ["type:photo"]],
  ["acacia list filter:", ["filter:best"]],
  ["acacia filter rm ", ["best"]],
  ["acacia sync ", ["kittens"]],
  ["acacia source rm k", ["kittens"]],
  ["acacia fetch --where 'type:photo is:n", ["type:photo is:new"]],
  ["acacia nothing --", []],
  ["acacia fetch --limit ", []],
])("after `%s` comes %j", async (line, expected) => {
  expect(await complete(line)).toEqual(expected);
});

test.each([
  ["list", "--sort", LIST_SORTS],
  ["fetch new -n", "--sort", LISTING_SORTS],
  ["fetch new -n --sort top", "--window", WINDOWS],
  ["export out -n", "--format", EXPORT_FORMATS],
  ["manifest", "--format", MANIFEST_FORMATS],
] as const)(
  "`%s` takes every word that is offered for %s, and refuses another",
  async (call, flag, words) => {
    const exitCodes: number[] = [];
    for (const word of [...words, "nonsense"]) {
      // What is one file goes where -o says: no folder may be named.
      const isFolder = word === "folder" || word === "html";
      const args = call.split(" ").filter((arg) => arg !== "out" || isFolder);
      exitCodes.push((await cli.run([...args, flag, word])).exitCode);
    }
    expect(exitCodes).toEqual([...words.map(() => 0), 2]);
  },
);

test("the words that a command offers are of a setting that it takes", () => {
  const wrong = COMMANDS.flatMap(({ name, choices = {}, keys }) =>
    Object.keys(choices).flatMap((key) =>
      keys.some((own) => own === key) ? [] : [`${name} --${key}`],
    ),
  );
  expect(wrong).toEqual([]);
});

test("tags are those of the archive, each with how often", async () => {
  const { out } = await cli.run(["__complete", "zsh", "acacia list tag:"]);
  const lines = out.trimEnd().split("\n");
  const tags = new Set(sim.world.posts.flatMap((post) => post.tags).map((tag) => `tag:${tag}`));
  expect(lines.length).toBeGreaterThan(3);
  expect(lines.filter((line) => !tags.has(line.split("\t")[0] ?? ""))).toEqual([]);
  expect(lines.filter((line) => !/\t\d+$/.test(line))).toEqual([]);
});

test("without an archive the fields of a filter are known, and nothing is told on stderr", async () => {
  expect(await complete("acacia list -d nowhere ty")).toEqual(["type:"]);
  expect(await complete("acacia fetch --where 'w:>9 -is:f' -d nowhere --where '-is:f")).toEqual([
    "-is:fav",
  ]);
  expect(await complete("acacia filter rm -d nowhere ")).toEqual([]);
});

test("a damaged archive completes nothing, in silence", async () => {
  await Bun.write(join(cli.dir, "damaged/acacia.sqlite"), "no database");
  expect(await complete("acacia list -d damaged ty")).toEqual([]);
});

test.each([
  ["acacia list", { words: ["acacia"], current: "list", quote: undefined }],
  ["acacia list ", { words: ["acacia", "list"], current: "", quote: undefined }],
  ["acacia 'a b' c\\ d", { words: ["acacia", "a b"], current: "c d", quote: undefined }],
  ["acacia '' \"it's", { words: ["acacia", ""], current: "it's", quote: '"' }],
  ["acacia 'a\\", { words: ["acacia"], current: "a\\", quote: "'" }],
] as const)("splitLine() reads `%s` as a shell does", (line, typed) => {
  expect(splitLine(line)).toEqual({ ...typed, words: [...typed.words] });
});

test.each([
  ["acacia list type:p", ["photo"]],
  ["acacia fetch --strategy=po", ["pool"]],
  ["acacia fetch --where 'type:photo is:n", ["type:photo is:new"]],
  ["acacia list \\(is:n", ["new"]],
])("bash gets of `%s` what comes after its last break: %j", async (line, expected) => {
  expect(await complete(line, "bash")).toEqual(expected);
});

const SHELL_ENV = () => ({
  ...sim.env,
  PATH: join(cli.dir, "bin") + delimiter + process.env.PATH,
  HOME: cli.dir,
  TERM: "dumb",
});

async function runShell(command: readonly string[]): Promise<string[]> {
  const child = Bun.spawn([...command], {
    cwd: cli.dir,
    env: SHELL_ENV(),
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const [out, err] = await Promise.all([child.stdout.text(), child.stderr.text()]);
  expect({ exitCode: await child.exited, err }).toEqual({ exitCode: 0, err: "" });
  return out.trimEnd().split("\n");
}

/** What each real shell offers, or puts in, after a line. */
const ASK: Readonly<Record<Shell, (line: string) => Promise<string[]>>> = {
  bash: (line) =>
    runShell([
      "bash",
      "-c",
      `source <(acacia completions bash); COMP_LINE="$1"; COMP_POINT=\${#1}
       [[ $(complete -p acacia) == *"-F _acacia acacia" ]] || exit 9
       _acacia acacia; printf '%s\\n' "\${COMPREPLY[@]}"`,
      "bash",
      line,
    ]),
  zsh: async (line) => [await typeAndTab(line)],
  fish: async (line) => {
    const script = "acacia completions fish | source; complete -C $argv[1]";
    const lines = await runShell(["fish", "--no-config", "-c", script, line]);
    return lines.map((text) => text.split("\t")[0] ?? "");
  },
};

/** Types a line and Tab into a zsh on a terminal; resolves to the line as it stands then. */
async function typeAndTab(line: string): Promise<string> {
  const rc = `autoload -Uz compinit; compinit -D; source <(acacia completions zsh); unsetopt zle_bracketed_paste
    PS1='ready> '; show-line() { print -r -- "<<$BUFFER>>"; exit 0 }; zle -N show-line; bindkey '^X' show-line`;
  await Bun.write(join(cli.dir, ".zshrc"), rc);
  const decoder = new TextDecoder();
  let seen = "";
  let isTyped = false;
  const child = Bun.spawn(["zsh", "-i"], {
    cwd: cli.dir,
    env: SHELL_ENV(),
    terminal: {
      cols: 120,
      rows: 24,
      data(terminal, bytes) {
        seen += decoder.decode(bytes, { stream: true });
        if (isTyped || !seen.includes("ready> ")) return;
        isTyped = true;
        terminal.write(`${line}\t\x18`);
      },
    },
  });
  await child.exited;
  child.terminal?.close();
  return /<<(.*?)>>/.exec(seen)?.[1]?.trimEnd() ?? seen;
}

describe.each(SHELLS)("a real %s", (shell) => {
  const canRun = process.env.CI === "true" || Bun.which(shell) !== null;

  test.skipIf(!canRun)(
    "completes commands, values and filters",
    async () => {
      const isLine = shell === "zsh";
      const value = shell === "bash" ? "photo" : "type:photo";
      expect(await ASK[shell]("acacia comp")).toEqual([
        isLine ? "acacia completions" : "completions",
      ]);
      expect(await ASK[shell]("acacia fetch --strategy po")).toEqual([
        isLine ? "acacia fetch --strategy pool" : "pool",
      ]);
      expect(await ASK[shell]("acacia list type:ph")).toEqual([
        isLine ? "acacia list type:photo" : value,
      ]);
      expect(await ASK[shell]("acacia list 'is:new filter:b")).toEqual([
        isLine ? "acacia list 'is:new filter:best'" : "is:new filter:best",
      ]);
    },
    TIMEOUT_MS,
  );
});

test("completions for a shell that it does not know are refused", async () => {
  const { exitCode, err, out } = await cli.run(["completions", "tcsh"]);
  expect({ exitCode, err, out }).toEqual({
    exitCode: 2,
    err: "Cannot print completions: 'tcsh' is no shell that it knows.\nTry: give `acacia completions bash|zsh|fish`.\n",
    out: "",
  });
});
