/** Words that respondents and signed-in pages share. */
export const everywhere = {
  errorSummaryTitle: "There is a problem",
  synthetic: "Synthetic data: simulated respondents, not people",
} as const;
