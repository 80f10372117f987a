/** The gallery: a Hono server and its browser code. @module @acacia/web */
export type { DoctorFinding } from "./routes/doctor.ts";
export type { LaunchedProcess, LaunchProgram } from "./server/launches.ts";
export { type RunningWeb, startWeb, type WebOptions } from "./server/serve.ts";
