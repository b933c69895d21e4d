import type { RevisionContent, RevisionItem } from "@/db/queries/revision-content";
import { exercisesOf } from "@/db/queries/revision-exercises";
import { isAllocation, isAnchor, namesCohort } from "@/db/schema/screen-settings";
import type { QuotaConditions } from "@/db/schema/study-content";
import { translator } from "@/lib/i18n/translator";
import type { EditedPart } from "./seen-parts";

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
  const texts = { ...revision.texts, overQuotaText: revision.texts.overQuotaText ?? "" };
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
      ({ key, isMain, settings: { design: _, ...settings } }): EditedPart => ({
        kind: "exercise",
        id: key,
        name: settings.title || (isMain ? t("mainExercise") : key),
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
