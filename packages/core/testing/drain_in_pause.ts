import { expect, test } from "bun:test";
import type { TestRun } from "./test_run.ts";

/** A run of the strategy against a stand-in, which the test disposes. */
export interface PausedRig extends AsyncDisposable {
  readonly run: TestRun;
}

/**
 * What every strategy keeps to, wherever its transfers run: once it drains, those that wait for a pause to end are
 * called off, however long it would be.
 *
 * @param name The strategy's. @param open Opens a run, of a retry or more, whose CDN asks for ten minutes' pause.
 */
export function testDrainInPause(name: string, open: () => Promise<PausedRig>): void {
  test(`fetchRun() with ${name} ends at once what waits in a pause when it drains`, async () => {
    await using rig = await open();
    const { run } = rig;
    run.onEvent = (event) => {
      if (event.type === "host.paused") run.drain();
    };
    const { exitCode } = await run.fetch();
    const { totals } = run.finished;
    const reasons = run.events.flatMap((event) =>
      event.type === "media.finished" ? [event.reason] : [],
    );
    expect([exitCode, totals.cancelled]).toEqual([130, totals.announced]);
    expect(new Set(reasons)).toEqual(new Set(["stopped.user"]));
  });
}
