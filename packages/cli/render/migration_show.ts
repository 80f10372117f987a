import type { MigrationProgress } from "@acacia/core";
import type { Config } from "@acacia/core/config";
import type { Context } from "../context.ts";
import { drawBar } from "./bar.ts";
import { cutText } from "./fit.ts";
import { LiveScreen } from "./live_screen.ts";
import { openStyle } from "./style.ts";

/** What is over before that is not worth a word. */
const PATIENCE_MS = 500;
const PLAIN_MS = 5_000;
const BAR_COLUMNS = 24;

/** Shows how an old archive is brought up to date. */
export interface MigrationShow extends Disposable {
  readonly onMigrate: (progress: MigrationProgress) => void;
}

/** A bar on a terminal, elsewhere a line every few seconds, and nothing at all for what is over at once. */
export function openMigrationShow(
  context: Pick<Context, "err" | "env" | "clock" | "atExit">,
  config: Config,
): MigrationShow {
  const { err, env, clock } = context;
  if (config.is("quiet")) return { onMigrate() {}, [Symbol.dispose]() {} };
  const isLive = err.isTerminal && env.TERM !== "dumb";
  const startedAt = clock.monotonic();
  const cleanup = new DisposableStack();
  let screen: LiveScreen | undefined;
  let toldAt = startedAt + PATIENCE_MS - PLAIN_MS;
  const draw = ({ ratio }: MigrationProgress, words: string) => {
    if (!screen) {
      screen = new LiveScreen(err);
      cleanup.defer(() => screen?.close());
      cleanup.use(context.atExit(() => screen?.close()));
    }
    const { leaf, dim } = openStyle(err, { config, context });
    const bar = drawBar([{ share: ratio, dress: leaf }], {
      whole: 1,
      columns: BAR_COLUMNS,
      rest: dim,
    });
    screen.draw([cutText(`${bar}  ${words}`, err.columns - 1)]);
  };
  return {
    onMigrate(progress) {
      const now = clock.monotonic();
      if (now - startedAt < PATIENCE_MS) return;
      const { from, to, ratio } = progress;
      const words = `Updating the archive, schema ${from} to ${to}: ${Math.floor(ratio * 100)} %`;
      if (isLive) draw(progress, words);
      else if (now - toldAt >= PLAIN_MS) {
        err.write(`${words}\n`);
        toldAt = now;
      }
    },
    [Symbol.dispose]: () => cleanup.dispose(),
  };
}
