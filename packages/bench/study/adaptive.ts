import { measureProfiles } from "./downloads/profile/measure_profiles.ts";
import { profileCharts, profileFigures } from "./downloads/profile/profile_report.ts";
import type { Study, StudyOptions, StudyOutcome } from "./study.ts";

/** Whether a run finds its own width, on networks and servers of five kinds. */
export const adaptiveStudy: Study = {
  name: "adaptive",
  summary: "the width that a run finds by itself beside the best fixed ones, on five networks",
  run: measureAdaptive,
};

async function measureAdaptive(options: StudyOptions): Promise<StudyOutcome> {
  const profiles = await measureProfiles(options);
  return {
    figures: profileFigures(profiles),
    cases: profiles.flatMap(({ cases }) => cases),
    charts: profileCharts(profiles),
  };
}
