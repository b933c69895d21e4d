/**
 * The terms of the product in the order in which its glossary explains them, by what they are about. The
 * words are `name_` and `text_` with the term, in the messages; a term that has none does not compile.
 */
export const GLOSSARY = {
  study: [
    "item",
    "task",
    "version",
    "design",
    "cohort",
    "exercise",
    "anchor",
    "allocation",
    "revision",
  ],
  figures: [
    "net",
    "utility",
    "share",
    "score",
    "interval",
    "likelihood",
    "logit",
    "hb",
    "classes",
    "rlh",
    "topBox",
    "median",
  ],
  gaps: ["gap", "margin", "verdict", "holm", "globalTest"],
  causes: [
    "priority",
    "vocabulary",
    "substitution",
    "tableStakes",
    "noise",
    "decisiveness",
    "cannotTell",
  ],
  quality: ["complete", "flag", "straightLining", "speeding", "weight"],
} as const;

export type GlossaryGroup = keyof typeof GLOSSARY;
export type GlossaryTerm = (typeof GLOSSARY)[GlossaryGroup][number];

/** Where the glossary explains a term. */
export function glossaryPath(term: GlossaryTerm): string {
  return `/glossary#${term}`;
}
