import { createHash } from "node:crypto";
import type { Database } from "@/db/database";
import { type CountedGroup, revisionGroups } from "@/db/queries/comparable-revisions";
import type { RevisionContent } from "@/db/queries/revision-content";
import {
  allocationsBeside,
  exercisesOf,
  mainExercise,
  mainFirst,
  type RevisionExercise,
} from "@/db/queries/revision-exercises";
import type { OptionsScreen } from "@/db/schema/screen-settings";
import type { StudyState } from "@/db/schema/studies";
import type { StudyOrigin } from "@/db/schema/study-content";
import { USUAL_TOP_BOX } from "@/lib/analysis/methods/questions";
import type { AskedRun } from "@/lib/analysis/runs/asked-run";
import {
  COMPARISON,
  computeFigures,
  figuresKey,
  keptFigures,
  QUESTIONS,
} from "@/lib/analysis/runs/report-figures";
import { dataHash } from "@/lib/analysis/runs/run-key";
import type { Filters } from "@/lib/analysis/study-data/counted-interviews";
import {
  type CountedRespondent,
  type ResponseFigures,
  readRespondents,
} from "@/lib/analysis/study-data/counted-respondents";
import { AnswersReader } from "@/lib/analysis/study-data/read-answers";
import type { Actor } from "@/lib/auth/actor";
import { requireStudy } from "@/lib/auth/study-access";
import { inWorker } from "@/lib/compute/in-worker";
import { type InputIssue, InvalidInput, parse } from "@/lib/errors";
import type { LikelihoodName } from "@/lib/maxdiff/choice/likelihood";
import { cohortPairs } from "@/lib/maxdiff/compare/cohort-pairs";
import type { CohortComparison } from "@/lib/maxdiff/compare/compare-cohorts";
import { isFilter } from "@/lib/questionnaire/screening";
import { chosenRevision } from "../chosen-revision";
import { countReasons, type Flag } from "../monitoring/quality-flags";
import { readQuality } from "../monitoring/read-quality";
import {
  type Flagged,
  type ImportanceScale,
  LEAST_SHOWN,
  type ReportMethod,
  type ReportQuestion,
  reportQuestion,
  type Sort,
} from "../schema";
import { type ReportCauses, readReportCauses } from "./causes/read-report-causes";
import { type ChosenFigures, chosenFigures } from "./chosen-figures";
import { type CohortColumns, cohortColumns } from "./cohort-columns";
import { type GapStrip, gapStrip } from "./gap-strip";
import { type GapTable, gapTables, type ReportCohort } from "./gap-table";
import { hiddenCells } from "./minimum-cell";
import { type ReportModel, readReportModel } from "./model/read-report-model";
import { type QuestionTable, questionTables } from "./question-tables";
import {
  type AnsweringCohort,
  groupingScreens,
  reportGroups,
  type Segment,
  studyCohorts,
} from "./report-groups";

/** The likelihood of every utility and share here. */
const LIKELIHOOD: LikelihoodName = "sequential";
/** Nothing is drawn at random in this comparison; the engine keeps the seed with its result. */
const SEED = 1;

/** Somebody can carry several flags. */
export interface LeftOut {
  readonly count: number;
  readonly byReason: Readonly<Record<Flag["reason"], number>>;
}

