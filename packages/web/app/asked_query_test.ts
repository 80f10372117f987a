import { afterEach, expect, test } from "bun:test";
import { readWhere } from "@acacia/core/where";
import { askedQuery, inTyped } from "./asked_query.ts";
import { preferences } from "./state.ts";

const before = preferences.value;
const leaveOut = () => {
  preferences.value = { ...before, nsfw: "hide" };
};
afterEach(() => {
  preferences.value = before;
});

test("a query is asked as typed, unless NSFW is to be left out", () => {
  expect(askedQuery("cats OR dogs")).toBe("cats OR dogs");
  leaveOut();
  expect(askedQuery("")).toBe("nsfw:no");
  expect(askedQuery("cats OR dogs")).toBe("nsfw:no (cats OR dogs)");
});

test("whoever names NSFW in a query gets what it says", () => {
  leaveOut();
  expect(askedQuery("cats nsfw:yes")).toBe("cats nsfw:yes");
});

test.each(["typ:x cats", '"open quote', "is:fev"])(
  "a fault of '%s' is told at its place in the query as typed",
  (q) => {
    const faultsOf = (text: string) =>
      readWhere(text, { now: 0 }).faults.map(({ span }) => ({ from: span.from, to: span.to }));
    const plain = faultsOf(q);
    leaveOut();
    expect(inTyped(q, faultsOf(askedQuery(q)))).toEqual(plain);
  },
);
