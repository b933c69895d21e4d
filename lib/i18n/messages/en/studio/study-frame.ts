/** What stands around every page of a study: its steps, and what is locked. */
export const studyFrame = {
  placeLabel: "Where you are",
  stepsLabel: "Steps of the study",
  step_overview: "Overview",
  step_items: "Items",
  step_cohorts: "Cohorts",
  step_quotas: "Quotas",
  step_questionnaire: "Questionnaire",
  step_languages: "Languages",
  step_design: "Design",
  step_preview: "Preview",
  step_sources: "Sources",
  step_progress: "Progress",
  step_report: "Report",
  step_data: "Data",
  stepState_done: "done",
  stepState_attention: "needs attention",
  stepState_locked: "locked since launch",
  stepState_open: "",
  lockedNotice:
    "Locked since {number, plural, =1 {the launch on {moment}} other {revision {number, number} was published on {moment}}}: what respondents were asked does not change under their answers.",
  lockedRevision:
    "To ask something else, begin a new revision on the <overview>overview</overview>.",
  editsRevision:
    "You are editing revision {number, number}. Respondents are asked revision {asked, number} until you publish it on the <overview>overview</overview>.",
  lockedImported: "Locked: these came with the imported answers.",
} as const;
