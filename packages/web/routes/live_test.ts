import { expect, test } from "bun:test";
import { readEvents } from "../testing/read_events.ts";
import { TestApp } from "../testing/test_app.ts";
import { liveSchema } from "./schemas.ts";

test("/api/live tells how it stands at once, as its schema says", async () => {
  await using web = await TestApp.open();
  await web.add();
  const events = readEvents(await web.get("/api/live"));
  const { value } = await events.next();
  expect(value?.event).toBe("live");
  expect(liveSchema.strict().parse(value?.data)).toEqual({
    run: null,
    archiveItems: 1,
    mark: web.clock.now(),
  });
  await events.return();
});

test("/api/live tells of a run in another process, and that it is over", async () => {
  await using web = await TestApp.open();
  const events = readEvents(await web.get("/api/live"));
  await events.next();
  const run = web.run();
  await web.clock.advance(1_000);
  expect((await events.next()).value?.data.run).toMatchObject({ id: run, state: "running" });
  web.finish(run);
  await web.clock.advance(1_000);
  expect((await events.next()).value?.data.run).toBeNull();
  await events.return();
});

test("/api/live beats while nothing changes", async () => {
  await using web = await TestApp.open();
  const events = readEvents(await web.get("/api/live"));
  await events.next();
  await web.clock.advance(8_000);
  expect((await events.next()).value?.event).toBe(":");
  await events.return();
});

test("a browser that leaves leaves nothing behind", async () => {
  await using web = await TestApp.open();
  const leaving = new AbortController();
  const answer = await web.ask("/api/live", { signal: leaving.signal });
  expect([web.live.watching, web.clock.waiting]).toEqual([1, 2]);
  leaving.abort();
  expect([web.live.watching, web.clock.waiting]).toEqual([0, 0]);
  expect(await answer.text()).toContain("event: live");
});
