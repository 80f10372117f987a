import { expect, test } from "bun:test";
import { bodiesOf, countOf, holderOf, MAX_IDS } from "./chosen.ts";

test("ids are sent as many at once as the server takes", () => {
  const ids = Array.from({ length: MAX_IDS + 1 }, (_, at) => at);
  const bodies = bodiesOf(ids);
  expect(bodies.map((body) => body.ids?.length)).toEqual([MAX_IDS, 1]);
  expect(bodies.flatMap((body) => body.ids)).toEqual(ids);
});

test("a query travels with what is left out; everything has a name, too", () => {
  expect(bodiesOf({ q: "cats", except: [1], count: 9 })).toEqual([{ q: "cats", except: [1] }]);
  expect(bodiesOf({ q: "", except: [], count: 9 })).toEqual([{ q: "size:>=0", except: [] }]);
});

test("whether a picture is chosen is known of ids and of queries", () => {
  const ids = holderOf([1, 2]);
  const query = holderOf({ q: "cats", except: [1], count: 9 });
  expect([ids.has(1), ids.has(3), query.has(1), query.has(3)]).toEqual([true, false, false, true]);
  expect([countOf([1, 2]), countOf({ q: "cats", except: [1], count: 9 })]).toEqual([2, 9]);
});