/** Everything the report of a study shows; figures are in `tables`, words are made elsewhere. */
export interface CohortReport {
  readonly study: {
    readonly id: string;
    readonly name: string;
    readonly slug: string;
    readonly origin: StudyOrigin;
    readonly state: StudyState;
  };
  /** Null before the first launch: then nothing below has figures. */
  readonly revisionNumber: number | null;
  /** Whether the address asked for it, rather than for the newest. */
  readonly isRevisionChosen: boolean;
  /** The launched revisions in groups that are counted together, the newest last; what is reported is one group. */
  readonly revisionGroups: readonly CountedGroup[];
  /** The frozen plans that the counted answers were given to, by revision, the oldest first. */
  readonly plans: readonly { readonly revision: number; readonly hash: string | null }[];
  readonly cohorts: readonly ReportCohort[];
  /** What makes the cohorts; null where they are the study's own. */
  readonly segment: Segment | null;
  /** The questions whose answers could be the cohorts. */
  readonly groupingQuestions: readonly OptionsScreen[];
  /** The questions that a report can be filtered by, with what is chosen. */
  readonly questions: readonly OptionsScreen[];
  readonly filters: Filters;
  /** All exercises, the main one first, and the key of the one that is reported. */
  readonly exercises: readonly RevisionExercise[];
  readonly exercise: string | null;
  /** As asked for; a table says by which method its own figures are. */
  readonly method: ReportMethod;
  readonly scale: ImportanceScale;
  readonly sort: Sort;
  readonly flagged: Flagged;
  /** Complete respondents that are left out for a flag, and for which; null while all count. */
  readonly leftOut: LeftOut | null;
  /** Numbers of the cohorts compared: two, or one where there is only one. */
  readonly compared: readonly number[];
  /** All respondents, whatever the filters: one line per cohort, then those without one. */
  readonly response: readonly (ResponseFigures & { name: string | null })[];
  readonly onOtherRevisions: number;
  /** Complete respondents before and after the filters. */
  readonly complete: number;
  readonly counted: number;
  readonly dataUpTo: number | null;
  readonly likelihood: LikelihoodName;
  /** Compared cohorts with so few people left by the filters that nothing is shown of the comparison. */
  readonly withheld: readonly { readonly name: string; readonly respondents: number }[];
  /** Importance, then each allocation question; empty where nobody is counted, or figures are withheld. */
  readonly tables: readonly GapTable[];
  /** All cohorts at once, where there are more than two: importance, then each allocation question. */
  readonly columns: readonly CohortColumns[];
  /** Every other question, in the order of the questionnaire, of those counted. */
  readonly questionTables: readonly QuestionTable[];
  /** What every analysis that has run says of the gaps of importance; null without a pair of cohorts. */
  readonly strip: GapStrip | null;
  /** Why the cohorts differ, as far as it was computed; null where `causesWithheld` says why not. */
  readonly causes: ReportCauses | null;
  /** Causes are of everybody who counts on the newest revision; null where that is what is reported. */
  readonly causesWithheld: "segment" | "filtered" | "flagged" | "revision" | "cohorts" | null;
  /** Hierarchical Bayes, as far as it was computed; null where another method is asked for, or `modelWithheld` says why not. */
  readonly model: ReportModel | null;
  /** Stored models are of everybody who counts on the newest revision too. */
  readonly modelWithheld: "segment" | "filtered" | "flagged" | "revision" | null;
  /** How the figures came about; null where there are none. */
  readonly run: {
    readonly engine: string;
    readonly fingerprint: string;
    readonly computedAt: number;
    /** Whether the figures were kept from an earlier reading. */
    readonly kept: boolean;
  } | null;
}

/**
 * Reads the report of a study: who answered, and how the cohorts compare in importance and in each
 * allocation question.
 *
 * Complete respondents of the newest launched revision count, or of the one that is asked for, and of
 * those that are counted together with it; tests do not. The same question about
 * the same data is computed once, in a worker, and then kept.
 *
 * @throws NotFound, Forbidden for actors who may not read reports of this study
 * @throws InvalidInput when a filter, a cohort or a revision is asked for that the study does not have
 */
