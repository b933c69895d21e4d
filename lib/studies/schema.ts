import { z } from "zod";
import { isBlank } from "@/lib/i18n/blank";
import { LANGUAGES, type Language } from "@/lib/i18n/languages";

/** An id of ours, as it comes back from an address or a form. */
export const id = z.string().min(1).max(64);

/** A text of the researcher's; one in which nothing can be seen is none. */
const words = z
  .string()
  .overwrite((text) => (isBlank(text) ? "" : text))
  .trim();

/** Fits a table row and a browser tab. */
export const studyName = words.min(1).max(120);

/** Lower case, digits, hyphens: it is read aloud and typed from slides. */
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);

/** A browser sends the lines of a text with CR LF, whatever it was given. */
const withPlainLines = (text: string) => text.replace(/\r\n?/g, "\n");

/** Wraps to two or three lines on a phone; longer labels belong into the definition. */
export const MAX_LABEL = 160;
export const MAX_DEFINITION = 1_000;
export const itemLabel = words.min(1).max(MAX_LABEL);
export const itemDefinition = words.overwrite(withPlainLines).max(MAX_DEFINITION);

/** Ids that panels and older tools give: long enough for two UUIDs and a prefix. */
export const MAX_EXTERNAL_ID = 100;
/** What is known of a respondent fits a filter's list. */
export const MAX_RESPONDENT_VALUE = 200;

/** What a design can hold. */
export const MAX_ITEMS = 200;

/** Texts of whole screens, a few paragraphs. */
export const screenText = words.overwrite(withPlainLines).max(4_000);
/** One sentence above a form. */
export const sentence = words.max(500);
export const hint = words.max(500);
/** A column heading on a phone. */
export const shortLabel = words.max(60);

/** A pasted or uploaded item list; MAX_ITEMS items of full length fit. */
export const itemListText = z.string().min(1).max(300_000);

export const TEMPLATES = ["pmo-capabilities"] as const;

/** What a form was drawn from, as `toldParts` wrote it; left out by callers that have shown nothing. */
export const seenParts = z
  .string()
  .max(200_000)
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: "custom", params: { key: "invalid" } });
      return z.NEVER;
    }
  })
  .pipe(
    z
      .array(
        z.tuple([z.string().max(20), z.string().max(300), z.string().max(80), z.string().max(20)]),
      )
      .max(1_000),
  );

export const studyInput = z.strictObject({ studyId: id });

export const publishedRevision = z.strictObject({
  studyId: id,
  /** Why it was made, for those who read the record later. */
  note: z.string().trim().min(1).max(500),
});

export const newStudy = z.strictObject({
  name: studyName,
  /** Made up at random unless it is given. */
  slug: slug.optional(),
  origin: z.enum(["fielded", "synthetic"]).default("fielded"),
  from: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("blank") }),
    z.strictObject({ kind: z.literal("template"), template: z.enum(TEMPLATES) }),
    z.strictObject({ kind: z.literal("list"), text: itemListText }),
  ]),
});

export const renamedStudy = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  name: studyName,
});

/** What a further list is called, on researchers' screens alone; null is the main list. */
export const listName = words.min(1).max(60).nullable();

export const renamedList = z.strictObject({
  studyId: id,
  list: listName.unwrap(),
  name: listName.unwrap(),
});

export const savedItems = z.strictObject({
  studyId: id,
  list: listName.default(null),
  seen: seenParts.optional(),
  /** The whole list in its order. A number keeps an item's identity; without one it is new. */
  items: z
    .array(
      z.strictObject({
        number: z.number().int().min(1).nullable(),
        label: itemLabel,
        definition: itemDefinition,
      }),
    )
    .max(MAX_ITEMS),
});

export const importedItems = z.strictObject({
  studyId: id,
  /** Asked of "replace" alone: what is added overwrites nothing. */
  seen: seenParts.optional(),
  /** A name that no list has yet begins one. */
  list: listName.default(null),
  text: itemListText,
  /** "replace" keeps the number of every item whose label stays. */
  mode: z.enum(["append", "replace"]),
});

