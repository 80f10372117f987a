import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeBunEngine } from "../image/bun_engine.ts";
import { type Engine, type EngineName, RenderError } from "../image/engine.ts";
import { makeSharpEngine } from "../image/sharp_engine.ts";
import { FakeClock } from "../testing/fake_clock.ts";
import { paintCorners } from "../testing/sample_media.ts";
import { makeThumbnails } from "./make.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "acacia-make-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const bun = makeBunEngine();
const sharp = makeSharpEngine();
const noSharp = makeSharpEngine({ load: async () => undefined });
const refusing = (refusal: "undecodable" | "output_too_large"): Engine => ({
  ...bun,
  render: () => Promise.reject(new RenderError(refusal, "because")),
});

async function make(
  format: "jpeg" | "tiff",
  engines: { readonly bun: Engine; readonly sharp: Engine },
  engine: EngineName = "auto",
) {
  const path = join(folder, `picture.${format}`);
  writeFileSync(path, await paintCorners().toFormat(format).toBuffer());
  const outputs = [{ size: 128, path: join(folder, "thumb.jpg") }];
  const job = {
    key: "k",
    path,
    type: "jpg",
    outputs,
    format: "jpeg",
    quality: 80,
    engine,
  } as const;
  return await makeThumbnails(job, { engines, clock: new FakeClock() });
}

describe("makeThumbnails()", () => {
  test("asks sharp when Bun.Image cannot decode a picture", async () => {
    const result = await make("jpeg", { bun: refusing("undecodable"), sharp });
    expect(result).toMatchObject({ verdict: "made", engine: "sharp" });
  });

  test("asks nobody else when a limit is passed", async () => {
    const result = await make("jpeg", { bun: refusing("output_too_large"), sharp });
    expect(result).toMatchObject({ verdict: "refused", refusal: "output_too_large" });
  });

  test("does not need sharp where Bun.Image is right", async () => {
    const result = await make("jpeg", { bun, sharp: noSharp });
    expect(result).toMatchObject({ verdict: "made", engine: "bun" });
  });

  test("refuses what needs sharp when there is none", async () => {
    const result = await make("tiff", { bun, sharp: noSharp });
    expect(result).toMatchObject({ verdict: "refused", refusal: "unsupported" });
  });

  test("does not blame the picture when sharp was asked for and is not there", async () => {
    await expect(make("jpeg", { bun, sharp: noSharp }, "sharp")).rejects.toMatchObject({
      code: "config",
    });
  });
});
