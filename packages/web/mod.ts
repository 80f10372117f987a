/** The gallery: a Hono server and its browser code. @module @acacia/web */
export { type RunningWeb, startWeb, type WebOptions } from "./server/serve.ts";
