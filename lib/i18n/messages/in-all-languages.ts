import type { Language } from "../languages";
import { ar } from "./ar";
import { de } from "./de";
import { es } from "./es";
import { fr } from "./fr";
import { hi } from "./hi";
import { it } from "./it";
import { ja } from "./ja";
import { pt } from "./pt";
import { english, type RespondentMessages } from "./respondent-messages";
import { zh } from "./zh";

/** What respondents read, in each language. Read at once: together they are smaller than one photograph. */
export const inAllLanguages: Record<Language, RespondentMessages> = {
  ...{ en: english, es, fr, de, pt, it, zh, ja, ar, hi },
};