/** A name in addresses and export columns. */
export const screenKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/)
  .max(40);

/** Wraps to three lines on a phone. */
export const optionLabel = words.min(1).max(200);

export const savedCohorts = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  /** In the order of charts and exports. Six colours and shapes can be told apart. */
  cohorts: z.array(z.strictObject({ id: id.nullable(), name: words.min(1).max(80) })).max(6),
  /** The question whose answers put a respondent into a cohort; null for none yet. */
  screener: z
    .strictObject({
      text: sentence.min(1),
      hint,
      optionOrder: z.enum(["fixed", "random"]).default("fixed"),
      options: z
        .array(
          z.strictObject({
            /** Null for a new one. */
            id: z.string().max(200).nullable().default(null),
            label: optionLabel,
            other: z.boolean().default(false),
            pinned: z.boolean().default(false),
            /** The place of a cohort in the list above, from 0. */
            leadsTo: z.union([z.number().int().min(0), z.literal("screened-out"), z.null()]),
          }),
        )
        .max(60),
    })
    .nullable(),
});

/** More than any table of quotas that a person keeps in view. */
export const MAX_QUOTAS = 300;

const quotaConditions = z.strictObject({
  /** Any of these; all when empty. */
  cohortIds: z.array(id).max(6),
  /** All of these questions, each with any of these answers. */
  answers: z
    .array(z.strictObject({ screenKey, options: z.array(z.string().max(200)).min(1).max(250) }))
    .max(10),
});

export const savedQuotas = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  /** All quotas in the order of tables. An id keeps a quota and its places; without one it is new. */
  quotas: z
    .array(
      z.strictObject({
        id: id.nullable(),
        name: words.min(1).max(200),
        /** The most interviews that may hold a place; none closes the quota. */
        size: z.number().int().min(0).max(1_000_000),
        conditions: quotaConditions,
      }),
    )
    .max(MAX_QUOTAS),
});

export const allocation = z.strictObject({
  /** Its key when it exists already. */
  key: screenKey.nullable(),
  format: z.enum(["constant-sum", "percentage", "top-n"]),
  tense: z.enum(["now", "should"]),
  text: sentence,
  hint,
  total: z.number().int().min(10).max(1_000_000),
  topN: z.number().int().min(1).max(MAX_ITEMS),
});

export const savedQuestionnaire = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  texts: z.strictObject({
    welcomeTitle: words.max(160),
    welcomeText: screenText,
    choiceQuestion: sentence,
    bestLabel: shortLabel,
    worstLabel: shortLabel,
    thanksText: screenText,
    screenedOutText: screenText,
    overQuotaText: screenText.optional(),
  }),
  allocations: z.array(allocation).max(6),
  /** Keys of the screens in the order they are shown; screens not named follow as they were. */
  order: z.array(screenKey).max(100),
});

const exerciseTexts = z.strictObject({
  choiceQuestion: sentence,
  bestLabel: shortLabel,
  worstLabel: shortLabel,
});

export const savedExercises = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  /** Every exercise: the main one always, and no more than a respondent could sit through. */
  exercises: z
    .array(
      z.strictObject({
        /** Its key when it exists already. */
        key: screenKey.nullable(),
        title: words.max(80),
        asking: z.enum(["together", "two-step", "respondent"]),
        anchor: z
          .strictObject({
            question: sentence,
            all: shortLabel,
            some: shortLabel,
            none: shortLabel,
          })
          .nullable(),
        /** What follows is not asked of the main exercise, which has the study's own. */
        list: listName.default(null),
        texts: exerciseTexts.optional(),
        mirror: z
          .strictObject({
            of: screenKey,
            views: z.array(z.strictObject({ cohortId: id, asCohortId: id })).max(6),
          })
          .optional(),
      }),
    )
    .max(8),
  anchors: z
    .array(
      z.strictObject({
        key: screenKey.nullable(),
        exercise: screenKey,
        text: sentence,
        hint,
        yesLabel: shortLabel,
        noLabel: shortLabel,
      }),
    )
    .max(8),
});

