import { describe } from "bun:test";
import { testEngine } from "../testing/engine_suite.ts";
import { makeBunEngine } from "./bun_engine.ts";

describe("makeBunEngine()", () => {
  testEngine(makeBunEngine(), { refuses: ["AVIF", "TIFF", "CMYK JPEG"] });
});
