import { v7 as uuid } from "uuid";
import type { Queries } from "@/db/database";
import { USUAL_RULES } from "@/db/queries/monitoring-rules";
import type {
  AllocationSettings,
  DesignSettings,
  QuestionOption,
  QuestionSettings,
  RevisionTexts,
  SuspectPair,
} from "@/db/schema/study-content";
import type { Tables } from "@/db/schema/tables";
import { typeOf } from "@/lib/questionnaire/types/list";
import { stableNames } from "../draft/stable-names";

/** A whole study before it has ids: what templates are written in. */
export interface StudyPlan {
  readonly texts: RevisionTexts;
  /** Prohibited pairs count items from 1 in the order of the list. */
  readonly designSettings: DesignSettings;
  readonly items: readonly { readonly label: string; readonly definition: string }[];
  /** Pairs decided about, by the items' places in the list from 1; none where left out. */
  readonly suspectPairs?: readonly SuspectPair[];
  /** Names, in the order of charts and exports. */
  readonly cohorts: readonly string[];
  readonly screens: readonly PlannedScreen[];
}

export type PlannedScreen =
  | {
      readonly kind: "question";
      readonly key: string;
      readonly settings: WithoutOptions<QuestionSettings>;
      /** None for a number or a text. */
      readonly options: readonly PlannedOption[];
    }
  | {
      readonly kind: "exercise";
      readonly key: string;
      /** How many of their own tasks each respondent is asked once more; none where left out. */
      readonly repeats?: number;
    }
  | { readonly kind: "allocation"; readonly key: string; readonly settings: AllocationSettings };

type WithoutOptions<Settings> = Settings extends QuestionSettings
  ? Omit<Settings, "options">
  : never;

export interface PlannedOption extends Omit<QuestionOption, "id" | "outcome"> {
  /** A cohort's place in the plan's list, from 0. */
  readonly leadsTo?: number | "screened-out";
}

/** The key of the best-worst exercise of every study made here. */
export const EXERCISE = "choices";

/** Writes a plan as revision 1 of a study that has none. Items are numbered 1, 2, 3 … in list order. */
export async function writePlan(
  source: { t: Tables; tx: Queries },
  studyId: string,
  plan: StudyPlan,
): Promise<string> {
  const { t, tx } = source;
  const createdAt = Date.now();
  const revisionId = uuid();
  const { texts, designSettings } = plan;
  await tx.insert(t.revision).values({
    id: revisionId,
    studyId,
    number: 1,
    monitoring: USUAL_RULES,
    texts,
    designSettings,
    suspectPairs: plan.suspectPairs ? [...plan.suspectPairs] : null,
    createdAt,
  });
  if (plan.items.length > 0) {
    await tx
      .insert(t.item)
      .values(plan.items.map((_, index) => ({ studyId, number: index + 1, createdAt })));
    await tx.insert(t.wording).values(
      plan.items.map((item, index) => ({
        id: uuid(),
        revisionId,
        studyId,
        itemNumber: index + 1,
        code: "A",
        position: index + 1,
        ...item,
      })),
    );
  }
  const cohorts = plan.cohorts.map((name, index) => ({
    id: uuid(),
    studyId,
    number: index + 1,
    name,
  }));
  if (cohorts.length > 0) await tx.insert(t.cohort).values(cohorts);
  await tx.insert(t.screen).values(
    plan.screens.map((screen, index) => ({
      id: uuid(),
      revisionId,
      key: screen.key,
      position: index + 1,
      kind: screen.kind,
      settings: settingsOf(
        screen,
        cohorts.map((cohort) => cohort.id),
      ),
    })),
  );
  return revisionId;
}

function settingsOf(screen: PlannedScreen, cohortIds: readonly string[]) {
  if (screen.kind === "exercise") {
    const { repeats } = screen;
    return { type: "maxdiff" as const, ...(repeats === undefined ? {} : { repeats }) };
  }
  if (screen.kind === "allocation") return screen.settings;
  const ids = stableNames(screen.options.map((option) => option.label));
  const options = screen.options.map((option, index): QuestionOption => {
    const { leadsTo, ...words } = option;
    const id = ids[index];
    if (leadsTo === undefined) return { id, ...words };
    if (leadsTo === "screened-out") return { id, ...words, outcome: { kind: "screened-out" } };
    return { id, ...words, outcome: { kind: "cohort", cohortId: cohortIds[leadsTo] } };
  });
  const { settings } = screen;
  if (typeOf(settings).marks === null) return settings as QuestionSettings;
  // With its options a planned question is whole.
  return { ...settings, options } as QuestionSettings;
}
