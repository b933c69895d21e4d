import { accounts } from "./en/accounts";
import { causes } from "./en/causes";
import { common } from "./en/common";
import { errors } from "./en/errors";
import { glossary } from "./en/glossary";
import { invitations } from "./en/invitations";
import { languages } from "./en/languages";
import { models } from "./en/models";
import { progress } from "./en/progress";
import { questions } from "./en/questions";
import { quotas } from "./en/quotas";
import { report } from "./en/report";
import { segments } from "./en/segments";
import { sources } from "./en/sources";
import { studio } from "./en/studio";

/** The words of signed-in pages, which are in English. Respondents' are in respondent-messages.ts. */
export const en = {
  accounts,
  causes,
  common,
  errors,
  glossary,
  invitations,
  languages,
  models,
  progress,
  questions,
  quotas,
  report,
  segments,
  sources,
  studio,
};

export type Messages = typeof en;