export async function readCohortReport({
  db,
  actor,
  input,
}: {
  db: Database;
  actor: Actor;
  input: ReportQuestion;
}): Promise<CohortReport> {
  const question = parse(reportQuestion, input);
  const { studyId, sort, flagged } = question;
  const { method, scale } = chosenFigures(question);
  // One moment of the data for the state and the answers that go with it.
  const loaded = await db.snapshot(async (queries) => {
    const study = await requireStudy({ t: db.t, queries }, actor, studyId, "read reports");
    const groups = await revisionGroups({ t: db.t, queries }, studyId);
    const chosen = chosenRevision(groups, question.revision);
    if (!chosen) return { study, content: null };
    const { content, group: comparable } = chosen;
    const questions = content.screens.filter(isFilter);
    const filters = checkedFilters(question.filters, questions);
    const { cohorts, segment, ...compares } = reportGroups(content, question.by, filters);
    const compared = comparedCohorts(cohorts, question);
    const exercise = askedExercise(content, question.exercise);
    const source = { t: db.t, queries, studyId };
    const revisions = comparable.map(({ revision }) => revision.id);
    const counted: CountedRespondent[] = [];
    const respondents = await readRespondents(source, new Set(revisions), async (page) => {
      counted.push(...page);
    });
    const flags =
      flagged === "without"
        ? (await readQuality(source, comparable)).flagged.flags
        : new Map<number, readonly Flag[]>();
    const settings = {
      revisions,
      filters,
      likelihood: LIKELIHOOD,
      seed: SEED,
      pairs: extraPairs(compared, cohorts.length),
      ...(segment ? { by: segment.by } : {}),
      ...(exercise?.mark ? { exercise: exercise.mark } : {}),
      // Whom a rule flags can move with the others' times, so who is left out is part of the question.
      ...(flagged === "without" ? { without: digestOf([...flags.keys()]) } : {}),
    };
    const asked = {
      settings,
      seed: SEED,
      exercise: exercise?.mark || null,
      dataState: respondents.dataState,
    };
    const kept = await keptFigures(source, COMPARISON, asked);
    // Exercise, likelihood and the pair that is looked at change nothing of the other questions.
    const askedQuestions = {
      settings: {
        revision: content.revision.id,
        revisions,
        filters,
        ...(segment ? { by: segment.by } : {}),
        ...(flagged === "without" ? { without: settings.without } : {}),
      },
      seed: SEED,
      exercise: null,
      dataState: respondents.dataState,
    };
    const keptQuestions = await keptFigures(source, QUESTIONS, askedQuestions);
    const reader = new AnswersReader(source, {
      content,
      exercise,
      itemNumbers: (exercise?.items ?? content.items).map(({ number }) => number),
      groups: compares.groups,
      filters,
      wanted: "report",
    });
    // The same people as one cohort, for the column of everybody.
    const askedTotal =
      cohorts.length > 2 ? { ...asked, settings: { ...settings, pairs: [], total: true } } : null;
    const keptTotal = askedTotal && (await keptFigures(source, COMPARISON, askedTotal));
    const isKept = kept !== null && keptQuestions !== null && (!askedTotal || keptTotal !== null);
    if (!isKept) await reader.add(counted.filter(({ number }) => !flags.has(number)));
    const modelWithheld = withheldModels({
      isNewest: comparable === groups.at(-1),
      isFiltered: Object.keys(filters).length > 0,
      isSegmented: segment !== null,
      flagged,
    });
    const causesWithheld = cohorts.length < 2 ? ("cohorts" as const) : modelWithheld;
    const model =
      exercise && !modelWithheld
        ? await readReportModel(source, exercise, respondents.dataState)
        : null;
    const causes =
      exercise && !causesWithheld
        ? await readReportCauses(source, {
            comparable,
            exercise,
            dataState: respondents.dataState,
          })
        : null;
    return {
      study,
      content,
      groups: groups.map((group) => ({
        numbers: group.map(({ revision }) => revision.number),
        complete: group.reduce(
          (sum, { revision }) => sum + (respondents.completeOn.get(revision.id) ?? 0),
          0,
        ),
      })),
      plans: comparable.map(({ revision }) => ({
        revision: revision.number,
        hash: revision.planHash,
      })),
      questions,
      makers: compares.makers,
      studyCohorts: studyCohorts(content),
      cohorts,
      segment,
      filters,
      compared,
      exercise,
      respondents,
      leftOut: flagged === "without" ? leftOutOf(flags) : null,
      asked,
      pairs: settings.pairs,
      causes,
      causesWithheld,
      model,
      modelWithheld: method === "hb" ? modelWithheld : null,
      kept,
      askedQuestions,
      keptQuestions,
      askedTotal,
      keptTotal,
      answers: isKept ? null : reader.answers(),
      complete: counted.length,
    };
  });

  const { id, name, slug, origin, state } = loaded.study;
  const study = { id, name, slug, origin, state };
  if (!loaded.content) {
    return {
      study,
      revisionNumber: null,
      isRevisionChosen: false,
      revisionGroups: [],
      plans: [],
      cohorts: [],
      segment: null,
      groupingQuestions: [],
      questions: [],
      filters: {},
      exercises: [],
      exercise: null,
      method,
      scale,
      sort,
      flagged,
      leftOut: null,
      compared: [],
      response: [],
      onOtherRevisions: 0,
      complete: 0,
      counted: 0,
      dataUpTo: null,
      likelihood: LIKELIHOOD,
      withheld: [],
      tables: [],
      columns: [],
      questionTables: [],
      strip: null,
      causes: null,
      causesWithheld: null,
      model: null,
      modelWithheld: null,
      run: null,
    };
  }

  const { content, questions, cohorts, filters, compared, respondents, answers } = loaded;
  const { exercise, asked, pairs, segment } = loaded;
  const data = answers && {
    data: answers.data,
    allocations: answers.allocations.map((allocation) => allocation.data),
  };
  const run =
    loaded.kept ??
    (data && data.data.cohort.length > 0
      ? await computeFigures(db, COMPARISON, { studyId, ...asked }, dataHash(data), () =>
          inWorker("compare-cohorts", {
            ...data,
            options: { likelihood: LIKELIHOOD, seed: SEED, pairs },
          }),
        )
      : null);
  const { askedTotal } = loaded;
  const totalRun =
    loaded.keptTotal ??
    (data && askedTotal && run
      ? await computeFigures(db, COMPARISON, { studyId, ...askedTotal }, dataHash(data), () =>
          inWorker("compare-cohorts", {
            data: asOneCohort(data.data),
            allocations: data.allocations.map(asOneCohort),
            options: { likelihood: LIKELIHOOD, seed: SEED },
          }),
        )
      : null);
  const others = answers && {
    questions: answers.questions.filter(({ key }) => !loaded.makers.includes(key)),
    cohortNames: cohorts.map(({ name: cohortName }) => cohortName),
    topBox: USUAL_TOP_BOX,
  };
  const questionRun =
    loaded.keptQuestions ??
    (others && run
      ? await computeFigures(
          db,
          QUESTIONS,
          { studyId, ...loaded.askedQuestions },
          dataHash(others),
          () => inWorker("question-figures", others),
        )
      : null);
  const isFiltered = Object.keys(filters).length > 0;
  const sizes = run?.result.cohorts.map((cohort) => cohort.respondents) ?? [];
  const few = segment
    ? hiddenCells(sizes, LEAST_SHOWN).cells
    : sizes.map((size) => isFiltered && size > 0 && size < LEAST_SHOWN);
  const withheld = compared.flatMap((index) =>
    few[index] ? [{ name: cohorts[index].name, respondents: sizes[index] }] : [],
  );
  return {
    study,
    revisionNumber: content.revision.number,
    isRevisionChosen: question.revision !== undefined,
    revisionGroups: loaded.groups,
    plans: loaded.plans,
    cohorts,
    segment,
    groupingQuestions: groupingScreens(content),
    questions,
    filters,
    exercises: exercisesOf(content).toSorted(mainFirst),
    exercise: exercise?.key ?? null,
    method,
    scale,
    sort,
    flagged,
    leftOut: loaded.leftOut,
    compared: compared.map((index) => cohorts[index].number),
    response: responseLines(
      respondents.response,
      content.cohorts.length > 0 ? loaded.studyCohorts : [],
    ),
    onOtherRevisions: respondents.onOtherRevisions,
    complete: loaded.complete,
    counted: run ? countedIn(run.result) : 0,
    dataUpTo: respondents.dataUpTo,
    likelihood: LIKELIHOOD,
    withheld,
    tables:
      run && withheld.length === 0
        ? gapTables({
            comparison: run.result,
            items: exercise?.items ?? content.items,
            cohorts,
            allocations: allocationsBeside(content, exercise),
            shown: compared,
            ...shownFigures({ method, scale }, loaded.model),
            sort,
          })
        : [],
    columns:
      run && totalRun
        ? cohortColumns({
            comparison: run.result,
            total: totalRun.result,
            items: exercise?.items ?? content.items,
            cohorts,
            allocations: allocationsBeside(content, exercise),
            // Counts and logit have a column of everybody; hierarchical Bayes is of the cohorts alone.
            ...(method === "hb"
              ? ({ method: "counts", scale: "net" } as const)
              : { method, scale }),
            hidesFew: segment !== null || isFiltered,
          })
        : [],
    questionTables:
      questionRun && run ? questionTables({ ...questionRun.result, columns: cohorts }) : [],
    strip:
      run && withheld.length === 0
        ? gapStrip(compared, exercise?.items ?? content.items, {
            comparison: run.result,
            model: freshOf(loaded.model),
            causes: freshOf(loaded.causes),
          })
        : null,
    causes: loaded.causes,
    causesWithheld: loaded.causesWithheld,
    model: method === "hb" ? loaded.model : null,
    modelWithheld: loaded.modelWithheld,
    run: run && {
      engine: run.engine,
      fingerprint: figuresKey(COMPARISON, asked),
      computedAt: run.computedAt,
      kept: run.kept,
    },
  };
}

