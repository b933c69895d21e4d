/** How long the parts of a study may be, in the forms of the pages and in files alike. */

/** Wraps to two or three lines on a phone; longer labels belong into the definition. */
export const MAX_LABEL = 160;
export const MAX_DEFINITION = 1_000;
/** An answer wraps to three lines on a phone. */
export const MAX_OPTION_LABEL = 200;

/** Why a pair of items is one, or is none: a sentence or two. */
export const MAX_REASON = 300;

/** Ids that panels and older tools give: long enough for two UUIDs and a prefix. */
export const MAX_EXTERNAL_ID = 100;
/** What is known of a respondent fits a filter's list. */
export const MAX_RESPONDENT_VALUE = 200;

/** Respondents are asked for more choice tasks than this with some of them clicking through. */
export const MANY_TASKS = 20;

/** What a design can hold. */
export const MAX_ITEMS = 200;
