/** Test doubles and shared behaviour suites. @module @acacia/core/testing */
export * from "./fake_clock.ts";
export * from "./fill_archive.ts";
export * from "./hurried_clock.ts";
export * from "./temp_archive.ts";
export * from "./test_run.ts";
