import { describe } from "bun:test";
import { testThumbnailer } from "../testing/thumbnailer_suite.ts";
import { makeInlineThumbnailer } from "./inline.ts";

describe("makeInlineThumbnailer()", () => {
  testThumbnailer(() => makeInlineThumbnailer());
});
