import type { Config } from "@acacia/core/config";
import type { Context, Output } from "../context.ts";

/** How text is dressed for a terminal; every function gives its text back unchanged when there are no colours. */
export interface Style {
  /** Live, chosen, new. */
  readonly blossom: Dress;
  /** Stored, done well. */
  readonly leaf: Dress;
  /** Failed. */
  readonly clay: Dress;
  /** Second text. */
  readonly dim: Dress;
  readonly bold: Dress;
}

/** Dresses a text. */
export type Dress = (text: string) => string;

/** The design's palette in tones that can be read on a light and on a dark ground: true colour, 256, 16. */
const TONES = {
  blossom: { rgb: [214, 158, 46], of256: 178, of16: 33 },
  leaf: { rgb: [104, 159, 86], of256: 71, of16: 32 },
  clay: { rgb: [208, 106, 80], of256: 167, of16: 31 },
} as const;

/** No colours at all. */
export const PLAIN_STYLE: Style = {
  blossom: (text) => text,
  leaf: (text) => text,
  clay: (text) => text,
  dim: (text) => text,
  bold: (text) => text,
};

/**
 * The style for an output: `--color` decides, then NO_COLOR, FORCE_COLOR, TERM, and whether it is a terminal.
 *
 * @param output Where the text goes.
 * @param config For `--color`. @param context For the environment.
 */
export function openStyle(
  output: Output,
  { config, context }: { config: Config; context: Pick<Context, "env"> },
): Style {
  const { env } = context;
  if (!isColoured(output, config.text("color"), env)) return PLAIN_STYLE;
  const depth = depthOf(env);
  return {
    blossom: dress(toneOf("blossom", depth), "39"),
    leaf: dress(toneOf("leaf", depth), "39"),
    clay: dress(toneOf("clay", depth), "39"),
    dim: dress("2", "22"),
    bold: dress("1", "22"),
  };
}

function isColoured(output: Output, when: string | undefined, env: Context["env"]): boolean {
  if (when === "always") return true;
  if (when === "never") return false;
  // no-color.org and force-color.org: present and not empty.
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== "0";
  return output.isTerminal && env.TERM !== "dumb";
}

type Depth = "rgb" | "of256" | "of16";

function depthOf({ COLORTERM = "", TERM = "" }: Context["env"]): Depth {
  if (/^(truecolor|24bit)$/.test(COLORTERM)) return "rgb";
  return TERM.includes("256") || COLORTERM !== "" ? "of256" : "of16";
}

function toneOf(name: keyof typeof TONES, depth: Depth): string {
  const tone = TONES[name];
  if (depth === "rgb") return `38;2;${tone.rgb.join(";")}`;
  return depth === "of256" ? `38;5;${tone.of256}` : String(tone.of16);
}

function dress(on: string, off: string): Dress {
  return (text) => (text === "" ? "" : `\x1b[${on}m${text}\x1b[${off}m`);
}
