/** Cohorts that are not those of the plan, and all cohorts of a report at once. */
export const segments = {
  chose: "Chose “{answer}”",
  choseNot: "Did not choose “{answer}”",

  title: "Compare by",
  lead: "Any question with one answer makes its answers the cohorts; of one with several, who chose an answer is compared with who did not. Two questions can be crossed.",
  cohorts: "The study’s cohorts",
  by: "Cohorts are",
  cross: "crossed with",
  crossNone: "nothing",
  choiceOf: "{question}: {answer}, or not",
  apply: "Compare",
  shown: "{count, number} cohorts by {questions}",

  by_caption: "Cohorts: by {questions}.",
  exploratoryTitle: "Exploratory",
  exploratorySegment:
    "These cohorts were not named in the plan before the launch: what they show is a reason to look again, not a test that was set beforehand.",
  exploratoryFilter: "The plan’s test is of everybody: what a filter shows was not set beforehand.",
  exploratory: "Exploratory: not named in the plan before the launch.",
  standing_exploratory: "exploratory",
  standing_confirmatory: "named in the plan before the launch",

  allTitle: "{title}: all cohorts",
  allTitle_capability: "Capability importance: all cohorts",
  allTitle_allocation: "{title}: all cohorts",
  item: "Item",
} as const;
