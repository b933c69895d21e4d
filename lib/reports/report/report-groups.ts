import type { RevisionContent } from "@/db/queries/revision-content";
import {
  hasOptions,
  isQuestion,
  namesCohort,
  type OptionsScreen,
} from "@/db/schema/screen-settings";
import {
  type AnswerGroups,
  cohortGroups,
  type GroupingQuestion,
  questionGroups,
} from "@/lib/analysis/study-data/answer-groups";
import type { Filters } from "@/lib/analysis/study-data/counted-interviews";
import { InvalidInput } from "@/lib/errors";
import { translator } from "@/lib/i18n/translator";
import type { ReportCohort } from "./gap-table";

/** More columns than this nobody reads, and their letters would hardly ever stand. */
const MOST_GROUPS = 12;

/** Cohorts that are not those of the plan: the answers to a question, or to several crossed. */
export interface Segment {
  /** As an address names it. */
  readonly by: string;
  /** The questions in words. */
  readonly questions: readonly string[];
}

/** Who is compared with whom. */
export interface ReportGroups {
  readonly groups: AnswerGroups;
  /** In the order of the groups. */
  readonly cohorts: readonly ReportCohort[];
  /** Null where the study's own cohorts are compared. */
  readonly segment: Segment | null;
  /** The keys of questions that would say of each cohort what makes it one. */
  readonly makers: readonly string[];
}

/** A cohort as its answers name it; a study without cohorts is one cohort of everybody. */
export interface AnsweringCohort extends ReportCohort {
  readonly id: string | null;
}

export function studyCohorts(content: RevisionContent): AnsweringCohort[] {
  if (content.cohorts.length > 0) {
    // A code from a file ("2") says nothing in a sentence; the question's name goes with it.
    const screener = content.screens.find(namesCohort);
    return content.cohorts.map(({ id, number, name }) => ({
      id,
      number,
      name: screener && /^\d+$/.test(name) ? `${screener.settings.text} ${name}` : name,
    }));
  }
  return [{ id: null, number: 1, name: translator("report")("everybody") }];
}

/** The questions whose answers can be cohorts: those with one answer, or several. */
export function groupingScreens(content: RevisionContent): OptionsScreen[] {
  return content.screens.filter(
    (screen): screen is OptionsScreen =>
      isQuestion(screen) &&
      hasOptions(screen.settings) &&
      (screen.settings.type === "single" || screen.settings.type === "multiple"),
  );
}

/**
 * The groups that a report compares: the study's cohorts, or what `by` names: the key of a question with
 * one answer, `key:option` for who chose an option and who did not, two of these crossed as `one*other`.
 * Of a question that the report is filtered by, only the answers that count are groups.
 *
 * @throws InvalidInput naming the question or the answer that the study does not have, a question that
 *   needs one, or how many groups are too many
 */
export function reportGroups(
  content: RevisionContent,
  by: string | undefined,
  filters: Filters,
): ReportGroups {
  if (by === undefined) {
    const cohorts = studyCohorts(content);
    const screener = content.screens.find(namesCohort);
    return {
      groups: cohortGroups(cohorts.map(({ id }) => id)),
      cohorts: cohorts.map(({ number, name }) => ({ number, name })),
      segment: null,
      makers: screener ? [screener.key] : [],
    };
  }
  const screens = groupingScreens(content);
  const questions = by.split("*").map((term) => groupingQuestion(screens, term, filters));
  const groups = questionGroups(questions);
  const keys = questions.map(({ screen }) => screen.key);
  if (questions.length > 2 || (questions.length === 2 && keys[0] === keys[1])) {
    throw new InvalidInput([{ path: "by", key: "segmentCrossing" }]);
  }
  if (groups.count > MOST_GROUPS) {
    const values = { count: groups.count, most: MOST_GROUPS };
    throw new InvalidInput([{ path: "by", key: "segmentGroups", values }]);
  }
  const names = questions.reduce<string[]>(
    (before, question) =>
      before.flatMap((name) =>
        groupNames(question).map((own) => (name ? `${name} · ${own}` : own)),
      ),
    [""],
  );
  return {
    groups,
    cohorts: names.map((name, index) => ({ number: index + 1, name })),
    segment: { by, questions: questions.map(({ screen }) => screen.settings.text) },
    makers: questions.length === 1 ? keys : [],
  };
}

function groupingQuestion(
  screens: readonly OptionsScreen[],
  term: string,
  filters: Filters,
): GroupingQuestion {
  const [key, ...rest] = term.split(":");
  const id = rest.join(":");
  const screen = screens.find((candidate) => candidate.key === key);
  if (!screen) {
    throw new InvalidInput([{ path: "by", key: "segmentUnknown", values: { name: key } }]);
  }
  const { settings } = screen;
  if (id !== "") {
    if (settings.options.some((option) => option.id === id)) {
      return { screen, by: { kind: "chose or not", id } };
    }
    const values = { name: settings.text, value: id };
    throw new InvalidInput([{ path: "by", key: "unknownFilterValue", values }]);
  }
  if (settings.type !== "single") {
    const values = { name: settings.text, example: `${key}:${settings.options[0]?.id ?? ""}` };
    throw new InvalidInput([{ path: "by", key: "segmentAnswer", values }]);
  }
  const counted = filters[key];
  const ids = settings.options.map((option) => option.id);
  return {
    screen,
    by: { kind: "options", ids: counted ? ids.filter((own) => counted.includes(own)) : ids },
  };
}

function groupNames({ screen, by }: GroupingQuestion): string[] {
  const labelOf = (id: string) =>
    screen.settings.options.find((option) => option.id === id)?.label ?? id;
  if (by.kind === "options") return by.ids.map(labelOf);
  const t = translator("segments");
  const answer = labelOf(by.id);
  return [t("chose", { answer }), t("choseNot", { answer })];
}
