import { expect, test } from "bun:test";
import { FakeClock } from "@acacia/core/testing";
import { readEvents } from "../testing/read_events.ts";
import { type EventWriter, eventStream, HEARTBEAT_MS } from "./event_stream.ts";

function openRig() {
  const clock = new FakeClock();
  const leaving = new AbortController();
  const parts: { writer?: EventWriter } = {};
  let disposed = 0;
  const answer = eventStream({ signal: leaving.signal, clock }, (writer) => {
    parts.writer = writer;
    return { [Symbol.dispose]: () => void disposed++ };
  });
  return { clock, leaving, answer, writer: parts.writer!, disposed: () => disposed };
}

test("eventStream() writes events with their ids and names", async () => {
  const { answer, writer } = openRig();
  writer.send({ data: "a\nb" }, { event: "named", id: 7, data: { x: 1 } });
  writer.end();
  expect(await answer.text()).toBe(
    'retry: 2000\n\ndata: "a\\nb"\n\nid: 7\nevent: named\ndata: {"x":1}\n\n',
  );
});

test("eventStream() beats, so that the connection stays", async () => {
  const { clock, answer, writer } = openRig();
  await clock.advance(HEARTBEAT_MS * 3);
  writer.end();
  const beats = await Array.fromAsync(readEvents(answer));
  expect(beats.map(({ event }) => event)).toEqual([":", ":", ":"]);
});

test("eventStream() stops its producer once, whoever ends it", () => {
  const { leaving, writer, disposed, clock } = openRig();
  writer.end();
  writer.end();
  leaving.abort();
  expect([disposed(), clock.waiting]).toEqual([1, 0]);
});

test("eventStream() stops its producer when the reader cancels", async () => {
  const { answer, disposed, clock } = openRig();
  await answer.body?.cancel();
  expect([disposed(), clock.waiting]).toEqual([1, 0]);
});

test("eventStream() for a browser that has left already ends at once", async () => {
  const clock = new FakeClock();
  let disposed = 0;
  const answer = eventStream({ signal: AbortSignal.abort(), clock }, () => ({
    [Symbol.dispose]: () => void disposed++,
  }));
  await answer.text();
  expect([disposed, clock.waiting]).toEqual([1, 0]);
});

test("eventStream() whose producer cannot begin leaves nothing behind", () => {
  const clock = new FakeClock();
  const { signal } = new AbortController();
  expect(() =>
    eventStream({ signal, clock }, () => {
      throw new Error("no database");
    }),
  ).toThrow("no database");
  expect(clock.waiting).toBe(0);
});

test("eventStream() tells its producer when nobody reads, and ends when it goes on all the same", () => {
  const { writer, disposed } = openRig();
  const data = "x".repeat(100_000);
  expect(writer.hasRoom).toBe(true);
  for (let sent = 0; sent < 10; sent++) writer.send({ data });
  expect([writer.hasRoom, disposed()]).toEqual([false, 0]);
  for (let sent = 0; sent < 100; sent++) writer.send({ data });
  expect(disposed()).toBe(1);
});
