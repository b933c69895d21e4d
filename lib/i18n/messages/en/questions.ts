/** Figures of a report that stand in columns, one a cohort: every other question, and all cohorts at once. */
export const questions = {
  title_share: "{question}",
  title_ranked: "{question}",
  title_place: "{question} (mean place)",
  title_amount: "{question}",
  title_rating: "{question} (mean point)",
  "title_top-box": "{question} (top box)",
  title_day: "{question}",

  axis_share: "Percent who chose the answer, 0 to 100",
  axis_ranked: "Percent who ranked the answer at all, 0 to 100",
  axis_place: "Mean place among those who ranked it, 1 the first",
  axis_amount: "Mean of the amounts given",
  axis_rating: "Mean point of the scale, 1 the lowest, {points, number} the highest",
  "axis_top-box": "Percent who gave one of the {boxes, number} highest points ({names}), 0 to 100",
  axis_day: "Median day",

  method_share:
    "Percent of those who were asked and answered; Wilson’s intervals, Newcombe’s for differences, Pearson’s chi-square.",
  method_ranked:
    "Percent of those who were asked and answered who ranked the answer; Wilson’s intervals, Newcombe’s for differences, Pearson’s chi-square.",
  method_place: "Mean of the places given by those who ranked the answer; Welch’s t.",
  method_amount: "Mean of those who were asked and answered; Student’s intervals, Welch’s t.",
  method_rating:
    "Mean of the points, taken as equally far apart, of those who rated the row; Student’s intervals, Welch’s t.",
  "method_top-box":
    "Percent of those who rated the row; Wilson’s intervals, Newcombe’s for differences, Pearson’s chi-square.",
  method_day: "Median of the days given; days have no test.",

  captionGap:
    "Gap = {to} minus {from}. Lines are 95\u00a0% intervals. Different: p below 0.05 after Holm’s adjustment over the {parts, plural, one {# row} other {# rows}} of this question. Otherwise we cannot tell.",
  captionGapMargin:
    "Gap = {to} minus {from}. Lines are 95\u00a0% intervals. Different: p below 0.05 after Holm’s adjustment over the {parts, plural, one {# row} other {# rows}} of this question. Same: the whole interval within ±{margin} points. Otherwise we cannot tell.",
  captionLetters:
    "Lines are 95\u00a0% intervals. A letter names a column that the figure is higher than: p below 0.05 after Holm’s adjustment over all {pairs, number} pairs of columns within a row.",
  captionHidden:
    "“Not shown” stands where fewer than {least, number} people answered, and beside it where their figure could be worked out from the others.",

  what_place: "Mean place among those who ranked the answer.",
  what_ranked: "Who ranked the answer at all, in whatever place.",
  "what_top-box": "Who gave one of the {boxes, number} highest points.",
  what_rating: "The mean point of those who rated the row.",
  what_day: "The median day; the earliest and the latest are single people’s and not shown.",

  answer: "Answer",
  column: "{letter}: {cohort}, n\u00a0=\u00a0{n}",
  columnPlain: "{cohort}, n\u00a0=\u00a0{n}",
  total: "Total",
  median: "median",
  letters: "higher than",
  few: "not shown",
  reading: "Total [95\u00a0% interval]",
  lettersNote:
    "{count, plural, =0 {no pair told apart} one {# pair told apart} other {# pairs told apart}}",
  detailLetters: "{text}; higher than {others}",
} as const;
