import { adaptiveStudy } from "./adaptive.ts";
import { articleStudy } from "./article.ts";
import { costsStudy } from "./costs.ts";
import { cpuStudy } from "./cpu.ts";
import { dbStudy } from "./db.ts";
import { downloadsStudy } from "./downloads.ts";
import { dupsStudy } from "./dups.ts";
import { galleryStudy } from "./gallery.ts";
import { memoryStudy } from "./memory.ts";
import { pipelineStudy } from "./pipeline.ts";
import { queueStudy } from "./queue.ts";
import { raceStudy } from "./race.ts";
import { smokeStudy } from "./smoke.ts";
import type { Study } from "./study.ts";
import { thumbsStudy } from "./thumbs.ts";
import { webStudy } from "./web.ts";

/** Every study, in the order of the help. */
export const STUDIES: readonly Study[] = [
  smokeStudy,
  downloadsStudy,
  articleStudy,
  adaptiveStudy,
  raceStudy,
  thumbsStudy,
  pipelineStudy,
  cpuStudy,
  costsStudy,
  queueStudy,
  dbStudy,
  dupsStudy,
  webStudy,
  galleryStudy,
  memoryStudy,
];
