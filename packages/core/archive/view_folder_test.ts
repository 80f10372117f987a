import { expect, test } from "bun:test";
import { viewFolderOf } from "./view_folder.ts";

test.each([
  ["a picture by its id", "aBc12De", "links"],
  ["a direct link", "aBc12De.jpg", "links"],
  ["a list of ids", "aBc12De,fGh34Ij", "links"],
  ["a subreddit", "r/aww", "r/aww"],
  ["an album", "a/aBc12De", "a/aBc12De"],
  ["a search", "search:two cats", "search:two cats"],
  ["the front page", "hot", "hot"],
])("viewFolderOf(): %s", (_what, source, folder) => expect(viewFolderOf(source)).toBe(folder));
