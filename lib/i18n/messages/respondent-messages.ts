import { answerErrors } from "./en/answer-errors";
import { everywhere } from "./en/everywhere";
import { interview } from "./en/interview";

/** All that a respondent can read around the study's own words. English is the source. */
export const english = { interview, answerErrors, everywhere };

type Widen<T> = { [Key in keyof T]: T[Key] extends string ? string : Widen<T[Key]> };

/** What every language of the interview must say: the compiler demands each key. */
export type RespondentMessages = Widen<typeof english>;
