import type { Placeholders } from "./cdn/placeholders.ts";
import type { SimClock } from "./faults/pace.ts";
import type { Knobs } from "./knobs.ts";
import type { World } from "./world/model.ts";
import type { WorldIndex } from "./world_index.ts";

/** What every answer is made from. */
export interface Place {
  readonly world: World;
  readonly index: WorldIndex;
  readonly placeholders: Placeholders;
  readonly clock: SimClock;
  readonly seed: number;
  /** As they stand now. */
  readonly knobs: Knobs;
  /** `http://host:port` of the three hosts, without a slash at the end. */
  readonly apiUrl: string;
  readonly siteUrl: string;
  readonly cdnUrl: string;
  /** Counts that a knob made a difference. */
  readonly meet: (knob: string) => void;
}
