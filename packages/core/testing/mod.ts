/** Test doubles and shared behaviour suites. @module @acacia/core/testing */
export { FakeClock } from "./fake_clock.ts";
