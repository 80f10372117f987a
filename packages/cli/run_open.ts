import { AcaciaError } from "@acacia/core";
import type { Call } from "./command.ts";
import type { Context } from "./context.ts";
import { findMedia } from "./find_media.ts";
import { openReading } from "./open_reading.ts";
import { jsonLine } from "./render/safe.ts";

/** Prints the path of a media's file, and on a terminal shows it; resolves to the exit code. */
export async function runOpen(call: Call, context: Context): Promise<number> {
  const [text] = call.args;
  if (text === undefined) {
    throw new AcaciaError("usage", "Cannot open anything: no id was given", {
      hint: "Give an id as `acacia list` prints it",
    });
  }
  await using archive = await openReading(call, context);
  const { imgurId, blob } = findMedia(archive, text);
  if (!blob) {
    throw new AcaciaError("not_found", `Cannot open '${text}': its file is not in the archive`, {
      hint: `Fetch it with \`acacia fetch ${imgurId}\``,
    });
  }
  const path = await archive.store.fetchLocal(blob.sha256, blob.ext);
  if (call.config.is("json")) {
    context.out.write(jsonLine({ id: imgurId, sha256: blob.sha256, path }));
    return 0;
  }
  context.out.write(`${path}\n`);
  if (context.out.isTerminal) context.openViewer(path);
  return 0;
}
