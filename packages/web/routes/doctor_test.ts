import { expect, test } from "bun:test";
import { TestApp } from "../testing/test_app.ts";
import { type DoctorFinding, doctorRoutes, doctorSchema } from "./doctor.ts";

const FINDINGS: readonly DoctorFinding[] = [
  { check: "archive", status: "ok", detail: "sound" },
  { check: "disk", status: "warn", detail: "little room", hint: "Make room" },
];

test("/api/doctor tells what was found, as its schema says", async () => {
  const app = doctorRoutes({ examine: async () => FINDINGS });
  const answer = doctorSchema.strict().parse(await (await app.request("/api/doctor")).json());
  expect(answer.findings).toEqual([...FINDINGS]);
});

test("one examination is on at a time, however many ask", async () => {
  let examinations = 0;
  const { promise, resolve } = Promise.withResolvers<readonly DoctorFinding[]>();
  const app = doctorRoutes({
    examine: () => {
      examinations++;
      return promise;
    },
  });
  const answers = [app.request("/api/doctor"), app.request("/api/doctor")];
  resolve(FINDINGS);
  await Promise.all(answers);
  expect(examinations).toBe(1);
  await app.request("/api/doctor");
  expect(examinations).toBe(2);
});

test("without a program nothing is examined", async () => {
  await using web = await TestApp.open();
  expect(await web.json("/api/doctor")).toEqual({ findings: null });
});
