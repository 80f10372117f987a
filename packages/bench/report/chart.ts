import type { Role } from "../study/case.ts";

/** An axis: "jobs", "files/s", "ms". */
export interface Axis {
  readonly label: string;
  readonly scale: "linear" | "log";
}

/** A point with the interval in which its middle likely lies. */
export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
}

/** Lines over a number, as throughput over jobs. */
export interface LineChart {
  readonly kind: "lines";
  readonly id: string;
  /** What it shows, as a sentence that its figures bear out. */
  readonly title: string;
  readonly note?: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly {
    readonly name: string;
    readonly role: Role;
    readonly points: readonly ChartPoint[];
  }[];
}

/** Bars, as wall time by program. */
export interface BarChart {
  readonly kind: "bars";
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  /** Of the values: "s", "MB". */
  readonly unit: string;
  readonly rows: readonly {
    readonly name: string;
    readonly role: Role;
    readonly value: number;
    readonly low: number;
    readonly high: number;
    /** Beside the bar, as "4.7 ×". */
    readonly text?: string;
  }[];
}

/** Lanes on one clock, as what each slot of each strategy did and when. */
export interface LaneChart {
  readonly kind: "lanes";
  readonly id: string;
  readonly title: string;
  readonly note?: string;
  /** Of the clock, ms. */
  readonly durationMs: number;
  readonly groups: readonly {
    readonly name: string;
    readonly role: Role;
    /** When this group was done, ms. */
    readonly endMs: number;
    /** One a slot; spans in order of their begin, ms. */
    readonly lanes: readonly (readonly {
      readonly fromMs: number;
      readonly toMs: number;
      readonly tone: "work" | "wait" | "bad";
    }[])[];
  }[];
}

/** Plain data that the report draws, with a table beside it. */
export type Chart = LineChart | BarChart | LaneChart;
