import { z } from "zod";
import type { AllocationScreen } from "@/db/schema/screen-settings";

/** How importance is estimated. */
export const REPORT_METHODS = ["counts", "logit", "hb"] as const;
export type ReportMethod = (typeof REPORT_METHODS)[number];

/** What importance is measured on. */
const IMPORTANCE_SCALES = ["net", "utility", "share", "score"] as const;
export type ImportanceScale = (typeof IMPORTANCE_SCALES)[number];

/** The scales that each method has, its usual one first. */
export const SCALES_OF: Readonly<Record<ReportMethod, readonly ImportanceScale[]>> = {
  counts: ["net"],
  logit: ["utility", "share", "score"],
  hb: ["utility", "share", "score"],
};

/** The scales that figures stand on: those of importance, three formats of allocation. */
export type Scale = ImportanceScale | AllocationScreen["settings"]["format"];

export const SORTS = ["gap", "importance", "list"] as const;
export type Sort = (typeof SORTS)[number];

/** Screen keys and option ids are shorter than this; an address that has more is not ours. */
const NAME_LENGTH = 200;
/** More answers at once than any question offers. */
const MAX_VALUES = 200;

/** With a filter, the fewest people of a cohort whose figures are shown: fewer could be told apart. */
export const LEAST_SHOWN = 5;

/** Whether interviews that carry a flag count: with them, or without to see what hangs on them. */
export const FLAGGED = ["with", "without"] as const;
export type Flagged = (typeof FLAGGED)[number];

/** The number of a revision, in an address too. */
export const revisionNumber = z.coerce.number().int().min(1).max(1_000_000);

const cohortNumber = z.coerce.number().int().min(1).max(1_000_000);

/** What a report is asked: about whom (filters, cohorts) and how it is shown. */
export const reportQuestion = z.strictObject({
  studyId: z.string().max(NAME_LENGTH),
  /** By the key of a question: the option ids that count. Several questions must all hold. */
  filters: z
    .record(
      z.string().max(NAME_LENGTH),
      z.array(z.string().max(NAME_LENGTH)).min(1).max(MAX_VALUES),
    )
    .default({}),
  /** The number of a launched revision: those who answered it, or one that is counted with it. The newest without it. */
  revision: revisionNumber.optional(),
  /** The key of the exercise that is reported; the main one when left out. */
  exercise: z.string().max(NAME_LENGTH).optional(),
  /** Without it that of the scale, as addresses had it before there were methods: net has counts, the others logit. */
  method: z.enum(REPORT_METHODS).optional(),
  /** The method's usual one without it. */
  scale: z.enum(IMPORTANCE_SCALES).optional(),
  sort: z.enum(SORTS).default("gap"),
  flagged: z.enum(FLAGGED).default("with"),
  /** What makes the cohorts, as of `reportGroups`; those of the study without it. */
  by: z
    .string()
    .min(1)
    .max(3 * NAME_LENGTH)
    .optional(),
  /** Numbers of the two cohorts; gaps are `to` minus `from`. The first two when left out. */
  from: cohortNumber.optional(),
  to: cohortNumber.optional(),
});

export type ReportQuestion = z.input<typeof reportQuestion>;

/** A question about a whole study. */
export const studyQuestion = z.strictObject({ studyId: z.string().max(NAME_LENGTH) });
