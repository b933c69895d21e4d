import { z } from "zod";
import { likelihoodNames } from "@/lib/maxdiff/choice/likelihood";
import { defaultUtilityMargin } from "@/lib/maxdiff/compare/margins";

/** Options that several methods share, each described where a person chooses it. */

export const likelihoodOption = z
  .enum(likelihoodNames)
  .default("sequential")
  .describe("how a best-worst answer is taken to arise");

export const utilityMarginOption = z
  .number()
  .positive()
  .max(100)
  .default(defaultUtilityMargin)
  .describe("logits; a gap whose interval lies within ± this is “same”");

/**
 * In logits. With an error of 0.04 at 950 a cohort a margin of 0.1 refuses a third to a half of true
 * exchanges, this one three in a hundred.
 */
export const mergedMarginOption = z
  .number()
  .positive()
  .max(100)
  .default(0.15)
  .describe("logits; within ± this two items taken as one do not differ");

export const pairOption = z
  .array(z.string().regex(/^[1-9]\d{0,8}-[1-9]\d{0,8}$/))
  .max(500)
  .default([]);
