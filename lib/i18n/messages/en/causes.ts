/** Why cohorts differ: the cards and the table of causes on the report. */
export const causes = {
  cardsTitle: "In short",
  who: "{counted, plural, one {# person} other {# people}} counted: {cohorts}.",
  whoCohort: "{name} n = {n}",
  title: "Why the cohorts differ",
  lead: "One line an item and pair of cohorts: the gap, and what accounts for it as far as it could be tested.",
  cause_priority: "Priority",
  cause_vocabulary: "Vocabulary",
  cause_substitution: "Substitution",
  "cause_table-stakes": "Table stakes",
  "cause_answer-noise": "Answer noise",
  "cause_cannot-tell": "Cannot tell",
  noCause: "No gap told",
  columnItem: "Item",
  columnGap: "Gap",
  columnCause: "Cause",
  columnWhy: "Why",
  cohorts: "{from} → {to}",
  sure_firm: "firm",
  sure_reserve: "with reserve",
  sure_none: "not sure enough to say",
  exploratory: "Exploratory: {pair} looks like one idea in two words; not named before the launch",
  reason_decisiveness: "Decisiveness of {to} is {ratio} times that of {from} ({verdict})",
  "reason_one-footing": "On one footing the gap is {gap} ({interval})",
  "reason_merged-gap": "Taken as one with {other}: gap {gap} ({interval}; margin ±{margin})",
  "reason_co-appearance":
    "Side by side with {other}, {isLow, select, true {both are chosen less often than two things would be, as one thing is} other {both are chosen about as often as two things would be}} (z {z})",
  reason_agreement:
    "Asked again, the same best and worst in {fromShare} % of {from} and {toShare} % of {to} ({difference} points, {interval}): {agrees, select, true {agrees that the one cohort is less consistent or less decided} other {does not confirm that the cohorts differ in it}}",
  reason_needed: "Needed by {from} % and {to} % of the cohorts",
  reason_strip: "Found different in {holds} of {of} analyses",
  verdict_alike: "alike",
  verdict_differs: "differs",
  "verdict_cannot tell": "cannot tell whether it differs",
  interval: "{low} to {high}",
  cardPriority:
    "{to} rank {item} {direction, select, up {higher} other {lower}} than {from} (gap {gap}, 95 % interval {interval}). None of the explanations that could be tested accounts for it.",
  cardNoise:
    "The gap on {item} (gap {gap}, 95 % interval {interval}) is gone once both cohorts’ answers are put on one footing: one cohort answers less consistently or is less decided.",
  "cardTable-stakes":
    "{item} is needed by nearly all of both cohorts and ranked low by one: taken for granted rather than unimportant (gap {gap}, 95 % interval {interval}).",
  cardCannotTell:
    "The cohorts differ on {item} (gap {gap}, 95 % interval {interval}), but we cannot tell why.",
  cardVocabulary: "This looks like one idea in two vocabularies.",
  cardSubstitution: "One seems to stand in for the other.",
  cardSynonymUnsigned:
    "No independent sign says that people take the two for one, so this may be one idea in two vocabularies or two that stand in for each other.",
  pairTrades:
    "{one} and {other} trade places between the cohorts; taken as one they do not differ by more than {margin} (gap {gap}, 95 % interval {interval}).",
  pairTradesUnsure:
    "{one} and {other} trade places between the cohorts; we cannot tell whether they differ taken as one (gap {gap}, 95 % interval {interval}).",
  pairTradesBeyond:
    "{one} and {other} trade places between the cohorts, and differ taken as one too (gap {gap}, 95 % interval {interval}).",
  pairTradesNot:
    "{one} and {other} do not trade places between the cohorts; taken as one the gap is {gap} (95 % interval {interval}).",
  pairBetween: "{from} → {to}: {sentence}",
  cardSame:
    "{count, plural, one {On # item the cohorts are the same} other {On # items the cohorts are the same}}: any gap is within ±{margin}.",
  cardOpen:
    "{count, plural, one {On # item we cannot tell} other {On # items we cannot tell}} whether the cohorts differ.",
  cardNoGaps: "No gap between the cohorts is told on any item.",
  cardSameTitle: "No difference",
  cardOpenTitle: "Not told",
  cardWhy: "See why",
  cardGap: "{label}: {from} {fromValue}, {to} {toValue}",
  cardScale: "Marks: {scale}. Gaps: utility in logits.",
  findingsTitle: "Pairs named before the launch",
  findingsNone: "No pair was named before the launch, so no exchange of words could be confirmed.",
  exploratoryTitle: "Not named before the launch (exploratory)",
  exploratoryFinding:
    "{sentence} People take the two for one when they stand side by side. Nobody named the pair beforehand: Holm over all other pairs, and to be confirmed with new answers.",
  dismissed: "{one} and {other} were looked at and taken for two different things: {reason}",
  notTestedTitle: "What could not be tested",
  "notAsked_repeated-tasks":
    "No repeated tasks were asked, so answer noise was judged from the model alone.",
  notAsked_wordings:
    "No item was asked in two wordings, so no gap was split into words and priority.",
  notAsked_definitions:
    "Nobody was asked to match definitions, so whether people take two words for one was judged from how they fare side by side.",
  notAsked_anchors:
    "Nobody was asked which items are needed at all, so table stakes could not be told.",
  "notAsked_named-pairs":
    "No pairs were named before the launch, so vocabulary and substitution could not be confirmed.",
  figuresTitle: "The figures behind the causes",
  pairChartTitle: "{one} / {other}: {from} → {to}",
  pairAsOne: "Both taken as one",
  gapAxis: "Gap in utility (logits), from the items that do not differ",
  gapSeries: "{to} minus {from}",
  footingPlain: "As they are",
  footingOne: "On one footing",
  noiseChartTitle: "Gaps as they are and on one footing: {from} → {to}",
  noiseText:
    "Decisiveness of {to} over that of {from}: {ratio} (95 % interval {interval}): {verdict}. It says how far people’s own utilities spread in units of their noise, so it mixes strength of taste and noise.",
  residualText:
    "Shown side by side: z = {z}, {isLow, select, true {lower than 95 % of the other pairs: people take the two for one} other {no lower than other pairs: no sign that people take the two for one}}.",
  residualNone: "The two were never shown side by side.",
  agreementTitle: "The same choice when a task was asked again",
  agreementText:
    "Repeated tasks count in no score. Agreement rests on strength of taste and on noise, so a cohort with less of it is less consistent or less decided; where it lies below what the cohort’s own model expects, people answer less alike from one time to the next than within one.",
  agreementCohort: "{name} ({tasks} tasks)",
  agreementExpected: "{name}: expected by its model",
  agreement_best: "Same best",
  agreement_worst: "Same worst",
  agreement_both: "Same best and worst",
  holdoutsTitle: "What each method says of tasks that it was not estimated from",
  holdoutsText:
    "{answered} answers to holdout tasks, the same for everybody. Counts and logit know a respondent’s cohort, hierarchical Bayes the respondent.",
  holdouts_best: "Best named",
  holdouts_worst: "Worst named",
  holdouts_both: "Both named",
  holdoutMethod_counts: "Counts",
  holdoutMethod_logit: "Logit",
  holdoutMethod_hb: "Hierarchical Bayes",
  holdoutChance: "Chance",
  checksColumn: "Share of tasks",
  percent: "{share} %",
  percentInterval: "{share} % ({interval})",
  pointsInterval: "{points} points ({interval})",
  stripTitle: "Where each analysis finds a difference: {from} → {to}",
  analysis_counts: "Counts",
  analysis_logit: "Logit, {likelihood}",
  analysis_hb: "Hierarchical Bayes",
  noGap: "no gap",
  stripHigher: "higher",
  stripLower: "lower",
  stripNo: "no",
  stripNone: "no figure",
  gapReading: "Gap",
  method:
    "Gaps here are utilities in logits, second cohort minus first, from the items that do not differ, so that one real gap moves no other one: hierarchical Bayes of each cohort by itself. “Firm” means that every test that could be made agrees; “with reserve”, that one of them could not decide. A wrong cause is worse than none: what is not sure is told as “cannot tell”.",
  rates:
    "In simulated studies of 950 people a cohort (13 or 14 of each kind) a swap of two named words was told as vocabulary in 39 of 40 and never as priority; a gap of 0.5 was told as priority in 14 of 14; cohorts that differ in consistency alone had no item told as priority in 28 of 28; a named pair with a gap in one word was told as a swap in 0 of 14; without any difference an item was told as priority in 1 of 14. With 200 people a cohort none of 335 swaps was told as such (“cannot tell” instead), a gap of 0.5 as priority in 83 of 117, and without any difference an item as priority in 4 of 200.",
  unconverged:
    "The chains of {cohorts} have not settled (R-hat {rhat}): take the causes as provisional.",
  none: "The causes have not been computed yet. It takes a minute or so, in the background.",
  noneViewer:
    "The causes have not been computed yet. A researcher of this study can have them computed.",
  compute: "Compute the causes",
  computeAgain: "Compute again",
  waiting: "The causes are about to be computed.",
  running: "The causes are being computed: {percent} %.",
  cancel: "Cancel",
  cancelled: "The computation of the causes was cancelled.",
  failedTitle: "The causes could not be computed",
  stale: "Answers came in or changed since; these causes stand for the answers of {moment}.",
  reload: "Without script, reload the page to see how far it is.",
  withheld_segment: "Causes are told of the study’s own cohorts. Compare these to see them.",
  withheld_filtered: "Causes are told of everybody who counts. Clear the filters to see them.",
  withheld_flagged: "Causes are told of everybody who counts. Count the flagged too to see them.",
  withheld_revision: "Causes are told of the newest revision alone.",
  computedAt: "Computed {moment}.",
  download: "Download causes.json",
};
