import type { RevisionContent, RevisionItem } from "@/db/queries/revision-content";
import { isExercise, isQuestion } from "@/db/schema/screen-settings";
import type { RevisionTexts } from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { withTextAt } from "@/lib/questionnaire/text-paths";
import { typeOf } from "@/lib/questionnaire/types/list";

/** What is translated: a field of a subject whose id stays when its words change. */
export interface TextAddress {
  readonly subjectType: "study" | "item" | "screen" | "option" | "cohort";
  /** "study", an item's number, a screen's key, "key.option" of a question's option, a cohort's number. */
  readonly subjectId: string;
  readonly field: string;
}

export interface StudyText extends TextAddress {
  readonly text: string;
}

/** One line for each text that respondents read, in the order in which they read it. */
const STUDY_FIELDS: Record<keyof RevisionTexts, true> = {
  welcomeTitle: true,
  welcomeText: true,
  controllerText: true,
  contactText: true,
  purposeText: true,
  retentionText: true,
  privacyLink: true,
  consentText: true,
  choiceQuestion: true,
  bestLabel: true,
  worstLabel: true,
  thanksText: true,
  screenedOutText: true,
  overQuotaText: true,
};
const ITEM_FIELDS = ["label", "definition"] as const;
/** Paths in the settings of every screen that asks something. */
const ASKED_FIELDS = ["text", "hint"];
/** Paths in the settings of those that are no questions. */
const SCREEN_FIELDS = [
  "yesLabel",
  "noLabel",
  "texts.choiceQuestion",
  "texts.bestLabel",
  "texts.worstLabel",
  "anchor.question",
  "anchor.all",
  "anchor.some",
  "anchor.none",
];
const OPTION_FIELDS = ["label"];

type Say = (address: TextAddress, text: string) => string;

/** A revision's content with each text that respondents read replaced by what `say` gives for it. */
export function withTexts(content: RevisionContent, say: Say): RevisionContent {
  const { revision } = content;
  const texts = { ...revision.texts };
  for (const field of Object.keys(STUDY_FIELDS) as (keyof RevisionTexts)[]) {
    const text = texts[field];
    // What the study leaves out is said in the words of the interview, which has them in each language.
    if (text === undefined) continue;
    texts[field] = said({ subjectType: "study", subjectId: "study", field }, text, say);
  }
  const items = (list: readonly RevisionItem[]) => list.map((item) => withItemTexts(item, say));
  return {
    ...content,
    revision: { ...revision, texts },
    items: items(content.items),
    lists: content.lists.map((list) => ({ ...list, items: items(list.items) })),
    screens: content.screens.map((screen) => withScreenTexts(screen, say)),
    cohorts: namesCohorts(content)
      ? content.cohorts.map((each) => withName(each, say))
      : content.cohorts,
  };
}

function withItemTexts(item: RevisionItem, say: Say): RevisionItem {
  const subject = { subjectType: "item", subjectId: String(item.number) } as const;
  const texts = { ...item };
  for (const field of ITEM_FIELDS) texts[field] = said({ ...subject, field }, item[field], say);
  return texts;
}

/** Respondents read the names of cohorts only where they answer as one of another. */
function namesCohorts({ screens }: RevisionContent): boolean {
  return screens.some((screen) => isExercise(screen) && screen.settings.mirror);
}

function withName(cohort: Cohort, say: Say): Cohort {
  const address = {
    subjectType: "cohort",
    subjectId: String(cohort.number),
    field: "name",
  } as const;
  return { ...cohort, name: said(address, cohort.name, say) };
}

type Cohort = Tables["cohort"]["$inferSelect"];
type Screen = Tables["screen"]["$inferSelect"];

function withScreenTexts(screen: Screen, say: Say): Screen {
  const subject = { subjectType: "screen", subjectId: screen.key } as const;
  let settings: object = screen.settings;
  const own = isQuestion(screen)
    ? typeOf(screen.settings).ownTexts(screen.settings)
    : SCREEN_FIELDS;
  for (const field of [...ASKED_FIELDS, ...own]) {
    settings = withTextAt(settings, field, (text) => said({ ...subject, field }, text, say));
  }
  if ("options" in settings) {
    const options = (settings.options as readonly { id: string }[]).map((option) => {
      const own = { subjectType: "option", subjectId: `${screen.key}.${option.id}` } as const;
      return OPTION_FIELDS.reduce<object>(
        (held, field) => withTextAt(held, field, (text) => said({ ...own, field }, text, say)),
        option,
      );
    });
    settings = { ...settings, options };
  }
  // Texts were put where texts are: the shape is the one that came in.
  return { ...screen, settings: settings as Screen["settings"] };
}

/** Nothing needs no translation. */
function said(address: TextAddress, text: string, say: Say): string {
  return text.trim() === "" ? text : say(address, text);
}

/** Everything of a revision that is to be translated, in the order in which respondents read it. */
export function studyTexts(content: RevisionContent): StudyText[] {
  const texts: StudyText[] = [];
  withTexts(content, (address, text) => {
    texts.push({ ...address, text });
    return text;
  });
  return texts;
}

/** An address in one word, as files and forms carry it: "item:3:label". */
export function addressText({ subjectType, subjectId, field }: TextAddress): string {
  return `${subjectType}:${subjectId}:${field}`;
}
