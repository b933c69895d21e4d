import type { Language } from "./languages";
import { ar } from "./messages/ar";
import { de } from "./messages/de";
import { es } from "./messages/es";
import { fr } from "./messages/fr";
import { hi } from "./messages/hi";
import { it } from "./messages/it";
import { ja } from "./messages/ja";
import { pt } from "./messages/pt";
import { english, type RespondentMessages } from "./messages/respondent-messages";
import { zh } from "./messages/zh";

/** What respondents read, in each language. Read at once: together they are smaller than one photograph. */
export const inAllLanguages: Record<Language, RespondentMessages> = {
  ...{ en: english, es, fr, de, pt, it, zh, ja, ar, hi },
};
