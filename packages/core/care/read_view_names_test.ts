import { expect, test } from "bun:test";
import { readViewName } from "./read_view_names.ts";

test.each([
  ["r/aww/aBc12De.jpg", "aBc12De", "r/aww"],
  ["r/aww/001_aBc12De.jpg", "aBc12De", "r/aww"],
  ["r/aww/aBc12De_2.jpg", "aBc12De", "r/aww"],
  ["r/aww/top/week/aBc12.png", "aBc12", "r/aww/top/week"],
  ["@giraffe/aBc12De.mp4", "aBc12De", "@giraffe"],
  ["links/aBc12De.jpg", "aBc12De", "aBc12De"],
  ["hot/2026-11-24 A cat aBc12De.jpg", "aBc12De", "hot"],
  ["aBc12De.jpg", "aBc12De", "aBc12De"],
])("readViewName() reads %s", (path, id, source) => {
  expect(readViewName(path)).toEqual({ id, source });
});

test.each(["r/aww/holiday pictures.jpg", "r/aww/12.jpg", "notes.txt.part"])(
  "readViewName() sees no id in %s",
  (path) => {
    expect(readViewName(path)).toBeUndefined();
  },
);
