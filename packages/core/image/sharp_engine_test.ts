import { describe } from "bun:test";
import { testEngine } from "../testing/engine_suite.ts";
import { makeSharpEngine } from "./sharp_engine.ts";

describe("makeSharpEngine()", () => {
  testEngine(makeSharpEngine(), { refuses: [] });
});
