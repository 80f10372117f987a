import { expect, test } from "bun:test";
import { readImportName } from "./read_import_name.ts";

test.each([
  ["imgur/aBc12 - A title/imgur_aBc12_007_dEf34Gh.jpg", "dEf34Gh", "aBc12", 7],
  ["x/imgur_dEf34Gh_a title.png", "dEf34Gh", undefined, undefined],
  ["imgur/imgur_kittens.png", "kittens", undefined, undefined],
  ["imgur_a title_aBc12De/012_kittens.mp4", "kittens", "aBc12De", 12],
  ["r_aww/001_aBc12De.jpg", "aBc12De", undefined, 1],
  ["x/aBc12De.jpg", "aBc12De", undefined, undefined],
])("readImportName() reads %s", (path, id, album, num) => {
  expect(readImportName(path)).toMatchObject({
    id,
    ...(album === undefined ? {} : { album }),
    ...(num === undefined ? {} : { num }),
  });
});

test.each([
  ["a word", "x/kittens.jpg"],
  ["a name", "x/Photo12.jpg"],
  ["a camera's number", "x/IMG0001.jpg"],
  ["a number", "x/1234567.jpg"],
  ["six characters", "x/aBc12D.jpg"],
  ["a numbered word", "x/001_kittens.jpg"],
  ["a title", "x/a title.jpg"],
])("readImportName() takes no id from %s", (_what, path) => {
  expect(readImportName(path)).toEqual({});
});