/** What a run says of the answers as they are; null of those of earlier ones. */
function freshOf<Result>(run: AskedRun<Result> | null): Result | null {
  return run?.done && !run.done.isStale ? run.done.result : null;
}

/** The same people without their cohorts. */
function asOneCohort<Data extends { readonly cohort: Int32Array; readonly cohortCount: number }>(
  data: Data,
): Data {
  return { ...data, cohort: new Int32Array(data.cohort.length), cohortCount: 1 };
}

/** What is shown of what was asked for: net counts while hierarchical Bayes is still to come. */
function shownFigures(asked: ChosenFigures, model: ReportModel | null) {
  const result = model?.done?.result ?? null;
  return asked.method === "hb" && !result
    ? ({ method: "counts", scale: "net", model: null } as const)
    : { ...asked, model: result };
}

function withheldModels(asked: {
  isNewest: boolean;
  isFiltered: boolean;
  isSegmented: boolean;
  flagged: Flagged;
}): CohortReport["modelWithheld"] {
  if (!asked.isNewest) return "revision";
  if (asked.isSegmented) return "segment";
  if (asked.isFiltered) return "filtered";
  return asked.flagged === "without" ? "flagged" : null;
}

function leftOutOf(flags: ReadonlyMap<number, readonly Flag[]>): LeftOut {
  return { count: flags.size, byReason: countReasons(flags) };
}

