import { describe, expect, test } from "bun:test";
import type { HostGate } from "../limit/host_gate.ts";
import { FakeClock } from "./fake_clock.ts";

/** Opens the gate under test. `width`: at once; `perSecond`: requests a second, absent for no limit. */
export type OpenGate = (options: {
  readonly clock: FakeClock;
  readonly width: number;
  readonly perSecond?: number;
}) => HostGate;

/**
 * What every {@link HostGate} keeps to: the coordinator's own, and the proxies of threads, children and other
 * machines.
 */
export function describeHostGate(name: string, open: OpenGate): void {
  describe(`host gate ${name}`, () => {
    test("lets as many in as it is wide", async () => {
      const rig = new GateRig(open, { width: 3 });
      rig.enter(5);
      await rig.clock.advance(0);
      expect(rig.entered).toEqual([0, 1, 2]);
    });

    test("lets the next in when one leaves, in the order of coming", async () => {
      const rig = new GateRig(open, { width: 1 });
      rig.enter(4);
      for (let n = 0; n < 3; n++) {
        await rig.clock.advance(0);
        rig.leave();
      }
      await rig.clock.advance(0);
      expect(rig.entered).toEqual([0, 1, 2, 3]);
    });

    test("takes a place back once only, however often its slot is disposed", async () => {
      const rig = new GateRig(open, { width: 1 });
      rig.enter(3);
      await rig.clock.advance(0);
      rig.slots[0]![Symbol.dispose]();
      rig.slots[0]![Symbol.dispose]();
      await rig.clock.advance(0);
      expect(rig.entered).toEqual([0, 1]);
    });

    test("rejects with the signal's reason when that has aborted", async () => {
      const rig = new GateRig(open, { width: 1 });
      const signal = AbortSignal.abort(new Error("stop"));
      await expect(rig.gate.enter(signal)).rejects.toThrow("stop");
    });

    test("rejects who waits when its signal aborts, and lets the others keep their order", async () => {
      const rig = new GateRig(open, { width: 1 });
      const leaver = new AbortController();
      rig.enter(1);
      const left = rig.gate.enter(leaver.signal);
      rig.enter(1);
      leaver.abort(new Error("stop"));
      await expect(left).rejects.toThrow("stop");
      rig.leave();
      await rig.clock.advance(0);
      expect(rig.entered).toEqual([0, 1]);
    });

    test("lets nobody in during a pause", async () => {
      const rig = new GateRig(open, { width: 4 });
      rig.gate.note({ kind: "throttled" });
      rig.enter(2);
      await rig.clock.advance(999);
      expect(rig.entered).toEqual([]);
    });

    test("lets them in when the pause is over", async () => {
      const rig = new GateRig(open, { width: 4 });
      rig.gate.note({ kind: "throttled" });
      rig.enter(2);
      await rig.clock.advance(1_000);
      expect(rig.entered).toEqual([0, 1]);
    });

    test("lets nobody in who waited for a place when a pause began", async () => {
      const rig = new GateRig(open, { width: 1 });
      rig.enter(2);
      await rig.clock.advance(0);
      rig.gate.note({ kind: "throttled" });
      rig.leave();
      await rig.clock.advance(999);
      expect(rig.entered).toEqual([0]);
    });

    test("pauses for minutes when the host is over capacity", async () => {
      const rig = new GateRig(open, { width: 1 });
      rig.gate.note({ kind: "capacity" });
      rig.enter(1);
      await rig.clock.advance(119_999);
      expect(rig.entered).toEqual([]);
    });

    test("lets so many a second in", async () => {
      const rig = new GateRig(open, { width: 100, perSecond: 2 });
      rig.enter(10);
      await rig.clock.advance(3_000);
      // Two at once, which had gathered, then two a second.
      expect(rig.entered.length).toBe(8);
    });

    test("leaves no timer behind when all who waited are gone", async () => {
      const rig = new GateRig(open, { width: 1 });
      const leaver = new AbortController();
      rig.gate.note({ kind: "capacity" });
      const left = rig.gate.enter(leaver.signal);
      leaver.abort(new Error("stop"));
      await expect(left).rejects.toThrow("stop");
      expect(rig.clock.waiting).toBe(0);
    });
  });
}

/** A gate, a clock, and those who came. */
class GateRig {
  readonly clock = new FakeClock();
  readonly gate: HostGate;
  /** Numbers of those let in, in order. */
  readonly entered: number[] = [];
  readonly slots: Disposable[] = [];
  #comers = 0;

  constructor(open: OpenGate, options: { width: number; perSecond?: number }) {
    this.gate = open({ clock: this.clock, ...options });
  }

  /** So many come, one after the other. */
  enter(count: number): void {
    const { signal } = new AbortController();
    for (let i = 0; i < count; i++) {
      const comer = this.#comers++;
      this.gate.enter(signal).then(
        (slot) => {
          this.entered.push(comer);
          this.slots.push(slot);
        },
        () => undefined,
      );
    }
  }

  /** The last one let in leaves. */
  leave(): void {
    this.slots.at(-1)![Symbol.dispose]();
  }
}
