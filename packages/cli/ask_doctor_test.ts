import { expect, test } from "bun:test";
import { join } from "node:path";
import { openArchive } from "@acacia/core";
import { makeTempFolder } from "@acacia/core/testing";
import { askDoctor } from "./ask_doctor.ts";

test("askDoctor() gives what `acacia doctor` finds of an archive, without the network", async () => {
  await using folder = await makeTempFolder();
  const dir = join(folder.dir, "archive");
  await (await openArchive(dir, { mode: "write", command: "test" }))[Symbol.asyncDispose]();
  const findings = await askDoctor(dir, process.env);
  expect(findings.find(({ check }) => check === "archive")).toMatchObject({
    status: "ok",
    detail: dir,
  });
  const checks = findings.map(({ check }) => check);
  expect(checks).toContain("database");
  expect(checks).not.toContain("port");
  expect(findings.every(({ detail }) => detail !== "")).toBe(true);
});

test("askDoctor() tells of an archive that is not there, and what makes one", async () => {
  await using folder = await makeTempFolder();
  const findings = await askDoctor(join(folder.dir, "nowhere"), process.env);
  expect(findings.find(({ check }) => check === "archive")).toMatchObject({
    status: "warn",
    hint: expect.stringContaining("acacia fetch"),
  });
});
