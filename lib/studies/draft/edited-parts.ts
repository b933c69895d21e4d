import type { RevisionContent, RevisionItem } from "@/db/queries/revision-content";
import { exercisesOf } from "@/db/queries/revision-exercises";
import { USUAL_FIELDWORK } from "@/db/queries/usual-fieldwork";
import { isAllocation, isAnchor, namesCohort } from "@/db/schema/screen-settings";
import type { SourceKind } from "@/db/schema/studies";
import type {
  DesignSettings,
  FieldworkSettings,
  MonitoringRules,
  QuotaConditions,
  SourceSettings,
} from "@/db/schema/study-content";
import { languageName, languageOf } from "@/lib/i18n/languages";
import { translator } from "@/lib/i18n/translator";
import { EXITS } from "@/lib/panels/exits";
import { languagesOf, translationsInto } from "@/lib/translations/in-language";
import { addressText, studyTexts } from "@/lib/translations/study-texts";
import type { EditedPart } from "./edit-snapshot";
import { pairName } from "./pair-name";

/** The items of one list, and their order. */
export function itemParts(items: readonly RevisionItem[]): EditedPart[] {
  return [
    ...items.map(
      ({ number, label, definition }): EditedPart => ({
        kind: "item",
        id: number,
        name: label,
        state: { label, definition },
      }),
    ),
    { kind: "itemOrder", id: "", name: "", state: items.map(({ number }) => number) },
  ];
}

/** What was decided about pairs of the items of one list. */
export function pairParts(content: RevisionContent, items: readonly RevisionItem[]): EditedPart[] {
  const numbers = new Set(items.map(({ number }) => number));
  return (content.revision.suspectPairs ?? [])
    .filter((pair) => pair.items.every((number) => numbers.has(number)))
    .map(
      ({ items: own, decision, reason }): EditedPart => ({
        kind: "pair",
        id: own.join("-"),
        name: pairName(content, own),
        state: { decision, reason },
      }),
    );
}

/** A study's quotas, without how full they are: that changes with every interview. */
export function quotaParts(
  quotas: readonly { id: string; name: string; size: number; conditions: QuotaConditions }[],
): EditedPart[] {
  return [
    ...quotas.map(
      ({ id, name, size, conditions }): EditedPart => ({
        kind: "quota",
        id,
        name,
        state: { name, size, conditions },
      }),
    ),
    { kind: "quotaOrder", id: "", name: "", state: quotas.map(({ id }) => id) },
  ];
}

/** What the questionnaire's page saves: the order of the screens, the texts and the allocations. */
export function questionnaireParts({ revision, screens }: RevisionContent): EditedPart[] {
  const t = translator("studio");
  const left = {
    ...{ overQuotaText: "", controllerText: "", contactText: "", purposeText: "" },
    ...{ retentionText: "", privacyLink: "", consentText: "" },
  };
  const texts = { ...left, ...revision.texts };
  return [
    { kind: "screenOrder", id: "", name: "", state: screens.map(({ key }) => key) },
    ...Object.entries(texts).map(
      ([id, state]): EditedPart => ({
        kind: "text",
        id,
        name: t(`text_${id as keyof typeof texts}`),
        state,
      }),
    ),
    ...screens.filter(isAllocation).map(
      ({ key, settings }): EditedPart => ({
        kind: "allocation",
        id: key,
        name: settings.text,
        state: settings,
      }),
    ),
  ];
}

/** The exercises, without the settings of their designs, and the direct anchors. */
export function exerciseParts(content: RevisionContent): EditedPart[] {
  const t = translator("studio");
  return [
    ...exercisesOf(content).map(
      ({ key, mark, settings: { design: _, ...settings } }): EditedPart => ({
        kind: "exercise",
        id: key,
        name: settings.title || mark || t("mainExercise"),
        state: settings,
      }),
    ),
    ...content.screens.filter(isAnchor).map(
      ({ key, settings }): EditedPart => ({
        kind: "anchor",
        id: key,
        name: settings.text,
        state: settings,
      }),
    ),
  ];
}

/** A question: what it asks, and who is asked it. */
export function questionParts(content: RevisionContent, key: string): EditedPart[] {
  const question = content.screens.find((screen) => screen.key === key);
  return [
    { kind: "question", id: key, name: "", state: question?.settings },
    ...conditionParts(content, key),
  ];
}

/** Who is shown a screen. */
export function conditionParts({ screens }: RevisionContent, key: string): EditedPart[] {
  const screen = screens.find((candidate) => candidate.key === key);
  return [{ kind: "condition", id: key, name: "", state: screen?.showWhen }];
}

