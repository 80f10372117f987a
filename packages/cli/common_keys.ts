/** Settings that every command takes. */
export const COMMON_KEYS = ["archive", "config", "json", "quiet", "color"] as const;
