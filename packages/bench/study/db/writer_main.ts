// A process of its own: writes posts, media and blobs into an archive as a fetch does, at most so many rows a second,
// until it is told to end; then tells how many there were.
import { openArchive, prepareRecording, systemClock } from "@acacia/core";
import { makePosts, savePosts } from "./posts_to_save.ts";

/** What it prints at its end, as one line. */
export interface WriterEnd {
  readonly rows: number;
  readonly ms: number;
}

/** As many as the recorder commits together. */
const BATCH = 64;

if (import.meta.main) {
  const [dir = "", rowsPerSecond = "0"] = process.argv.slice(2);
  const end = await write(dir, Number(rowsPerSecond));
  process.stdout.write(`${JSON.stringify(end)}\n`);
}

async function write(dir: string, rowsPerSecond: number): Promise<WriterEnd> {
  await using archive = await openArchive(dir, { mode: "write", command: "bench" });
  let isOver = false;
  process.on("SIGTERM", () => {
    isOver = true;
  });
  const recording = prepareRecording(archive);
  const begun = systemClock.monotonic();
  const elapsed = () => systemClock.monotonic() - begun;
  let rows = 0;
  process.stdout.write("\n");
  for (let from = 0; !isOver; from += BATCH) {
    rows += savePosts(recording, makePosts(from, BATCH));
    // At least one turn of the loop, for the signal.
    await systemClock.sleep(Math.max(0, (rows / rowsPerSecond) * 1000 - elapsed()));
  }
  return { rows, ms: elapsed() };
}
