import { expect, test } from "bun:test";
import { join } from "node:path";
import { DEFAULT_BASES } from "../imgur/bases.ts";
import { openHostGate } from "../limit/gate.ts";
import { FakeClock } from "../testing/fake_clock.ts";
import { makeTempFolder } from "../testing/temp_archive.ts";
import { buildTransfer, TRANSFER_DEFAULTS, type TransferSettings } from "./settings.ts";

const SETTINGS: TransferSettings = {
  ...TRANSFER_DEFAULTS,
  archiveDir: "/nowhere",
  bases: DEFAULT_BASES,
  userAgent: "Acacia/test",
};

test("TransferSettings cross a thread or a wire unchanged", () => {
  expect(JSON.parse(JSON.stringify(SETTINGS))).toEqual(structuredClone(SETTINGS));
});

test("buildTransfer() throws 'disk' when there is no room for files in flight", async () => {
  await using folder = await makeTempFolder();
  await Bun.write(join(folder.dir, "partial"), "a file where the folder should be");
  const clock = new FakeClock();
  const { signal } = new AbortController();
  const build = () =>
    buildTransfer(
      { ...SETTINGS, archiveDir: folder.dir },
      { gate: openHostGate({ role: "cdn", clock }), clock, signal },
    );
  expect(build).toThrow(expect.objectContaining({ code: "disk" }));
});
