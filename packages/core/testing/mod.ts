/** Test doubles and shared behaviour suites. @module @acacia/core/testing */
export { breakPageOf } from "./break_page.ts";
export { testDrainInPause } from "./drain_in_pause.ts";
export { type EngineSuiteOptions, testEngine } from "./engine_suite.ts";
export * from "./fake_clock.ts";
export * from "./fill_archive.ts";
export * from "./hurried_clock.ts";
export * from "./keep_media.ts";
export { describeHostGate, type OpenGate } from "./limiter_suite.ts";
export * from "./old_database.ts";
export { makeSampleFiles, type SampleFile } from "./sample_files.ts";
export * from "./sample_media.ts";
export * from "./sample_posts.ts";
export { describeBlobStore, type StoreRig } from "./store_suite.ts";
export { describeStrategy, type StrategySuiteOptions } from "./strategy_suite.ts";
export * from "./temp_archive.ts";
export * from "./test_run.ts";
export { testThumbnailer } from "./thumbnailer_suite.ts";
