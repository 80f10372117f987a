import { expect, test } from "bun:test";
import { TestApp } from "../testing/test_app.ts";
import { statusSchema } from "./schemas.ts";

test("/api/status tells the archive and the server in short, as its schema says", async () => {
  await using web = await TestApp.open();
  await web.add({ bytes: "12345" });
  expect(statusSchema.strict().parse(await web.json("/api/status"))).toEqual({
    version: "test",
    archive: web.archive.dir,
    readOnly: false,
    items: 1,
    bytes: 5,
  });
});

test("/healthz says ok while the database answers", async () => {
  await using web = await TestApp.open();
  const answer = await web.get("/healthz");
  expect([answer.status, await answer.text()]).toEqual([200, "ok\n"]);
});

test("/metrics is Prometheus's text, each figure with its type", async () => {
  await using web = await TestApp.open();
  const answer = await web.get("/metrics");
  expect(answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
  const lines = (await answer.text()).trimEnd().split("\n");
  for (let at = 0; at < lines.length; at += 3) {
    const [, name] = /^# HELP (\w+) .+/.exec(lines[at] ?? "") ?? [];
    expect(lines[at + 1]).toMatch(new RegExp(`^# TYPE ${name} (gauge|counter)$`));
    expect(lines[at + 2]).toMatch(new RegExp(`^${name} \\d+$`));
  }
});

test("/metrics counts thumbnails and watchers", async () => {
  await using web = await TestApp.open();
  await web.get(`/thumb/128/${"0".repeat(64)}`);
  const leaving = new AbortController();
  await web.ask("/api/live", { signal: leaving.signal });
  const text = await (await web.get("/metrics")).text();
  leaving.abort();
  expect(text).toContain("\nacacia_thumb_misses_total 1\n");
  expect(text).toContain("\nacacia_live_watchers 1\n");
});
