/** The report, its charts and its files. */
export const report = {
  title: "Report",
  lead: "How the cohorts differ in importance and in resources.",
  leadOneCohort: "What respondents find important, and where resources go.",
  everybody: "All respondents",

  responseTitle: "Responses",
  responseLead: "Everybody who started, whatever the filters. Data up to {moment}.",
  responseLeadEmpty: "Everybody who started, whatever the filters.",
  cohort: "Cohort",
  noCohort: "No cohort (yet)",
  total: "Total",
  started: "Started",
  unfinished: "Not finished",
  screenedOut: "Screened out",
  overQuota: "Quota full",
  complete: "Complete",
  medianMinutes: "Median minutes",
  otherRevisions:
    "{count, plural, one {# respondent} other {# respondents}} of other revisions, {complete, number} of them complete, {count, plural, one {is} other {are}} not counted here: they were asked something else. Choose their revision to see them.",
  revisionNav: "Revision",
  revisionChoice:
    "{many, plural, one {Revision {numbers}} other {Revisions {numbers}}}: {complete, number} complete",
  revisionLead:
    "Answers to revisions that asked the same, or whose words were decided to mean the same, are counted together; others apart.",

  emptyTitle: "No report yet",
  emptyDraft:
    "The study has not been launched. Once it is, complete interviews are counted here as they come in.",
  emptyNobody:
    "Nobody has completed the interview yet. The charts appear with the first complete interviews; the figures above follow who has started.",
  emptyFiltered:
    "None of the {complete, number} complete respondents gave all the answers chosen in the filter.",
  withheldTitle: "Too few people to show",
  withheld:
    "{cohorts} {count, plural, one {has} other {have}} fewer than {least, number} people under this filter: no figures are shown, since single people could be told apart. Choose more answers.",
  emptyImport: "The imported files hold no complete respondent.",
  toProgress: "Open the study",

  flaggedSwitch: "Flagged interviews",
  flagged_with: "All count",
  flagged_without: "Without the flagged",
  withoutFlagged:
    "Without {count, number} flagged {count, plural, one {interview} other {interviews}} ({reasons}).",
  withoutNobody: "No interview carries a flag, so nobody is left out.",
  flaggedReason: "{reason}: {count, number}",
  withAndWithoutTitle: "Gaps with and without the flagged",
  withAndWithoutLead: "The same comparison twice. A gap that hangs on flagged answers moves here.",
  gapWith: "Gap, all",
  gapWithout: "Gap, without",
  verdictWith: "Verdict, all",
  verdictWithout: "Verdict, without",
  sameVerdicts:
    "{same, number} of {all, number} verdicts are the same with and without the flagged.",
  clearFilters: "Show everybody",

  filterTitle: "Filter by screener answers",
  filterNone: "Everybody counts",
  filterLead:
    "Within a question any chosen answer counts; several questions must all hold. Nothing chosen means everybody.",
  filterApply: "Apply",
  filterOne: "{question}: {answers}",
  filterOr: "or",
  filtered: "{counted, number} of {complete, number} complete respondents",

  showTitle: "How the figures are shown",
  methodSwitch: "Importance by",
  methodName_counts: "Net counts",
  methodName_logit: "Aggregate logit",
  methodName_hb: "Hierarchical Bayes",
  scaleSwitch: "On the scale of",
  sortSwitch: "Sorted by",
  pairSwitch: "Compare",
  pairWith: "with",
  pairApply: "Compare",
  sort_gap: "Gap, largest first",
  sort_gap_one: "Importance",
  sort_importance: "Importance",
  sort_list: "List order",

  scale_net: "Net count",
  scale_share: "Share of preference",
  scale_utility: "Utility",
  scale_score: "Rescaled score",
  "scale_constant-sum": "Points of 100",
  scale_percentage: "Percent, each item by itself",
  "scale_top-n": "Percent who chose it",

  axis_net: "Net count, −100 to 100: chosen most minus chosen least, per 100 times shown",
  axis_share: "Share of preference, 0 to 100: all items together are 100",
  axis_score: "Rescaled score, 0 to 100: all items together are 100",
  axis_utility: "Utility, logit scale, zero-centred, without bounds",
  "axis_constant-sum": "Mean points, 0 to 100: all items together are 100",
  axis_percentage: "Mean percent, 0 to 100, each item by itself",
  "axis_top-n": "Percent of respondents who chose the item, 0 to 100",

  average: "average item {value}",
  capabilityTitle: "Capability gaps",
  capabilityTitleOne: "Capability importance",
  allocationTitle_now: "Resource-allocation gaps: now",
  allocationTitle_should: "Resource-allocation gaps: should",
  allocationTitleOne_now: "Resource allocation: now",
  allocationTitleOne_should: "Resource allocation: should",
  allocationAsked: "Asked: “{text}”",

  readingGap: "Gap [95\u00a0% interval] and verdict",
  readingOne: "Figure [95\u00a0% interval]",
  nOne: "n = {n, number}",
  nRow: "n {n}",
  unlikeSets:
    "{count, plural, one {{items} stood} other {{items} each stood}} against other items in the one cohort than in the other. Net counts differ by that alone, so {count, plural, one {this item has} other {these items have}} no verdict here, and there is no test of all items together.",
  unlikeSetsInstead:
    "Utilities and shares allow for what an item stood against: choose one of them.",
  unlikeSetsVerdict: "{verdict}: the cohorts saw it beside other items",
  verdict_different: "different",
  verdict_same: "same",
  "verdict_cannot tell": "cannot tell",
  noFigure: "no figure",

  stripTitle: "Does each gap hold?",
  stripShow: "Every gap in every analysis",
  stripHolds: "Holds in",
  stripOf: "{holds, number} of {of, number}",
  stripSurvives: "Survives",
  stripYes: "yes",
  stripNo: "no",
  stripOpen: "so far",
  stripSurvivesIn: "{item}: survives, holds in {holds, number} of {of, number} analyses.",
  stripHoldsIn: "{item}: holds in {holds, number} of {of, number} analyses.",
  stripMissing:
    "{count, plural, one {One analysis has} other {# analyses have}} not run yet on these answers: {analyses}. The causes and hierarchical Bayes bring them.",
  stripFlaggedMissing:
    "Flagged interviews count here: leave them out above to have each analysis both ways. Nothing is weighted.",
  stripWithFlagged: "{analysis}, flagged too",
  strip_counts: "Net counts",
  "strip_logit sequential": "Logit, sequential",
  "strip_logit tricked": "Logit, tricked",
  "strip_logit pair": "Logit, pair",
  strip_hb: "Hierarchical Bayes",
  stripHeld: "● holds",
  stripNotHeld: "○ does not",
  stripTurned: "◐ other way",
  stripNoFigure: "– no figure",
  stripNotRun: "not run yet",

  method_net:
    "Net count = 100 × (chosen most − chosen least) / times shown; errors cluster on the respondent.",
  method_logit:
    "Aggregate logit per cohort, {likelihood} likelihood; errors are robust and cluster on the respondent.",
  method_hb:
    "Hierarchical Bayes with the cohort in the upper level, {likelihood} likelihood: means of the population that each cohort stands for; errors of gaps cluster on the respondent and are never smaller than the posterior’s.",
  method_hb_averaged:
    "Hierarchical Bayes with the cohort in the upper level, {likelihood} likelihood: the respondents’ own figures, averaged. No error is estimated on this scale, so no gap has a verdict here: utility has them.",
  "method_constant-sum":
    "Means of points that each respondent gave out of {total, number}, put on 100; zeros count.",
  method_percentage:
    "Means of percentages that each respondent gave item by item, without a common sum.",
  "method_top-n": "Percentage of respondents who put the item among their {topN, number}.",
  likelihood_sequential: "sequential (best first, then worst among the rest)",
  likelihood_tricked: "tricked logit",
  likelihood_pair: "pair (maxdiff)",

  captionScale: "Scale: {scale}.",
  captionAverage: "Dashed line: the average item, {value}.",
  captionGap:
    "Gap = {to} minus {from}. Lines are 95\u00a0% intervals. Different: p below 0.05 after Holm’s adjustment over {items, number} items. Same: the whole interval within ±{margin}. Otherwise we cannot tell.",
  captionGapPlain: "Gap = {to} minus {from}.",
  captionOne: "Lines are 95\u00a0% intervals.",
  captionWho: "{cohorts}; complete respondents. {filter}",
  captionNoFilter: "No filter.",
  captionFilter: "Filter: {filters}.",
  captionData: "{study}, revision {revision, number}. Data up to {moment}.",

  findingsTitle: "What it says",
  findingsDiffer:
    "Taken together, the cohorts differ ({p}, one test of all {items, number} items).",
  findingsNoDifference:
    "One test of all {items, number} items together does not tell the cohorts apart ({p}).",
  rankHigher: "{to} rank {item} higher than {from} ({reading}).",
  rankLower: "{to} rank {item} lower than {from} ({reading}).",
  more_now: "{to} report more for {item} than {from} ({reading}).",
  less_now: "{to} report less for {item} than {from} ({reading}).",
  more_should: "{to} would give {item} more than {from} ({reading}).",
  less_should: "{to} would give {item} less than {from} ({reading}).",
  readingFull: "gap {gap}, 95\u00a0% interval {low} to {high}, {p} after Holm",
  more: "{count, plural, one {# more gap is} other {# more gaps are}} marked different in the chart and the table.",
  same: "The cohorts are the same, to within ±{margin}, on {items}.",
  cannotTell: "We cannot tell whether the cohorts differ on {items}.",
  cannotTellAny: "We cannot tell whether the cohorts differ on any of the {items, number} items.",
  noneDifferent: "No gap is marked different.",
  pExact: "p\u00a0=\u00a0{p}",
  pSmall: "p\u00a0<\u00a00.001",

  oneCohortTitle: "One cohort, so no gaps",
  oneCohort:
    "{cohort} is the only cohort of this study: its figures are shown with their intervals, and there is nobody to compare them with.",
  "problem_no respondents": "{cohort}: nobody is counted, so there is nothing to compare.",
  "problem_no answers": "{cohort}: nobody answered a task, so there is no {scale}.",
  "problem_item never shown":
    "{cohort}: {items} was never shown to anybody counted, so there is no {scale}. Net counts need no model: choose them above.",
  problem_disconnected:
    "{cohort}: {items} never shared a task with the other items, so there is no {scale}. Net counts need no model: choose them above.",
  "problem_not placed":
    "{cohort}: its answers do not place {items}, so there is no {scale} of {count, plural, one {it} other {them}}. Net counts need no model: choose them above.",
  problem_separated:
    "{cohort}: {items} never lost to the other items, so a logit has no finite answer and there is no {scale}. Net counts need no model: choose them above.",
  "problem_not converged":
    "{cohort}: the logit did not converge, so there is no {scale}. Net counts need no model: choose them above.",
  fewTitle: "Few respondents",
  few: "{cohorts}. With fewer than {least, number} complete respondents in a cohort intervals are wide, and most verdicts will be that we cannot tell.",
  fewCohort: "{cohort} has {n, number}",

  tableCaption: "{title}: the figures of the chart",
  item: "Item",
  cohortN: "{cohort}, n\u00a0=\u00a0{n, number}",
  intervalOf: "95\u00a0% interval",
  gapHead: "Gap",
  gapInterval: "95\u00a0% interval of the gap",
  pHolm: "p (Holm)",
  verdict: "Verdict",
  shownHead: "Shown",
  bestHead: "Most",
  worstHead: "Least",
  countsShow: "The counts behind them: times shown, chosen most, chosen least",
  countsCaption: "{title}: counts",
  interval: "{low} to {high}",

  detailFigure: "{cohort}: {value} ({low} to {high}), n {n, number}",
  detailFigurePlain: "{cohort}: {value}, n {n, number}",
  detailNone: "{cohort}: no figure",
  detailCounts: "shown {shown, number}, most {best, number}, least {worst, number}",
  detailGap: "Gap {gap} ({low} to {high}), {p} after Holm: {verdict}",
  detailGapPlain: "Gap {gap}: {verdict}",

  downloads: "Downloads",
  downloadChart: "Chart as {format}",
  downloadTable: "Figures of all charts as CSV",
  planOf:
    "Plan of revision {revision, number}, quality rules included, frozen before its first answer with the hash",
  provenance:
    "Computed {moment} by {engine}; fingerprint {fingerprint}. Read in {milliseconds, number} ms ({kept, select, true {kept from an earlier reading} other {computed now}}).",

  modelProvenance:
    "Hierarchical Bayes of {moment} by {engine}; seed {seed}; {likelihood} likelihood; {chains, number} chains of {draws, number} kept draws; R-hat at most {rhat}, at least {essBulk, number} effective draws in the bulk and {essTail, number} in the tails ({converged, select, true {settled} other {not settled: take the figures as provisional}}).",
  modelData: "The answers it is of have the hash",

  dataTitle: "Data",
  dataLead: "Everything that was asked and answered, as files.",
  cellsLead:
    "In CSV files a text that begins with = + - @, a tab or a line end has an apostrophe before it, so that no spreadsheet runs it as a formula. “Plain” leaves it out: every text byte for byte, for programs that are no spreadsheet. “For Excel” keeps it and begins with the mark by which Excel reads letters beyond English right.",
  cells_excel: "For Excel",
  cells_plain: "Plain",
  cellsOf_excel: "{file} for Excel",
  cellsOf_plain: "{file}, plain",
  dataCounts:
    "CSV in UTF-8. Test interviews are in none of them. A missing answer is an empty cell; a text that a spreadsheet would run begins with an apostrophe.",
  file_design:
    "The design: one line per version and task (Version, Set, Item1, …), item numbers in displayed order.",
  file_answers:
    "Answers, wide: one line per complete respondent (id, Version, B1, W1, …). Best and worst are item numbers, never positions.",
  "file_answers-long":
    "Answers, long: one line per respondent, task and shown item (id, version, task, position, item, choice, opened, anchor, asked, locale): choice 1 best, −1 worst, 0 neither; opened 1 where the item’s definition was opened; anchor, asked and the language (locale) are of the whole task.",
  "file_answers-anchored":
    "Answers, wide, with what was said of the anchor in each task (id, Version, B1, W1, …, A1, A2, …): all, some or none of those shown.",
  file_anchors:
    "What was said of each item beside the anchor (id, item1, item2, …): 1 above it, 0 below it, empty where nothing was said.",
  file_respondents:
    "Respondents: one line for everybody who started, with cohort, state, source, version, times, flags (the reasons as codes, and in words with the exercise and the figures behind them), screener answers by option id and allocations by item number; of an import, the columns that were imported.",
  file_checks:
    "Repeated and holdout tasks, which count in no score: one line per respondent and task (id, Version, kind, number, task, best, worst, Item1, …): kind repeat or holdout, task the task of the version that is asked again, best and worst item numbers, the items in the order in which they were shown.",
  file_pairs:
    "Pairs of items decided about before the launch: one thing in two words, stand-ins, or two different things.",
  file_items: "The items: number, label, definition.",
  file_causes:
    "Why the cohorts differ, item by item: verdict, cause and the figures that say so, as JSON.",
  file_questions:
    "Every other question: one line per answer, cohort and figure (percent, mean, median, mean place, top box) with n and interval, the gap of two cohorts or which of several it is higher than.",
  file_report:
    "The report’s figures: every chart’s rows with the plan’s hash, scale, range, average, method, likelihood and n.",
  dataNone: "There is nothing to download before the first launch.",
  refusedTitle: "This address asks for something the study does not have",
  toReport: "Go to the report",
} as const;
