import { AcaciaError } from "@acacia/core/errors";
import { makeCorpus } from "../corpus/make_corpus.ts";
import type { BenchCommand } from "./command.ts";
import { readFlags, usageError } from "./read_flags.ts";

const USAGE = "FOLDER… --out DIR [--count 160] [--progressive 14] [--seed 1]";
const COMMAND = `corpus ${USAGE}`;
/** The article's second table is of 160 pictures, 36 MB. */
const DEFAULTS = { count: 160, progressivePercent: 14, seed: 1 } as const;
const MB = 1e6;

/** Makes the pictures that `bench thumbs` and `bench pipeline` are measured with, of photographs. */
export const corpusCommand: BenchCommand = {
  name: "corpus",
  usage: USAGE,
  summary:
    "pictures to measure with, of any photographs: /usr/share/backgrounds, where Debian's mate-backgrounds and lomiri-wallpapers-20.04 put theirs",
  async run(argv) {
    const { values, positionals: folders } = readFlags(argv, {
      command: COMMAND,
      options: {
        out: { type: "string" },
        count: { type: "string" },
        progressive: { type: "string" },
        seed: { type: "string" },
      },
    });
    if (folders.length === 0 || values.out === undefined) {
      throw usageError("corpus takes a folder of photographs and --out", { command: COMMAND });
    }
    const corpus = await makeCorpus({
      folders,
      dir: values.out,
      count: readNumber("count", values.count, { least: 1, otherwise: DEFAULTS.count }),
      progressivePercent: readNumber("progressive", values.progressive, {
        least: 0,
        most: 100,
        otherwise: DEFAULTS.progressivePercent,
      }),
      seed: readNumber("seed", values.seed, { least: 0, otherwise: DEFAULTS.seed }),
      say: (text) => process.stderr.write(`  ${text}\n`),
    });
    const progressive = corpus.files.filter((file) => file.progressive).length;
    process.stdout.write(
      `${corpus.files.length} pictures, ${(corpus.sizeBytes / MB).toFixed(1)} MB, ${progressive} progressive, of ${corpus.sources.length} photographs, in ${corpus.dir}\n`,
    );
    return 0;
  },
};

function readNumber(
  flag: string,
  text: string | undefined,
  range: { readonly least: number; readonly most?: number; readonly otherwise: number },
): number {
  if (text === undefined) return range.otherwise;
  const { least, most = Number.MAX_SAFE_INTEGER } = range;
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
  throw new AcaciaError("usage", `Cannot read --${flag}: '${text}' is no number from ${least} on`, {
    hint: `Use \`bun run bench ${COMMAND}\``,
  });
}
