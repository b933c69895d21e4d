/**
 * What a respondent says of the items of one task after choosing best and worst: whether all, some
 * or none of them are important (worth funding, wanted: whatever the anchor stands for).
 */
export type DualResponse = "all" | "some" | "none";

export const dualResponseNames: readonly DualResponse[] = ["all", "some", "none"];

/** One item judged against the anchor directly: is it important? */
export interface DirectResponse {
  /** 0-based index into the respondents of the ChoiceData. */
  readonly respondent: number;
  /** 0-based. */
  readonly item: number;
  /** Whether the item is above the anchor. */
  readonly above: boolean;
}