/** The cohorts, and the question whose answers lead to them. */
export function cohortParts({ cohorts, screens }: RevisionContent): EditedPart[] {
  const screener = screens.find(namesCohort)?.settings;
  const parts = cohorts.map(
    ({ id, name }): EditedPart => ({ kind: "cohort", id, name, state: name }),
  );
  const order = cohorts.map(({ id }) => id);
  if (!screener) return [...parts, { kind: "cohortOrder", id: "", name: "", state: order }];
  const { text, hint, options, optionOrder } = screener;
  const words = { text, hint, optionOrder, options: options.map(({ id }) => id) };
  return [
    ...parts,
    { kind: "cohortOrder", id: "", name: "", state: order },
    { kind: "question", id: "", name: "", state: words },
    ...options.map(
      (option): EditedPart => ({
        kind: "answer",
        id: option.id,
        name: option.label,
        state: option,
      }),
    ),
  ];
}

/** The rules over several answers, each by its place. */
export function ruleParts({ screens }: RevisionContent): EditedPart[] {
  const rules = screens.find(namesCohort)?.settings.rules ?? [];
  return rules.map((rule, index) => ({
    kind: "rule",
    id: index,
    name: String(index + 1),
    state: rule,
  }));
}

/** One field of a form, called as the form calls it. */
function setting(id: string, name: string, state: unknown): EditedPart {
  return { kind: "setting", id, name, state };
}

/** What a study is called. */
export function nameParts({ name }: { name: string }): EditedPart[] {
  return [{ kind: "studyName", id: "", name: "", state: name }];
}

/** How large the design of an exercise is to be, and which items never share a task. */
export function designParts(settings: DesignSettings): EditedPart[] {
  const t = translator("studio");
  return [
    ...(["itemsPerTask", "taskCount", "versionCount", "seed"] as const).map((name) =>
      setting(name, t(name), settings[name]),
    ),
    setting("prohibitedPairs", t("pairsPanel"), settings.prohibitedPairs),
  ];
}

/** By which rules answers are flagged, and at which sizes their precision is looked at. */
export function monitoringParts(rules: MonitoringRules): EditedPart[] {
  const t = translator("progress");
  return (["straightLining", "speeding", "fit", "gibberish", "duplicates", "looks"] as const).map(
    (name) => setting(name, t(name), rules[name]),
  );
}

/** When a study is open, and where its first wave ends. */
export function fieldworkParts(fieldwork: FieldworkSettings | null): EditedPart[] {
  const t = translator("sources");
  const stored = { ...USUAL_FIELDWORK, ...fieldwork };
  return [
    setting("opens", t("opens"), stored.opensAt),
    setting("closes", t("closes"), stored.closesAt),
    setting("timeZone", t("timeZone"), stored.timeZone),
    setting("graceMinutes", t("grace"), stored.graceMinutes),
    setting("softLaunchCompletes", t("softLaunch"), stored.softLaunchCompletes),
    setting("expiryMinutes", t("expiry"), stored.expiryMinutes),
    setting("startsPerAddress", t("startsPerAddress"), stored.startsPerAddress),
    setting("startsPerLink", t("startsPerLink"), stored.startsPerLink),
  ];
}

/** A way into the study, without its key. */
export function sourceParts(source: {
  kind: SourceKind;
  name: string;
  settings: Omit<SourceSettings, "hmac">;
}): EditedPart[] {
  const t = translator("sources");
  const { preset, idParameter, cohortId = null, qualityExit = false } = source.settings;
  const { hosts = [], exits = {} } = source.settings;
  return [
    setting("preset", t("preset"), preset),
    setting("name", t("name"), source.name),
    setting("idParameter", t("idParameter"), idParameter),
    setting("cohortId", t("panelCohort"), cohortId),
    ...EXITS.map(({ name }) => setting(name, t(`exit_${name}`), exits[name] ?? "")),
    setting("qualityExit", t("qualityExit"), qualityExit),
    setting("hosts", t(source.kind === "open" ? "embedHosts" : "hosts"), hosts),
  ];
}

/** The key that a panel's links and exits are signed with, and the parameter that carries it. */
export function keyParts({ hmac = null }: SourceSettings): EditedPart[] {
  return [{ kind: "sourceKey", id: "", name: "", state: hmac }];
}

/** The languages a draft is offered in, and the one its own texts are written in. */
export function languageParts(content: RevisionContent, defaultLocale: string): EditedPart[] {
  const t = translator("languages");
  const [, ...offered] = languagesOf(content, defaultLocale);
  return [
    setting("default", t("own"), defaultLocale),
    setting("offered", t("also"), offered.toSorted()),
  ];
}

/** What is stored in a language for each of the study's texts. */
export function translationParts(content: RevisionContent, locale: string): EditedPart[] {
  const stored = translationsInto(content, locale);
  return studyTexts(content).map((text): EditedPart => {
    const id = addressText(text);
    return { kind: "translation", id, name: text.text, state: stored.get(id)?.text ?? "" };
  });
}

/** All that is stored in a language, told as one: a file overwrites it whole. */
export function languageFileParts(content: RevisionContent, locale: string): EditedPart[] {
  const states = translationParts(content, locale).map(({ id, state }) => [id, state]);
  const name = languageName(languageOf(locale));
  return [{ kind: "translations", id: locale, name, state: states }];
}
