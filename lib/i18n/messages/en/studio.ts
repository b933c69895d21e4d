import { cohorts } from "./studio/cohorts";
import { design } from "./studio/design";
import { exercises } from "./studio/exercises";
import { items } from "./studio/items";
import { launchGate } from "./studio/launch-gate";
import { overview } from "./studio/overview";
import { preview } from "./studio/preview";
import { questionnaire } from "./studio/questionnaire";
import { questions } from "./studio/questions";
import { studies } from "./studio/studies";
import { studyFrame } from "./studio/study-frame";

/** Making, launching and watching over a study, put together from a part for each screen. */
export const studio = {
  ...studies,
  ...studyFrame,
  ...overview,
  ...items,
  ...cohorts,
  ...questions,
  ...questionnaire,
  ...exercises,
  ...design,
  ...preview,
  ...launchGate,
} as const;
