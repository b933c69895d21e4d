import { tablesFor } from "./tables";

/** What drizzle-kit reads to write migrations/sqlite. */
export const {
  organisation,
  user,
  member,
  auditEntry,
  study,
  studyViewer,
  revision,
  item,
  wording,
  cohort,
  screen,
  translation,
  design,
  designVersion,
  source,
  respondent,
  versionFill,
  answer,
  questionAnswer,
  allocation,
  attempt,
  job,
  reportRun,
} = tablesFor("sqlite");
