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
