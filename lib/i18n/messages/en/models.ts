/** Stored runs: hierarchical Bayes behind the report, and the list of runs on the data page. */
export const models = {
  none: "Net counts are shown: hierarchical Bayes has not been computed yet. It takes some minutes, in the background.",
  noneViewer:
    "Net counts are shown: hierarchical Bayes has not been computed yet. A researcher of this study can have it computed.",
  compute: "Compute hierarchical Bayes",
  computeAgain: "Compute again",
  waiting: "Hierarchical Bayes is about to be computed.",
  running: "Hierarchical Bayes is being computed: {percent} % until the next look at its chains.",
  meanwhileCounts:
    "Net counts are shown until then; utilities with their gaps and verdicts are still to come.",
  meanwhileEarlier: "The figures of earlier answers are shown until then.",
  convergence: "At the last look: R-hat {rhat}, {ess} effective draws.",
  beforeFirstLook: "The chains have not been looked at yet.",
  cancel: "Cancel",
  cancelled: "The computation was cancelled.",
  failedTitle: "Hierarchical Bayes could not be computed; net counts are shown",
  stale: "Answers came in or changed since; these figures stand for the answers of {moment}.",
  reload: "Without script, reload the page to see how far it is.",
  withheld_segment:
    "Net counts are shown: hierarchical Bayes is of the study’s own cohorts. Compare these to see it.",
  withheld_filtered:
    "Net counts are shown: hierarchical Bayes is of everybody who counts. Clear the filters to see it.",
  withheld_flagged:
    "Net counts are shown: hierarchical Bayes is of everybody who counts. Count the flagged too to see it.",
  withheld_revision: "Net counts are shown: hierarchical Bayes is of the newest revision alone.",

  simulatorTitle: "What if only these were on offer?",
  simulatorLead:
    "How choices would split in each cohort if only the chosen items could be had. Shares of those on offer are 100 % together.",
  simulatorNone:
    "It needs the utilities of hierarchical Bayes: choose that method above and have it computed.",
  offer: "On offer",
  rule: "Each respondent’s choice",
  "rule_share-of-preference": "splits by their preference",
  "rule_first-choice": "goes to the item they like best",
  simulate: "Show the shares",
  item: "Item",
  everybody: "Everybody",
  simulatorMethod:
    "From the utilities of everybody who counts, by hierarchical Bayes of {moment}{isStale, select, true { (answers came in or changed since)} other {}}, whatever the filters; 95 % intervals are of the mean over respondents, their utilities taken as given, so they are too narrow for a test of cohorts.",

  runsTitle: "Stored analyses",
  runsLead:
    "What was computed once and is kept: whoever asks the same of the same answers is shown it. Reports can have them computed.",
  runsNone: "Nothing has been computed and kept yet.",
  method: "Analysis",
  exercise: "Exercise",
  state: "State",
  asked: "Asked",
  finished: "Done",
  ofMain: "Main",
  state_waiting: "waiting",
  state_running: "running",
  state_done: "done",
  state_failed: "failed: {failure}",
  state_cancelled: "cancelled",
  stateStale: "done, of earlier answers",
  remove: "Delete",
  removeOf: "Delete the analysis {method} asked {moment}",
  method_counts: "Counts",
  method_logit: "Aggregate logit",
  method_hb: "Hierarchical Bayes",
  "method_latent-class": "Latent classes",
  method_bootstrap: "Bootstrap",
  method_vocabulary: "Pairs of items",
  "method_answer-noise": "Answer noise",
  method_agreement: "Agreement on repeated tasks",
  method_causes: "Causes of the gaps",
  method_anchors: "Anchors",
  method_allocation: "Allocations",
  method_questions: "Questions",
  method_turf: "TURF",
  method_simulator: "Simulator",
  individualTitle: "Single respondents",
  individualLead:
    "From hierarchical Bayes of {moment}{isStale, select, true { (answers came in or changed since)} other {}}.",
  individualNone:
    "Utilities, scores and RLH of single respondents are here once hierarchical Bayes has been computed from the report.",
  file_utilities:
    "Utilities of every respondent, zero-centred, by item number, with cohort and RLH (id, cohort, rlh, u1, …).",
  file_scores:
    "Rescaled scores of every respondent, 0 to 100, all items together 100 (id, cohort, rlh, s1, …).",
};
