/** The terms are listed in lib/reports/glossary.ts. */
export const glossary = {
  title: "Glossary",
  lead: "What the words of a study and its report mean. The formulas stand in METHODS.md, which comes with the program.",
  terms: "Terms:",
  group_study: "What is asked",
  group_figures: "Figures of a cohort",
  group_gaps: "Gaps between cohorts",
  group_causes: "Why there is a gap",
  group_quality: "Who counts",

  name_item: "Item",
  text_item:
    "One of the things that are compared, with its label and, if there is one, its definition. It keeps its number when its words change.",
  name_task: "Task",
  text_task: "One screen that shows a few items and asks which is best and which is worst.",
  name_version: "Version",
  text_version:
    "One list of tasks in a fixed order. Each respondent gets one; together they show every item, and every pair of items, about equally often.",
  name_design: "Design",
  text_design: "All versions of an exercise.",
  name_cohort: "Cohort",
  text_cohort:
    "A group of respondents that is compared with another one. An answer, a rule over several answers, or the link they came by says who belongs to it.",
  name_exercise: "Exercise",
  text_exercise:
    "All tasks over one list of items. A study can have several, and a mirror asks one cohort how it thinks that another answers.",
  name_anchor: "Anchor",
  text_anchor:
    "A point on the scale that means something by itself, such as “important”. Best and worst alone say which items come before others and never whether any of them matters.",
  name_allocation: "Allocation",
  text_allocation:
    "A question that has points, percentages or places given to the items. It stands beside the tasks and is never mixed with them.",
  name_revision: "Revision",
  text_revision:
    "A study as it was asked from one moment on. Answers to several revisions are counted together only where they asked the same.",

  name_net: "Net count",
  text_net:
    "How often an item was best, less how often it was worst, of 100 times it was shown: from −100 to 100, and 0 for an average item. It depends on which items it was shown with.",
  name_utility: "Utility",
  text_utility:
    "How strongly an item is preferred, on the scale of the logit model. Only differences mean something: 0 is the average of the items, and an item that lies 1 above another is chosen about 2.7 times as often when the two meet.",
  name_share: "Share of preference",
  text_share:
    "How often each item would be chosen if all of them were offered at once. The shares of a cohort sum to 100.",
  name_score: "Score",
  text_score:
    "Utilities put on a scale from 0 to 100 that sums to 100 and follows how likely an item is to win in a task of the study’s own size.",
  name_interval: "95 % interval",
  text_interval:
    "Where the true figure may well lie: of many such intervals 19 in 20 hold it. It covers chance alone, and not whether the right people answered.",
  name_likelihood: "Likelihood",
  text_likelihood:
    "How a best and a worst are taken to come about: the best first and then the worst of the rest (sequential), each from all that were shown (tricked), or both as one pair (pair). Utilities under one do not carry over to another.",
  name_logit: "Aggregate logit",
  text_logit:
    "Utilities of a cohort as a whole. Its errors allow for the answers of one person being alike.",
  name_hb: "Hierarchical Bayes",
  text_hb:
    "Utilities of every respondent, each drawn towards those of the cohort as far as their own answers say little. Never test on the utilities of single people: they lie closer together than people do.",
  name_classes: "Latent classes",
  text_classes:
    "Groups of respondents who answer alike, found from the answers. They describe; nothing is tested on them.",
  name_rlh: "RLH",
  text_rlh:
    "Root likelihood: how well utilities foresee somebody’s choices, as the geometric mean of the chances they give to what was chosen. Guessing reaches a little more than one divided by the number of items in a task.",
  name_topBox: "Top box",
  text_topBox:
    "The share of those who rated a row and gave it one of the two highest points, or of as many as you say, and never more than half of the scale.",
  name_median: "Median",
  text_median: "The figure in the middle: as many answers lie below it as above.",

  name_gap: "Gap",
  text_gap:
    "One item’s figure in the second cohort less that in the first. More than 0 means that the second gives it more.",
  name_margin: "Margin",
  text_margin: "The largest gap that does not matter. It is set beforehand for each scale.",
  name_verdict: "Different, same, cannot tell",
  text_verdict:
    "Same: the whole 95 % interval of the gap lies within the margin. Different: the gap is more than chance explains, after Holm’s adjustment. Cannot tell: neither, which is no sign that there is no gap.",
  name_holm: "Holm’s adjustment",
  text_holm:
    "Many gaps are looked at together, and some would look real by chance. The adjusted p holds the chance of even one false “different” to 5 %.",
  name_globalTest: "Global test",
  text_globalTest:
    "Whether the cohorts differ at all, over all items at once. It stands beside the verdicts and decides none of them.",

  name_priority: "Priority",
  text_priority:
    "The cohorts want different things: the gap holds under each method, and no other cause that can be tested explains it.",
  name_vocabulary: "Vocabulary",
  text_vocabulary:
    "The cohorts want the same and call it by different items. One item gains what its synonym loses, and the gap of both merged is none.",
  name_substitution: "Substitution",
  text_substitution:
    "Two items do the same job, and each cohort prefers another of them. Merged they show no gap, though they are no synonyms.",
  name_tableStakes: "Table stakes",
  text_tableStakes:
    "Nearly everybody in both cohorts calls an item important, yet one of them ranks it low, since it is taken for granted there.",
  name_noise: "Answer noise",
  text_noise:
    "One cohort answers less decidedly, which draws all its figures towards the average. Put on one footing, the gap is gone.",
  name_decisiveness: "Decisiveness",
  text_decisiveness:
    "How far the utilities of a cohort’s people lie apart: near 0 everybody chooses as if at random. It holds how consistent they are and how much they care, which answers alone cannot part.",
  name_cannotTell: "Cannot tell the cause",
  text_cannotTell:
    "The answers do not decide between causes. A wrong cause is worse than none, so none is named.",

  name_complete: "Complete",
  text_complete:
    "Somebody who reached the end of the questionnaire. Only complete interviews are counted, and tests never.",
  name_flag: "Flag",
  text_flag:
    "A reason to doubt an interview. It drops nobody: the report shows every figure with and without those who carry one.",
  name_straightLining: "Straight-lining",
  text_straightLining:
    "Choosing by place, such as always the top of the list, more often than chance explains.",
  name_speeding: "Speeding",
  text_speeding:
    "Answering in far less time than others took on the same screens. Pauses do not hide it.",
  name_weight: "Weight",
  text_weight:
    "How many people one respondent stands for. Intervals then use the effective number of respondents, which is smaller than their number.",
} as const;
