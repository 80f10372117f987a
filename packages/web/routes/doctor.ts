import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { answers } from "./answers.ts";

/** What one check of the machine and the archive found. */
export interface DoctorFinding {
  readonly check: string;
  /** `warn` works, but less well or not yet. */
  readonly status: "ok" | "warn" | "fail";
  /** One line. */
  readonly detail: string;
  /** What to do about it, starting with a verb. */
  readonly hint?: string;
}

/** Who examines. */
export interface DoctorDeps {
  /** Runs the checks that need no network; absent: nobody can. Slow, and never in this thread. */
  readonly examine?: (() => Promise<readonly DoctorFinding[]>) | undefined;
}

/** What the doctor says. */
export const doctorSchema = z
  .object({
    /** null: this gallery was started without a program that could examine. */
    findings: z
      .array(
        z.object({
          check: z.string(),
          status: z.enum(["ok", "warn", "fail"]),
          detail: z.string(),
          hint: z.string().optional(),
        }),
      )
      .nullable(),
  })
  .openapi("Doctor");

/** See {@link doctorSchema}. */
export type Doctor = z.infer<typeof doctorSchema>;

const doctorRoute = createRoute({
  method: "get",
  path: "/api/doctor",
  summary: "What the checks of the machine and the archive find, without the network",
  responses: answers(doctorSchema),
});

/** `/api/doctor`: one examination at a time, however many ask. */
export function doctorRoutes({ examine }: DoctorDeps): OpenAPIHono {
  const app = new OpenAPIHono();
  let running: Promise<readonly DoctorFinding[]> | undefined;
  app.openapi(doctorRoute, async (context) => {
    if (!examine) return context.json({ findings: null }, 200);
    running ??= examine().finally(() => {
      running = undefined;
    });
    const findings = await running;
    const told = findings.map(({ check, status, detail, hint }) => ({
      check,
      status,
      detail,
      ...(hint === undefined ? {} : { hint }),
    }));
    return context.json({ findings: told }, 200);
  });
  return app;
}