function digestOf(numbers: readonly number[]): string {
  return createHash("sha256").update(numbers.join(" ")).digest("hex");
}

/** @throws InvalidInput naming the question or the value that the study does not have */
function checkedFilters(asked: Filters, questions: readonly OptionsScreen[]): Filters {
  const issues: InputIssue[] = [];
  const checked: Record<string, string[]> = {};
  for (const key of Object.keys(asked).sort()) {
    const screen = questions.find((question) => question.key === key);
    if (!screen) {
      issues.push({ path: `filters.${key}`, key: "unknownFilter", values: { name: key } });
      continue;
    }
    for (const value of asked[key]) {
      if (screen.settings.options.some((option) => option.id === value)) continue;
      issues.push({
        path: `filters.${key}`,
        key: "unknownFilterValue",
        values: { name: screen.settings.text, value },
      });
    }
    // In the order of the options: the same filter written differently is the same question.
    checked[key] = screen.settings.options
      .map((option) => option.id)
      .filter((option) => asked[key].includes(option));
  }
  if (issues.length > 0) throw new InvalidInput(issues);
  return checked;
}

/**
 * Indices of the cohorts to compare: the first two, or those asked for.
 * @throws InvalidInput when a cohort does not exist or would be compared with itself
 */
function comparedCohorts(
  cohorts: readonly ReportCohort[],
  asked: { from?: number; to?: number },
): number[] {
  const find = (path: "from" | "to"): number | undefined => {
    const number = asked[path];
    if (number === undefined) return undefined;
    const index = cohorts.findIndex((cohort) => cohort.number === number);
    if (index < 0) throw new InvalidInput([{ path, key: "unknownCohort", values: { number } }]);
    return index;
  };
  const from = find("from");
  const to = find("to");
  if (cohorts.length < 2) return [0];
  if (from !== undefined && from === to) {
    throw new InvalidInput([{ path: "to", key: "sameCohort" }]);
  }
  const first = from ?? (to === 0 ? 1 : 0);
  return [first, to ?? (first === 1 ? 0 : 1)];
}

/**
 * The engine compares every later cohort with the first; any other pair is asked for. Of more than two
 * cohorts all are, for the letters of the table that has them all.
 */
function extraPairs([from, to]: readonly number[], cohortCount: number): [number, number][] {
  const all = cohortCount > 2 ? cohortPairs(cohortCount).filter((pair) => pair.from > 0) : [];
  const pairs = all.map((pair): [number, number] => [pair.from, pair.to]);
  return to === undefined || from < to ? pairs : [...pairs, [from, to]];
}

/** @throws InvalidInput when the study has no such exercise */
function askedExercise(content: RevisionContent, key: string | undefined): RevisionExercise | null {
  if (key === undefined) return mainExercise(content);
  const exercise = exercisesOf(content).find((candidate) => candidate.key === key);
  if (exercise) return exercise;
  throw new InvalidInput([{ path: "exercise", key: "unknownExercise", values: { name: key } }]);
}

function countedIn(comparison: CohortComparison): number {
  return comparison.cohorts.reduce((sum, cohort) => sum + cohort.respondents, 0);
}

/** One line per cohort in their order, and one for those without a cohort where there are any. */
function responseLines(
  figures: readonly ResponseFigures[],
  cohorts: readonly AnsweringCohort[],
): (ResponseFigures & { name: string | null })[] {
  const none = {
    ...{ started: 0, unfinished: 0, screenedOut: 0, overQuota: 0, complete: 0 },
    medianMinutes: null,
  };
  const lines = cohorts.map(({ id, name }) => ({
    ...(figures.find(({ cohortId }) => cohortId === id) ?? { ...none, cohortId: id }),
    name,
  }));
  const without = figures.find(({ cohortId }) => cohortId === null);
  return without ? [...lines, { ...without, name: null }] : lines;
}
