import { expect, test } from "bun:test";
import { questionOf } from "./questions.ts";

test.each(["valueOf", "__proto__", "of my own"])(
  "questionOf() lets '%s' go by its name",
  (study) => {
    expect(questionOf(study)).toEqual({ title: study, ask: "" });
  },
);
