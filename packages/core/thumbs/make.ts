import { mkdirSync, renameSync, unlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Clock } from "../async/clock.ts";
import { AcaciaError } from "../errors.ts";
import { chooseEngines, type Engines } from "../image/choose_engine.ts";
import { type Engine, RenderError, type Rendered } from "../image/engine.ts";
import { giveBack } from "../image/give_back.ts";
import { hashPerceptually } from "../image/perceptual_hash.ts";
import { type Picture, readPicture } from "../image/picture.ts";
import { makeThumbHash } from "../image/thumb_hash.ts";
import type { ThumbJob, ThumbResult } from "./thumbnailer.ts";

/** What {@link makeThumbnails} works with. */
export interface MakeThumbnailsDeps {
  readonly engines: Engines;
  readonly clock: Clock;
}

/**
 * Makes the thumbnails of one picture: the one function that every pool runs. Each file is written beside its
 * place and renamed, so that a reader sees a whole thumbnail or none.
 *
 * @returns Facts, or a refusal: a broken picture is an expected answer.
 * @throws {AcaciaError} `disk` when the picture cannot be read or a thumbnail cannot be written; `config` when the
 *   job names an engine that is not here.
 */
export async function makeThumbnails(
  job: ThumbJob,
  { engines, clock }: MakeThumbnailsDeps,
): Promise<ThumbResult> {
  const startedAt = clock.monotonic();
  const ms = () => Math.round(clock.monotonic() - startedAt);
  try {
    const { engine, rendered } = await render(job, engines);
    for (const output of job.outputs) writeThumbnail(output, rendered, clock);
    return {
      key: job.key,
      verdict: "made",
      sizes: job.outputs.map((output) => output.size),
      engine: engine.name,
      ms: ms(),
      width: rendered.width,
      height: rendered.height,
      ...hash(rendered),
    };
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    const { refusal, message } = error;
    return { key: job.key, verdict: "refused", refusal, detail: message, ms: ms() };
  }
}

function hash({ pixels }: Rendered) {
  if (!pixels) return { thumbHash: new Uint8Array(), perceptualHash: 0n, mirroredHash: 0n };
  const { hash: perceptualHash, mirrored: mirroredHash } = hashPerceptually(pixels);
  return { thumbHash: makeThumbHash(pixels), perceptualHash, mirroredHash };
}

/** The first engine that can; the first refusal when none can. */
async function render(
  job: ThumbJob,
  engines: Engines,
): Promise<{ engine: Engine; rendered: Rendered }> {
  const { format, quality, withHashes: withPixels = true } = job;
  const renderings = job.outputs.map(({ size }) => ({ size, format, quality }));
  let first: unknown;
  const picture = readPicture(job.path);
  using _bytes = { [Symbol.dispose]: () => forget(picture) };
  for (const engine of chooseEngines(job.engine, picture, engines)) {
    try {
      const rendered = await engine.render(job.path, renderings, { picture, withPixels });
      return { engine, rendered };
    } catch (error) {
      const refusal = job.engine === "auto" ? asRefusal(error) : error;
      if (!isWorthAnotherTry(refusal)) throw refusal;
      first ??= refusal;
    }
  }
  throw first;
}

/** A small file was read whole. */
function forget({ input }: Picture): void {
  if (typeof input !== "string") giveBack(input);
}

/** Who lets Acacia choose has not asked for an engine that is missing: then it is the picture that needs it. */
function asRefusal(error: unknown): unknown {
  if (!(error instanceof AcaciaError) || error.code !== "config") return error;
  return new RenderError("unsupported", "it needs the sharp engine", { cause: error });
}

/** Another decoder may know better; a limit stays a limit. */
function isWorthAnotherTry(error: unknown): boolean {
  if (!(error instanceof RenderError)) return false;
  return error.refusal === "undecodable" || error.refusal === "unsupported";
}

function writeThumbnail(
  { size, path }: ThumbJob["outputs"][number],
  rendered: Rendered,
  clock: Clock,
): void {
  const bytes = rendered.outputs.find((output) => output.size === size)?.bytes;
  if (!bytes) return;
  const beside = `${path}.${process.pid}-${clock.random().toString(36).slice(2)}.part`;
  try {
    writeIntoFolder(beside, bytes);
    renameSync(beside, path);
  } catch (cause) {
    removeIfThere(beside);
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new AcaciaError("disk", `Cannot write the thumbnail ${path}: ${reason}`, {
      cause,
      hint: "Check free space and permissions of the thumbs folder",
    });
  }
}

/** The folder is there already for all but the first of it. */
function writeIntoFolder(path: string, bytes: Uint8Array): void {
  try {
    writeFileSync(path, bytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
}

/** Cleaning up must not hide why writing failed. */
function removeIfThere(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // It was not there, or the disk refuses this too.
  }
}
