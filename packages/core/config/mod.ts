/** Settings: one table, read from flags, environment and file. Loads nothing heavy. @module @acacia/core/config */
export { type ConfigSchema, makeConfigSchema } from "./config_schema.ts";
export * from "./keys.ts";
export * from "./load.ts";
export * from "./names.ts";
