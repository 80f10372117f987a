/** The gallery: a Hono server and its browser code. @module @acacia/web */
export type { LaunchedProcess, LaunchProgram } from "./server/launches.ts";
export { type RunningWeb, startWeb, type WebOptions } from "./server/serve.ts";