/** A seed is a 32-bit whole number, kept positive so that it is easily told. */
export const seed = z.number().int().min(0).max(2_147_483_647);

/** Asked for one exercise; the main one where none is named. */
export const requestedDesign = z.strictObject({ studyId: id, exercise: screenKey.optional() });

export const savedDesignSettings = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  exercise: screenKey.optional(),
  /** Two leave nothing between best and worst; more than ten do not fit a screen. */
  itemsPerTask: z.number().int().min(3).max(10),
  taskCount: z.number().int().min(1).max(60),
  versionCount: z.number().int().min(1).max(2_000),
  seed,
  prohibitedPairs: z.array(z.tuple([z.number().int().min(1), z.number().int().min(1)])).max(500),
});

/** A share of something; none and all of it would not be a rule. */
const ruleShare = z.number().min(0.01).max(0.99);

export const savedMonitoring = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  /** Below half of the tasks one position is the most frequent by chance. */
  straightLining: z.number().min(0.5).max(1).nullable(),
  speeding: ruleShare.nullable(),
  fit: z.strictObject({ randomCaught: ruleShare }).nullable(),
  gibberish: z.boolean(),
  duplicates: z.boolean(),
  /** Judged as one: they are typed into one field. Two respondents are the least with an interval. */
  looks: z
    .array(z.custom<number>())
    .max(12)
    .refine((looks) => looks.every((n) => Number.isInteger(n) && n >= 2 && n <= 1_000_000), {
      params: { key: "wrongLooks" },
    }),
});

export const jobInput = z.strictObject({ studyId: id, jobId: id });

export const viewerInput = z.strictObject({ studyId: id, userId: id });

const sentFile = z.strictObject({
  name: z.string().min(1).max(255),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
});

export const importedStudy = z
  .strictObject({
    name: studyName,
    /** Made up at random unless it is given. */
    slug: slug.optional(),
    files: z.strictObject({
      items: sentFile,
      design: sentFile,
      answers: sentFile,
      respondents: sentFile.optional(),
    }),
    /** The column of the respondents file whose values are the cohorts; without it all are one. */
    cohortColumn: z.string().min(1).max(200).optional(),
  })
  .refine(({ files, cohortColumn }) => cohortColumn === undefined || files.respondents, {
    path: ["cohortColumn"],
    params: { key: "fileCohortWithoutRespondents" },
  });

/** A language that interviews are held in. */
export const language = z.enum(Object.keys(LANGUAGES) as [Language, ...Language[]]);

export const savedLanguages = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  /** The one the study's own texts are written in. */
  default: language,
  /** All it is offered in; the default one is always among them. */
  offered: z.array(language).max(50),
});

export const savedTranslations = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  locale: language,
  texts: z
    .array(
      z.strictObject({
        /** The address, as lib/translations writes it. */
        id: z.string().min(1).max(300),
        /** What was translated, so that a text changed meanwhile is not taken for it. */
        source: screenText,
        /** Empty for none; as long as the longest text of a screen. */
        text: screenText,
      }),
    )
    .max(5_000),
});

export const importedTranslations = z.strictObject({
  studyId: id,
  seen: seenParts.optional(),
  locale: language,
  name: z.string().min(1).max(255),
  /** Far above 200 items with long definitions, below what a form may send. */
  bytes: z
    .instanceof(Uint8Array)
    .refine((bytes) => bytes.byteLength > 0, { params: { key: "translationsMissing" } })
    .refine((bytes) => bytes.byteLength <= 1_000_000, {
      params: { key: "translationFileLarge", values: { megabytes: 1 } },
    }),
});

export const exportedTranslations = z.strictObject({
  studyId: id,
  locale: language,
  format: z.enum(["csv", "xlf"]),
});
